import { sha256 } from '../../pipeline/cli/read-text.ts';
import { type Fingerprinted, fingerprint } from '../../pipeline/evidence/fingerprint.ts';
import type { EvidenceRecord } from '../../pipeline/evidence/record.ts';
import { type Verification, verify } from '../../pipeline/evidence/verify.ts';
import type { KnownPhrases } from '../../pipeline/evidence/wording.ts';
import { parseYaml } from '../../pipeline/ingest/parse.ts';
import type { AuthoredRecord } from '../../pipeline/model/generated/records.ts';
import { loadModel } from '../../pipeline/model/load.ts';
import { validateRecord } from '../../pipeline/validate/record.ts';
import { makeValidator } from '../../pipeline/validate/validator.ts';
import { REPOSITORY } from './project.ts';

const model = await loadModel(REPOSITORY);
const validator = makeValidator(model);
const context = { validator, model, registry: { coders: new Map([['claude', {}]]) } };

/** An invented speech. No two of its sentences are alike. */
export const SPEECH = `A Harbour for All

The President spoke at the opening of the northern quay.

Dear friends, ten years ago this bay was empty. Nobody believed that ships from every shore would ever lie here side by side. Today they do!

We have heard that Belloria wants to close the strait. “That would be a mistake,” as Minister Velde said last week. I ask our neighbours to keep the strait open, to respect the fishing grounds of the islanders and to return to patient and open talks. No. 7 of our common charter promises nothing less.

Is this too much to ask? It is not. Arvania will never use its lighthouse as a weapon, and it will go on paying half the cost of the ferry.

Thank you all.

Press office of the harbour`;

/** The head of a record of that speech. */
export const SPEECH_HEAD = `# A record of an invented speech.
id: harbour-speech
codebook: '1.2.0'
status: draft
coding: {coder: claude, coded: '2021-03-04', mode: single, basis: full-text}
source:
  title: A Harbour for All
  kind: speech-text
  language: en
  copies:
    - {id: page, kind: original, seen: true, parts: {title: 1, deck: 2, body: 3-6}}   # the last line is no speech

# The claims follow the speech.
`;

/** A claim in the form of a record's list; further keys as lines. */
export const claimAt = (id: string, at: string, more = ''): string =>
  `  - id: ${id}\n    at: ${at}\n    text: ${/text: (.*)\n/.exec(more)?.[1] ?? 'Arvania wants peace.'}\n    type: fact\n    topics: [trade]\n${more.replace(/ {4}text: .*\n/, '')}`;

/** A record as the commands read it. */
export function evidenceRecord(text: string): EvidenceRecord {
  const { value: file, diagnostics } = parseYaml('sources/records/harbour-speech.yaml', Buffer.from(text));
  const checked = validateRecord(context, file);
  const errors = [...diagnostics, ...checked.diagnostics].filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ code, message }) => `${code} ${message}`).join('\n'));
  return { file, record: checked.value as AuthoredRecord };
}

/** What the text of a copy says of a record. */
export function verifyText(
  source: EvidenceRecord,
  text: string,
  known: KnownPhrases = new Map(),
): Verification {
  return verify(source, Buffer.from(text), known, sha256);
}

/** What fingerprinting a text comes to. */
export function fingerprintOfText(source: EvidenceRecord, text: string): Fingerprinted {
  return fingerprint(source, Buffer.from(text), sha256);
}

/** A record with the fingerprints of a text. */
export function fingerprinted(record: string, text: string): EvidenceRecord {
  const done = fingerprintOfText(evidenceRecord(record), text);
  if (!('after' in done)) throw new Error(JSON.stringify(done));
  return evidenceRecord(done.after);
}
