import type { Model } from '../../model/model.ts';
import { resolve, type SchemaPlace } from '../../model/schema-tree.ts';
import type { Schema } from '../../model/schemas.ts';

/** A kind of entry that the registry holds. */
export interface Kind {
  /** person, summit edition, coder … as it is asked for. */
  name: string;
  /** The list it stands in. */
  list: string;
  /** What stands under `type`; undefined for lists without types. */
  type: string | undefined;
  shape: SchemaPlace;
}

/** Every kind of entry with an id: the types of entities and events, coders and sources. */
export function kindsOf({ schemas }: Model): Map<string, Kind> {
  const whole = schemas.registry;
  const kinds = new Map<string, Kind>();
  for (const [list, property] of Object.entries(whole.properties as Record<string, Schema>)) {
    const items = property.items as Schema;
    const shape = { schema: items, whole, registry: whole };
    const item = resolve(shape).schema;
    for (const type of (item['x-kinds'] ?? []) as string[])
      kinds.set(type, { name: type, list, type, shape });
    const name = String(items.$ref).split('/').at(-1) ?? '';
    if (Object.hasOwn((item.properties ?? {}) as object, 'id'))
      kinds.set(name, { name, list, type: undefined, shape });
  }
  return kinds;
}
