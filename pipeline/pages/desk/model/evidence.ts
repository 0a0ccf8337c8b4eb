import { fingerprint } from '../../../evidence/fingerprint.ts';
import { checkQuote, type QuoteSource, quoteSource } from '../../../evidence/quote.ts';
import type { Sha256 } from '../../../evidence/text/normal-text.ts';
import type { Unit } from '../../../evidence/text/units.ts';
import { indexWords, type SourceWords } from '../../../evidence/text/words.ts';
import { type Verification, verify } from '../../../evidence/verify.ts';
import {
  indexPhrases,
  type KnownPhrases,
  SHARED_WORDS,
  type SharedRun,
  sharedRuns,
} from '../../../evidence/wording.ts';
import { unitsOf } from '../../../model/anchors.ts';
import type { AuthoredRecord } from '../../../model/generated/records.ts';
import { namesOf } from '../../../normalize/names/forms.ts';
import type { TakenRecord } from '../../../record/take.ts';
import type { Finding } from './findings.ts';
import { findingOf } from './findings.ts';
import type { Project } from './open.ts';
import type { PrivateText } from './text.ts';

/** The words of a text, prepared for what is asked with every key. */
export interface TextWords {
  words: SourceWords;
  quotes: QuoteSource;
}

export function wordsOfText(units: readonly Unit[]): TextWords {
  return { words: indexWords(units), quotes: quoteSource(units) };
}

const registryNames = new WeakMap<Project, string[]>();

/** What a paraphrase may take over: names of registry and record, and set phrases. */
export function phrasesOf(project: Project, { resolved, checked }: TakenRecord): KnownPhrases {
  let names = registryNames.get(project);
  if (names === undefined) {
    names = [...project.registry.entries.values()].flatMap(({ value }) =>
      namesOf(value).map(({ name }) => name),
    );
    registryNames.set(project, names);
  }
  const own = resolved.local.flatMap(({ value }) => namesOf(value).map(({ name }) => name));
  const printed = Object.keys(checked.value.names ?? {});
  return indexPhrases(
    [...names, ...own, ...printed],
    (checked.value.phrases ?? []).map(({ phrase }) => phrase),
  );
}

/** The runs of a paraphrase that are too long to stand: six words or more of the source. */
export function copiedRuns(text: string, { words }: TextWords, known: KnownPhrases): SharedRun[] {
  return sharedRuns(text, words, known).filter(({ free }) => free >= SHARED_WORDS);
}

/** What is wrong with a quote, in words; null when it stands in its sentence. */
export function quoteFault(quote: string, at: string, { quotes }: TextWords): string | null {
  const verdict = checkQuote(quote, unitsOf(at), quotes);
  if (verdict.verdict === 'found')
    return verdict.negation === undefined ? null : `The quote leaves out “${verdict.negation}”.`;
  if (verdict.verdict === 'elsewhere') return `These words stand at ${verdict.at}, not here.`;
  if (verdict.verdict === 'apart') return `The pieces stand apart: ${verdict.at.join(', ')}.`;
  return 'These words do not stand in the text.';
}

/** That there are no fingerprints yet: saving writes them. */
const WRITTEN_ON_SAVING = 'W-ANCHORS-NONE';

/** All that `make verify` would say of the record and the text; null while the record cannot be held against it. */
export function verification(
  project: Project,
  taken: TakenRecord,
  text: PrivateText,
  sha256: Sha256,
): (Verification & { findings: Finding[] }) | null {
  if (!taken.checked.valid) return null;
  const source = { file: taken.file, record: taken.checked.value as AuthoredRecord };
  const result = verify(source, text.bytes, phrasesOf(project, taken), sha256);
  return {
    ...result,
    findings: result.diagnostics
      .filter(({ code }) => code !== WRITTEN_ON_SAVING)
      .map((one) => findingOf(taken.file, one)),
  };
}

/** The record with the fingerprints of the text, as `make fingerprint` writes them; or why there can be none. */
export function withFingerprints(
  taken: TakenRecord,
  text: PrivateText,
  sha256: Sha256,
): { text: string } | { refused: string } {
  if (!taken.checked.valid) return { refused: 'the record has errors' };
  const source = { file: taken.file, record: taken.checked.value as AuthoredRecord };
  try {
    const done = fingerprint(source, text.bytes, sha256);
    if ('refused' in done) return { refused: done.refused };
    if ('diagnostics' in done) return { refused: done.diagnostics.map(({ message }) => message).join('; ') };
    return { text: done.after };
  } catch {
    // A file that is laid out in a way of its own; nothing is changed in it then.
    return { refused: 'they cannot be written into a file of this layout; make fingerprint can tell more' };
  }
}
