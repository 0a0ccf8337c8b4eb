import { parentPort, workerData } from 'node:worker_threads';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { recall, remember } from './record/kept.ts';
import type { WrittenFile } from './write/files.ts';
import type { KeptParts, ProjectContext } from './write/formats/format.ts';
import { FORMATS } from './write/formats/formats.ts';

/** A format that was made: its files, and what it says of a dataset that it cannot hold. */
export interface MadeFormat {
  files: WrittenFile[];
  warnings: Diagnostic[];
}

/** What formats are made of, as it is handed to another thread. */
export interface FormatTask extends Omit<ProjectContext, 'warn' | 'kept'> {
  /** Where formats keep what they made last, and the digest of the program under which they do; null when nothing is kept. */
  store: { folder: string; program: string; latest: string } | null;
}

/** Formats that two threads make: one takes them from the front, the other from the end, until all are taken. */
export interface SharedList {
  names: readonly string[];
  /** One number, which both threads see: how many are taken. */
  taken: Int32Array;
}

/**
 * Makes formats of a list until there is none left that nobody took.
 * @throws the error of the file system, and then nobody takes another
 */
export async function makeTheirPart(
  { store, ...context }: FormatTask,
  { names, taken }: SharedList,
  end: 'front' | 'back',
): Promise<[name: string, made: MadeFormat][]> {
  const made: [string, MadeFormat][] = [];
  const kept = store === null ? undefined : keptIn(store);
  const inOrder = end === 'front' ? names : names.toReversed();
  for (const name of inOrder) {
    if (Atomics.add(taken, 0, 1) >= names.length) break;
    const warnings: Diagnostic[] = [];
    try {
      const files = (await FORMATS[name]?.({ ...context, kept, warn: (told) => warnings.push(told) })) ?? [];
      made.push([name, { files, warnings }]);
    } catch (error) {
      Atomics.store(taken, 0, names.length);
      throw error;
    }
  }
  return made;
}

function keptIn({ folder, program, latest }: NonNullable<FormatTask['store']>): KeptParts {
  return {
    recall: (name) => recall(folder, name, program),
    remember: (name, value) => remember(folder, name, program, value),
    latest,
  };
}

/** The thread beside the main one. */
if (parentPort !== null && (workerData as { module?: string } | null)?.module === 'format-thread.ts') {
  const { task, list } = workerData as { task: FormatTask; list: SharedList };
  parentPort.postMessage(await makeTheirPart(task, list, 'back'));
}
