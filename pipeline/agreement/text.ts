import type { AgreementRow, DisagreementsRow } from '../model/generated/tables.ts';
import { COMPARED, type Coding } from './compare.ts';
import { disagreementRows } from './disagreements.ts';
import { agreementRows, codedUnits, LEAST_UNITS } from './figures.ts';

/** The report on second codings: what to talk about first, then the figures. */
export function agreementText(codings: readonly Coding[]): string {
  const rows = agreementRows(codings.map(codedUnits));
  const parts = codings.map((coding) =>
    [...headOf(coding), ...listOf(coding), '', ...figuresOf(rows, coding.id)].join('\n'),
  );
  if (codings.length > 1)
    parts.push([`All ${codings.length} second codings together`, '', ...figuresOf(rows, 'all')].join('\n'));
  return parts.join('\n\n');
}

function headOf({ sourceId, firstCoder, secondCoder, matches, isSettled }: Coding): string[] {
  const { both, onlyFirst, onlySecond } = matches;
  return [
    isSettled
      ? `${sourceId}: ${firstCoder} and ${secondCoder}, before the record was settled`
      : `${sourceId}: ${firstCoder} (the record) and ${secondCoder}`,
    `${both.length} claims found by both, ${onlyFirst.length} only by ${firstCoder}, ${onlySecond.length} only by ${secondCoder}`,
  ];
}

function listOf(coding: Coding): string[] {
  const { firstCoder, secondCoder, matches } = coding;
  const rows = disagreementRows(coding);
  const single = (title: string, claims: Coding['matches']['onlyFirst']): string[] =>
    claims.length === 0
      ? []
      : ['', title, ...claims.map(({ authored: { id, at, text } }) => `  ${at.padEnd(10)} ${id}  ${text}`)];
  const fields = [...COMPARED.map(({ name }) => name), 'stance'].flatMap((field) => {
    const lines = rows.filter((row) => row.field === field).map(lineOf);
    return lines.length === 0 ? [] : ['', `${field} coded differently (${lines.length})`, ...lines];
  });
  return [
    ...single(`only found by ${firstCoder}`, matches.onlyFirst),
    ...single(`only found by ${secondCoder}`, matches.onlySecond),
    ...fields,
  ];
}

function lineOf({ anchor, first_claim, second_claim, first_value, second_value }: DisagreementsRow): string {
  const claims = `${first_claim?.split('/')[1] ?? '-'} / ${second_claim}`;
  return `  ${(anchor ?? '').padEnd(10)} ${claims}  ${first_value ?? '(none)'}  <>  ${second_value ?? '(none)'}`;
}

function figuresOf(rows: readonly AgreementRow[], id: string): string[] {
  const lines = rows
    .filter(({ coding_id }) => coding_id === id)
    .map(({ measure, field, units, value, low, high }) => {
      const interval = low === undefined || high === undefined ? '' : `${fixed(low)} to ${fixed(high)}`;
      const figure =
        units < LEAST_UNITS
          ? `none: fewer than ${LEAST_UNITS} units`
          : value === undefined
            ? 'none: nothing varies'
            : fixed(value);
      return `${measure.padEnd(10)} ${field.padEnd(12)} ${String(units).padStart(5)}  ${figure.padStart(6)}  ${interval}`.trimEnd();
    });
  return [`${'measure'.padEnd(10)} ${'field'.padEnd(12)} units   value  95 % interval`, ...lines];
}

function fixed(value: number): string {
  return value.toFixed(3);
}
