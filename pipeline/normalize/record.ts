import type { Outcome } from '../diagnostics/diagnostic.ts';
import type { ParsedFile } from '../model/authored.ts';
import type { AuthoredRecord } from '../model/generated/records.ts';
import type { Model } from '../model/model.ts';
import { withoutDoubtful } from '../validate/validator.ts';
import { checkResolved } from './claim/check.ts';
import { normalizeClaims } from './claim/claims.ts';
import { checkDoubts } from './claim/doubts.ts';
import { checkLocalIds, localEntriesOf, refusedLocals, resolveLocalReferences } from './local-entries.ts';
import { MOST_SEARCHES } from './names/types.ts';
import type { Questions } from './questions.ts';
import { type MentionListener, readerOf } from './reader.ts';
import type { ResolvedRecord } from './resolved.ts';
import { normalizeSource } from './source.ts';

/** What the stage needs beside the record. */
interface NormalizeContext {
  registry: Questions;
  model: Model;
}

/**
 * The normalize stage for one record: applies defaults, resolves names, derives what follows.
 * Also runs on a record with errors, to tell the errors in its names; nothing may be built from that result.
 * @param checked the record as validate hands it on; parts that the schema refused are undefined
 * @param onName hears of every name that is read
 * @returns the record with every name resolved that could be, its retired claims among it (`retire.ts` takes them out); and
 * what is wrong with its names or follows from them
 */
export function normalizeRecord(
  { registry, model }: NormalizeContext,
  { file, value: record }: { file: ParsedFile; value: Partial<AuthoredRecord> },
  onName?: MentionListener,
): Outcome<ResolvedRecord> {
  const locals = localEntriesOf(file, record);
  const local = locals.map(({ entry }) => entry);
  const names = new Map(
    Object.entries(record.names ?? {}).filter(
      (pair): pair is [string, string] => typeof pair[1] === 'string',
    ),
  );
  const scope = {
    recordId: record.id ?? '',
    file: file.path,
    names,
    local: new Map(local.map((entry) => [entry.id, entry])),
    refused: refusedLocals(file, record),
    searches: { left: MOST_SEARCHES },
  };
  const reader = readerOf(file, record, registry, scope, onName);
  checkLocalIds(reader, registry);
  resolveLocalReferences(reader, locals, model.schemas.registry);
  const source = normalizeSource(reader);
  const claims = normalizeClaims(reader, source, model);
  checkResolved(reader, source, claims, registry);
  checkDoubts(reader, source, claims);
  return {
    value: { file, record: record as AuthoredRecord, source, claims, local },
    diagnostics: withoutDoubtful(file, reader.diagnostics),
  };
}
