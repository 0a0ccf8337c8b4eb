import { type Coding, compareCodings } from '../agreement/compare.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasErrors } from '../diagnostics/problem.ts';

import { readBytes } from '../ingest/read.ts';

import { recordIdOf } from '../model/record-id.ts';
import type { Project } from '../project.ts';
import { checkCoding } from '../validate/coding.ts';
import { takeRecord } from './take.ts';

/** The second codings of a project, compared with its records. */
export interface ReadCodings {
  codings: Coding[];
  diagnostics: Diagnostic[];
  inputs: { path: string; digest: string }[];
}

/**
 * Reads second codings and compares each with the record of the same id. They are checked like records; their claims are
 * in no table of claims. The records they go with are read once more: there are few.
 */
export async function readCodings(project: Project): Promise<ReadCodings> {
  const { records, codings: paths } = project.sources;
  const ids = new Set(paths.map(recordIdOf));
  const originals = await readBytes(
    project.root,
    records.filter((path) => ids.has(recordIdOf(path))),
  );
  const firsts = new Map(originals.value.map((file) => [recordIdOf(file.path), takeRecord(project, file)]));

  const { value: files, diagnostics } = await readBytes(project.root, paths);
  const codings: Coding[] = [];
  const inputs = files.map((file) => {
    const { path } = file;
    const second = takeRecord(project, file);
    const first = firsts.get(recordIdOf(path));
    const faults = [
      ...second.diagnostics,
      ...checkCoding(second.file, second.checked.value, first?.checked.value),
    ];
    diagnostics.push(...faults);
    // What was taken out of the data is no part of the comparison either.
    if (first?.living && second.checked.valid && !hasErrors(faults))
      codings.push(compareCodings(first.living, second.resolved));
    return { path, digest: second.file.digest };
  });
  return { codings, diagnostics, inputs };
}
