import { foldForSearch } from '../../shared/fold.ts';
import type { Dataset } from './dataset.ts';

/** Finds claims by words. */
export interface Search {
  /** For each claim 1 or 0; null when nothing is looked for. */
  find: (words: string) => Uint8Array | null;
}

/** Columns of claims that name actors. */
const ACTORS = ['claimant_ids', 'subject_ids', 'object_ids', 'addressee_ids', 'holder_ids', 'via_ids'];

/**
 * Prepares search over texts, quotes and names, also other names of those named. Every word has to occur; words in quotation
 * marks stand together. The folded texts are made when somebody searches for the first time.
 */
export function startSearch({ claims, actors }: Dataset): Search {
  let prepared: { text: string; starts: Uint32Array; names: string[] } | null = null;
  const prepare = () => {
    const parts: string[] = [];
    const starts = new Uint32Array(claims.rows + 1);
    for (let claim = 0; claim < claims.rows; claim += 1) {
      const quote = claims.cell('quote', claim);
      const text = claims.cell('claim_text', claim);
      const part = `${foldForSearch(quote === '' ? text : `${text} ${quote}`)}\n`;
      parts.push(part);
      starts[claim + 1] = (starts[claim] as number) + part.length;
    }
    const names = Array.from({ length: actors.rows }, (_, actor) =>
      foldForSearch(`${actors.cell('name', actor)} | ${actors.cell('names', actor)}`),
    );
    return { text: parts.join(''), starts, names };
  };
  const withWord = (word: string): Uint8Array => {
    prepared ??= prepare();
    const { text, starts, names } = prepared;
    const found = new Uint8Array(claims.rows);
    let claim = 0;
    for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, starts[claim + 1] as number)) {
      while ((starts[claim + 1] as number) <= at) claim += 1;
      found[claim] = 1;
      if (claim + 1 === claims.rows) break;
    }
    const named = Uint8Array.from(names, (name) => (name.includes(word) ? 1 : 0));
    if (named.includes(1))
      for (const column of ACTORS) {
        const { starts: from, items } = claims.listed(column);
        if (items.length === 0) continue;
        for (let row = 0; row < claims.rows; row += 1)
          for (let place = from[row] as number; place < (from[row + 1] as number); place += 1)
            if (named[items[place] as number] === 1) found[row] = 1;
      }
    return found;
  };
  return {
    find: (words) => {
      const wanted = [...foldForSearch(words.replace(/[“”„«»]/g, '"')).matchAll(/"([^"]+)"|(\S+)/g)].map(
        ([, together, alone]) => (together ?? alone ?? '').replaceAll('"', '').trim(),
      );
      const sought = wanted.filter((word) => word !== '');
      if (sought.length === 0) return null;
      const [first, ...others] = sought.map(withWord) as [Uint8Array, ...Uint8Array[]];
      for (const other of others)
        for (let row = 0; row < first.length; row += 1)
          first[row] = (first[row] as number) & (other[row] as number);
      return first;
    },
  };
}
