import { AsyncDeflate, ZipDeflate, ZipPassThrough } from 'fflate';

/** How hard a workbook is compressed: 4 takes as long as 1 and makes it a tenth smaller, 6 takes half as long again for another tenth. */
export type Level = 4 | 6;
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
export function plainPart(path: string, level: Level): Part {
  const entry = new ZipDeflate(path, { level });
  return { entry, push: (bytes, isLast) => entry.push(bytes, isLast), room: () => Promise.resolve() };
}

/** A part that a thread compresses, to the same bytes in any case: a large sheet takes as long to compress as to make. */
export function threadedPart(path: string, level: Level): Part {
  const entry = new ThreadedEntry(path, level);
  return { entry, push: (bytes, isLast) => entry.push(bytes, isLast), room: () => entry.room() };
}

/** What fflate's AsyncZipDeflate does, which does not tell how much is waiting. */
class ThreadedEntry extends ZipPassThrough {
  override compression = 8;
  readonly #stream: AsyncDeflate;

  constructor(path: string, level: Level) {
    super(path);
    this.#stream = new AsyncDeflate({ level }, (error, bytes, isLast) => this.ondata(error, bytes, isLast));
  }

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
