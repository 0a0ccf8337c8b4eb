import { type Coding, compareCodings } from '../agreement/compare.ts';
import { disagreementRows } from '../agreement/disagreements.ts';
import { agreementRows, type CodedUnits, codedUnits } from '../agreement/figures.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasErrors } from '../diagnostics/problem.ts';
import { readBytes } from '../ingest/read.ts';
import type { SourceFile } from '../model/authored.ts';
import type { AgreementRow, DisagreementsRow } from '../model/generated/tables.ts';
import { recordIdOf } from '../model/record-id.ts';
import type { Note } from '../normalize/questions.ts';
import type { Project } from '../project.ts';
import { checkCoding, codingAlone, isSettled } from '../validate/coding.ts';
import { answerer } from './answers.ts';
import { recall, remember } from './kept.ts';
import { digestOf } from './store/file.ts';
import { type TakenRecord, takeRecord } from './take.ts';

/** The second codings of a project, compared with its records. */
export interface ReadCodings {
  disagreements: DisagreementsRow[];
  /** How far they agree. */
  agreement: () => AgreementRow[];
  diagnostics: Diagnostic[];
  inputs: { path: string; digest: string }[];
}

/** What is kept of the codings of a record. */
interface KeptCodings extends Omit<ReadCodings, 'agreement'> {
  /** Of the files that were read. */
  digest: string;
  /** The questions to the registry and the digest of its answers, of each file. */
  asked: [note: Note, answers: string][];
  units: CodedUnits[];
}

/** What is kept of all. */
interface Kept {
  /** Digest of the registry by which they were made. */
  registry: string;
  /** By record. */
  codings: Map<string, KeptCodings>;
}

/**
 * Reads codings and compares each with the record of the same id, or, where the record is adjudicated, with its first
 * coding, which stands beside them: never with what was settled. They are checked like records; their claims are
 * in no table of claims. The records they go with are read once more: there are few. What was made of them before is
 * taken from the store, as that of records is.
 */
export async function readCodings(project: Project): Promise<ReadCodings> {
  const { store, program, registryFiles, registry } = project;
  const ofRegistry = digestOf(JSON.stringify(registryFiles.map(({ path, digest }) => [path, digest])));
  const before = recall<Kept>(store, 'codings', program);
  const answersTo = answerer(registry);
  const isSame = (kept: KeptCodings | undefined, digest: string): kept is KeptCodings =>
    kept?.digest === digest &&
    (before?.registry === ofRegistry || kept.asked.every(([note, answers]) => answersTo(note) === answers));
  const { works, diagnostics } = await readWorks(project);
  const now: Kept = { registry: ofRegistry, codings: new Map() };
  let isChanged = before?.registry !== ofRegistry || before.codings.size !== works.length;
  const all = works.map((work): KeptCodings => {
    const digest = digestOf(JSON.stringify(filesOf(work).map((file) => [file.path, file.digest])));
    const known = before?.codings.get(work.id);
    if (isSame(known, digest)) {
      now.codings.set(work.id, known);
      return known;
    }
    isChanged = true;
    const { codings, taken, ...compared } = compareWork(project, work);
    const made = {
      ...{ ...compared, digest },
      disagreements: codings.flatMap(disagreementRows),
      units: codings.map(codedUnits),
      asked: taken.map(({ asked }): [Note, string] => [asked(), answersTo(asked())]),
    };
    // Errors are never kept, nor what was told while the record could not be read.
    if (work.record !== undefined && !hasErrors(compared.diagnostics)) now.codings.set(work.id, made);
    return made;
  });
  if (isChanged) remember(store, 'codings', program, now);
  const units = all.flatMap((one) => one.units);
  return {
    disagreements: all.flatMap(({ disagreements }) => disagreements),
    inputs: all.flatMap(({ inputs }) => inputs),
    diagnostics: [...diagnostics, ...all.flatMap((one) => one.diagnostics)],
    agreement: () => {
      // They draw codings two thousand times, and follow from what was coded alone.
      const content = `${program} ${digestOf(JSON.stringify(units))}`;
      return (
        recall<AgreementRow[]>(store, 'agreement', content) ??
        remember(store, 'agreement', content, agreementRows(units))
      );
    },
  };
}

/** Reads and compares all codings, for who looks at the claims themselves. */
export async function compareAll(
  project: Project,
): Promise<{ codings: Coding[]; diagnostics: Diagnostic[] }> {
  const { works, diagnostics } = await readWorks(project);
  const compared = works.map((work) => compareWork(project, work));
  return {
    codings: compared.flatMap(({ codings }) => codings),
    diagnostics: [...diagnostics, ...compared.flatMap((one) => one.diagnostics)],
  };
}

/** A work that was coded more than once: the files of its codings, and that of its record where there is one. */
interface Work {
  id: string;
  record: SourceFile | undefined;
  codings: SourceFile[];
}

async function readWorks({
  root,
  sources: { records, codings },
}: Project): Promise<{ works: Work[]; diagnostics: Diagnostic[] }> {
  const ids = new Set(codings.map(recordIdOf));
  const originals = await readBytes(
    root,
    records.filter((path) => ids.has(recordIdOf(path))),
  );
  const { value: written, diagnostics } = await readBytes(root, codings);
  const byId = new Map(originals.value.map((file) => [recordIdOf(file.path), file]));
  const works = new Map<string, Work>();
  for (const file of written) {
    const id = recordIdOf(file.path);
    const work = works.get(id) ?? { id, record: byId.get(id), codings: [] };
    work.codings.push(file);
    works.set(id, work);
  }
  return { works: [...works.values()], diagnostics };
}

function filesOf({ record, codings }: Work): SourceFile[] {
  return record === undefined ? codings : [record, ...codings];
}

/** What follows from the bytes of a work and from the registry. */
interface ComparedWork extends Pick<ReadCodings, 'diagnostics' | 'inputs'> {
  codings: Coding[];
  taken: TakenRecord[];
}

function compareWork(project: Project, { id, record, codings: files }: Work): ComparedWork {
  const original = record && takeRecord(project, record);
  const first = original?.checked.value;
  // What is said of a record that could not be read would only follow from that.
  const isLost = first === undefined && isUnread(project, id);
  // Once the record is settled, its codings stay as they were made: only what keeps them from being read is told.
  const isKept = first !== undefined && isSettled(first);
  const diagnostics: Diagnostic[] = [];
  const taken = files.map((file) => takeRecord(project, file));
  const sound = taken.filter(({ file, checked, diagnostics: own }) => {
    const faults = [...own, ...(isLost ? [] : checkCoding(file, checked.value, first))];
    for (const one of faults) if (!isKept || one.severity === 'error') diagnostics.push(one);
    return checked.valid && !hasErrors(faults);
  });
  const compared: ComparedWork = {
    diagnostics,
    codings: [],
    inputs: taken.map(({ file: { path, digest } }) => ({ path, digest })),
    taken: original === undefined ? taken : [original, ...taken],
  };
  // What was taken out of the data is no part of the comparison either.
  const living = original?.living;
  const [only] = sound;
  if (living == null || only === undefined) return compared;
  if (!isSettled(living.record)) {
    compared.codings = sound.map(({ resolved }) => compareCodings(living, resolved, living));
    return compared;
  }
  const base =
    sound.find(({ resolved }) => resolved.record.coding.coder === living.record.coding.coder) ?? only;
  const others = sound.filter((one) => one !== base);
  if (others.length === 0) diagnostics.push(codingAlone(only.file, id));
  compared.codings = others.map(({ resolved }) => compareCodings(base.resolved, resolved, living));
  return compared;
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
