import { partOf } from '../../model/anchors.ts';
import { vocabularyNamed } from '../../model/codebook.ts';
import type { DateSpan } from '../../model/dates.ts';
import type { Claim } from '../../model/generated/records.ts';
import type { Model } from '../../model/load.ts';
import { SLOTS } from '../names/slots.ts';
import { datedText, type RecordReader } from '../reader.ts';
import type { Actor, DatedText, ResolvedClaim, ResolvedMembers, ResolvedSource } from '../resolved.ts';
import { isActorKey, type NamedPlace, type OriginNotes, originNotes } from './origins.ts';
import { factsOf, formOfSource, type UtteranceFacts } from './utterance.ts';
import { voiceOf } from './voice.ts';

/** What reading the claims of one record needs. */
interface Work {
  reader: RecordReader;
  source: ResolvedSource;
  model: Model;
  /** Values of keys that the record's `defaults` give, and where. */
  defaults: Partial<Claim>;
}

type Path = (string | number)[];

/** Resolves the claims of a record, in the order of the file. */
export function normalizeClaims(reader: RecordReader, source: ResolvedSource, model: Model): ResolvedClaim[] {
  const work = { reader, source, model, defaults: (reader.record.defaults ?? {}) as Partial<Claim> };
  const claims: ResolvedClaim[] = [];
  for (const [index, own] of (reader.record.claims ?? []).entries()) {
    if (own !== undefined) claims.push(normalizeClaim(work, own, index));
  }
  return claims;
}

function normalizeClaim(work: Work, own: Claim, index: number): ResolvedClaim {
  const { reader, source, model, defaults } = work;
  const { file } = reader;
  const line = file.itemLines.claims?.[index] ?? 1;
  const keyLines = file.claimKeyLines[index] ?? {};
  const claim: Claim = { ...defaults, ...own };
  const notes = originNotes();
  const isOwn = (key: keyof Claim): boolean => own[key] !== undefined;
  const pathTo = (key: keyof Claim): Path => (isOwn(key) ? ['claims', index, key] : ['defaults', key]);
  const placeOf = (key: keyof Claim): NamedPlace =>
    isOwn(key)
      ? { file: file.path, line: keyLines[key] ?? line, fromDefaults: false }
      : { file: file.path, line: file.mapKeyLines.defaults?.[key] ?? 1, fromDefaults: true };

  noteDefaults(work, own, notes);
  const saidIn = reader.actor(claim.said_in, SLOTS.utterance, pathTo('said_in'), null);
  if (saidIn) notes.named('said_in', [saidIn], placeOf('said_in'));
  const utterance = saidIn === null ? null : factsOf(saidIn.entry, reader, model);
  const at = claim.at ?? '';
  const part = partOf(at);
  const attribution = fromCodebook(work, 'attribution', claim.attribution, notes);
  const isReported = attribution !== 'authorial';
  const made = madeOf(work, claim, utterance, isReported, notes);
  const on = dateOf(made, source.published, claim);

  const actors = (key: 'via' | 'holder' | 'addressee' | 'subject' | 'object'): Actor[] => {
    const found = reader.actors(claim[key], SLOTS[key], pathTo(key), on);
    notes.named(key, found, placeOf(key));
    return found;
  };
  const claimants = claimantsOf(
    work,
    claim,
    utterance,
    part,
    on,
    pathTo('claimant'),
    notes,
    placeOf('claimant'),
  );
  const jointly = claimants.length > 1 ? (claim.jointly ?? true) : null;
  if (jointly !== null && claim.jointly === undefined)
    notes.unwritten('jointly', ['true'], 'together', { file: file.path, line });
  const place = reader.actor(claim.place, SLOTS.place, pathTo('place'), on);
  if (place) notes.named('place', [place], placeOf('place'));
  const changeEvent = (key: 'from_event' | 'to_event'): Actor | null =>
    reader.actor(claim.change?.[key], SLOTS[key], [...pathTo('change'), key], null);
  return {
    id: `${reader.record.id}/${claim.id}`,
    line,
    index,
    authored: claim,
    voice: voiceOf(part, isReported, claimants, source),
    attribution,
    claimants,
    jointly,
    via: actors('via'),
    holders: actors('holder'),
    addressees: actors('addressee'),
    subjects: actors('subject'),
    objects: actors('object'),
    stances: stancesOf(work, claim, on, pathTo('stance'), notes, placeOf('stance')),
    certainty: fromCodebook(work, 'certainty', claim.certainty, notes),
    polarity: fromCodebook(work, 'polarity', claim.polarity, notes),
    presupposed: claim.presupposed ?? false,
    saidIn,
    form: formOf(work, claim, utterance, part, isReported, notes),
    status: fromCodebook(work, 'claim-status', claim.status, notes, 'status'),
    made,
    event: eventOf(work, claim.event, pathTo('event'), notes, placeOf('event')),
    period: datedText(claim.period),
    place,
    quantities: (claim.quantities ?? []).flatMap((quantity, position) => {
      if (quantity === undefined) return [];
      const of = reader.actor(quantity.of, SLOTS.of, [...pathTo('quantities'), position, 'of'], on);
      return [{ quantity, of }];
    }),
    changeFrom: changeEvent('from_event'),
    changeTo: changeEvent('to_event'),
    members: membersOf(work, claim, on, pathTo('members'), notes, placeOf('members')),
    relations: (claim.relations ?? []).flatMap((relation) => {
      if (relation?.to === undefined) return [];
      const to = relation.to.includes('/') ? relation.to : `${reader.record.id}/${relation.to}`;
      return [
        {
          type: relation.type,
          to,
          by: relation.by ?? vocabularyNamed(model.codebook, 'relation-by').default ?? 'source',
        },
      ];
    }),
    origins: notes.list,
  };
}

