import { foldName } from '../../model/fold.ts';
import type { Alias, AuthoredRecord, Group } from '../../model/generated/records.ts';
import { PUBLIC_WORKS } from '../../model/public-works.ts';
import type { Entry } from '../names/registry.ts';
import type { RecordReader } from '../reader.ts';
import type { Actor, ResolvedClaim, ResolvedSource } from '../resolved.ts';
import { isAmong } from './voice.ts';

/** What the rules of coding exclude, as far as it takes the resolved names to see it (docs/coding/codes.md, "Decided cases"). */
export function checkDoubts(
  reader: RecordReader,
  source: ResolvedSource,
  claims: readonly ResolvedClaim[],
): void {
  for (const claim of claims) {
    for (const [index, addressee] of claim.addressees.entries())
      checkAddressee(reader, claim, addressee, index);
    checkLoneSpeaker(reader, source, claim);
    checkTrying(reader, claim);
    checkAccused(reader, claim);
    checkEverybody(reader, claim);
  }
  checkDefaultForm(reader, claims);
}

/** Kinds in which people speak to each other, so that whoever is addressed need not be named. */
const SPOKEN_TO: readonly (string | undefined)[] = ['transcript', 'interview', 'letter'];

function checkAddressee(
  { record, report }: RecordReader,
  { authored, voice, index }: ResolvedClaim,
  addressee: Actor,
  position: number,
): void {
  const { entry } = addressee;
  if (authored.note !== undefined || authored.text === undefined || isNamedIn(authored.text, addressee))
    return;
  const path = placeOf(record, index, 'addressee', position);
  if (['igo', 'concept'].includes(entry.type) || entry.kind === 'event' || isBoundless(entry)) {
    report(
      'W-ADDRESSEE-HALL',
      path,
      `${authored.id} is addressed to ${entry.name}, a hall or everybody, whom its text does not name`,
      'Remove addressee, unless the words address it; then name it in text. Who should act is the subject.',
    );
    return;
  }
  if (voice !== 'author' || SPOKEN_TO.includes(record.source?.kind)) return;
  report(
    'W-ADDRESSEE-UNSAID',
    path,
    `${authored.id} is addressed to ${entry.name}, whom its text does not name`,
    'Remove addressee, unless the words address it; then name it in text, or say in note how it is addressed.',
  );
}

/** Whether it is a group of which nobody can tell who belongs to it. */
function isBoundless({ type, value, country }: Entry): boolean {
  if (type !== 'group') return false;
  const { membership, members } = value as Group;
  return membership !== 'closed' && members === undefined && country === null;
}

/** Whether a text names an actor, by any of its names or by a word that begins like one of them. */
function isNamedIn(text: string, { entry, asWritten }: Actor): boolean {
  const words = foldName(text).split(' ');
  if (words.includes('you') || words.includes('your')) return true;
  const {
    aliases = [],
    demonyms = [],
    metonyms = [],
  } = entry.value as {
    aliases?: (Alias | string)[];
    demonyms?: string[];
    metonyms?: string[];
  };
  const names = [entry.name, asWritten ?? '', ...demonyms, ...metonyms];
  for (const alias of aliases) names.push(typeof alias === 'string' ? alias : alias.name);
  return names.some((name) =>
    foldName(name)
      .split(' ')
      .some((part) => part.length > 3 && words.some((word) => word.startsWith(part.slice(0, 5)))),
  );
}

/** Nobody is quoted in a work that is nothing but the words of one author. */
function checkLoneSpeaker(
  { record, report }: RecordReader,
  source: ResolvedSource,
  { authored, attribution, claimants, via, saidIn, index }: ResolvedClaim,
): void {
  if (attribution !== 'direct-quote' || !PUBLIC_WORKS.includes(record.source?.kind)) return;
  if (source.authors.length !== 1 || !isAmong(claimants, source.authors)) return;
  // What one said elsewhere, one may quote.
  if (via.length > 0 || saidIn !== null || authored.made !== undefined) return;
  report(
    'W-SPEAKER-AUTHOR',
    placeOf(record, index, 'attribution'),
    `${authored.id} quotes ${source.authors[0]?.entry.name}, the only author, in the author's own work`,
    'Remove claimant and attribution; if it was said elsewhere before, add said_in or made.',
  );
}

/** The subject tries, wants or is ready: in the main clause, whose subject stands first. */
const TRYING =
  /^(?:(?!(?:that|which|who|whom|whose|whether|if|when|while|because|since|where|as|and|but|says?|said|what|how)\b)[^\s;:]+ ){1,7}?(?:wants?|seeks?|aims?|intends?|tries|strives?|works? (?:to|for|towards?)|looks? to|(?:is|are) (?:ready|trying|seeking|working|striving|determined|resolved)(?: to| for)?|(?:is|are|remains?|stays?) (?:\w+ly )?committed) /iu;

