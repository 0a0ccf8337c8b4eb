import { propertiesOf, type Schema } from './schemas.ts';

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
export function compileReferences(schema: Schema): ReferencePlan {
  const plans = new Map<string, Reference[]>();
  for (const [list, property] of Object.entries((schema.properties ?? {}) as Record<string, Schema>)) {
    const item = resolve(property.items as Schema | undefined, schema);
    const branches = item?.oneOf as Schema[] | undefined;
    if (branches === undefined) plans.set(list, collect(item, schema, []));
    for (const branch of branches ?? []) {
      const references = collect(branch, schema, []);
      for (const type of typesOf(branch, schema)) plans.set(`${list} ${type}`, references);
    }
  }
  return (list, type) => plans.get(`${list} ${type}`) ?? plans.get(list) ?? [];
}

function collect(part: Schema | undefined, whole: Schema, steps: readonly string[]): Reference[] {
  const node = resolve(part, whole);
  if (node === undefined || steps.length > MAX_DEPTH) return [];
  if (typeof node['x-ref'] === 'string') {
    return [{ steps, target: node['x-ref'], types: (node['x-ref-types'] as string[] | undefined) ?? null }];
  }
  const properties = Object.entries((node.properties ?? {}) as Record<string, Schema>);
  return [
    ...properties.flatMap(([key, child]) => collect(child, whole, [...steps, key])),
    ...collect(node.items as Schema | undefined, whole, [...steps, '*']),
  ];
}

function resolve(node: Schema | undefined, whole: Schema): Schema | undefined {
  let current = node;
  for (let depth = 0; typeof current?.$ref === 'string' && depth < MAX_DEPTH; depth++) {
    let target: unknown = whole;
    for (const step of current.$ref.split('/').slice(1)) target = (target as Schema | undefined)?.[step];
    current = target as Schema | undefined;
  }
  return current;
}

function typesOf(branch: Schema, whole: Schema): string[] {
  const definition = String(branch.$ref).split('/').at(-1) ?? '';
  const type = propertiesOf(whole, definition).type;
  return type?.const === undefined ? ((type?.enum as string[] | undefined) ?? []) : [String(type.const)];
}
