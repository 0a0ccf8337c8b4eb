import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TableContract } from '../../pipeline/model/tables.ts';
import { toolsOf } from '../../pipeline/project.ts';
import { streamsInThread } from '../../pipeline/text-thread.ts';
import { FILES } from '../../pipeline/write/pieces.ts';
import { openStreams, type StreamedText, type Streams } from '../../pipeline/write/streams.ts';
import { REPOSITORY } from '../support/project.ts';

let tables: TableContract;
let folder: string;
beforeAll(async () => {
  ({ tables } = (await toolsOf(REPOSITORY)).model);
  folder = await mkdtemp(join(tmpdir(), 'streams-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Some letters in each file, in memory of their own. */
function textOf(number: number): StreamedText {
  const bytes = FILES.map((_, file) => (file + number) % 3);
  const length = bytes.reduce((sum, one) => sum + one, 0);
  return {
    bytes: new Uint8Array(length).fill(97 + (number % 26)),
    extent: { bytes, rows: bytes.map((one) => (one > 0 ? 1 : 0)) },
  };
}

async function filled(streams: Streams): ReturnType<Streams['end']> {
  for (let number = 0; number < 40; number += 1) await streams.add(textOf(number));
  return streams.end({ texts: [Buffer.from('the end')], rows: 1 });
}

it('a thread writes the same files', async () => {
  const [here, there] = [join(folder, 'here'), join(folder, 'there')];
  const written = await filled(await openStreams(here, tables));
  expect(await filled(streamsInThread(there, tables))).toEqual(written);
  for (const { path } of written)
    expect(await readFile(join(there, path))).toEqual(await readFile(join(here, path)));
});

it('what goes wrong in it is told to whoever adds, and to whoever waits for the end', async () => {
  const streams = streamsInThread(join(folder, 'here', 'csv', 'claims.csv'), tables);
  await expect(filled(streams)).rejects.toMatchObject({ code: 'ENOTDIR' });
  await streams.abandon();
});
