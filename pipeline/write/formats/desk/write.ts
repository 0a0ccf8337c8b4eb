import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT } from '../../../home.ts';
import type { Schemas } from '../../../model/schemas.ts';
import { schemasOfTexts } from '../../../validate/schema/compile.ts';
import { writeChecks } from '../../../validate/schema/write.ts';
import { openFile, type WrittenFile } from '../../files.ts';
import type { ProjectContext } from '../format.ts';
import { bundlePage } from '../page/bundle.ts';
import { pageHtml } from '../page/html.ts';

/** The texts of the program that messages are told with. */
const CATALOG = join(PROJECT, 'pipeline', 'diagnostics', 'catalog');
/** What turns schemas into the checks of the page. */
const WRITERS = ['validate/schema/write.ts', 'write/formats/desk/write.ts'];

const WITHOUT_SCRIPT =
  '<h1>Coding desk</h1><p>The desk checks a record as it is typed, and needs JavaScript for it. Records can also be written by hand or in a spreadsheet: CONTRIBUTING.md says how.</p>';

/** Writes the page in which records are coded: the program's own checks, with schemas, codebook and registry as data. */
export async function writeDesk({ folder, model, project }: ProjectContext): Promise<WrittenFile[]> {
  const read = (...path: string[]): Promise<string> =>
    readFile(join(project.schemas, 'schemas', ...path), 'utf8');
  const texts = {
    schemas: {
      codebook: await textsIn(join(project.schemas, 'schemas', 'codebook')),
      record: await read('record.schema.json'),
      registry: await read('registry.schema.json'),
      tables: await read('tables.yaml'),
    },
    registry: project.registry.map(({ path, text }) => ({ path, text })),
    catalog: await textsIn(CATALOG),
  };
  const checks = { from: await decidesChecks(model.schemas), make: () => checksModule(model.schemas) };
  const code = await bundlePage('desk/main.tsx', { 'compiled-checks': checks });
  const html = pageHtml({
    title: 'Coding desk · Foreign-Policy Claims',
    code,
    data: { project: JSON.stringify(texts) },
    withoutScript: WITHOUT_SCRIPT,
  });
  const writer = await openFile(folder, 'desk.html');
  await writer.append(html);
  return [await writer.close()];
}

/** All that decides {@link checksModule} beside the versions of packages: to write the checks takes half a second. */
async function decidesChecks(schemas: Schemas): Promise<string> {
  const writers = WRITERS.map((path) => readFile(join(PROJECT, 'pipeline', path), 'utf8'));
  return JSON.stringify([schemasOfTexts(schemas), ...(await Promise.all(writers))]);
}

/** The schemas as code, since a page may not compile any. */
function checksModule(schemas: Schemas): string {
  return `import { OWN_CHECKS as own } from './pipeline/validate/schema/own-checks.ts';
export const checks = ((exports) => {\n${writeChecks(schemas)}\nreturn exports; })({});
`;
}

/** The YAML files of a folder with their names, in order. */
async function textsIn(folder: string): Promise<{ name: string; text: string }[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  return Promise.all(names.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })));
}
