import { AsyncDeflate, ZipDeflate, ZipPassThrough } from 'fflate';

/** Higher levels take up to twice as long and make a workbook of many rows a tenth smaller. */
const LEVEL = 1;
/** Bytes that may wait for the thread. */
const MOST_WAITING = 16_000_000;

/** A part of an archive, compressed as it is written. */
export interface Part {
  push: (bytes: Uint8Array, isLast: boolean) => void;
  /** Waits until what was pushed no longer takes much memory. */
  room: () => Promise<void>;
  /** What fflate adds to the archive. */
  entry: ZipDeflate | ThreadedEntry;
}

/** A part that is compressed at once. */
export function plainPart(path: string): Part {
  const entry = new ZipDeflate(path, { level: LEVEL });
  return { entry, push: (bytes, isLast) => entry.push(bytes, isLast), room: () => Promise.resolve() };
}

/** A part that a thread compresses, to the same bytes in any case: a large sheet takes as long to compress as to make. */
export function threadedPart(path: string): Part {
  const entry = new ThreadedEntry(path);
  return { entry, push: (bytes, isLast) => entry.push(bytes, isLast), room: () => entry.room() };
}

/** What fflate's AsyncZipDeflate does, which does not tell how much is waiting. */
class ThreadedEntry extends ZipPassThrough {
  override compression = 8;
  readonly #stream = new AsyncDeflate({ level: LEVEL }, (error, bytes, isLast) =>
    this.ondata(error, bytes, isLast),
  );

  protected override process(bytes: Uint8Array<ArrayBuffer>, isLast: boolean): void {
    this.#stream.push(bytes, isLast);
  }

  terminate = (): void => this.#stream.terminate();

  room(): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (this.#stream.queuedSize <= MOST_WAITING) resolve();
      };
      this.#stream.ondrain = look;
      look();
    });
  }
}
