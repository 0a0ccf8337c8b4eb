import { partOf } from '../../model/anchors.ts';
import { vocabularyNamed } from '../../model/codebook.ts';
import type { DateSpan } from '../../model/dates/dates.ts';
import type { Claim } from '../../model/generated/records.ts';
import type { Model } from '../../model/model.ts';
import { SLOTS } from '../names/slots.ts';
import { isUndated } from '../names/tenures.ts';
import { datedText, type RecordReader } from '../reader.ts';
import type {
  Actor,
  DatedText,
  ResolvedClaim,
  ResolvedMembers,
  ResolvedRelation,
  ResolvedSource,
} from '../resolved.ts';
import { dateOf } from './date.ts';
import { type ClaimReader, claimReaderOf } from './reader.ts';
import { claimantsOf, formOf, fromCodebook, madeOf } from './supplied.ts';
import { factsOf } from './utterance.ts';
import { isAmong, voiceOf } from './voice.ts';

/** Resolves the claims of a record, in the order of the file. */
export function normalizeClaims(record: RecordReader, source: ResolvedSource, model: Model): ResolvedClaim[] {
  const claims = (record.record.claims ?? []) as (Claim | undefined)[];
  const resolved: ResolvedClaim[] = [];
  for (const [index, own] of claims.entries())
    if (own !== undefined) resolved.push(normalizeClaim(claimReaderOf(record, own, index), source, model));
  return resolved;
}

function normalizeClaim(reader: ClaimReader, source: ResolvedSource, model: Model): ResolvedClaim {
  const { record, claim, index, line, notes } = reader;
  const codeOf = (vocabulary: 'attribution' | 'certainty' | 'polarity'): string =>
    fromCodebook(reader, model, vocabulary, claim[vocabulary]);

  const saidIn = reader.single('said_in', SLOTS.utterance, null);
  const utterance = saidIn === null ? null : factsOf(saidIn.entry, record, model);
  const part = partOf(claim.at ?? '');
  const attribution = codeOf('attribution');
  const isReported = attribution !== 'authorial';
  const suppliers = { utterance, source, model, part, isReported };
  const made = madeOf(reader, suppliers);
  const on = lookupDate(made, source.published, claim);
  const claimants = claimantsOf(reader, suppliers, on);
  const jointly = claimants.length > 1 ? (claim.jointly ?? true) : null;
  if (jointly !== null && claim.jointly === undefined)
    notes.unwritten('jointly', ['true'], 'together', { file: record.file.path, line });
  const place = reader.single('place', SLOTS.place, on);
  const via = reader.list('via', on);
  const subjects = reader.list('subject', on);
  const form = formOf(reader, suppliers);
  const kind = record.record.source?.kind;
  const voice = voiceOf({ part, attribution, form, via, claimants, source, kind });
  return {
    id: publicId(reader, claim.id),
    line,
    index,
    authored: claim,
    voice,
    attribution,
    claimants,
    jointly,
    via,
    holders: reader.list('holder', on),
    addressees: reader.list('addressee', on),
    subjects,
    objects: reader.list('object', on),
    stances: withBlame(reader, stancesOf(reader, on), claimants, subjects),
    certainty: codeOf('certainty'),
    polarity: codeOf('polarity'),
    presupposed: claim.presupposed ?? false,
    saidIn,
    form,
    status: fromCodebook(reader, model, 'claim-status', claim.status, 'status'),
    made,
    date: dateOf({
      written: claim.made === undefined ? null : made,
      utterance: utterance?.made ?? null,
      published: source.published,
      voice,
    }),
    event: claim.event === 'none' ? null : reader.single('event', SLOTS.event, null),
    period: datedText(claim.period),
    place,
    quantities: quantitiesOf(reader, on),
    changeFrom: changeEvent(reader, 'from_event'),
    changeTo: changeEvent(reader, 'to_event'),
    members: membersOf(reader, on),
    relations: relationsOf(reader, model),
    origins: notes.list,
  };
}

