import type { ErrorObject } from 'ajv';
import { nearest } from '../../diagnostics/nearest.ts';
import { isFault, readDate } from '../../model/dates/dates.ts';
import { mendDate } from '../../model/dates/mend.ts';
import { listMeant } from '../../model/lists.ts';
import type { Schema } from '../../model/schemas.ts';
import { suggestForm } from './form.ts';
import { codeMeant } from './other-words.ts';
import { aboutValue, type Explained, exampleOf, flow, keyOf, nameOf, type Path, show } from './words.ts';

/** A value of nothing, such as "". */
export function emptyValue(path: Path): Explained {
  return aboutValue(
    path,
    'E-VALUE-EMPTY',
    `${nameOf(path)} is empty`,
    'Fill it. If the key is not required, its line can be removed instead.',
  );
}

/** type: a list where one value belongs, and the like. */
export function wrongShape(error: ErrorObject, path: Path): Explained {
  const { data } = error;
  const found = Array.isArray(data) ? 'a list' : typeof data === 'object' ? 'a group of keys' : 'one value';
  const wanted = String(error.params.type);
  if (wanted === 'array') return listExpected(error, path, found);
  const example = exampleOf(error.parentSchema);
  if (wanted === 'object') {
    const isItem = typeof path.at(-1) === 'number';
    const inOneLine = example === null ? '' : ` In one line: ${example}.`;
    const dashes = Array.isArray(data) ? ', without brackets or dashes' : '';
    return aboutValue(
      path,
      'E-MAPPING-EXPECTED',
      `${nameOf(path)} must be a group of keys, not ${found}`,
      `${isItem ? 'Write keys with values after the dash' : `Put its keys below it, two spaces further in${dashes}`}.${inOneLine}`,
    );
  }
  const only = Array.isArray(data) && data.length === 1 && typeof data[0] === 'string' ? data[0] : undefined;
  const fix =
    only !== undefined
      ? `Write ${only}.`
      : Array.isArray(data)
        ? 'Write one value, without brackets or dashes.'
        : 'Write one value; it has no keys below it.';
  return aboutValue(
    path,
    'E-ONE-VALUE-EXPECTED',
    `${nameOf(path)} must be one value, not ${found}`,
    fix,
    only,
  );
}

function listExpected({ data, parentSchema }: ErrorObject, path: Path, found: string): Explained {
  const example = exampleOf(parentSchema);
  const items = (parentSchema as Schema | undefined)?.examples as unknown[][] | undefined;
  const takesGroups = typeof items?.[0]?.[0] === 'object';
  const isText = typeof data === 'string';
  const suggestion =
    isText && !takesGroups
      ? `[${(listMeant(withoutDash(data), ',') ?? [withoutDash(data)]).map(flow).join(', ')}]`
      : undefined;
  const like = example === null ? '' : `, such as ${example}`;
  const fix = takesGroups
    ? `Start each item with a dash and a space${isText ? like : ', before its first key'}.`
    : `Write it in square brackets: ${suggestion ?? `one value after the other, with commas${like}`}.`;
  return aboutValue(path, 'E-LIST-EXPECTED', `${nameOf(path)} must be a list, not ${found}`, fix, suggestion);
}

/** The item of a list that has a bullet or a dash of another length in the place of its dash. */
function withoutDash(text: string): string {
  return text.replace(/^[‐-―−•·▪]\s+/, '');
}

/** const: a word that may stand in the place of a list. */
export function wordOrList(error: ErrorObject, path: Path): Explained {
  const word = String(error.params.allowedValue);
  const [near] = nearest(String(error.data).replace(/^the /i, ''), [word]);
  if (near === undefined) return listExpected({ ...error, parentSchema: {} }, path, 'one value');
  return aboutValue(
    path,
    'E-VALUE-FORM',
    `${nameOf(path)} must be ${word}, or a list`,
    `Write ${word}.`,
    word,
  );
}

/** A text of more parts is no list of codes. */
const MOST_PARTS = 12;

/** enum: not one of the codes of a vocabulary. */
export function unknownCode(error: ErrorObject, path: Path, isSearching: boolean): Explained {
  const allowed = (error.params.allowedValues as unknown[]).map(String);
  if (typeof error.data === 'object') return wrongShape({ ...error, params: { type: 'string' } }, path);
  const value = String(error.data);
  if (allowed.length === 2 && allowed[0] === 'true') return notBoolean(value, path);
  const schema = error.parentSchema as Schema;
  const vocabulary = typeof schema['x-vocabulary'] === 'string' ? schema['x-vocabulary'] : undefined;
  const codeOf = (word: string): string | undefined =>
    isSearching ? (codeMeant(word, vocabulary ?? '') ?? nearest(word, allowed)[0]) : undefined;
  const parts = listMeant(value, ',', ' and ', '&', '/');
  if (parts !== null && parts.length <= MOST_PARTS && parts.some((part) => codeOf(part) !== undefined))
    return severalInOne(
      value,
      parts.map((part) => codeOf(part) ?? part),
      path,
    );
  const suggestion = codeOf(value);
  const what =
    schema['x-key-of'] !== undefined
      ? `a key of a ${schema['x-key-of']}`
      : vocabulary === undefined
        ? `a known ${keyOf(path)}`
        : `a code of ${vocabulary}`;
  return aboutValue(
    path,
    'E-CODE-UNKNOWN',
    `${show(value)} is not ${what}`,
    codeFix(value, suggestion, allowed, vocabulary),
    suggestion,
  );
}

