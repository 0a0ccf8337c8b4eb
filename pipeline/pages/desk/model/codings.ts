import { COMPARED, type Coding, compareCodings } from '../../../agreement/compare.ts';
import { disagreementRows } from '../../../agreement/disagreements.ts';
import { agreementRows, codedUnits } from '../../../agreement/figures.ts';
import type { AuthoredMap, AuthoredValue, ValuePath } from '../../../model/authored.ts';
import type { AgreementRow } from '../../../model/generated/tables.ts';
import { LIST_SEPARATOR } from '../../../model/tables.ts';
import type { ResolvedClaim } from '../../../normalize/resolved.ts';
import type { TakenRecord } from '../../../record/take.ts';
import { claimsOf, freeId, withClaims } from './claims.ts';
import { listAt, textAt, withValueAt } from './value.ts';

/** What two coders see differently, as one question to be settled. */
export interface Difference {
  /** Tells it from the others: claims and field. */
  key: string;
  kind: 'differs' | 'only-first' | 'only-second';
  at: string;
  first: ResolvedClaim | null;
  second: ResolvedClaim | null;
  /** The key in which they differ; '' where only one of them has the claim. */
  field: string;
  /** Of an attitude: the entity, by its id. */
  towards: string;
  values: [string, string];
}

/** Two codings held against each other. */
export interface Comparison {
  coding: Coding;
  differences: Difference[];
  /** Claims that both have, with nothing between them. */
  alike: number;
  figures: AgreementRow[];
}

/** Compares a record with a second coding of it. */
export function compare(first: TakenRecord, second: TakenRecord): Comparison | null {
  if (first.living === null || !second.checked.valid) return null;
  const coding = compareCodings(first.living, second.resolved, first.living);
  const seconds = new Map(second.resolved.claims.map((claim) => [claim.authored.id, claim]));
  const firsts = new Map(first.living.claims.map((claim) => [claim.id, claim]));
  const differences = disagreementRows(coding).map((row): Difference => {
    const one = firsts.get(row.first_claim ?? '') ?? null;
    const other = seconds.get(row.second_claim ?? '') ?? null;
    const kind = row.kind as Difference['kind'];
    const towards = row.field === 'stance' ? (row.first_value ?? '').replace(/: [\w-]+$/, '') : '';
    return {
      key: [one?.authored.id, other?.authored.id, row.field, towards].join(' '),
      kind,
      towards,
      at: row.anchor ?? '',
      first: one,
      second: other,
      field: row.field ?? '',
      values: [row.first_value ?? '', row.second_value ?? ''],
    };
  });
  differences.sort((a, b) => orderOf(a.at) - orderOf(b.at) || numberOf(a) - numberOf(b));
  const touched = new Set(differences.flatMap(({ first: one }) => one?.id ?? []));
  const alike = coding.matches.both.filter(([one]) => !touched.has(one.id)).length;
  return { coding, differences, alike, figures: agreementRows([codedUnits(coding)]) };
}

/** The order of the text: title and the like first, then by paragraph and sentence. */
function orderOf(at: string): number {
  const [, paragraph = '0', sentence = '0'] = /^p(\d+)\.s(\d+)/.exec(at) ?? [];
  return Number(paragraph) * 10_000 + Number(sentence);
}

function numberOf({ first, second }: Difference): number {
  return first?.index ?? second?.index ?? 0;
}

/** How a difference was settled. */
export interface Decision {
  take: 'first' | 'second' | 'neither';
  reason: string;
  /** What stands instead of both, with `neither`; left out, the question stays open and the claim is disputed. */
  value?: AuthoredValue | undefined;
}

/**
 * Writes a decision into the record: the claim gets what was decided, and a line under `disagreements` tells what else was
 * seen, by whom, and how it was settled.
 * @param second the second coding as it was authored
 * @param by the one who decides
 */
