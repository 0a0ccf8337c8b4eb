import type { CrossFinding } from '../diagnostics/finding.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { type ClaimGist, NEAR_DAYS, type RecordGists } from './gists.ts';
import { sharedOf, wordsOf } from './shared-words.ts';

/** Texts that share fewer of their words than this say different things. */
const ALIKE = 0.5;

/**
 * Looks for works that were coded twice, and for claims of different works that seem to be the same and that nobody has
 * judged yet: same claimants, same type, a common target, made within a month of each other as far as is known, and in
 * similar words. Also tells of a proposition that only one claim is marked with. Each pair is told once, at the record that
 * comes later in the alphabet.
 * @param records those without errors
 * @param complete whether they are all records; if not, a proposition that stands alone may have its fellow in another
 */
export function checkSameClaims(records: readonly RecordGists[], complete: boolean): CrossFinding[] {
  const twice = checkSameWorks(records);
  // What a second record of one work repeats needs no second telling.
  const seconds = new Set(twice.map(({ file }) => file));
  const works = records.filter(({ file }) => !seconds.has(file));
  const findings = [...twice, ...alikeOf(works).flatMap(tellAlike)];
  return complete ? [...findings, ...lonelyPropositions(records)] : findings;
}

/** Claims that are alike, each with at least one of the others: a pair for each two that are, or, of many, all of them once. */
type Alike = { pairs: [Placed, Placed][]; members: Set<Placed> };

/** More claims than this are told together: each with each would be told a hundred times over. */
const APART = 3;

/** All sets of claims that are alike, by way of each other. */
function alikeOf(records: readonly RecordGists[]): Alike[] {
  const sets: Sets = new Map();
  for (const [target, group] of groupsOf(records)) compareAll(group, target, sets);
  return [...new Set(sets.values())];
}

/** The set that a claim is in, for those that are like another. */
type Sets = Map<Placed, Alike>;

/** Compares each with each, but not within a set that is told as one anyway: thousands that are alike take one round. */
function compareAll(group: readonly Placed[], target: string, sets: Sets): void {
  let left = group;
  for (let at = 0; at < left.length; at += 1) {
    const one = left[at] as Placed;
    for (let next = at + 1; next < left.length; next += 1) compare(one, left[next] as Placed, target, sets);
    const set = sets.get(one);
    if (set === undefined || set.members.size <= APART) continue;
    const rest = left.slice(at + 1);
    const others = rest.filter((claim) => sets.get(claim) !== set);
    if (others.length === rest.length) continue;
    for (const member of rest)
      if (sets.get(member) === set) for (const other of others) compare(member, other, target, sets);
    left = others;
    at = -1;
  }
}

/** Puts two claims of different works into one set when they are alike and nobody has judged that. */
function compare(one: Placed, other: Placed, target: string, sets: Sets): void {
  if (one.file === other.file || !isNear(one, other)) return;
  // A pair with several common targets meets in as many groups.
  if (one.gist.targets.find((id) => other.gist.targets.includes(id)) !== target) return;
  if (isSettled(one.gist, other.gist) || sharedOf(one.words(), other.words()) < ALIKE) return;
  const [a, b] = [sets.get(one), sets.get(other)];
  // The larger set takes the smaller one in.
  const [into, from] = (a?.members.size ?? 0) >= (b?.members.size ?? 0) ? [a, b] : [b, a];
  const set = into ?? { pairs: [], members: new Set() };
  const added = from === set ? undefined : from;
  set.pairs.push([one, other]);
  for (const pair of added?.pairs ?? []) set.pairs.push(pair);
  for (const member of [one, other, ...(added?.members ?? [])]) {
    set.members.add(member);
    sets.set(member, set);
  }
}

function tellAlike({ pairs, members }: Alike): CrossFinding[] {
  if (members.size <= APART) return pairs.map(([one, other]) => tellPair(one, other));
  const sorted = [...members].sort((a, b) => (a.gist.id < b.gist.id ? -1 : 1));
  const [first, told] = [sorted[0] as Placed, sorted.at(-1) as Placed];
  return [
    {
      ...tellPair(first, told),
      message: `${told.gist.id} and ${members.size - 2} other claims may say the same as ${first.gist.id}: "${first.gist.text}"`,
      fix: 'Give those that do the same proposition, and name in distinct those that do not.',
    },
  ];
}

function tellPair(one: Placed, other: Placed): CrossFinding {
  const [told, first] = one.gist.id < other.gist.id ? [other, one] : [one, other];
  return {
    code: 'W-SAME-CLAIM',
    file: told.file,
    path: ['claims', told.gist.index, 'text'],
    message: `${told.gist.id} may say the same as ${first.gist.id}: "${first.gist.text}"`,
    fix: `If it does, give both the same proposition; if not, add distinct: [${first.gist.id}].`,
    extras: {},
  };
}

/** One work has one record: the same text, or the same title, publisher and day without texts that say otherwise. */
function checkSameWorks(records: readonly RecordGists[]): CrossFinding[] {
  const byHead = new Map<string, RecordGists[]>();
  const byText = new Map<string, RecordGists>();
  const findings: CrossFinding[] = [];
  for (const record of [...records].sort((a, b) => (a.file < b.file ? -1 : 1))) {
    const { title, publisher, published, text } = record.work;
    const head =
      publisher === null || published === null ? null : JSON.stringify([title, publisher, published]);
    const namesakes = (head === null ? undefined : byHead.get(head)) ?? [];
    const other =
      (text === null ? undefined : byText.get(text)) ??
      namesakes.find(({ work }) => work.text === null || text === null);
    if (other !== undefined) {
      findings.push({
        code: 'E-WORK-TWICE',
        file: record.file,
        path: ['source', 'title'],
        message: `${other.file} is a record of the same work`,
        fix: 'Keep one record for a work. If it was coded a second time, the second coding belongs under sources/codings; another print of it is a copy under source.copies.',
        extras: {},
      });
      continue;
    }
    if (head !== null) byHead.set(head, [...namesakes, record]);
    if (text !== null) byText.set(text, record);
  }
  return findings;
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
