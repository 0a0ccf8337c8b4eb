import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { EvidenceRecord } from '../evidence/record.ts';
import { listSources } from '../ingest/list.ts';
import { readSources } from '../ingest/read.ts';
import type { AuthoredRecord } from '../model/generated/records.ts';
import type { Model } from '../model/model.ts';
import { recordIdOf } from '../model/record-id.ts';
import { namesOf } from '../normalize/names/forms.ts';
import { makeValidator } from '../validate/validate.ts';
import { readRegistry } from './registry.ts';
import { recordTaker } from './take.ts';

/** The records with the names of the registry. */
export interface EvidenceSources {
  /** Records, then second codings. */
  records: EvidenceRecord[];
  /** Every name and alias of the registry. */
  names: string[];
  /** Errors of records, which are therefore left out; of warnings make check tells. */
  diagnostics: Diagnostic[];
  /** Ids of all records that there are. */
  ids: string[];
}

/** A sentence that has no fingerprint yet is no reason to refuse a record: new fingerprints mend it. */
const MENDED_HERE: ReadonlySet<string> = new Set(['E-ANCHOR-UNKNOWN']);

/**
 * Reads records and their second codings and checks them by schema and coding rules. Names need not resolve: a draft can be
 * held against its text. A coding goes by the copies and the fingerprints of its record.
 * @param id of one record; all when left out
 */
export async function readForEvidence(root: string, model: Model, id?: string): Promise<EvidenceSources> {
  const listed = await listSources(root);
  const ids = listed.records.map(recordIdOf);
  const wanted = [...listed.records, ...listed.codings].filter(
    (path) => id === undefined || recordIdOf(path) === id,
  );
  const validator = makeValidator(model);
  const { registry } = await readRegistry(root, model, validator);
  const take = recordTaker(model, registry, validator);
  const ingested = await readSources(root, wanted);
  const sources: EvidenceSources = {
    records: [],
    names: [...registry.entries.values()].flatMap(({ value }) => namesOf(value).map(({ name }) => name)),
    diagnostics: [...ingested.diagnostics],
    ids,
  };
  for (const file of ingested.value) {
    const { value, diagnostics } = take(file).checked;
    const errors = diagnostics.filter(({ code, severity }) => severity === 'error' && !MENDED_HERE.has(code));
    sources.diagnostics.push(...errors);
    if (file.value === undefined || errors.length > 0) continue;
    const record = value as AuthoredRecord;
    const first = sources.records.find((one) => one.record.id === record.id)?.record;
    sources.records.push({ file, record: first === undefined ? record : likeFirst(record, first) });
  }
  return sources;
}

function likeFirst(coding: AuthoredRecord, { anchors, source: { copies } }: AuthoredRecord): AuthoredRecord {
  return { ...coding, source: { ...coding.source, copies }, ...(anchors === undefined ? {} : { anchors }) };
}
