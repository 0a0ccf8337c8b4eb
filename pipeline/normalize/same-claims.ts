import type { CrossFinding } from '../diagnostics/finding.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { sharedOf, wordsOf } from '../model/shared-words.ts';
import type { ClaimGist, RecordGists } from './gists.ts';

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
export function checkSameClaims(records: readonly RecordGists[], complete: boolean): CrossFinding[] {
  const findings: CrossFinding[] = [];
  for (const [one, other] of candidates(records)) {
    if (isSettled(one.gist, other.gist) || sharedOf(one.words(), other.words()) < ALIKE) continue;
    const [told, first] = one.gist.id < other.gist.id ? [other, one] : [one, other];
    findings.push({
      code: 'W-SAME-CLAIM',
      file: told.file,
      path: ['claims', told.gist.index, 'text'],
      message: `${told.gist.id} may say the same as ${first.gist.id}: "${first.gist.text}"`,
      fix: `If it does, give both the same proposition; if not, add distinct: [${first.gist.id}].`,
      extras: {},
    });
  }
  return complete ? [...findings, ...lonelyPropositions(records)] : findings;
}

/** A claim among others, with what comparing it with many of them needs ready. */
interface Placed {
  file: string;
  gist: ClaimGist;
  /** First and last day on which it may have been made, counted from 1970. */
  first: number;
  last: number;
  /** Taken when first asked for: most claims have nobody to be compared with. */
  words: () => ReadonlySet<string>;
}

/** Pairs of different works with the same type and claimants, a common target and days near each other, each once. */
function* candidates(records: readonly RecordGists[]): Generator<[Placed, Placed]> {
  for (const [target, group] of groupsOf(records)) {
    for (let index = 0; index < group.length; index += 1) {
      const one = group[index]!;
      for (let next = index + 1; next < group.length; next += 1) {
        const other = group[next]!;
        if (one.file === other.file || !isNear(one, other)) continue;
        // A pair with several common targets meets in as many groups.
        if (one.gist.targets.find((id) => other.gist.targets.includes(id)) === target) yield [one, other];
      }
    }
  }
}

/** Claims with the same type and claimants and a common target, with that target. */
function groupsOf(records: readonly RecordGists[]): [target: string, group: Placed[]][] {
  const groups = new Map<string, [string, Placed[]]>();
  for (const { file, claims } of records) {
    for (const gist of claims) {
      const placed = place(file, gist);
      for (const target of gist.targets) {
        const key = `${gist.type}\n${gist.claimants}\n${target}`;
        const group = groups.get(key);
        if (group === undefined) groups.set(key, [target, [placed]]);
        else group[1].push(placed);
      }
    }
  }
  return [...groups.values()];
}

function place(file: string, gist: ClaimGist): Placed {
  const day = (text: string): number => Date.parse(text) / 86_400_000;
  // A claim of which no day is known may have been made on any.
  const [first, last] = gist.made === null ? [-Infinity, Infinity] : [day(gist.made[0]), day(gist.made[1])];
  let words: ReadonlySet<string> | undefined;
  return {
    file,
    gist,
    first,
    last,
    words: () => {
      words ??= wordsOf(gist.text);
      return words;
    },
  };
}

function isSettled(a: ClaimGist, b: ClaimGist): boolean {
  if (a.proposition !== null && a.proposition === b.proposition) return true;
  return a.settled.includes(b.id) || b.settled.includes(a.id);
}

function isNear(a: Placed, b: Placed): boolean {
  return a.first - b.last <= NEAR_DAYS && b.first - a.last <= NEAR_DAYS;
}

function lonelyPropositions(records: readonly RecordGists[]): CrossFinding[] {
  const uses = new Map<string, { file: string; gist: ClaimGist }[]>();
  for (const { file, claims } of records) {
    for (const gist of claims) {
      if (gist.proposition === null) continue;
      uses.set(gist.proposition, [...(uses.get(gist.proposition) ?? []), { file, gist }]);
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
        path: ['claims', only.gist.index, 'proposition'],
        message: `no other claim is marked with the proposition "${proposition}"`,
        fix: 'Mark the other claims that say the same, check the spelling, or remove the key.',
        extras: suggestion === undefined ? {} : { suggestion },
      },
    ];
  });
}