/** Values that the record's `defaults` give to a claim that does not say them. */
function noteDefaults({ defaults, reader }: Work, own: Claim, notes: OriginNotes): void {
  for (const key of Object.keys(defaults) as (keyof Claim)[]) {
    // Names are noted when they have been resolved.
    if (own[key] !== undefined || (isActorKey(key) && defaults[key] !== 'none')) continue;
    const line = reader.file.mapKeyLines.defaults?.[key] ?? 1;
    notes.unwritten(key, textsOf(defaults[key]), 'defaults', { file: reader.file.path, line });
  }
}

function textsOf(value: unknown): string[] {
  if (Array.isArray(value))
    return value.map((item) => (typeof item === 'string' ? item : JSON.stringify(item)));
  return [typeof value === 'object' ? JSON.stringify(value) : String(value)];
}

/** The value, or the codebook's default for it. */
function fromCodebook(
  { model }: Work,
  vocabulary: string,
  value: string | undefined,
  notes: OriginNotes,
  field = vocabulary,
): string {
  if (value !== undefined) return value;
  const { default: code, defaultLine } = vocabularyNamed(model.codebook, vocabulary);
  if (code === undefined) throw new Error(`vocabulary ${vocabulary} has no default`);
  notes.unwritten(field, [code], 'codebook', {
    file: `schemas/codebook/${vocabulary}.yaml`,
    line: defaultLine,
  });
  return code;
}

function claimantsOf(
  work: Work,
  claim: Claim,
  utterance: UtteranceFacts | null,
  part: string,
  on: DateSpan | null,
  path: Path,
  notes: OriginNotes,
  place: NamedPlace,
): Actor[] {
  const { reader, source } = work;
  if (Array.isArray(claim.claimant)) {
    const found = reader.actors(claim.claimant, SLOTS.claimant, path, on);
    notes.named('claimant', found, place);
    return found;
  }
  if (claim.claimant === undefined && utterance !== null) {
    const { entry, claimants } = utterance;
    notes.unwritten(
      'claimant',
      claimants.map((actor) => actor.entry.id),
      'utterance',
      { file: entry.file, line: entry.line },
    );
    return claimants;
  }
  const paratext = claim.claimant === undefined ? paratextOf(source, part) : null;
  const found = (paratext === null ? source.authors : [paratext]).map((actor) => ({
    ...actor,
    asWritten: null,
  }));
  const line = reader.file.mapKeyLines.source?.[paratext === null ? 'authors' : 'paratext'] ?? 1;
  notes.unwritten(
    'claimant',
    found.map((actor) => actor.entry.id),
    paratext !== null ? 'paratext' : claim.claimant === undefined ? 'authors' : 'word',
    { file: reader.file.path, line },
  );
  return found;
}

