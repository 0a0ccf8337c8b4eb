import { EventEmitter, once } from 'node:events';
import { parentPort, type Worker, workerData } from 'node:worker_threads';
import type { TableContract } from './model/tables.ts';
import { startThread } from './record/thread.ts';
import type { WrittenFile } from './write/files.ts';
import { type LastText, openStreams, type StreamedText, type Streams } from './write/streams.ts';

/** What the main thread asks for: text to be added, or with the last of it the finished files. */
type Asked = { text: StreamedText } | { last: LastText };

/** Texts that may wait for the thread, each some hundred kilobytes. */
const WAITING = 8;

/**
 * Opens the files that grow record by record in a thread beside the main one, which writes and hashes them while the next
 * records are taken: of a large build in which little changed that is a third of the work.
 */
export function streamsInThread(folder: string, tables: TableContract): Streams {
  const thread = startThread('text-thread.ts', { folder, tables });
  let waiting = 0;
  const heard = new EventEmitter();
  const finished = new Promise<WrittenFile[]>((resolve, reject) => {
    thread.on('error', reject);
    thread.on('message', (files: WrittenFile[] | null) => {
      if (files !== null) resolve(files);
      waiting -= 1;
      heard.emit('answer');
    });
  });
  let failed: Error | undefined;
  finished.catch((error: Error) => {
    failed = error;
    heard.emit('answer');
  });
  return {
    add: async ({ bytes, extent }) => {
      while (waiting >= WAITING && failed === undefined) await once(heard, 'answer');
      if (failed !== undefined) throw failed;
      ask(thread, { text: { bytes, extent } }, bytes);
      waiting += 1;
    },
    end: async ({ texts, rows }) => {
      ask(thread, { last: { texts: [...texts].map((text) => new Uint8Array(text)), rows } });
      try {
        return await finished;
      } finally {
        await thread.terminate();
      }
    },
    abandon: async () => void (await thread.terminate()),
  };
}

/** Memory of its own is handed over; what lies in that of something else is copied. */
function ask(thread: Worker, asked: Asked, bytes?: StreamedText['bytes']): void {
  const isWhole = bytes !== undefined && !('file' in bytes) && bytes.byteLength === bytes.buffer.byteLength;
  thread.postMessage(asked, isWhole ? [bytes.buffer as ArrayBuffer] : []);
}

/** The thread: it answers each text with null, and the last with the files. */
async function writeTexts(port: NonNullable<typeof parentPort>): Promise<void> {
  const { folder, tables } = workerData as { folder: string; tables: TableContract };
  const streams = await openStreams(folder, tables);
  let before: Promise<void> = Promise.resolve();
  port.on('message', (asked: Asked) => {
    before = before.then(async () => {
      if ('text' in asked) await streams.add(asked.text);
      port.postMessage('text' in asked ? null : await streams.end(asked.last));
    });
  });
}

if (parentPort !== null && (workerData as { module?: string } | null)?.module === 'text-thread.ts')
  await writeTexts(parentPort);
