import { vocabularyNamed } from '../../model/codebook.ts';
import type { Model } from '../../model/model.ts';
import { datedText } from '../reader.ts';
import type { Actor, DatedText, ResolvedSource } from '../resolved.ts';
import type { Place } from './origins.ts';
import type { ClaimReader } from './reader.ts';
import { formOfSource, type UtteranceFacts } from './utterance.ts';

/** What a claim does not say itself may come from here. */
interface Suppliers {
  /** What it was said in; null when the claim names nothing. */
  utterance: UtteranceFacts | null;
  source: ResolvedSource;
  model: Model;
  /** The part of the work the claim stands in: body, title, caption … */
  part: string;
  /** Whether somebody else than the authors is reported to have said it. */
  isReported: boolean;
}

/** A value of the claim, or else the codebook's default for its vocabulary, noted. */
export function fromCodebook(
  { notes }: ClaimReader,
  model: Model,
  vocabulary: string,
  value: string | undefined,
  field = vocabulary,
): string {
  if (value !== undefined) return value;
  const { default: code, defaultLine } = vocabularyNamed(model.codebook, vocabulary);
  if (code === undefined) throw new Error(`vocabulary ${vocabulary} has no default`);
  const place = { file: `schemas/codebook/${vocabulary}.yaml`, line: defaultLine };
  notes.unwritten(field, [code], 'codebook', place);
  return code;
}

/** Who voices the claim: its claimants, else those of the utterance, else who answers for that part of the source. */
export function claimantsOf(
  reader: ClaimReader,
  { utterance, source, part }: Omit<Suppliers, 'isReported'>,
  on: DatedText['span'] | null,
): Actor[] {
  const { claim, notes } = reader;
  if (Array.isArray(claim.claimant)) return reader.list('claimant', on);
  const supply = (
    claimants: readonly Actor[],
    rule: 'utterance' | 'paratext' | 'authors' | 'word',
    place: Place,
  ): void =>
    notes.unwritten(
      'claimant',
      claimants.map((actor) => actor.entry.id),
      rule,
      place,
    );
  if (claim.claimant === undefined && utterance !== null) {
    supply(utterance.claimants, 'utterance', placeOf(utterance));
    return utterance.claimants;
  }
  const paratext = claim.claimant === undefined ? paratextOf(source, part) : null;
  const found = (paratext === null ? source.authors : [paratext]).map((actor) => ({
    ...actor,
    asWritten: null,
  }));
  const rule = paratext !== null ? 'paratext' : claim.claimant === undefined ? 'authors' : 'word';
  supply(found, rule, placeInSource(reader, paratext === null ? 'authors' : 'paratext'));
  return found;
}

/** Who answers for headline and caption, where the record says so. */
function paratextOf(source: ResolvedSource, part: string): Actor | null {
  if (part === 'title' || part === 'deck') return source.headlineBy;
  return part === 'caption' ? source.captionBy : null;
}

/** When it was said: as the claim says, else as the utterance does, else, for the authors' own words, when they came out. */
export function madeOf(
  reader: ClaimReader,
  { utterance, source: { published }, isReported }: Suppliers,
): DatedText | null {
  const { claim, notes } = reader;
  if (claim.made !== undefined) return datedText(claim.made);
  if (utterance?.made) {
    notes.unwritten('made', [utterance.made.text], 'utterance', placeOf(utterance));
    return utterance.made;
  }
  // What somebody else is reported to have said was said before the source came out: its date would be a guess.
  if (isReported || published === null) return null;
  notes.unwritten('made', [published.text], 'publication', placeInSource(reader, 'published'));
  return published;
}

/**
 * In what form it was said: as the claim says, else as the utterance, the record's defaults or, for the authors' own words,
 * the source tells. An utterance goes before defaults, because it is named for the claim.
 */
export function formOf(reader: ClaimReader, { utterance, part, isReported, model }: Suppliers): string {
  const { claim, notes, record } = reader;
  if (claim.form !== undefined && reader.isOwn('form')) return claim.form;
  if (utterance?.form) {
    notes.unwritten('form', [utterance.form], 'utterance', placeOf(utterance));
    return utterance.form;
  }
  if (claim.form !== undefined) {
    reader.fromDefaults('form');
    return claim.form;
  }
  const fromPart = part === 'caption' ? 'caption' : part === 'title' || part === 'deck' ? 'headline' : null;
  const form = isReported ? null : (fromPart ?? formOfSource(record.record.source?.kind, model));
  if (form === null) return fromCodebook(reader, model, 'form', undefined);
  notes.unwritten('form', [form], 'kind', placeInSource(reader, 'kind'));
  return form;
}

function placeOf({ entry: { file, line } }: UtteranceFacts): Place {
  return { file, line };
}

function placeInSource({ record: { file } }: ClaimReader, key: string): Place {
  return { file: file.path, line: file.mapKeyLines.source?.[key] ?? 1 };
}
