import { vocabularyNamed } from '../../model/codebook.ts';
import type { Document, Utterance } from '../../model/generated/records.ts';
import type { Model } from '../../model/model.ts';
import type { Entry } from '../names/registry.ts';
import { datedText, type RecordReader } from '../reader.ts';
import type { Actor, DatedText } from '../resolved.ts';

/** The keys of events and documents that matter here. */
type UtteranceValue = { type: string } & Pick<Partial<Utterance>, 'speakers' | 'form' | 'date'> &
  Pick<Partial<Document>, 'authors' | 'event'>;

/** What the event or document in which something was said tells about it. */
export interface UtteranceFacts {
  entry: Entry;
  claimants: Actor[];
  form: string | null;
  made: DatedText | null;
}

/**
 * Reads an utterance: a speech gives its speakers, form and date; a document its authors, or itself when none are known.
 * @param entry an event or document, its references resolved
 */
export function factsOf(entry: Entry, reader: RecordReader, model: Model): UtteranceFacts {
  const value = entry.value as UtteranceValue;
  const event =
    value.event === undefined ? undefined : (reader.entry(value.event)?.value as UtteranceValue | undefined);
  const spokenBy = entry.kind === 'event' ? (value.speakers ?? []) : (value.authors ?? [entry.id]);
  const { codes } = vocabularyNamed(model.codebook, 'form');
  const form = value.form ?? codes.find(({ code }) => code === value.type)?.code ?? null;
  return {
    entry,
    claimants: spokenBy.flatMap((id) => supplied(reader.entry(id))),
    form,
    made: datedText(value.date ?? event?.date),
  };
}

/** The form that a kind of source has as an utterance of its authors, or null when the kind does not tell. */
export function formOfSource(kind: string | undefined, model: Model): string | null {
  const { codes } = vocabularyNamed(model.codebook, 'source-kind');
  return codes.find(({ code }) => code === kind)?.maps.form ?? null;
}

function supplied(entry: Entry | undefined): Actor[] {
  return entry === undefined
    ? []
    : [{ entry, asWritten: null, method: 'explicit-id', reading: 'literal', describedRole: null }];
}
