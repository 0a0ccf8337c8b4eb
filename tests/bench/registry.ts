import { join } from 'node:path';
import { loadModel } from '../../pipeline/model/load.ts';
import { openProject } from '../../pipeline/project.ts';
import { makeValidator } from '../../pipeline/validate/validator.ts';

/**
 * Prints how many milliseconds the registry adds to a build: listing, reading, parsing, checking and indexing it in a
 * fresh process. The schemas are compiled before, since records need them with or without a registry.
 */
const project = join(import.meta.dirname, '..', '..');
const model = await loadModel(project);
const validator = makeValidator(model);
validator.registryFile({
  path: '',
  text: '',
  value: { entities: [] },
  digest: '',
  bytes: 0,
  itemLines: {},
  claimKeyLines: [],
  mapKeyLines: {},
});
const start = performance.now();
const { registry } = await openProject({ root: project, schemas: project }, { model, validator });
process.stdout.write(`${registry.entries.size} ${(performance.now() - start).toFixed(0)}\n`);