/** Who answers for headline and caption, where the record says so. */
function paratextOf(source: ResolvedSource, part: string): Actor | null {
  if (part === 'title' || part === 'deck') return source.headlineBy;
  return part === 'caption' ? source.captionBy : null;
}

function madeOf(
  work: Work,
  claim: Claim,
  utterance: UtteranceFacts | null,
  isReported: boolean,
  notes: OriginNotes,
): DatedText | null {
  if (claim.made !== undefined) return datedText(claim.made);
  if (utterance?.made) {
    notes.unwritten('made', [utterance.made.text], 'utterance', {
      file: utterance.entry.file,
      line: utterance.entry.line,
    });
    return utterance.made;
  }
  // What somebody else is reported to have said was said before the source came out: its date would be a guess.
  const { published } = work.source;
  if (isReported || published === null) return null;
  const { file } = work.reader;
  notes.unwritten('made', [published.text], 'publication', {
    file: file.path,
    line: file.mapKeyLines.source?.published ?? 1,
  });
  return published;
}

function formOf(
  work: Work,
  claim: Claim,
  utterance: UtteranceFacts | null,
  part: string,
  isReported: boolean,
  notes: OriginNotes,
): string {
  if (claim.form !== undefined) return claim.form;
  if (utterance?.form) {
    notes.unwritten('form', [utterance.form], 'utterance', {
      file: utterance.entry.file,
      line: utterance.entry.line,
    });
    return utterance.form;
  }
  const { file, record } = work.reader;
  const fromPart = part === 'caption' ? 'caption' : part === 'title' || part === 'deck' ? 'headline' : null;
  const form = isReported ? null : (fromPart ?? formOfSource(record.source?.kind, work.model));
  if (form === null) return fromCodebook(work, 'form', undefined, notes);
  notes.unwritten('form', [form], 'kind', { file: file.path, line: file.mapKeyLines.source?.kind ?? 1 });
  return form;
}

/** The date on which offices and titles are looked up: when it was said, else when it was published, else its period. */
function dateOf(made: DatedText | null, published: DatedText | null, claim: Claim): DateSpan | null {
  const dates = [made, published, datedText(claim.period)];
  return (
    dates.find((date) => date !== null && (date.span.min !== null || date.span.max !== null))?.span ?? null
  );
}

function eventOf(
  { reader }: Work,
  text: string | undefined,
  path: Path,
  notes: OriginNotes,
  place: NamedPlace,
): Actor | null {
  if (text === undefined || text === 'none') return null;
  const actor = reader.actor(text, SLOTS.event, path, null);
  if (actor !== null) notes.named('event', [actor], place);
  return actor;
}

function stancesOf(
  { reader }: Work,
  claim: Claim,
  on: DateSpan | null,
  path: Path,
  notes: OriginNotes,
  place: NamedPlace,
): ResolvedClaim['stances'] {
  const stances: ResolvedClaim['stances'] = [];
  for (const [target, code] of Object.entries(claim.stance ?? {})) {
    const actor = reader.actor(target, SLOTS.stance, [...path, target], on);
    if (actor !== null && typeof code === 'string') stances.push({ actor, code });
  }
  notes.named(
    'stance',
    stances.map((stance) => stance.actor),
    place,
  );
  return stances;
}

function membersOf(
  { reader }: Work,
  claim: Claim,
  on: DateSpan | null,
  path: Path,
  notes: OriginNotes,
  place: NamedPlace,
): ResolvedMembers | null {
  const { members } = claim;
  if (members === undefined) return null;
  const list = reader.actors(members.list, SLOTS.member, [...path, 'list'], on);
  notes.named('members', list, place);
  return {
    of: reader.actor(members.of, SLOTS.of, [...path, 'of'], on),
    category: members.category ?? null,
    role: members.role,
    list,
    complete: members.complete,
  };
}
