import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { hasErrors, problem } from '../../diagnostics/problem.ts';
import { parseYaml } from '../../ingest/parse.ts';
import { branchOf, resolve } from '../../model/schema-tree.ts';
import { takeOffTitles } from '../../normalize/names/phrase.ts';
import type { Registry } from '../../normalize/names/registry.ts';
import { homeOfEntity } from '../../validate/registry/homes.ts';
import { checkRegistry } from '../../validate/registry/registry.ts';
import { type CheckPart, typed } from './answers.ts';
import { type Field, fieldsOf } from './describe.ts';
import { type Question, takenId, words } from './dialogue.ts';
import { slug } from './id.ts';
import { insertItem } from './insert.ts';
import type { Kind } from './kinds.ts';
import type { Plan, Site } from './plan.ts';
import { listItem } from './yaml.ts';

/** The questions about a new entry of the registry: all its keys but type and id. */
export function entryQuestions({ model, registry }: Site, kind: Kind, check: CheckPart): Question[] {
  const titles = (key: string, value: unknown): Diagnostic[] =>
    kind.type === 'person' && key === 'name' ? refuseTitle(registry, String(value)) : [];
  return fieldsOf(kind.shape, model, kind.type)
    .filter(({ key }) => key !== 'type' && key !== 'id')
    .map((field) => ({
      field,
      check: (value) => [...check('registry', partOf(kind, field.key, value)), ...titles(field.key, value)],
    }));
}

/** The question for the id, with the one that the answers suggest. An id that is taken, or was once, is refused. */
export async function entryIdQuestion(
  site: Site,
  kind: Kind,
  check: CheckPart,
  values: ReadonlyMap<string, unknown>,
): Promise<Question> {
  const field = fieldsOf(kind.shape, site.model, kind.type).find(({ key }) => key === 'id') as Field;
  const why = await takenIn(site, kind);
  const taken = (id: string): Diagnostic[] => [why(id) ?? []].flat().map((text) => takenId(id, text));
  return {
    field,
    preset: suggestedId(values),
    check: (id) => [...check('registry', partOf(kind, 'id', id)), ...taken(String(id))],
  };
}

function partOf(kind: Kind, key: string, value: unknown): unknown {
  return { [kind.list]: [{ ...withType(kind), [key]: value }] };
}

/** For a state its ISO code, else its name. */
function suggestedId(values: ReadonlyMap<string, unknown>): string | undefined {
  const { alpha2, alpha4 } = (values.get('iso') ?? {}) as Record<string, string | undefined>;
  const code = alpha2 ?? alpha4;
  return code === undefined
    ? slug(String(values.get('name') ?? values.get('title') ?? '')) || undefined
    : `iso-${code}`;
}

/**
 * Works out the registry file with a new entry in its place. Writes nothing.
 * @param values answers by key, all scalars text
 */
export function planEntry(
  { model, registry, validator, sources, registryFiles: files, diagnostics }: Site,
  kind: Kind,
  values: ReadonlyMap<string, unknown>,
): Plan {
  const id = String(values.get('id'));
  const home =
    kind.list === 'entities'
      ? homeOfEntity(kind.type ?? '', values.get('country') as string | undefined)
      : `${kind.list}.yaml`;
  const path = `sources/registry/${home}`;
  const written = new Map<string, unknown>([...values, ...Object.entries(withType(kind))]);
  const fields = fieldsOf(kind.shape, model, kind.type).filter(({ key }) => written.has(key));
  const entry = Object.fromEntries(
    fields.map((field) => [field.key, typed(field, written.get(field.key), model)]),
  );
  const isNew = !sources.registry.includes(path);
  const before = isNew
    ? emptyFile(path, kind, values, registry)
    : files.find((file) => file.path === path)?.text;
  const text = before && insertItem(before, kind.list, id, (margin) => listItem(entry, margin));
  if (text === undefined) {
    const fault = `${path} has errors, or its list is not written with a dash for each entry. Mend it first: make check.`;
    return { path, text: '', problems: [fault], notices: [] };
  }

  const { value: file, diagnostics: faults } = parseYaml(path, new TextEncoder().encode(text));
  const checked = validator.registryFile(file);
  const others = files.filter((other) => other.path !== path);
  const after = [
    ...faults,
    ...checked.diagnostics,
    ...checkRegistry([...others, { ...file, value: checked.value }], model.schemas.registry),
  ];
  // Lines may have moved, so what was wrong before is known by its words.
  const known = new Set(diagnostics.map(signature));
  const fresh = after.filter((one) => !known.has(signature(one)));
  const said = fresh.map((one) => `${one.code} ${words(one)}`);
  return hasErrors(fresh)
    ? { path, text, problems: said, notices: [] }
    : { path, text, problems: [], notices: said };
}

function withType({ type }: Kind): { type?: string } {
  return type === undefined ? {} : { type };
}

function signature({ code, file, message }: Diagnostic): string {
  return `${code} ${file} ${message}`;
}

/** Tells where an id is in use already; undefined for one that is free. Coders and sources have ids of their own. */
async function takenIn(
  { registry, registryFiles: files, localIds }: Site,
  kind: Kind,
): Promise<(id: string) => string | undefined> {
  if (kind.list !== 'entities' && kind.list !== 'events') {
    const items = files.flatMap(({ value }) => (value as Record<string, { id: string }[]>)[kind.list] ?? []);
    const ids = new Set(items.map((item) => item?.id));
    return (id) => (ids.has(id) ? `there is a ${kind.name} ${id} already` : undefined);
  }
  const homes = await localIds();
  return (id) => {
    const entry = registry.entries.get(id);
    if (entry !== undefined) return `${id} is ${entry.name} already, in ${entry.file}, line ${entry.line}`;
    if (registry.redirects.has(id)) return `${id} is a retired id, and ids are never used again`;
    return homes.has(id)
      ? `${homes.get(id)} declares ${id} for itself; if it is the same, take it out there first`
      : undefined;
  };
}

/** A registry file with nothing in it but what every one of them says at its top. */
function emptyFile(
  path: string,
  { list, shape, type }: Kind,
  values: ReadonlyMap<string, unknown>,
  registry: Registry,
): string {
  const up = '../'.repeat(path.split('/').length - 1);
  const folder = path.split('/').at(-2) ?? '';
  const country = registry.entries.get(String(values.get('country')))?.name;
  const { description } = (branchOf(shape, type) ?? resolve(shape)).schema;
  const what =
    country !== undefined && folder !== 'registry'
      ? `${folder[0]?.toUpperCase()}${folder.slice(1)} of ${country}.`
      : description;
  return `# yaml-language-server: $schema=${up}schemas/editor/registry.schema.json
# ${what}
# To add one, copy an entry that looks like yours, change it, and put it where its id belongs in the alphabet.
${list}:
`;
}

/**
 * Refuses a person's name with a title of titles.yaml before it or behind a comma, and offers the name alone: titles pass
 * from one to the next, but the id that is made of the name stays. What would leave one word is believed (Pope Francis).
 */
function refuseTitle(registry: Registry, name: string): Diagnostic[] {
  const [first] = takeOffTitles(registry, name)
    .filter((titled) => titled.name.includes(' '))
    .sort((one, other) => one.name.length - other.name.length);
  if (first === undefined) return [];
  const message = `"${first.printed}" is a title, and the name of a person stands without it`;
  const fix =
    'Posts stand under tenures. If the word is part of the name, write the entry into its file by hand.';
  const place = { line: 1, column: 1, endColumn: 2 };
  return [problem('E-VALUE-FORM', name, place, message, fix, { suggestion: first.name })];
}
