import type { ErrorObject } from 'ajv';
import { choice } from '../../diagnostics/choice.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import type { Schema } from '../../model/schemas.ts';
import { suggestForm } from './form.ts';
import { keysMeant } from './other-words.ts';
import { aboutKey, aboutValue, type Explained, exampleOf, keyOf, nameOf, type Path, show } from './words.ts';

type Properties = Readonly<Record<string, Schema>>;

/** additionalProperties: a key that does not exist here, with the one that was probably meant. */
export function unknownKey(error: ErrorObject, path: Path, isSearching: boolean): Explained {
  const key = String(error.params.additionalProperty);
  const properties = propertiesOf(error);
  const known = Object.keys(properties);
  const report = (fix: string, suggestion?: string): Explained =>
    aboutKey([...path, key], 'E-KEY-UNKNOWN', `unknown key ${show(key)}`, fix, suggestion);

  const { except = [] } = ((error.parentSchema as Schema)['x-properties-of'] ?? {}) as { except?: string[] };
  if (!isSearching) return report(`Remove it, or use one of: ${known.join(', ')}.`);
  if (except.includes(key)) return report(`Every claim has its own ${key}: remove it here.`);
  const meant = keysMeant(key, known);
  if (meant.length > 1)
    return report(`Write ${choice(meant.map((other) => `${other}${meaningOf(properties[other])}`))}.`);
  // A key that is spelt as elsewhere in the record stands in the wrong place; it is no misspelt one.
  const homes = path.length === 0 ? homesOf(key, error) : new Map<string, Home>();
  const [suggestion] = meant.length === 1 ? meant : homes.size > 0 ? [] : nearest(key, known);
  if (suggestion !== undefined)
    return report(`Write ${suggestion}${meaningOf(properties[suggestion])}, or remove the line.`, suggestion);
  if (homes.size > 0) {
    const where = choice([...homes.values()].map((home) => home.where));
    const [[name, home]] = [...homes] as [[string, Home]];
    if (homes.size === 1 && home.hasIt) return report(`${name} has ${key} already: remove the line here.`);
    return {
      ...report(`It belongs ${where}: put it there, further in.`),
      stray: { key, homes: [...homes.keys()], where },
    };
  }
  return report(`Remove it, or use one of: ${known.join(', ')}.`);
}

/** required: a key that must be there. */
export function missingKey(error: ErrorObject, path: Path): Explained {
  return missing(String(error.params.missingProperty), error, path);
}

/** minProperties: nothing at all, or only what says nothing by itself. */
export function tooFewKeys(error: ErrorObject, path: Path): Explained {
  const present = Object.keys(error.data as object);
  if (present.length === 0) {
    const fix =
      path.length === 0
        ? 'Fill it or delete it.'
        : 'Fill it. If the key is not required, its line can be removed instead.';
    return aboutValue(path, 'E-VALUE-EMPTY', `${nameOf(path)} is empty`, fix);
  }
  const absent = Object.keys(propertiesOf(error)).filter((key) => !present.includes(key) && key !== 'note');
  return aboutValue(
    path,
    'E-KEYS-FEW',
    `${whoHas(error, path)} has only ${choice(present, 'and')}`,
    `Add ${choice(absent)}.`,
  );
}

/** maxProperties: a registry file with more than one list. */
export function alreadyFull(error: ErrorObject, path: Path): Explained {
  const keys = Object.keys(error.data as object);
  const [first, second = ''] = keys;
  return aboutKey(
    [...path, second],
    'E-KEYS-MANY',
    `${second} cannot stand in one file with ${first}`,
    'Move one of the two lists to a file of its own.',
  );
}

/** propertyNames: a key that is free, but not in this form. */
export function badKey(error: ErrorObject, path: Path): Explained {
  const key = String(error.params.propertyName);
  const { pattern } = ((error.parentSchema as Schema).propertyNames ?? {}) as { pattern?: string };
  const suggestion = pattern === undefined || key === '' ? undefined : suggestForm(key, pattern);
  const example = exampleOf(error.parentSchema);
  const fix =
    example === null ? 'Look the form of its keys up in CODEBOOK.md.' : `It must look like ${example}.`;
  return aboutKey(
    [...path, key],
    'E-KEY-FORM',
    `${show(key)} cannot be a key of ${nameOf(path)}`,
    fix,
    suggestion,
  );
}

