import type { Coder } from '../../model/generated/records.ts';
import type { ClaimsRow } from '../../model/generated/tables.ts';
import { yearOf } from '../../normalize/claim/date.ts';
import { areOwnWords } from '../../normalize/claim/voice.ts';
import type { Actor, ResolvedClaim, ResolvedQuantity, ResolvedRecord } from '../../normalize/resolved.ts';
import { addressOf, citationOfClaim } from './citation.ts';
import type { Derivations } from './derive.ts';
import { placeInWork } from './place-in-work.ts';
import { reasonsAgainst } from './quality.ts';
import { type StateName, statesOfActors } from './states.ts';

/** The columns that are the same for all claims of a record. */
export const SHARED = [
  'source_id',
  'source_title',
  'source_publisher',
  'source_published',
  'source_url',
  'coder',
  'coder_kind',
] as const satisfies (keyof ClaimsRow)[];

export type SourcePart = Pick<ClaimsRow, (typeof SHARED)[number]>;

/** The columns that differ from claim to claim. */
export type OwnPart = Omit<ClaimsRow, keyof SourcePart>;

/** Fills in the columns that a record's claims share. */
export function sourcePartOf({ record, source }: ResolvedRecord, coder: Coder): SourcePart {
  return {
    source_id: record.id,
    source_title: record.source.title,
    source_publisher: source.publisher?.entry.name,
    source_published: record.source.published,
    source_url: addressOf(record.source).url,
    coder: coder.name,
    coder_kind: coder.kind,
  };
}

/** What is known of a claim from around it. */
interface Around {
  record: ResolvedRecord['record'];
  /** Its work, as citations name it. */
  work: string;
  /** The keys of the claims on which a question is open, by the claim's id within the record. */
  questions: ReadonlyMap<string, string[]>;
  derive: Derivations;
  stateName: StateName;
}

/**
 * What one row of the table claims says beside its source.
 * @param order its place among the claims of the work, from 1
 */
export function claimRow(claim: ResolvedClaim, order: number, around: Around): OwnPart {
  const { authored, members, claimants, subjects, objects, addressees, holders, date } = claim;
  const { record, derive, stateName } = around;
  const speakerStates = statesOfActors(claimants, 'only belonging');
  const subjectStates = statesOfActors(subjects, 'or about');
  const objectStates = statesOfActors(objects, 'or about');
  const { paragraph, sentence } = placeInWork(authored.at);
  const reasons = reasonsAgainst(claim, record);
  return {
    claim_id: claim.id,
    date: date.text ?? undefined,
    claimant_names: namesOf(claimants),
    claimant_country_names: speakerStates.map(stateName),
    claim_type: authored.type,
    claim_text: authored.text,
    subject_names: namesOf(subjects),
    stance: claim.stances.map(({ actor, code }) => `${actor.entry.name}: ${code}`),
    main_topic: authored.topics[0] ?? '',
    quote: authored.quote,
    voice: claim.voice,
    own_words: areOwnWords(claim.voice, claim.attribution),
    recommended: reasons.length === 0,
    citation: citationOfClaim(around.work, authored.at, claim.id),
    claimant_ids: idsOf(claimants),
    claimant_types: claimants.map((actor) => actor.entry.type),
    claimant_countries: speakerStates,
    claimant_roles: claimants.map((actor) => actor.describedRole).filter((role) => role !== null),
    claimants_jointly: claim.jointly ?? undefined,
    via_names: namesOf(claim.via),
    via_ids: idsOf(claim.via),
    chain_length: claim.voice === 'reported' ? claim.via.length + 2 : 1,
    holder_names: namesOf(holders),
    holder_ids: idsOf(holders),
    holder_countries: statesOfActors(holders, 'only belonging'),
    imputed: authored.imputed,
    addressee_names: namesOf(addressees),
    addressee_ids: idsOf(addressees),
    addressee_countries: statesOfActors(addressees, 'or about'),
    subject_ids: idsOf(subjects),
    subject_countries: subjectStates,
    subject_country_names: subjectStates.map(stateName),
    object_names: namesOf(objects),
    object_ids: idsOf(objects),
    object_countries: objectStates,
    object_country_names: objectStates.map(stateName),
    stance_ids: claim.stances.map(({ actor }) => actor.entry.id),
    stances: claim.stances.map(({ code }) => code),
    attribution: claim.attribution,
    form: claim.form,
    cue: authored.cue,
    reporter_stance: authored.reporter_stance,
    certainty: claim.certainty,
    polarity: claim.polarity,
    factuality: derive.factuality(claim.certainty, claim.polarity),
    presupposed: claim.presupposed,
    claim_class: derive.claimClass(authored.type),
    plover_event: derive.ploverEvent(authored.type),
    topics: authored.topics,
    topic_caps: derive.capsOf(authored.topics),
    frames: authored.frames ?? [],
    date_basis: date.basis ?? undefined,
    date_precision: date.precision ?? undefined,
    date_min: date.min ?? undefined,
    date_max: date.max ?? undefined,
    year: yearOf(date),
    made: claim.made?.text,
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
    anchor: authored.at,
    order,
    paragraph,
    sentence,
    record_line: claim.line,
    claim_status: claim.status,
    not_recommended_because: reasons,
    open_questions: around.questions.get(authored.id) ?? [],
    proposition_id: authored.proposition,
    repeats_id: claim.relations.find(({ type }) => type === 'repeats')?.to,
    distinct_ids: authored.distinct ?? [],
    note: authored.note,
  };
}

/** A quantity as people say it: `more than 600 parties and organizations`. */
export function inWords({ quantity }: ResolvedQuantity): string {
  const { comparator, value, value_max: max, unit } = quantity;
  const number = value === undefined ? '' : max === undefined ? `${value} ` : `${value} and ${max} `;
  const words = comparator === 'exactly' ? '' : `${comparator.replaceAll('-', ' ')} `;
  return `${words}${number}${unit}`;
}

function namesOf(actors: readonly Actor[]): string[] {
  return actors.map((actor) => actor.entry.name);
}

function idsOf(actors: readonly Actor[]): string[] {
  return actors.map((actor) => actor.entry.id);
}
