import { partOf } from '../../model/anchors.ts';
import { vocabularyNamed } from '../../model/codebook.ts';
import type { DateSpan } from '../../model/dates.ts';
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
import { type ClaimReader, claimReaderOf } from './reader.ts';
import { claimantsOf, formOf, fromCodebook, madeOf } from './supplied.ts';
import { factsOf } from './utterance.ts';
import { voiceOf } from './voice.ts';

/** Resolves the claims of a record, in the order of the file. */
export function normalizeClaims(record: RecordReader, source: ResolvedSource, model: Model): ResolvedClaim[] {
  const claims = (record.record.claims ?? []) as (Claim | undefined)[];
  return claims.flatMap((own, index) =>
    own === undefined ? [] : [normalizeClaim(claimReaderOf(record, own, index), source, model)],
  );
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
  const on = dateOf(made, source.published, claim);
  const claimants = claimantsOf(reader, suppliers, on);
  const jointly = claimants.length > 1 ? (claim.jointly ?? true) : null;
  if (jointly !== null && claim.jointly === undefined)
    notes.unwritten('jointly', ['true'], 'together', { file: record.file.path, line });
  const place = reader.single('place', SLOTS.place, on);
  return {
    id: publicId(reader, claim.id),
    line,
    index,
    authored: claim,
    voice: voiceOf(part, isReported, claimants, source),
    attribution,
    claimants,
    jointly,
    via: reader.list('via', on),
    holders: reader.list('holder', on),
    addressees: reader.list('addressee', on),
    subjects: reader.list('subject', on),
    objects: reader.list('object', on),
    stances: stancesOf(reader, on),
    certainty: codeOf('certainty'),
    polarity: codeOf('polarity'),
    presupposed: claim.presupposed ?? false,
    saidIn,
    form: formOf(reader, suppliers),
    status: fromCodebook(reader, model, 'claim-status', claim.status, 'status'),
    made,
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
function dateOf(made: DatedText | null, published: DatedText | null, claim: Claim): DateSpan | null {
  const dates = made === null ? [published, datedText(claim.period)] : [made];
  return dates.find((date) => date !== null && !isUndated(date.span))?.span ?? null;
}

function stancesOf(reader: ClaimReader, on: DateSpan | null): ResolvedClaim['stances'] {
  const stances: ResolvedClaim['stances'] = [];
  for (const [target, code] of Object.entries(reader.claim.stance ?? {})) {
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

function quantitiesOf(reader: ClaimReader, on: DateSpan | null): ResolvedClaim['quantities'] {
  return (reader.claim.quantities ?? []).flatMap((quantity, position) =>
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
  return (reader.claim.relations ?? []).flatMap((relation) => {
    if (relation?.to === undefined) return [];
    const to = relation.to.includes('/') ? relation.to : publicId(reader, relation.to);
    const by = relation.by ?? vocabularyNamed(model.codebook, 'relation-by').default ?? 'source';
    return [{ type: relation.type, to, by }];
  });
}
