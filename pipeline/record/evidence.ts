import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { EvidenceRecord } from '../evidence/record.ts';
import { readBytes } from '../ingest/read.ts';
import type { AuthoredRecord } from '../model/generated/records.ts';
import { recordIdOf } from '../model/record-id.ts';
import { namesOf } from '../normalize/names/forms.ts';
import type { Project } from '../project.ts';
import { takeRecord } from './take.ts';

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
export async function readForEvidence(project: Project, id?: string): Promise<EvidenceSources> {
  const { records, codings } = project.sources;
  const wanted = [...records, ...codings].filter((path) => id === undefined || recordIdOf(path) === id);
  const { value: files, diagnostics } = await readBytes(project.root, wanted);
  const sources: EvidenceSources = {
    records: [],
    names: [...project.registry.entries.values()].flatMap(({ value }) =>
      namesOf(value).map(({ name }) => name),
    ),
    diagnostics,
    ids: records.map(recordIdOf),
  };
  for (const source of files) {
    const { file, checked, diagnostics: told, ofNames } = takeRecord(project, source);
    const errors = told.filter(
      (one) => one.severity === 'error' && !MENDED_HERE.has(one.code) && !ofNames.includes(one),
    );
    for (const one of errors) sources.diagnostics.push(one);
    if (file.value === undefined || errors.length > 0) continue;
    const record = checked.value as AuthoredRecord;
    const first = sources.records.find((one) => one.record.id === record.id)?.record;
    sources.records.push({ file, record: first === undefined ? record : likeFirst(record, first) });
  }
  return sources;
}

function likeFirst(coding: AuthoredRecord, { anchors, source: { copies } }: AuthoredRecord): AuthoredRecord {
  return { ...coding, source: { ...coding.source, copies }, ...(anchors === undefined ? {} : { anchors }) };
}
