import { typed } from '../../../contribute/new/answers.ts';
import { fieldsOf } from '../../../contribute/new/describe.ts';
import { slug, unusedId } from '../../../contribute/new/id.ts';
import { type Kind, kindsOf } from '../../../contribute/new/kinds.ts';
import { listItem } from '../../../contribute/new/yaml.ts';
import type { AuthoredMap } from '../../../model/authored.ts';
import { entryAt, placeOfFile } from '../../../model/schema-tree.ts';
import { homeOfEntity } from '../../../validate/registry/homes.ts';
import type { Project } from './open.ts';
import { listAt, textAt, withValueAt } from './value.ts';

/** A new entry, as text to put into a file of the registry. */
export interface RegistryEntry {
  /** The file, from the project folder. */
  path: string;
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
  return { path: `sources/registry/${home}`, text: listItem(value, '  ') };
}

/** Another spelling as a line for the aliases of an entry of the registry, with its file and line. */
export function aliasFor({ registry }: Project, id: string, name: string): RegistryEntry | null {
  const entry = registry.entries.get(id);
  if (entry === undefined) return null;
  return {
    path: `${entry.file}, line ${entry.line} (${entry.name})`,
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