/** The id that a claim of the record has outside of it. */
function publicId({ record }: ClaimReader, id: string): string {
  return `${record.record.id}/${id}`;
}

/**
 * The date on which offices and titles are looked up: when it was said, else when it was published, else its period. When
 * it was said in a year that is not known, no other date tells it.
 */
function lookupDate(made: DatedText | null, published: DatedText | null, claim: Claim): DateSpan | null {
  const dates = made === null ? [published, datedText(claim.period)] : [made];
  return dates.find((date) => date !== null && !isUndated(date.span))?.span ?? null;
}

function stancesOf(reader: ClaimReader, on: DateSpan | null): ResolvedClaim['stances'] {
  const stances: ResolvedClaim['stances'] = [];
  if (reader.claim.stance === undefined) return stances;
  for (const [target, code] of Object.entries(reader.claim.stance)) {
    const actor = reader.inside('stance', [target], target, SLOTS.stance, on);
    if (actor !== null && typeof code === 'string') stances.push({ actor, code });
  }
  const actors = stances.map(({ actor }) => actor);
  reader.named('stance', actors);
  reader.record.checkOnce('stance', actors, (index) =>
    reader.pathTo('stance', actors[index]?.asWritten ?? ''),
  );
  return stances;
}

/** Claim types that speak ill of whom they are about, by what they are. */
const BLAME: readonly string[] = ['accusation', 'criticism'];

/**
 * Adds what an accusation or criticism expresses by itself: a negative attitude towards each subject that is no claimant and
 * towards whom the coder wrote none (CODEBOOK.md, Stance).
 */
function withBlame(
  { claim, index, record, line, notes }: ClaimReader,
  typed: ResolvedClaim['stances'],
  claimants: readonly Actor[],
  subjects: readonly Actor[],
): ResolvedClaim['stances'] {
  if (!BLAME.includes(claim.type)) return typed;
  const known = [...typed.map(({ actor }) => actor), ...claimants];
  const blamed = subjects.filter((subject) => !isAmong([subject], known));
  const place = { file: record.file.path, line: record.file.claimKeyLines[index]?.type ?? line };
  for (const [position, { entry }] of blamed.entries())
    notes.list.push({
      field: 'stance',
      position: typed.length + position + 1,
      value: entry.id,
      asWritten: null,
      rule: 'blame',
      origin: 'derived',
      ...place,
    });
  return [...typed, ...blamed.map((actor) => ({ actor: { ...actor, asWritten: null }, code: 'negative' }))];
}

function quantitiesOf(reader: ClaimReader, on: DateSpan | null): ResolvedClaim['quantities'] {
  const { quantities } = reader.claim;
  if (quantities === undefined) return [];
  return quantities.flatMap((quantity, position) =>
    quantity === undefined
      ? []
      : [{ quantity, of: reader.inside('quantities', [position, 'of'], quantity.of, SLOTS.of, on) }],
  );
}

function changeEvent(reader: ClaimReader, key: 'from_event' | 'to_event'): Actor | null {
  return reader.inside('change', [key], reader.claim.change?.[key], SLOTS[key], null);
}

function membersOf(reader: ClaimReader, on: DateSpan | null): ResolvedMembers | null {
  const { members } = reader.claim;
  if (members === undefined) return null;
  const path = reader.pathTo('members', 'list');
  const list = reader.record.actors(members.list, SLOTS.member, path, on);
  reader.named('members', list);
  return {
    of: reader.inside('members', ['of'], members.of, SLOTS.of, on),
    category: members.category ?? null,
    role: members.role,
    list,
    complete: members.complete,
  };
}

function relationsOf(reader: ClaimReader, model: Model): ResolvedRelation[] {
  const { relations } = reader.claim;
  if (relations === undefined) return [];
  return relations.flatMap((relation) => {
    if (relation?.to === undefined) return [];
    const to = relation.to.includes('/') ? relation.to : publicId(reader, relation.to);
    const by = relation.by ?? vocabularyNamed(model.codebook, 'relation-by').default ?? 'source';
    return [{ type: relation.type, to, by }];
  });
}
