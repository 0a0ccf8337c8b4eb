import { nearest } from '../diagnostics/nearest.ts';
import { sharedOf, wordsOf } from '../model/shared-words.ts';
import type { CrossFinding } from '../validate/across.ts';
import type { ClaimPrint, RecordPrints } from './prints.ts';

/** Texts that share fewer of their words than this say different things. */
const ALIKE = 0.5;
/** Claims made further apart than this are two, even in the same words. */
const NEAR_DAYS = 31;

/**
 * Looks for claims of different works that seem to be the same and that nobody has judged yet: same claimants, same type,
 * a common target, made within a month of each other as far as is known, and in similar words. Also tells of a proposition
 * that only one claim is marked with. Each pair is told once, at the record that comes later in the alphabet.
 * @param records those without errors
 * @param complete whether they are all records; if not, a proposition that stands alone may have its fellow in another
 */
export function checkSameClaims(records: readonly RecordPrints[], complete: boolean): CrossFinding[] {
  const findings: CrossFinding[] = [];
  for (const [one, other] of candidates(records)) {
    if (isSettled(one.print, other.print) || sharedOf(one.words(), other.words()) < ALIKE) continue;
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
  return complete ? [...findings, ...lonelyPropositions(records)] : findings;
}

/** A claim among others, with what comparing it with many of them needs ready. */
interface Placed {
  file: string;
  print: ClaimPrint;
  /** First and last day on which it may have been made, counted from 1970. */
  first: number;
  last: number;
  /** Taken when first asked for: most claims have nobody to be compared with. */
  words: () => ReadonlySet<string>;
}

/** Pairs of different works with the same type and claimants, a common target and days near each other, each once. */
function* candidates(records: readonly RecordPrints[]): Generator<[Placed, Placed]> {
  for (const [target, group] of groupsOf(records)) {
    for (let index = 0; index < group.length; index += 1) {
      const one = group[index]!;
      for (let next = index + 1; next < group.length; next += 1) {
        const other = group[next]!;
        if (one.file === other.file || !isNear(one, other)) continue;
        // A pair with several common targets meets in as many groups.
        if (one.print.targets.find((id) => other.print.targets.includes(id)) === target) yield [one, other];
      }
    }
  }
}

/** Claims with the same type and claimants and a common target, with that target. */
function groupsOf(records: readonly RecordPrints[]): [target: string, group: Placed[]][] {
  const groups = new Map<string, [string, Placed[]]>();
  for (const { file, claims } of records) {
    for (const print of claims) {
      const placed = place(file, print);
      for (const target of print.targets) {
        const key = `${print.type}\n${print.claimants}\n${target}`;
        const group = groups.get(key);
        if (group === undefined) groups.set(key, [target, [placed]]);
        else group[1].push(placed);
      }
    }
  }
  return [...groups.values()];
}

function place(file: string, print: ClaimPrint): Placed {
  const day = (text: string): number => Date.parse(text) / 86_400_000;
  // A claim of which no day is known may have been made on any.
  const [first, last] =
    print.made === null ? [-Infinity, Infinity] : [day(print.made[0]), day(print.made[1])];
  let words: ReadonlySet<string> | undefined;
  return {
    file,
    print,
    first,
    last,
    words: () => {
      words ??= wordsOf(print.text);
      return words;
    },
  };
}

function isSettled(a: ClaimPrint, b: ClaimPrint): boolean {
  if (a.proposition !== null && a.proposition === b.proposition) return true;
  return a.settled.includes(b.id) || b.settled.includes(a.id);
}

function isNear(a: Placed, b: Placed): boolean {
  return a.first - b.last <= NEAR_DAYS && b.first - a.last <= NEAR_DAYS;
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
