import { branchesOf, isSchema, propertiesOf, resolve, type SchemaPlace } from '../../model/schema-tree.ts';
import type { Schema } from '../../model/schemas.ts';

/** Where in a value the schema asks for booleans and integers; everything else stays text. */
type Plan = 'boolean' | 'integer' | { properties: Map<string, Plan>; each: Plan | null };

/** Deep enough for every value, and a bound for a schema that refers to itself. */
const MAX_DEPTH = 24;

/**
 * Prepares, when the first value comes, the typing of valid values from an expanded schema: texts become booleans and integers
 * where the schema says so.
 * @param schema the schema of the value
 * @param registry the schema of registry files, which it may refer to
 * @returns a function that types a value in place; the value must have passed the schema
 */
export function compileTyping(schema: Schema, registry: Schema): (value: unknown) => void {
  let plan: Plan | null | undefined;
  return (value) => {
    if (plan === undefined) plan = planOf({ schema, whole: schema, registry }, 0);
    if (plan !== null) apply(plan, value);
  };
}

function planOf(place: SchemaPlace, depth: number): Plan | null {
  const { schema } = resolve(place);
  if (schema.type === 'boolean' || schema.type === 'integer') return schema.type;
  if (depth > MAX_DEPTH) return null;
  const properties = new Map<string, Plan>();
  let each: Plan | null = null;
  for (const branch of branchesOf(place)) {
    for (const [key, child] of Object.entries(propertiesOf(branch.schema))) {
      const plan = planOf({ ...branch, schema: child }, depth + 1);
      if (plan !== null) properties.set(key, plan);
    }
    for (const child of [branch.schema.items, branch.schema.additionalProperties])
      if (isSchema(child)) each ??= planOf({ ...branch, schema: child }, depth + 1);
  }
  return properties.size === 0 && each === null ? null : { properties, each };
}

function apply(plan: Plan, value: unknown): void {
  if (typeof plan === 'string' || typeof value !== 'object' || value === null) return;
  const holder = value as Record<string, unknown>;
  if (plan.each !== null) for (const key of Object.keys(holder)) typeAt(plan.each, holder, key);
  if (plan.properties.size === 0) return;
  // What is there is soon gone through; to ask for what is not takes longer.
  for (const key in holder) {
    const child = plan.properties.get(key);
    if (child !== undefined) typeAt(child, holder, key);
  }
}

function typeAt(plan: Plan, holder: Record<string, unknown>, key: string): void {
  const value = holder[key];
  if (plan === 'boolean') {
    if (typeof value === 'string') holder[key] = value === 'true';
  } else if (plan === 'integer') {
    if (typeof value === 'string') holder[key] = Number(value);
  } else apply(plan, value);
}
