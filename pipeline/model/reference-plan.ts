import {
  branchesOf,
  entryAt,
  isSchema,
  itemAt,
  propertiesOf,
  resolve,
  type SchemaPlace,
  typesOf,
} from './schema-tree.ts';
import type { Schema } from './schemas.ts';

/** A place in an item that holds an id, as the schema marks it with `x-ref` and `x-ref-types`. */
export interface Reference {
  /** Keys from the item to the id; `*` stands for every item of a list. */
  steps: readonly string[];
  /** What the id must belong to: entity, event, entity-or-event, office, source. */
  target: string;
  /** Types allowed; null for all. */
  types: readonly string[] | null;
}

/** The references of an item of a list, which for entities and events depend on its type. */
export type ReferencePlan = (list: string, type: string) => readonly Reference[];

/** Deep enough for every item, and a bound for a schema that refers to itself. */
const MAX_DEPTH = 16;

/** Collects the references that the registry schema declares, so that a new one needs no code. */
export function compileReferences(registry: Schema): ReferencePlan {
  const plans = new Map<string, Reference[]>();
  const top = { schema: registry, whole: registry, registry };
  for (const list of Object.keys(propertiesOf(registry))) {
    const property = entryAt(top, list);
    const item = property && itemAt(property);
    const branches = item === undefined ? [] : branchesOf(item);
    for (const branch of branches) {
      const references = collect(branch, []);
      if (branches.length === 1) plans.set(list, references);
      else for (const type of typesOf(branch)) plans.set(`${list} ${type}`, references);
    }
  }
  return (list, type) => plans.get(`${list} ${type}`) ?? plans.get(list) ?? [];
}

function collect(place: SchemaPlace, steps: readonly string[]): Reference[] {
  const at = resolve(place);
  const { 'x-ref': target, 'x-ref-types': types, items } = at.schema;
  if (steps.length > MAX_DEPTH) return [];
  if (typeof target === 'string') return [{ steps, target, types: (types as string[] | undefined) ?? null }];
  return [
    ...Object.entries(propertiesOf(at.schema)).flatMap(([key, child]) =>
      collect({ ...at, schema: child }, [...steps, key]),
    ),
    ...(isSchema(items) ? collect({ ...at, schema: items }, [...steps, '*']) : []),
  ];
}