export function settle(
  record: AuthoredMap,
  second: AuthoredMap,
  difference: Difference,
  decision: Decision,
  by: string,
): AuthoredMap {
  const { kind, first, second: other, field, values } = difference;
  const coder = textAt(second, ['coding', 'coder']);
  const told = (what: string): string => `${what} by ${by}: ${decision.reason}`;
  if (kind === 'only-second') {
    if (decision.take !== 'second' || other === null) return record;
    const authored = claimsOf(second).find((one) => textAt(one, ['id']) === other.authored.id);
    if (authored === undefined) return record;
    // Its relations speak of the other coding's numbers.
    const { relations: _, ...claim } = authored;
    const id = freeId(record);
    const note = [textAt(claim, ['note']), told(`Found by ${coder} alone, taken over`)]
      .filter(Boolean)
      .join(' ');
    const claims = claimsOf(record);
    const last = claims.findLastIndex((one) => textAt(one, ['at']) === textAt(claim, ['at']));
    return withClaims(
      record,
      claims.toSpliced(last === -1 ? claims.length : last + 1, 0, { ...claim, id, note }),
    );
  }
  const id = first?.authored.id ?? '';
  const index = claimsOf(record).findIndex((one) => textAt(one, ['id']) === id);
  if (index === -1) return record;
  if (kind === 'only-first') {
    if (decision.take !== 'second') return withNote(record, index, told(`Found by one coder alone, kept`));
    const without = withClaims(record, claimsOf(record).toSpliced(index, 1));
    const day = textAt(record, ['coding', 'coded']);
    const line = { id, date: day, reason: told('Taken out, since the second coder found no such claim;') };
    return withValueAt(without, ['retired'], [...listAt(record, ['retired']), line]);
  }
  const isOpen = decision.take === 'neither' && decision.value === undefined;
  const place = placeOf(index, difference, decision);
  const changed = isOpen
    ? withValueAt(record, ['claims', index, 'status'], 'disputed')
    : decision.take === 'first'
      ? record
      : withValueAt(
          record,
          place,
          decision.take === 'neither' ? decision.value : authoredOf(second, difference),
        );
  const words = {
    first: 'kept',
    second: `settled as ${coder} has it,`,
    neither: 'settled as neither had it,',
  };
  const passed = decision.take === 'second' ? values[0] : values[1];
  const alternative = passed.split(LIST_SEPARATOR).join(' and ') || 'none';
  const line: AuthoredMap = {
    claim: id,
    field,
    alternative,
    by: decision.take === 'second' ? textAt(record, ['coding', 'coder']) : coder,
    reason: decision.reason,
    ...(isOpen ? {} : { decision: told(words[decision.take]) }),
  };
  const others = (listAt(changed, ['disagreements']) as AuthoredMap[]).filter(
    (one) =>
      !(
        textAt(one, ['claim']) === id &&
        textAt(one, ['field']) === field &&
        textAt(one, ['decision']) === ''
      ),
  );
  return withValueAt(changed, ['disagreements'], [...others, line]);
}

function withNote(record: AuthoredMap, index: number, words: string): AuthoredMap {
  const note = [textAt(record, ['claims', index, 'note']), words].filter(Boolean).join(' ');
  return withValueAt(record, ['claims', index, 'note'], note);
}

/** Where in the record a decision is written: of attitudes the one to the entity, of members the list alone. */
function placeOf(index: number, { field, towards, first }: Difference, { take }: Decision): ValuePath {
  const own = ['claims', index, field];
  if (field === 'stance') {
    const attitude = first?.stances.find(({ actor }) => actor.entry.id === towards);
    return [...own, attitude?.actor.asWritten ?? towards];
  }
  return field === 'members' && take === 'neither' ? [...own, 'list'] : own;
}

/** What the second coder wrote under a key; what a default of theirs gives when nothing is written. */
function authoredOf(
  second: AuthoredMap,
  { second: claim, field, towards }: Difference,
): AuthoredValue | undefined {
  if (field === 'stance') return claim?.stances.find(({ actor }) => actor.entry.id === towards)?.code;
  const authored = claimsOf(second).find((one) => textAt(one, ['id']) === claim?.authored.id);
  const written = authored?.[field] ?? (second.defaults as AuthoredMap | undefined)?.[field];
  if (written !== undefined || claim === null) return written;
  const compared = COMPARED.find(({ name }) => name === field);
  const values = compared?.read(claim) ?? [];
  return compared?.kind === 'code' ? values[0] : undefined;
}

/** The record as settled; `mode` says so only when nothing is left open but what is marked as disputed. */
export function asAdjudicated(record: AuthoredMap): AuthoredMap {
  const disputed = claimsOf(record).flatMap((claim) =>
    textAt(claim, ['status']) === 'disputed' ? [textAt(claim, ['id'])] : [],
  );
  const open = (listAt(record, ['disagreements']) as AuthoredMap[]).some(
    (one) => textAt(one, ['decision']) === '' && !disputed.includes(textAt(one, ['claim'])),
  );
  return open ? record : withValueAt(record, ['coding', 'mode'], 'adjudicated');
}

/** What a second coder starts from: the head of a record, its names and entries, and none of its claims. */
export function blindCopy(record: AuthoredMap, coder: string, day: string): AuthoredMap {
  const { id, codebook, source, defaults, names, entities, events } = record;
  const kept = { id, codebook, status: 'draft', source, names, entities, events };
  const form = (defaults as AuthoredMap | undefined)?.form;
  const coding: AuthoredMap = {
    coder,
    coded: day,
    mode: 'independent',
    basis: textAt(record, ['coding', 'basis']) || 'full-text',
  };
  const whole = { ...kept, coding, ...(form === undefined ? {} : { defaults: { form } }) };
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined)) as AuthoredMap;
}
