import { foldName } from '../../model/fold.ts';
import type { Group } from '../../model/generated/records.ts';
import { PUBLIC_WORKS } from '../../model/public-works.ts';
import type { Entry } from '../names/registry.ts';
import type { Questions } from '../questions.ts';
import type { RecordReader } from '../reader.ts';
import type { Actor, ResolvedClaim } from '../resolved.ts';

/** Types whose words are public: bodies that act for a public, and documents. */
const PUBLIC_TYPES: ReadonlySet<string> = new Set([
  'state',
  'territory',
  'government',
  'agency',
  'igo',
  'party',
  'document',
  'office',
]);

/** Words by which a text tells that an actor without a name, or a group, acts for a public. Titles of offices come beside them. */
const PUBLIC_WORDS: ReadonlySet<string> = new Set(
  (
    'official officials officer officers minister ministers ministry ministries diplomat diplomats envoy envoys delegate ' +
    'delegates delegation delegations ambassadors spokesman spokeswoman spokesperson spokespersons spokespeople lawmaker ' +
    'lawmakers legislator legislators senator senators parliament parliaments embassy embassies government governments ' +
    'state states country countries nation nations leaders presidents premiers'
  ).split(' '),
);

/**
 * Tells a quote of somebody who speaks for no public (docs/coding/claims.md, "Quotations"): the exact words of private people and
 * of authors stay out of the data, unless the whole work is a public one.
 */
export function checkQuotation(
  { record, report, entry }: RecordReader,
  registry: Questions,
  { authored, attribution, claimants, index }: ResolvedClaim,
): void {
  if (authored.quote === undefined || claimants.length === 0 || PUBLIC_WORKS.includes(record.source?.kind))
    return;
  // A quote without a quoting attribution is told as that: mostly nobody spoke.
  if (attribution !== 'direct-quote' && attribution !== 'partial-quote') return;
  // A name that did not resolve has been told, and may have been the official.
  if (Array.isArray(authored.claimant) && claimants.length < authored.claimant.length) return;
  const speaksForPublic = (actor: Entry): boolean => isPublic(registry, entry, actor);
  if (claimants.some((actor) => speaksForPublic(actor.entry) || hasOffice(registry, actor))) return;
  const names = claimants.map(({ entry: { name, type } }) => `${name} (${type})`).join(', ');
  const [{ entry: first }] = claimants as [Actor];
  const office =
    first.type === 'person'
      ? ` If ${first.name} holds an office, add it under tenures in ${first.file}.`
      : '';
  report(
    'E-QUOTE-PRIVATE',
    ['claims', index, 'quote'],
    `${authored.id} quotes ${names}: no official, public body or document is known to speak`,
    `Say it in your own words in text, and remove quote.${office}`,
  );
}

function isPublic(
  registry: Questions,
  entryOf: (id: string) => Entry | undefined,
  { type, value, name }: Entry,
): boolean {
  if (PUBLIC_TYPES.has(type)) return true;
  if (value.type === 'person') return (value.tenures ?? []).length > 0 || namesOffice(registry, name);
  if (type !== 'group') return false;
  const members = (value as Group).members ?? [];
  if (members.length === 0) return namesOffice(registry, name);
  return members.every((id) => {
    const member = entryOf(id);
    return member !== undefined && (PUBLIC_TYPES.has(member.type) || member.type === 'person');
  });
}

/** Whether the source prints the title of an office with the name. */
function hasOffice(registry: Questions, { describedRole }: Actor): boolean {
  return describedRole !== null && namesOffice(registry, describedRole);
}

function namesOffice({ title: titleOf }: Questions, text: string): boolean {
  return foldName(text)
    .split(' ')
    .some((word, at, words) => {
      if (PUBLIC_WORDS.has(word)) return true;
      const title = titleOf(word) ?? titleOf(words.slice(at, at + 2).join(' '));
      return title?.kind === 'office';
    });
}