/** discriminator: the key that says what the others mean is missing or unknown. */
export function wrongKind(error: ErrorObject, path: Path): Explained {
  const tag = String(error.params.tag);
  const value: unknown = error.params.tagValue;
  const at = [...path, tag];
  const schema = error.parentSchema as Schema;
  const known = (schema['x-kinds'] ?? []) as string[];
  if (value === undefined)
    return { ...missing(tag, error, path), fix: `Add the key ${tag}: one of ${known.join(', ')}.` };
  if (typeof value !== 'string')
    return aboutValue(
      at,
      'E-ONE-VALUE-EXPECTED',
      `${tag} must be one value`,
      'Write one value, without brackets or dashes.',
    );
  if (value === '') return aboutValue(at, 'E-VALUE-EMPTY', `${tag} is empty`, 'Fill it.');
  const [suggestion] = nearest(value, known);
  const elsewhere =
    schema.title === 'Entity' ? ' What happens stands under events.' : ' Actors stand under entities.';
  const fix = `Use one of: ${known.join(', ')}.${suggestion === undefined ? elsewhere : ''}`;
  return aboutValue(at, 'E-CODE-UNKNOWN', `${show(value)} is not a known ${tag}`, fix, suggestion);
}

function missing(key: string, error: ErrorObject, path: Path): Explained {
  const properties = propertiesOf(error);
  const property = properties[key];
  const keys = Object.keys(properties);
  const about = property?.description;
  const fix = `Add the key ${key}.${typeof about === 'string' ? ` ${about}` : ''}`;
  const explained = aboutValue(path, 'E-KEY-MISSING', `${whoHas(error, path)} has no ${key}`, fix);
  return {
    ...explained,
    missing: { key, example: exampleOf(property), before: keys.slice(0, Math.max(0, keys.indexOf(key))) },
  };
}

function whoHas(error: ErrorObject, path: Path): string {
  const id = (error.data as { id?: unknown } | undefined)?.id;
  if (path.length === 0) return 'the record';
  if (typeof id !== 'string' || id === '') return nameOf(path);
  return keyOf(path) === 'claims' ? id : show(id);
}

function propertiesOf(error: ErrorObject): Properties {
  return ((error.parentSchema as Schema | undefined)?.properties ?? {}) as Properties;
}

/** What a key means, in brackets, from the first sentence of its description. */
function meaningOf(property: Schema | undefined): string {
  const description = property?.description;
  const sentence = typeof description === 'string' ? /^[^.:]+/.exec(description)?.[0] : undefined;
  return sentence === undefined ? '' : ` (${sentence.slice(0, 1).toLowerCase()}${sentence.slice(1)})`;
}

/** A place in the record where a key may stand. */
interface Home {
  /** In words. */
  where: string;
  /** Whether it stands there, too. */
  hasIt: boolean;
}

/** Where in the record a key belongs that stands at its top, for a line that lost its indentation. */
function homesOf(key: string, { parentSchema, data }: ErrorObject): Map<string, Home> {
  const root = parentSchema as Schema;
  const homes = new Map<string, Home>();
  for (const [name, property] of Object.entries((root.properties ?? {}) as Properties)) {
    // Whatever may be a default belongs to a claim in the first place.
    if (property['x-properties-of'] !== undefined) continue;
    const node = resolve(property, root);
    const items = node?.type === 'array' ? resolve(node.items as Schema, root) : undefined;
    const keys = ((items ?? node)?.properties ?? {}) as Properties;
    if (Object.hasOwn(keys, key))
      homes.set(name, {
        where: items === undefined ? `under ${name}` : `to an item of ${name}`,
        hasIt: items === undefined && Object.hasOwn(Object((data as Properties)[name]), key),
      });
  }
  return homes;
}

function resolve(node: Schema, root: Schema): Schema | undefined {
  if (typeof node.$ref !== 'string') return node;
  const [file, name = ''] = node.$ref.split('#/definitions/');
  return file === '' ? ((root.definitions ?? {}) as Properties)[name] : undefined;
}
