import { codesOf, propertiesOf, resolve, type SchemaPlace, targetOf } from '../../model/schema-tree.ts';
import { formTest, type Schema } from '../../model/schemas.ts';
import { OWN_CHECKS } from './own-checks.ts';

/** Says whether a value is valid. */
export type Check = (value: unknown) => boolean;

/** The keywords that checks are made of, by the type of the value; the others only tell people something. */
const KEYWORDS: Readonly<Record<string, readonly string[]>> = {
  any: ['type', '$ref', 'allOf', 'const', 'if', 'then', 'else'],
  string: ['enum', 'minLength', 'maxLength', 'pattern', 'format'],
  array: ['items', 'minItems', 'maxItems', 'uniqueItems'],
  object: [
    ...['properties', 'required', 'additionalProperties', 'propertyNames', 'minProperties', 'maxProperties'],
    ...['oneOf', 'discriminator'],
  ],
};
const SILENT = /^(?:\$id|\$schema|definitions|title|description|examples|tsType|x-.+)$/;

/**
 * Makes a check that says whether a value is valid, and nothing else. It goes once through what the value holds, where the
 * code that Ajv makes asks for everything that it may hold, and needs no compiling. A test holds it to what Ajv says.
 * @param place in an expanded schema for texts
 * @param made the checks of what was referred to so far, or is being made
 * @throws Error for a keyword or a type that the schemas did not use when this was written
 */
export function quickCheck(place: SchemaPlace, made = new Map<Schema, Check>()): Check {
  const { schema } = place;
  refuseUnknown(schema);
  const at = (part: unknown): Check => quickCheck({ ...place, schema: part as Schema }, made);
  const checks = ((schema.allOf ?? []) as Schema[]).map(at);
  if (schema.type === 'string') checks.push(textCheck(schema));
  if (schema.type === 'array') checks.push(listCheck(schema, at));
  if (schema.type === 'object') checks.push(mapCheck(schema, at));
  if (schema.oneOf !== undefined) checks.push(kindCheck(place, made));
  if (schema.const !== undefined) checks.push((value) => value === schema.const);
  if (typeof schema.$ref === 'string') checks.push(referenceCheck(targetOf(schema.$ref, place), made));
  if (schema.if !== undefined) {
    const [isMet, holds, otherwise] = [at(schema.if), at(schema.then), at(schema.else)];
    checks.push((value) => (isMet(value) ? holds(value) : otherwise(value)));
  }
  return all(checks);
}

function refuseUnknown(schema: Schema): void {
  const { type = 'any' } = schema as { type?: string };
  const known = [...(KEYWORDS.any ?? []), ...(KEYWORDS[type] ?? [])];
  const odd = Object.keys(schema).find((keyword) => !known.includes(keyword) && !SILENT.test(keyword));
  if (odd !== undefined || KEYWORDS[type] === undefined)
    throw new Error(`no quick check for ${odd ?? 'values'} of type ${type}`);
}

function all<Value>(checks: readonly ((value: Value) => boolean)[]): (value: Value) => boolean {
  const [first = () => true, ...others] = checks;
  return others.reduce((one, other) => (value) => one(value) && other(value), first);
}

/** A definition may refer to itself. */
function referenceCheck(place: SchemaPlace, made: Map<Schema, Check>): Check {
  const known = made.get(place.schema);
  if (known !== undefined) return known;
  let check: Check = () => false;
  made.set(place.schema, (value) => check(value));
  check = quickCheck(place, made);
  made.set(place.schema, check);
  return check;
}

function textCheck(schema: Schema): Check {
  const { enum: codes, pattern, format } = schema as { enum?: string[]; pattern?: string; format?: 'edtf' };
  const { minLength, maxLength } = schema as Record<string, number | undefined>;
  const checks: ((text: string) => boolean)[] = [];
  if (codes !== undefined) {
    const known = new Set(codes);
    checks.push((text) => known.has(text));
  }
  // Characters are counted where the number of units does not tell: one has two at most.
  if (minLength !== undefined)
    checks.push((text) => text.length >= 2 * minLength || [...text].length >= minLength);
  if (maxLength !== undefined)
    checks.push((text) => text.length <= maxLength || [...text].length <= maxLength);
  if (pattern !== undefined) checks.push(formTest(pattern));
  if (format !== undefined) checks.push(OWN_CHECKS.formats[format]);
  const isFormed = all(checks);
  return (value) => typeof value === 'string' && isFormed(value);
}

function listCheck(schema: Schema, at: (part: unknown) => Check): Check {
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema as Record<string, number>;
  const isUnique = schema.uniqueItems === true;
  const { items } = schema;
  const places = Array.isArray(items) ? items.map(at) : [];
  const each = Array.isArray(items) || items === undefined ? () => true : at(items);
  return (value) => {
    if (!Array.isArray(value) || value.length < minItems || value.length > maxItems) return false;
    for (let index = 0; index < value.length; index++)
      if (!(places[index] ?? each)(value[index])) return false;
    return !isUnique || OWN_CHECKS.repeatedItem(value) === null;
  };
}

function mapCheck(schema: Schema, at: (part: unknown) => Check): Check {
  const { required = [], propertyNames } = schema as { required?: readonly string[]; propertyNames?: Schema };
  const { minProperties = 0, maxProperties = Number.POSITIVE_INFINITY } = schema as Record<string, number>;
  const { additionalProperties: others = true } = schema;
  const isName = propertyNames === undefined ? null : at({ type: 'string', ...propertyNames });
  const ofOther = { check: typeof others === 'boolean' ? () => others : at(others), isNeeded: false };
  const properties = new Map(
    Object.entries(propertiesOf(schema)).map(([key, part]) => [
      key,
      { check: at(part), isNeeded: required.includes(key) },
    ]),
  );
  for (const key of required) if (!properties.has(key)) properties.set(key, { ...ofOther, isNeeded: true });
  return (value) => {
    if (!isMap(value)) return false;
    let size = 0;
    let needed = 0;
    for (const key in value) {
      if (isName !== null && !isName(key)) return false;
      const { check, isNeeded } = properties.get(key) ?? ofOther;
      if (!check(value[key])) return false;
      if (isNeeded) needed++;
      size++;
    }
    return needed === required.length && size >= minProperties && size <= maxProperties;
  };
}

/** Of a union the branch that the value names; what it names is a text there. */
function kindCheck(place: SchemaPlace, made: Map<Schema, Check>): Check {
  const { propertyName } = place.schema.discriminator as { propertyName: string };
  const kinds = new Map<unknown, Check>();
  for (const branch of place.schema.oneOf as Schema[]) {
    const check = quickCheck({ ...place, schema: branch }, made);
    for (const kind of codesOf(
      propertiesOf(resolve({ ...place, schema: branch }).schema)[propertyName] ?? {},
    ))
      kinds.set(kind, check);
  }
  return (value) => isMap(value) && kinds.get(value[propertyName])?.(value) === true;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
