import type { Schema } from '../../model/schemas.ts';

/** Where in a value the schema asks for booleans and integers; everything else stays text. */
type Plan = 'boolean' | 'integer' | { properties: Map<string, Plan>; each: Plan | null };

/**
 * Prepares the typing of valid values from an expanded schema: texts become booleans and integers where the schema says so.
 * @param schema the schema of the value
 * @param byId other schemas that it refers to, by `$id`
 * @returns a function that types a value in place; the value must have passed the schema
 */
export function compileTyping(schema: Schema, byId: Map<string, Schema>): (value: unknown) => void {
  const plan = planOf(schema, schema, byId, 0);
  return (value) => {
    if (plan !== null) apply(plan, value);
  };
}

function planOf(node: Schema, whole: Schema, byId: Map<string, Schema>, depth: number): Plan | null {
  if (node.type === 'boolean' || node.type === 'integer') return node.type;
  if (depth > 24) return null;
  if (typeof node.$ref === 'string') return planOfRef(node.$ref, whole, byId, depth);
  const properties = new Map<string, Plan>();
  let each: Plan | null = null;
  for (const [key, child] of Object.entries((node.properties ?? {}) as Record<string, Schema>)) {
    const plan = planOf(child, whole, byId, depth + 1);
    if (plan !== null) properties.set(key, plan);
  }
  for (const key of ['items', 'additionalProperties']) {
    const child = node[key];
    if (typeof child === 'object' && child !== null && !Array.isArray(child))
      each ??= planOf(child as Schema, whole, byId, depth + 1);
  }
  for (const branch of [...((node.allOf ?? []) as Schema[]), ...((node.oneOf ?? []) as Schema[])]) {
    const plan = planOf(branch, whole, byId, depth + 1);
    if (plan === null) continue;
    if (typeof plan === 'string') return plan;
    for (const [key, child] of plan.properties) properties.set(key, child);
    each ??= plan.each;
  }
  return properties.size === 0 && each === null ? null : { properties, each };
}

function planOfRef(ref: string, whole: Schema, byId: Map<string, Schema>, depth: number): Plan | null {
  const [id = '', pointer = ''] = ref.split('#');
  const target = id === '' ? whole : byId.get(id);
  if (target === undefined) throw new Error(`schema refers to ${ref}, which does not exist`);
  let node: unknown = target;
  for (const step of pointer.split('/').slice(1)) node = (node as Schema)[step];
  return planOf(node as Schema, target, byId, depth + 1);
}

function apply(plan: Plan, value: unknown): void {
  if (typeof plan === 'string' || typeof value !== 'object' || value === null) return;
  const holder = value as Record<string, unknown>;
  if (plan.each !== null) for (const key of Object.keys(holder)) typeAt(plan.each, holder, key);
  for (const [key, child] of plan.properties) if (holder[key] !== undefined) typeAt(child, holder, key);
}

function typeAt(plan: Plan, holder: Record<string, unknown>, key: string): void {
  const value = holder[key];
  if (plan === 'boolean') {
    if (typeof value === 'string') holder[key] = value === 'true';
  } else if (plan === 'integer') {
    if (typeof value === 'string') holder[key] = Number(value);
  } else apply(plan, value);
}
