import { _, type Ajv, type Code, type CodeKeywordDefinition, type KeywordCxt } from 'ajv';
import { isFault, readDate } from '../../model/dates/dates.ts';

/** What compiled checks call beside themselves; a check that is kept as text gets it as `own`. */
export const OWN_CHECKS = {
  repeatedItem,
  formats: {
    /** The format `edtf` of the schemas. */
    edtf: (text: string): boolean => !isFault(readDate(text)),
  },
};

/** Teaches Ajv what is ours. */
export function addOwnChecks(ajv: Ajv): Ajv {
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword(uniqueItems(_`own.repeatedItem`));
  return ajv.addFormat('edtf', OWN_CHECKS.formats.edtf);
}

/** Two equal items of a list, by index. */
interface Repeated {
  earlier: number;
  later: number;
}

/** Finds an item that stands in a list twice, in one pass. Items are texts, or lists and mappings of texts with any keys. */
function repeatedItem(list: readonly unknown[]): Repeated | null {
  if (list.length < 2 || isShortAndDistinct(list)) return null;
  const seen = new Map<string, number>();
  for (const [later, item] of list.entries()) {
    const key = typeof item === 'string' ? item : canonical(item);
    const earlier = seen.get(key);
    if (earlier !== undefined) return { earlier, later };
    seen.set(key, later);
  }
  return null;
}

/** Whether a list, as most are, is a few texts that are found without a table. */
function isShortAndDistinct(list: readonly unknown[]): boolean {
  return list.length <= 8 && list.every((item, at) => typeof item === 'string' && list.indexOf(item) === at);
}

/** Mappings are equal in any order of their keys. No text begins like the form of a list or mapping: U+0000 is refused. */
function canonical(item: unknown): string {
  return `\0${JSON.stringify(item, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
      : value,
  )}`;
}

/**
 * The keyword `uniqueItems`, in place of the one Ajv brings: that one calls `toString` and `valueOf` of the items, which
 * may be keys of the file, and compares each item with each other.
 * @param call how a compiled check refers to {@link repeatedItem} when it is kept as text
 */
function uniqueItems(call: Code): CodeKeywordDefinition {
  return {
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    error: {
      message: 'must NOT have duplicate items',
      params: ({ params: { repeated } }) => _`{earlier: ${repeated}.earlier, later: ${repeated}.later}`,
    },
    code(cxt: KeywordCxt) {
      if (cxt.schema !== true) return;
      const find = cxt.gen.scopeValue('func', { ref: repeatedItem, key: repeatedItem, code: call });
      const repeated = cxt.gen.const('repeated', _`${find}(${cxt.data})`);
      cxt.setParams({ repeated });
      cxt.fail(_`${repeated} !== null`);
    },
  };
}
