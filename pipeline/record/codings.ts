import { type Coding, compareCodings } from '../agreement/compare.ts';
import { agreementRows } from '../agreement/figures.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasErrors } from '../diagnostics/problem.ts';
import { readBytes } from '../ingest/read.ts';
import type { SourceFile } from '../model/authored.ts';
import type { AgreementRow } from '../model/generated/tables.ts';
import { recordIdOf } from '../model/record-id.ts';
import type { Project } from '../project.ts';
import { checkCoding, codingAlone, isSettled } from '../validate/coding.ts';
import { recall, remember } from './kept.ts';
import { digestOf } from './store/file.ts';
import { type TakenRecord, takeRecord } from './take.ts';

/** The second codings of a project, compared with its records. */
export interface ReadCodings {
  codings: Coding[];
  /** How far they agree. */
  agreement: () => AgreementRow[];
  diagnostics: Diagnostic[];
  inputs: { path: string; digest: string }[];
}

/**
 * Reads codings and compares each with the record of the same id, or, where the record is adjudicated, with its first
 * coding, which stands beside them: never with what was settled. They are checked like records; their claims are
 * in no table of claims. The records they go with are read once more: there are few.
 */
export async function readCodings(project: Project): Promise<ReadCodings> {
  const { records, codings: paths } = project.sources;
  const ids = new Set(paths.map(recordIdOf));
  const originals = await readBytes(
    project.root,
    records.filter((path) => ids.has(recordIdOf(path))),
  );
  const written = await readBytes(project.root, paths);
  const { store, program, registryFiles } = project;
  const digests = [...originals.value, ...written.value, ...registryFiles].map(({ path, digest }) => [
    path,
    digest,
  ]);
  const key = JSON.stringify([program, digests]);
  const known = recall<Compared>(store, 'codings', key);
  const compared = known ?? compareAll(project, originals.value, written.value);
  const { codings, diagnostics, inputs } = compared;
  // Errors are never kept.
  if (known === undefined && !hasErrors([...diagnostics, ...originals.diagnostics, ...written.diagnostics]))
    remember(store, 'codings', key, compared);
  return {
    codings,
    inputs,
    diagnostics: [...written.diagnostics, ...diagnostics],
    agreement: () => {
      // They draw codings two thousand times, and follow from what was compared alone.
      const content = `${program} ${digestOf(JSON.stringify(codings))}`;
      return (
        recall<AgreementRow[]>(store, 'agreement', content) ??
        remember(store, 'agreement', content, agreementRows(codings))
      );
    },
  };
}

/** What follows from the bytes of codings and of the records that they go with. */
type Compared = Pick<ReadCodings, 'codings' | 'diagnostics' | 'inputs'>;

function compareAll(
  project: Project,
  originals: readonly SourceFile[],
  files: readonly SourceFile[],
): Compared {
  const firsts = new Map(originals.map((file) => [recordIdOf(file.path), takeRecord(project, file)]));
  const diagnostics: Diagnostic[] = [];
  const sound = new Map<string, TakenRecord[]>();
  const inputs = files.map((source) => {
    const taken = takeRecord(project, source);
    const id = recordIdOf(source.path);
    const { file, checked } = taken;
    const first = firsts.get(id)?.checked.value;
    // What is said of a record that could not be read would only follow from that.
    const isLost = first === undefined && isUnread(project, id);
    const faults = [...taken.diagnostics, ...(isLost ? [] : checkCoding(file, checked.value, first))];
    // Once the record is settled, its codings stay as they were made: only what keeps them from being read is told.
    const isKept = first !== undefined && isSettled(first);
    for (const one of faults) if (!isKept || one.severity === 'error') diagnostics.push(one);
    const isSound = checked.valid && !hasErrors(faults);
    sound.set(id, [...(sound.get(id) ?? []), ...(isSound ? [taken] : [])]);
    return { path: source.path, digest: file.digest };
  });
  const codings: Coding[] = [];
  for (const [id, of] of sound) {
    // What was taken out of the data is no part of the comparison either.
    const living = firsts.get(id)?.living;
    const [only] = of;
    if (living == null || only === undefined) continue;
    if (!isSettled(living.record)) {
      for (const one of of.map(({ resolved }) => compareCodings(living, resolved, living))) codings.push(one);
      continue;
    }
    const first =
      of.find(({ resolved }) => resolved.record.coding.coder === living.record.coding.coder) ?? only;
    const others = of.filter((one) => one !== first);
    if (others.length === 0) diagnostics.push(codingAlone(only.file, id));
    for (const one of others.map(({ resolved }) => compareCodings(first.resolved, resolved, living)))
      codings.push(one);
  }
  return { codings, diagnostics, inputs };
}

/** Whether a record may be there all the same: the folder, or its file, could not be read. */
function isUnread({ sources }: Project, id: string): boolean {
  const path = `sources/records/${id}.yaml`;
  return (
    sources.records.includes(path) ||
    sources.diagnostics.some(
      ({ file, severity }) => severity === 'error' && (path === file || path.startsWith(`${file}/`)),
    )
  );
}