/** Who tries or wants itself what is not yet reached undertakes it; nobody undertakes what others do. */
function checkTrying(
  { record, report }: RecordReader,
  { authored, claimants, holders, subjects, index }: ResolvedClaim,
): void {
  const { type, text, note } = authored;
  if (note !== undefined || text === undefined || subjects.length === 0 || claimants.length === 0) return;
  const isOwn = subjects.some((subject) =>
    claimants.some((claimant) => areOfOneSide(subject.entry, claimant.entry)),
  );
  if (type === 'commitment' && !isOwn && isOfCountries(subjects) && isOfCountries(claimants)) {
    report(
      'W-TRYING-TYPE',
      placeOf(record, index, 'type'),
      `${authored.id} is a commitment of ${subjects[0]?.entry.name}, but ${claimants[0]?.entry.name} speaks`,
      'What others should do is a prescription, what they want an interpretation with a holder. If the claimant speaks for them, say so in note.',
    );
    return;
  }
  if (!['endorsement', 'fact', 'interpretation', 'prediction'].includes(type) || holders.length > 0 || !isOwn)
    return;
  if (!TRYING.test(text)) return;
  report(
    'W-TRYING-TYPE',
    placeOf(record, index, 'type'),
    `${authored.id} says what ${subjects[0]?.entry.name} itself wants or tries, and is ${type}`,
    'Take commitment, if the aim is still to be reached; if not, say so in note.',
  );
}

function areOfOneSide(one: Entry, other: Entry): boolean {
  return one.id === other.id || (one.country !== null && one.country === other.country);
}

/** Whether each belongs to a country, so that it can be told on whose side it is. */
function isOfCountries(actors: readonly Actor[]): boolean {
  return actors.every(({ entry }) => entry.country !== null);
}

/** Blame speaks ill of whom it is about by itself; and nobody can be accused whom the text does not pick out. */
function checkAccused(
  { record, report }: RecordReader,
  { authored, claimants, subjects, stances, index }: ResolvedClaim,
): void {
  if (authored.type !== 'accusation' && authored.type !== 'criticism') return;
  for (const { actor, code } of stances) {
    const { entry, asWritten } = actor;
    if (
      code !== 'negative' ||
      asWritten === null ||
      isAmong([actor], claimants) ||
      !isAmong([actor], subjects)
    )
      continue;
    report(
      'W-STANCE-DERIVED',
      placeOf(record, index, 'stance', asWritten),
      `${authored.id} is ${authored.type === 'accusation' ? 'an accusation' : 'a criticism'}, which is negative towards ${entry.name} by itself`,
      'Remove it; write a stance only where it is another one.',
      { fixable: true },
    );
  }
  if (authored.type !== 'accusation' || authored.note !== undefined || subjects.length === 0) return;
  // Who is in the registry, as the West, or has a proper name is picked out by it.
  const isVague = ({ scope, name }: Entry): boolean => scope === 'record' && !/^\p{Lu}/u.test(name);
  if (!subjects.every(({ entry }) => isBoundless(entry) && isVague(entry))) return;
  report(
    'W-ACCUSED-VAGUE',
    placeOf(record, index, 'subject'),
    `${authored.id} accuses ${subjects[0]?.entry.name}, whom nobody can tell apart`,
    'Take criticism; if the text does pick them out, give the group its country or members, or say in note how.',
  );
}

/** Somebody is told to act by the sentence; where it is in the passive, "all" are only read into it. */
const NOBODY_ACTS =
  /\bthere (?:should|must|has to|have to|needs? to|ought to) be\b|\b(?:should|must|(?:has|have|needs?|ought) to) (?:not |never |also |first |always )?be (?:\w+ly )?\w+(?:ed|en|ne|t|wn|ld|de|id|ut)\b/iu;

function checkEverybody(
  { record, report }: RecordReader,
  { authored, subjects, index }: ResolvedClaim,
): void {
  const { type, text, note } = authored;
  if (type !== 'prescription' || note !== undefined || text === undefined || subjects.length === 0) return;
  if (!subjects.every(({ entry }) => isBoundless(entry)) || !NOBODY_ACTS.test(text)) return;
  report(
    'W-PRESCRIPTION-EVERYBODY',
    placeOf(record, index, 'subject'),
    `${authored.id} tells ${subjects[0]?.entry.name} to act, but its text names nobody who should`,
    'Remove subject and say in note that the sentence names nobody; if it does, name them in text.',
  );
}

/** The form of an utterance goes before the record's default, which then holds for others than it seems to. */
function checkDefaultForm({ record, report }: RecordReader, claims: readonly ResolvedClaim[]): void {
  const form = record.defaults?.form;
  if (form === undefined) return;
  const other = claims.find((claim) => claim.authored.form === form && claim.form !== form);
  if (other === undefined) return;
  report(
    'W-FORM-DEFAULT',
    ['defaults', 'form'],
    `the default form is ${form}, but that of ${other.authored.id} is ${other.form}, as the utterance in said_in says`,
    'Remove the default, and write form only in claims without an utterance that need it.',
  );
}

/** Where a key of a claim stands: in the claim, or in the record's defaults. */
function placeOf(
  { claims, defaults }: Partial<AuthoredRecord>,
  index: number,
  key: keyof ResolvedClaim['authored'],
  ...steps: (string | number)[]
): (string | number)[] {
  const own = claims?.[index] as Record<string, unknown> | undefined;
  if (own?.[key] !== undefined) return ['claims', index, key, ...steps];
  return (defaults as Record<string, unknown> | undefined)?.[key] === undefined
    ? ['claims', index]
    : ['defaults', key, ...steps];
}
