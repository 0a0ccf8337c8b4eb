import { parseYaml } from '../../../pipeline/ingest/parse.ts';
import { type ModelTexts, readModel } from '../../../pipeline/model/model.ts';
import { buildRegistry } from '../../../pipeline/normalize/names/registry.ts';
import { coreOf } from '../../../pipeline/record/core.ts';
import { takeRecord } from '../../../pipeline/record/take.ts';
import { makeValidator } from '../../../pipeline/validate/validator.ts';

/** The texts of a project, as a page has them. */
export interface ProjectTexts {
  schemas: ModelTexts;
  /** The registry's files by their paths. */
  registry: readonly { path: string; text: string }[];
  record: { path: string; text: string };
}

/** Takes a record from its bytes to its rows, with nothing but what a page has: texts and the pure part of the program. */
export function takeTexts({ schemas, registry, record }: ProjectTexts): unknown {
  const model = readModel(schemas);
  const validator = makeValidator(model);
  const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
  const authored = registry.map(({ path, text }) => parseYaml(path, bytesOf(text)).value);
  const checked = authored.map((file) => validator.registryFile(file));
  const files = checked.map(({ file, value }) => ({ ...file, value }));
  const core = coreOf({ model, validator }, buildRegistry(files, authored));
  const taken = takeRecord(core, { path: record.path, bytes: bytesOf(record.text), digest: '' });
  return { diagnostics: taken.diagnostics, rows: taken.rows() };
}
