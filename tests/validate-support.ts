import { join } from 'node:path';
import type { Diagnostic } from '../pipeline/diagnostics/diagnostic.ts';
import { inFileOrder } from '../pipeline/diagnostics/problem.ts';
import { listSources } from '../pipeline/ingest/list-sources.ts';
import { parseYaml } from '../pipeline/ingest/parse-yaml.ts';
import { locate } from '../pipeline/ingest/positions.ts';
import { readSources } from '../pipeline/ingest/read-files.ts';
import { loadModel } from '../pipeline/model/load.ts';
import { normalizeRecord } from '../pipeline/normalize/normalize-record.ts';
import { buildRegistry } from '../pipeline/normalize/resolve/registry.ts';
import { checkAcross, summaryOf, withRange } from '../pipeline/validate/across.ts';
import { makeValidator, withoutDoubtful } from '../pipeline/validate/validate.ts';

export const ROOT = join(import.meta.dirname, '..');
export const FIXTURES = join(import.meta.dirname, 'fixtures', 'invalid');

/** The registry of invented countries that stands beside the fixtures. */
const SHARED = join(FIXTURES, '_shared');

export const model = await loadModel(ROOT);
const validator = makeValidator(model);
const registry = await invented();

async function invented() {
  const { value } = await readSources(SHARED, await sharedPaths());
  return buildRegistry(value.map((file) => ({ ...file, value: validator.registryFile(file).value })));
}
