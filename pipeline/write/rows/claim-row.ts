import { partOf, unitsOf } from '../../model/anchors.ts';
import type { Coder } from '../../model/generated/records.ts';
import type { ClaimsRow } from '../../model/generated/tables.ts';
import { countWords } from '../../model/words.ts';
import type { Actor, ResolvedClaim, ResolvedQuantity, ResolvedRecord } from '../../normalize/resolved.ts';
import type { Derivations } from './derive.ts';
import { isRecommended } from './quality.ts';

/** The columns that are the same for all claims of a record. */
export type SourcePart = Pick<
  ClaimsRow,
  | 'source_id'
  | 'source_title'
  | 'source_kind'
  | 'source_publisher'
  | 'source_authors'
  | 'source_published'
  | 'source_url'
  | 'source_archived_url'
  | 'source_language'
  | 'record_status'
  | 'coder'
  | 'coder_kind'
  | 'coded_on'
  | 'coding_mode'
  | 'coding_basis'
  | 'record_path'
  | 'record_digest'
  | 'codebook_version'
>;

/** The columns that differ from claim to claim; the digest is added when the row is written. */
export type OwnPart = Omit<ClaimsRow, keyof SourcePart | 'row_digest'> & { row_digest?: string };

/** Fills in the columns that a record's claims share. */
export function sourcePartOf({ record, source, file }: ResolvedRecord, coder: Coder): SourcePart {
  return {
    source_id: record.id,
    source_title: record.source.title,
    source_kind: record.source.kind,
    source_publisher: source.publisher?.entry.name,
    source_authors: namesOf(source.authors),
    source_published: record.source.published,
    source_url: record.source.url,
    source_archived_url: record.source.copies.find((copy) => copy.archived_url !== undefined)?.archived_url,
    source_language: record.source.language,
    record_status: record.status,
    coder: coder.name,
    coder_kind: coder.kind,
    coded_on: record.coding.coded,
    coding_mode: record.coding.mode,
    coding_basis: record.coding.basis,
    record_path: file.path,
    record_digest: file.digest,
    codebook_version: record.codebook,
  };
}

/** What one row of the table claims says beside its source. */
export function claimRow(claim: ResolvedClaim, owner: ResolvedRecord, derive: Derivations): OwnPart {
  const { authored, members } = claim;
  const units = owner.record.anchors?.units ?? {};
  const spans = unitsOf(authored.at).flatMap((unit) => units[unit] ?? []);
  return {
    claim_id: claim.id,
    claim_text: authored.text,
    claim_type: authored.type,
    voice: claim.voice,
    claimant_names: namesOf(claim.claimants),
    claimant_ids: idsOf(claim.claimants),
    claimant_types: claim.claimants.map((actor) => actor.entry.type),
    claimant_countries: countriesOf(claim.claimants),
    claimant_roles: claim.claimants.flatMap((actor) => actor.describedRole ?? []),
    claimants_jointly: claim.jointly ?? undefined,
    attribution: claim.attribution,
    cue: authored.cue,
    via_names: namesOf(claim.via),
    via_ids: idsOf(claim.via),
    holder_names: namesOf(claim.holders),
    holder_ids: idsOf(claim.holders),
    imputed: authored.imputed,
    addressee_names: namesOf(claim.addressees),
    addressee_ids: idsOf(claim.addressees),
    subject_names: namesOf(claim.subjects),
    subject_ids: idsOf(claim.subjects),
    subject_countries: countriesOf(claim.subjects),
    object_names: namesOf(claim.objects),
    object_ids: idsOf(claim.objects),
    object_countries: countriesOf(claim.objects),
    stance_names: claim.stances.map(({ actor }) => actor.entry.name),
    stance_ids: claim.stances.map(({ actor }) => actor.entry.id),
    stances: claim.stances.map(({ code }) => code),
    main_topic: authored.topics[0] ?? '',
    topics: authored.topics,
    main_topic_cap: derive.mapOfCode('topic', authored.topics[0] ?? '', 'cap'),
    frames: authored.frames ?? [],
    claim_class: derive.claimClass(authored.type),
    plover_event: derive.ploverEvent(authored.type),
    certainty: claim.certainty,
    polarity: claim.polarity,
    factuality: derive.factuality(claim.certainty, claim.polarity),
    presupposed: claim.presupposed,
    reporter_stance: authored.reporter_stance,
    form: claim.form,
    made: claim.made?.text,
    made_min: claim.made?.span.min ?? undefined,
    made_max: claim.made?.span.max ?? undefined,
    said_in_id: claim.saidIn?.entry.id,
    said_in_name: claim.saidIn?.entry.name,
    event_id: claim.event?.entry.id,
    event_name: claim.event?.entry.name,
    period: claim.period?.text,
    period_min: claim.period?.span.min ?? undefined,
    period_max: claim.period?.span.max ?? undefined,
    place_id: claim.place?.entry.id,
    place_name: claim.place?.entry.name,
    quantities: claim.quantities.map(inWords),
    members_of: members?.of?.entry.name,
    members_category: members?.category ?? undefined,
    members_role: members?.role,
    member_names: members === null ? [] : namesOf(members.list),
    members_complete: members?.complete,
    change_dimension: authored.change?.dimension,
    change_from: authored.change?.from,
    change_to: authored.change?.to,
    change_direction: authored.change?.direction,
    change_from_event_id: claim.changeFrom?.entry.id,
    change_to_event_id: claim.changeTo?.entry.id,
    quote: authored.quote,
    quote_words: authored.quote === undefined ? undefined : countWords(authored.quote),
    text_words: countWords(authored.text),
    claim_status: claim.status,
    recommended: isRecommended(claim, owner.record),
    proposition_id: authored.proposition,
    distinct_ids: authored.distinct ?? [],
    note: authored.note,
    anchor: authored.at,
    anchor_part: partOf(authored.at),
    span_words:
      spans.length === 0
        ? undefined
        : spans.filter((_, index) => index % 2 === 0).reduce((sum, words) => sum + Number(words), 0),
    span_digest: spans.filter((_, index) => index % 2 === 1),
    attribution_chain: chainOf(claim, owner),
    record_line: claim.line,
    first_release: undefined,
    last_changed_release: undefined,
  };
}

/** A quantity as people say it: `more than 600 parties and organizations`. */
export function inWords({ quantity }: ResolvedQuantity): string {
  const { comparator, value, value_max: max, unit } = quantity;
  const number = value === undefined ? '' : max === undefined ? `${value} ` : `${value} and ${max} `;
  const words = comparator === 'exactly' ? '' : `${comparator.replaceAll('-', ' ')} `;
  return `${words}${number}${unit}`;
}

/** From the one who printed it to the one who said it. */
function chainOf({ voice, via, claimants }: ResolvedClaim, { source }: ResolvedRecord): string[] {
  const said = namesOf(claimants).join(', ');
  if (voice !== 'reported') return [said];
  const authors =
    source.authors.length > 0 ? namesOf(source.authors).join(', ') : source.publisher?.entry.name;
  return [...(authors === undefined ? [] : [authors]), ...namesOf(via), said];
}

function namesOf(actors: readonly Actor[]): string[] {
  return actors.map((actor) => actor.entry.name);
}

function idsOf(actors: readonly Actor[]): string[] {
  return actors.map((actor) => actor.entry.id);
}

function countriesOf(actors: readonly Actor[]): string[] {
  if (actors.length === 1) return actors[0]?.entry.country == null ? [] : [actors[0].entry.country];
  return [...new Set(actors.flatMap((actor) => actor.entry.country ?? []))];
}
