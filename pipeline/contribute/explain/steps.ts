import { locate } from '../../ingest/positions.ts';
import type { ValuePath } from '../../model/authored.ts';
import { inheritedStep } from './inherited.ts';
import { excerptOf, lineExcerpt, valueAt } from './lines.ts';
import type { TracedClaim } from './load.ts';
import { nameStep, type Step } from './names.ts';
import { type Origin, writtenPath } from './written.ts';

/**
 * The steps from what a claim says under a key to what stands in the data: values that nobody wrote, from the rows of
 * provenance; then each name or id that is written, with what it became.
 * @param absent what it means when the key is left out and no other rule supplies a value
 */
export function stepsOfKey(claim: TracedClaim, key: string, absent: string): Step[] {
  const steps: Step[] = [];
  let last: Origin | undefined;
  for (const row of claim.parts.provenance) {
    if (row.field !== key || row.as_written !== undefined) continue;
    // Three authors on one line came by one step.
    if (last === undefined || last.line !== row.line || last.file !== row.file)
      steps.push(...unwritten(claim, key, row, absent));
    last = row;
  }
  for (const { text, slot, line } of namesUnder(claim, key)) {
    const resolution = claim.resolutionOf(slot, text);
    if (resolution !== undefined) steps.push(nameStep(claim, text, resolution, line));
  }
  return steps;
}

/** Every text under a key that may be a name, with the line on which it stands. */
function namesUnder(claim: TracedClaim, key: string): { text: string; slot: string; line: number }[] {
  const path = writtenPath(claim, key);
  if (path === null) return [];
  const locator = locate(claim.file);
  const value = valueAt(claim.record, path);
  if (key === 'stance')
    return Object.keys(value as object).map((text) => ({
      text,
      slot: key,
      line: locator.key([...path, text]).line,
    }));
  const places: [slot: string, path: ValuePath][] =
    key === 'members'
      ? [
          ['of', [...path, 'of']],
          ...indexes(valueAt(value, ['list'])).map((at): [string, ValuePath] => [key, [...path, 'list', at]]),
        ]
      : key === 'change'
        ? ['from_event', 'to_event'].map((slot) => [slot, [...path, slot]])
        : key === 'quantities'
          ? indexes(value).map((at) => ['of', [...path, at, 'of']])
          : [[key, path], ...indexes(value).map((at): [string, ValuePath] => [key, [...path, at]])];
  return places.flatMap(([slot, at]) => {
    const text = valueAt(claim.record, at);
    return typeof text === 'string' ? [{ text, slot, line: locator.value(at).line }] : [];
  });
}

function indexes(value: unknown): number[] {
  return Array.isArray(value) ? [...value.keys()] : [];
}

/** A value that the claim does not write. */
function unwritten(claim: TracedClaim, key: string, row: Origin, absent: string): Step[] {
  const { file, index } = claim;
  const path = writtenPath(claim, key);
  if (path?.[0] === 'defaults' && row.origin === 'inherited') {
    return [
      {
        what: `The claim does not say ${key}, so it takes what the record's defaults say.`,
        rule: 'A key under defaults holds for every claim of the record that does not say it itself.',
        excerpts: [excerptOf(file, path)],
      },
    ];
  }
  if (row.origin === 'derived') {
    return [
      {
        what: `Neither the claim nor an utterance says ${key}; it follows from where the claim stands and from the kind of source.`,
        rule: 'In title, deck and caption the form is headline or caption; in the body it is the form that the codebook maps to the kind of source.',
        excerpts: [excerptOf(file, ['claims', index, 'at']), lineExcerpt(file, row.line)],
      },
    ];
  }
  if (row.origin === 'inherited') return inheritedStep(claim, key, row);
  const codebook = row.file === file.path ? undefined : claim.files.get(row.file);
  if (codebook === undefined)
    return [
      { what: `The claim does not say ${key}.`, rule: absent, excerpts: [lineExcerpt(file, row.line)] },
    ];
  return [
    {
      what: `Nothing says ${key}, so the default of the codebook holds: ${row.value}.`,
      rule: 'A key with a default in the codebook may be left out; the default then holds.',
      excerpts: [lineExcerpt(codebook, row.line)],
    },
  ];
}
