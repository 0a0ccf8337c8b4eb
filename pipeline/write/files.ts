import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A finished file of a build. */
export interface WrittenFile {
  /** Path within the output folder, with forward slashes. */
  path: string;
  bytes: number;
  sha256: string;
  /** Number of rows or records; null where the word makes no sense. */
  rows: number | null;
}

/** Writes one file piece by piece, counting and hashing on the way: one piece after the other is waited for. */
export interface FileWriter {
  append: (chunk: string | Uint8Array, rows?: number) => Promise<void>;
  close: () => Promise<WrittenFile>;
}

/** Pieces are gathered up to this size, so that a table of many small records is not written line by line. */
const BUFFER_BYTES = 1 << 20;
/** What is gathered for a small table: of forty tables most are small, and what a megabyte each takes has to be cleared away. */
const FIRST_BYTES = 1 << 14;
/** No character of a string takes more bytes in UTF-8. */
const MOST_BYTES = 3;

/**
 * Opens a file for writing, with its folder. What is gathered lies in one buffer, into which text is encoded: strings that
 * were joined and then encoded took four times as long.
 * @param folder the folder of the build
 * @param path path within it
 * @throws the error of the file system: full disk, no permission
 */
export async function openFile(folder: string, path: string): Promise<FileWriter> {
  const target = join(folder, path);
  await mkdir(dirname(target), { recursive: true });
  const handle: FileHandle = await open(target, 'wx');
  const hash = createHash('sha256');
  let gathered = Buffer.allocUnsafeSlow(FIRST_BYTES);
  let used = 0;
  let bytes = 0;
  let rows: number | null = null;
  const put = async (piece: Uint8Array): Promise<void> => {
    hash.update(piece);
    try {
      await handle.writeFile(piece);
    } catch (error) {
      // Whoever wrote it gives up; an open file would keep the disk busy.
      await handle.close();
      throw error;
    }
  };
  const flush = async (): Promise<void> => {
    const length = used;
    used = 0;
    if (length > 0) await put(gathered.subarray(0, length));
  };
  /** Makes room for so many bytes more, at most {@link BUFFER_BYTES}. */
  const makeRoom = async (length: number): Promise<void> => {
    if (used + length > BUFFER_BYTES) await flush();
    if (used + length <= gathered.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.min(BUFFER_BYTES, 2 * (used + length)));
    gathered.copy(larger, 0, 0, used);
    gathered = larger;
  };
  return {
    append: async (chunk, added) => {
      if (added !== undefined) rows = (rows ?? 0) + added;
      if (typeof chunk === 'string' && chunk.length * MOST_BYTES <= BUFFER_BYTES) {
        await makeRoom(chunk.length * MOST_BYTES);
        const length = gathered.write(chunk, used);
        used += length;
        bytes += length;
        return;
      }
      const piece = typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : chunk;
      bytes += piece.length;
      if (piece.length > BUFFER_BYTES) {
        await flush();
        return put(piece);
      }
      await makeRoom(piece.length);
      gathered.set(piece, used);
      used += piece.length;
    },
    close: async () => {
      try {
        await flush();
        // On disk before the build is put in place, or a power cut could leave empty files behind a finished build.
        await handle.datasync();
      } finally {
        await handle.close();
      }
      return { path, bytes, sha256: hash.digest('hex'), rows };
    },
  };
}

/**
 * Takes in a file that a library has written: brings it to the disk, counts and hashes it.
 * @throws the error of the file system
 */
export async function finishedFile(folder: string, path: string, rows: number | null): Promise<WrittenFile> {
  const handle = await open(join(folder, path), 'r+');
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    await handle.datasync();
    const pieces = handle.createReadStream({ start: 0, autoClose: false, highWaterMark: BUFFER_BYTES });
    for await (const piece of pieces as AsyncIterable<Buffer>) {
      hash.update(piece);
      bytes += piece.length;
    }
  } finally {
    await handle.close();
  }
  return { path, bytes, sha256: hash.digest('hex'), rows };
}
