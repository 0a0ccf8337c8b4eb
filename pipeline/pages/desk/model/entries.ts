import { typed } from '../../../contribute/new/answers.ts';
import { fieldsOf } from '../../../contribute/new/describe.ts';
import { slug, unusedId } from '../../../contribute/new/id.ts';
import { type Kind, kindsOf } from '../../../contribute/new/kinds.ts';
import { listItem } from '../../../contribute/new/yaml.ts';
import { parseYaml } from '../../../ingest/parse.ts';
import type { AuthoredMap, ParsedFile } from '../../../model/authored.ts';
import { entryAt, placeOfFile } from '../../../model/schema-tree.ts';
import { buildRegistry } from '../../../normalize/names/registry.ts';
import { coreOf } from '../../../record/core.ts';
import { homeOfEntity } from '../../../validate/registry/homes.ts';
import { bytesOf, type Project } from './open.ts';
import { listAt, textAt, withValueAt } from './value.ts';

/** A new entry, as text to put into a file of the registry. */
export interface RegistryEntry {
  /** The file, from the project folder. */
  path: string;
  /** The list of that file to which it belongs; null for a line that goes into an entry which is there. */
  list: 'entities' | 'events' | 'coders' | null;
  /** The entry as it stands in the list of that file. */
  text: string;
}

/** An id for a name that neither registry nor record uses, nor ever used. */
export function freeEntryId({ registry }: Project, record: AuthoredMap, name: string): string {
  const own = [...listAt(record, ['entities']), ...listAt(record, ['events'])].map((one) =>
    textAt(one, ['id']),
  );
  return unusedId(
    slug(name) || 'entry',
    new Set([...registry.entries.keys(), ...registry.redirects.keys(), ...own]),
  );
}

/** Puts an entity or event into the record itself. */
export function addEntry(record: AuthoredMap, kind: Kind, entry: AuthoredMap): AuthoredMap {
  const list = kind.list === 'events' ? 'events' : 'entities';
  return withValueAt(record, [list], [...listAt(record, [list]), entry]);
}

/** An entry as the registry writes it, with the file it belongs in. */
export function forRegistry({ model }: Project, kind: Kind, entry: AuthoredMap): RegistryEntry {
  const home =
    kind.list === 'entities'
      ? homeOfEntity(kind.type ?? '', textAt(entry, ['country']) || undefined)
      : `${kind.list}.yaml`;
  const fields = fieldsOf(kind.shape, model, kind.type).filter(({ key }) => Object.hasOwn(entry, key));
  const value = Object.fromEntries(fields.map((field) => [field.key, typed(field, entry[field.key], model)]));
  const list = kind.list === 'events' ? 'events' : 'entities';
  return { path: `sources/registry/${home}`, list, text: listItem(value, '  ') };
}

/** The file of the registry as it would be with this entry alone, as the check reads it. */
function fileWith({ path, list, text }: RegistryEntry): ParsedFile {
  return parseYaml(path, bytesOf(`${list}:\n${text}`)).value;
}

/** What the check has against an entry, in words. */
export function faultsOf({ validator }: Project, entry: RegistryEntry): string[] {
  return validator.registryFile(fileWith(entry)).diagnostics.map(({ message, fix }) => `${message}. ${fix}`);
}

/** The project as it will be when the entries stand in the registry. */
export function withEntries(project: Project, entries: readonly RegistryEntry[]): Project {
  const own = entries.filter(({ list }) => list !== null).map(fileWith);
  if (own.length === 0) return project;
  const checked = own.map((file) => ({ ...file, value: project.validator.registryFile(file).value }));
  const registryFiles = [...project.registryFiles, ...checked];
  return { ...project, ...coreOf(project, buildRegistry(registryFiles)), registryFiles };
}

/** Another spelling as a line for the aliases of an entry of the registry, with its file and line. */
export function aliasFor({ registry }: Project, id: string, name: string): RegistryEntry | null {
  const entry = registry.entries.get(id);
  if (entry === undefined) return null;
  return {
    path: `${entry.file}, line ${entry.line} (${entry.name})`,
    list: null,
    text: listItem({ name, kind: 'spelling' }, '      '),
  };
}

/** The kinds of entities and events that a record may declare, by their types. */
export function entryKinds({ model }: Project): Kind[] {
  return [...kindsOf(model).values()].filter(({ list }) => list === 'entities' || list === 'events');
}

/** The fields of a section of the record, as `make new` asks them. */
export function headFields({ model }: Project, section: 'source' | 'coding') {
  const shape = entryAt(placeOfFile(model.schemas, 'record'), section);
  return shape === undefined ? [] : fieldsOf(shape, model);
}
