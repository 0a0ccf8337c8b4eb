import { nearest } from '../diagnostics/nearest.ts';
import { sharedWords } from '../model/shared-words.ts';
import type { CrossFinding } from '../validate/across.ts';
import type { ResolvedRecord } from './dataset.ts';

/** What of a claim is needed to see whether claims of other works say the same. */
export interface ClaimPrint {
  /** Public id. */
  id: string;
  /** Place in the record's list of claims, from 0. */
  index: number;
  type: string;
  text: string;
  /** Ids of the claimants, sorted and joined. */
  claimants: string;
  /** Ids of those it is about or acts on. */
  targets: string[];
  /** First and last day on which it may have been made; null when unknown. */
  made: [min: string, max: string] | null;
  proposition: string | null;
  /** Claims it was judged not to be the same as, and those it repeats. */
  settled: string[];
}

/** The prints of a record. */
export interface RecordPrints {
  file: string;
  claims: ClaimPrint[];
}

/** Texts that share fewer of their words than this say different things. */
const ALIKE = 0.5;
/** Claims made further apart than this are two, even in the same words. */
const NEAR_DAYS = 31;

/** Takes the prints of a record. */
export function printsOf({ file, claims }: ResolvedRecord): RecordPrints {
  return {
    file: file.path,
    claims: claims.map(({ id, index, authored, claimants, subjects, objects, made, relations }) => ({
      id,
      index,
      type: authored.type,
      text: authored.text,
      claimants: claimants
        .map(({ entry }) => entry.id)
        .sort()
        .join(),
      targets: [...new Set([...subjects, ...objects].map(({ entry }) => entry.id))],
      made: made?.span.min == null || made.span.max === null ? null : [made.span.min, made.span.max],
      proposition: authored.proposition ?? null,
      settled: [
        ...(authored.distinct ?? []),
        ...relations.flatMap(({ type, to }) => (type === 'repeats' ? [to] : [])),
      ],
    })),
  };
}

/**
 * Looks for claims of different works that seem to be the same and that nobody has judged yet: same claimants, same type,
 * a common target, made within a month of each other as far as is known, and in similar words. Also tells of a proposition
 * that only one claim is marked with. Each pair is told once, at the record that comes later in the alphabet.
 */
export function checkSameClaims(records: readonly RecordPrints[]): CrossFinding[] {
  const findings: CrossFinding[] = [];
  for (const [one, other] of candidates(records)) {
    if (one.file === other.file || isSettled(one.print, other.print) || !isNear(one.print, other.print))
      continue;
    if (sharedWords(one.print.text, other.print.text) < ALIKE) continue;
    const [told, first] = one.print.id < other.print.id ? [other, one] : [one, other];
    findings.push({
      code: 'W-SAME-CLAIM',
      file: told.file,
      path: ['claims', told.print.index, 'text'],
      message: `${told.print.id} may say the same as ${first.print.id}: "${first.print.text}"`,
      fix: `If it does, give both the same proposition; if not, add distinct: [${first.print.id}].`,
      extras: {},
    });
  }
  return [...findings, ...lonelyPropositions(records)];
}

interface Placed {
  file: string;
  print: ClaimPrint;
}

/** Pairs with the same type and claimants and a common target, each once. */
function* candidates(records: readonly RecordPrints[]): Generator<[Placed, Placed]> {
  const groups = new Map<string, Placed[]>();
  for (const { file, claims } of records) {
    for (const print of claims) {
      for (const target of print.targets) {
        const key = `${print.type}\n${print.claimants}\n${target}`;
        const group = groups.get(key);
        if (group === undefined) groups.set(key, [{ file, print }]);
        else group.push({ file, print });
      }
    }
  }
  const seen = new Set<string>();
  for (const group of groups.values()) {
    for (const [index, one] of group.entries()) {
      for (const other of group.slice(index + 1)) {
        const pair = [one.print.id, other.print.id].sort().join();
        if (seen.has(pair)) continue;
        seen.add(pair);
        yield [one, other];
      }
    }
  }
}

function isSettled(a: ClaimPrint, b: ClaimPrint): boolean {
  if (a.proposition !== null && a.proposition === b.proposition) return true;
  return a.settled.includes(b.id) || b.settled.includes(a.id);
}

function isNear(a: ClaimPrint, b: ClaimPrint): boolean {
  if (a.made === null || b.made === null) return true;
  const day = (text: string): number => Date.parse(text) / 86_400_000;
  const gap = Math.max(day(a.made[0]) - day(b.made[1]), day(b.made[0]) - day(a.made[1]));
  return gap <= NEAR_DAYS;
}

function lonelyPropositions(records: readonly RecordPrints[]): CrossFinding[] {
  const uses = new Map<string, { file: string; print: ClaimPrint }[]>();
  for (const { file, claims } of records) {
    for (const print of claims) {
      if (print.proposition === null) continue;
      uses.set(print.proposition, [...(uses.get(print.proposition) ?? []), { file, print }]);
    }
  }
  return [...uses].flatMap(([proposition, [only, ...others]]) => {
    if (only === undefined || others.length > 0) return [];
    const [suggestion] = nearest(
      proposition,
      [...uses.keys()].filter((other) => other !== proposition),
    );
    return [
      {
        code: 'W-PROPOSITION-ALONE',
        file: only.file,
        path: ['claims', only.print.index, 'proposition'],
        message: `no other claim is marked with the proposition "${proposition}"`,
        fix: 'Mark the other claims that say the same, check the spelling, or remove the key.',
        extras: suggestion === undefined ? {} : { suggestion },
      },
    ];
  });
}
