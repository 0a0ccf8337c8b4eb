import type { CrossFinding } from '../diagnostics/finding.ts';
import type { ClaimGist, RecordGists } from './gists.ts';

/** A claim with where it stands. */
interface Placed {
  file: string;
  kind: string;
  gist: ClaimGist;
}

/** The family that each claim type belongs to. */
type Classes = ReadonlyMap<string, string>;

/**
 * Looks whether claims that are related can be: who repeats stands at the lesser telling and says the same, who answers or
 * replaces comes later, and the claims of a proposition say the same (CODEBOOK.md, "Relation between claims").
 * @param records those without errors
 */
export function checkRelatedClaims(records: readonly RecordGists[], classes: Classes): CrossFinding[] {
  const all = [...records]
    .sort((a, b) => (a.file < b.file ? -1 : 1))
    .flatMap(({ file, work: { kind }, claims }) => claims.map((gist): Placed => ({ file, kind, gist })));
  const isTarget = new Set(all.flatMap(({ gist }) => gist.relations.map(({ to }) => to)));
  const targets = new Map(all.flatMap((one) => (isTarget.has(one.gist.id) ? [[one.gist.id, one]] : [])));
  const related = all.flatMap((one) =>
    one.gist.relations.flatMap(({ type, to, index }) => {
      const other = targets.get(to);
      if (other === undefined) return [];
      const path = ['claims', one.gist.index, 'relations', index, 'to'];
      const found = type === 'repeats' ? checkRepeats(one, other, classes) : checkOrder(type, one, other);
      return found.map((words) => ({ file: one.file, path, ...words, extras: {} }));
    }),
  );
  return [...related, ...checkPropositions(all, classes)];
}

type Words = Pick<CrossFinding, 'code' | 'message' | 'fix'>;

/** Works that hold the words themselves, of which others report. */
const SPOKEN: readonly string[] = ['transcript', 'speech-text'];

function checkRepeats(one: Placed, other: Placed, classes: Classes): Words[] {
  const { gist } = one;
  const words: Words[] = [];
  const way = wrongWay(one, other);
  if (way !== null)
    words.push({
      code: 'W-REPEATS-WAY',
      message: `${gist.id} repeats ${other.gist.id}, ${way}`,
      fix: 'Remove the relation, and write it at the other claim: the lesser or later telling points to the fuller or earlier.',
    });
  const differs = whatDiffers(gist, other.gist, classes);
  if (differs !== null)
    words.push({
      code: 'W-REPEATS-OTHER',
      message: `${gist.id} repeats ${other.gist.id}, but ${differs}`,
      fix: 'Take another relation, such as elaborates, or remove it; or mend the claim that is coded wrongly.',
    });
  return words;
}

function wrongWay(one: Placed, other: Placed): string | null {
  const [mine, its] = [one.gist, other.gist];
  if (one.file === other.file && mine.part === 'body' && ['title', 'deck', 'caption'].includes(its.part))
    return `which stands in the ${its.part} and sums it up`;
  if (SPOKEN.includes(one.kind) && !mine.isReported && its.isReported && mine.claimants === its.claimants)
    return 'which only reports it';
  const isDated = (made: ClaimGist['made']): boolean => made !== null && made[0] === made[1];
  if (isDated(mine.made) && isDated(its.made) && isBefore(mine, its))
    return `which was said later, ${its.made?.[0]}`;
  return null;
}

function isBefore(one: ClaimGist, other: ClaimGist): boolean {
  return one.made !== null && other.made !== null && one.made[1] < other.made[0];
}

function whatDiffers(one: ClaimGist, other: ClaimGist, classes: Classes): string | null {
  if (classes.get(one.type) !== classes.get(other.type))
    return `one is ${one.type} and the other ${other.type}`;
  return one.polarity === other.polarity ? null : `one is ${one.polarity} and the other ${other.polarity}`;
}

function checkOrder(type: string, one: Placed, other: Placed): Words[] {
  if (!isBefore(one.gist, other.gist)) return [];
  return [
    {
      code: 'W-ORDER-DATES',
      message: `${one.gist.id}, of ${one.gist.made?.[1]}, ${type} ${other.gist.id}, which was said later, ${other.gist.made?.[0]}`,
      fix: 'Correct the date that is wrong, or remove the relation.',
    },
  ];
}

/** The claims of a proposition say the same: each is held against the first of them. */
function checkPropositions(all: readonly Placed[], classes: Classes): CrossFinding[] {
  const first = new Map<string, Placed>();
  return all.flatMap((one) => {
    const { gist } = one;
    if (gist.proposition === null) return [];
    const other = first.get(gist.proposition);
    if (other === undefined) {
      first.set(gist.proposition, one);
      return [];
    }
    const differs = whatSays(gist, other.gist, classes);
    if (differs === null) return [];
    return [
      {
        code: 'W-PROPOSITION-DIFFERS',
        file: one.file,
        path: ['claims', gist.index, 'proposition'],
        message: `${gist.id} has the proposition of ${other.gist.id}, but ${differs}`,
        fix: 'Put each text in the place of the other: if one speaker would then say something else, remove the key and write distinct.',
        extras: {},
      },
    ];
  });
}

function whatSays(one: ClaimGist, other: ClaimGist, classes: Classes): string | null {
  const differs = whatDiffers(one, other, classes);
  const isExplained = one.polarity !== other.polarity && (one.hasNote || other.hasNote);
  if (differs !== null && !(isExplained && classes.get(one.type) === classes.get(other.type))) return differs;
  const isDemand = one.type === 'prescription' && other.type === 'prescription';
  return isDemand && one.subjects !== other.subjects ? 'not the same are told to act' : null;
}
