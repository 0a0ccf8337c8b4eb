import type { Readable, Writable } from 'node:stream';

/** What a command has of the machine: where it prints, what it is told, where it stands, and the hour. */
export interface Io {
  stdout: Output;
  stderr: Output;
  stdin: Readable & { isTTY?: boolean };
  /** Whether something may be piped in: neither a terminal nor /dev/null. Reading it to know could take for ever. */
  isPiped: () => boolean;
  env: Readonly<Record<string, string | undefined>>;
  /** The folder from which relative paths are taken. */
  cwd: string;
  now: () => Date;
}

/** Where text goes: a terminal, a pipe or a file. */
export type Output = Writable & { isTTY?: boolean; columns?: number };

/** An output that goes on when its reader does not. */
interface Printer {
  write: (text: string) => void;
  /** Waits until everything is written. @returns why the output could not be written to; null when all went well */
  close: () => Promise<NodeJS.ErrnoException | null>;
}

/**
 * Prints to an output. Whoever pipes a list into `head` has seen enough: a closed pipe is no fault, and the work goes on.
 * Any other fault, such as a full disk, is kept until the work is done.
 */
export function printerFor(output: Output): Printer {
  let fault: NodeJS.ErrnoException | null = null;
  let isClosed = false;
  let written = Promise.resolve();
  const keep = (error: NodeJS.ErrnoException): void => {
    if (error.code === 'EPIPE') isClosed = true;
    else if (!isClosed) fault ??= error;
  };
  output.on('error', keep);
  return {
    write: (text) => {
      if (isClosed || fault !== null) return;
      written = new Promise((done) => output.write(text, () => done()));
    },
    close: async () => {
      await written;
      // The event of a fault comes after the call.
      await new Promise((done) => setImmediate(done));
      output.off('error', keep);
      return fault;
    },
  };
}