function codeFix(
  value: string,
  suggestion: string | undefined,
  allowed: readonly string[],
  vocabulary?: string,
): string {
  if (suggestion !== undefined && suggestion.toLowerCase() === value.toLowerCase())
    return 'Codes are written in small letters.';
  return allowed.length <= 20 || vocabulary === undefined
    ? `Use one of: ${allowed.join(', ')}.`
    : `Look the codes of ${vocabulary} up in CODEBOOK.md.`;
}

function notBoolean(value: string, path: Path): Explained {
  const word = value.trim().toLowerCase();
  const suggestion = ['yes', 'y', 'on', 'true', '1'].includes(word)
    ? 'true'
    : ['no', 'n', 'off', 'false', '0'].includes(word)
      ? 'false'
      : undefined;
  return aboutValue(
    path,
    'E-NOT-BOOLEAN',
    `${nameOf(path)} must be true or false, not ${show(value)}`,
    'Write true or false, in small letters.',
    suggestion,
  );
}

/** pattern: not the form that ids, addresses, numbers and the like have. */
export function wrongForm(error: ErrorObject, path: Path, isSearching: boolean): Explained {
  const value = String(error.data);
  const schema = error.parentSchema as Schema | undefined;
  const suggestion = isSearching ? suggestForm(value, String(error.params.pattern)) : undefined;
  const about = (message: string, fix: string): Explained =>
    aboutValue(path, 'E-VALUE-FORM', `${nameOf(path)} ${message}`, fix, suggestion);
  if (suggestion !== undefined && /[\n\r\u2028\u2029]/.test(value.trim()))
    return about('must be one line', 'Write it on one line.');
  const separated = schema?.['x-ref'] === undefined ? null : listMeant(value);
  if (separated !== null && separated.length <= MOST_PARTS) return severalInOne(value, separated, path);
  if (suggestion === value.trim())
    return about('has blanks at its edge', 'Delete the blanks before and behind it.');
  const hint = schema?.['x-pattern-hint'];
  const fix = typeof hint === 'string' ? `Write ${hint}.` : `It must look like ${exampleOf(schema)}.`;
  return about(`cannot be ${show(value)}`, fix);
}

/** One text that holds several values: where a list belongs, with something other than commas between them. */
function severalInOne(value: string, parts: readonly string[], path: Path): Explained {
  const list = parts.map(flow).join(', ');
  const isItem = typeof path.at(-1) === 'number';
  return aboutValue(
    path,
    isItem ? 'E-VALUE-FORM' : 'E-ONE-VALUE-EXPECTED',
    `${show(value)} holds ${parts.length} values${isItem ? ' with something other than commas between them' : ', where one belongs'}`,
    isItem ? `Write them as items of the list: ${list}.` : `Write one of them: ${list}.`,
    isItem && list !== value ? list : undefined,
  );
}

/** format: no date. */
export function wrongDate(error: ErrorObject, path: Path): Explained {
  const result = readDate(String(error.data));
  const { fault, suggestion } = isFault(result) ? result : { fault: `${show(error.data)} is not a date` };
  const fix =
    'Write the date as exactly as the source does: 2021-07-06, 2021-07, 2021, or XXXX-07-06 when no year is given.';
  const explained = aboutValue(path, 'E-DATE', `${nameOf(path)}: ${fault}`, fix, suggestion);
  return { ...explained, fixable: mendDate(String(error.data)) !== null };
}

/** maxLength: a name or a title that goes on and on. */
export function tooLong(error: ErrorObject, path: Path): Explained {
  const { limit } = error.params as { limit: number };
  return aboutValue(
    path,
    'E-VALUE-FORM',
    `${nameOf(path)} has ${String(error.data).length} characters; ${limit} are allowed`,
    'Shorten it, or look for pasted text that does not belong here.',
  );
}

/** minItems: an empty list, or a pair that is none. */
export function tooFew(error: ErrorObject, path: Path): Explained {
  const { limit } = error.params as { limit: number };
  if (limit === 1)
    return aboutValue(
      path,
      'E-VALUE-EMPTY',
      `${nameOf(path)} is an empty list`,
      'Fill it, or remove the line if it is not known.',
    );
  return aboutValue(
    path,
    'E-LIST-SHORT',
    `${nameOf(path)} needs ${limit} items`,
    `It must look like ${exampleOf(error.parentSchema)}.`,
  );
}

/** maxItems: more than may be. */
export function tooMany(error: ErrorObject, path: Path): Explained {
  const { limit } = error.params as { limit: number };
  const found = (error.data as unknown[]).length;
  const isPair = Array.isArray((error.parentSchema as Schema | undefined)?.items);
  const fix = isPair
    ? `It must look like ${exampleOf(error.parentSchema)}.`
    : `Keep the ${limit} that matter most.`;
  return aboutValue(path, 'E-LIST-LONG', `${nameOf(path)} has ${found} items; ${limit} are allowed`, fix);
}

/** uniqueItems: one item twice. */
export function repeated(error: ErrorObject, path: Path): Explained {
  const { later } = error.params as { later: number };
  return aboutValue(
    [...path, later],
    'E-LIST-REPEATS',
    `${nameOf(path)} says ${show((error.data as unknown[])[later])} twice`,
    'Remove one of the two.',
  );
}
