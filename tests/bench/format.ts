import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { loadModel } from '../../pipeline/model/load.ts';
import { FORMATS } from '../../pipeline/write/formats/formats.ts';

/**
 * Writes one format of a finished build into a folder beside it, which goes away again, and prints how many milliseconds
 * that took, with loading what it needs, and how many bytes came out. Arguments: the format, the folder of the build.
 */
const [name = '', build = ''] = process.argv.slice(2);
const format = FORMATS[name];
if (format === undefined) throw new Error(`"${name}" is none of ${Object.keys(FORMATS).join(', ')}`);
const model = await loadModel(join(import.meta.dirname, '..', '..'));
const folder = await mkdtemp(join(dirname(build), 'format-'));
for (const part of ['csv', 'json']) await symlink(join(build, part), join(folder, part));
const identity = { title: 'Foreign-Policy Claims', description: 'Measured.', version: '0.0.0+unreleased' };
const start = performance.now();
const written = await format({
  folder,
  model,
  identity,
  counts: {},
  warn: () => undefined,
  project: { schemas: '', registry: [] },
});
const bytes = written.reduce((sum, file) => sum + file.bytes, 0);
process.stdout.write(`${(performance.now() - start).toFixed(0)} ${bytes}\n`);
await rm(folder, { recursive: true });
