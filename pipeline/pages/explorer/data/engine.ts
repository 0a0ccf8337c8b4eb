import { byCodeUnit } from '../../../model/order.ts';
import { type Dataset, NONE } from './dataset.ts';
import { type FacetColumn, facetsOf } from './facets.ts';
import { firstOf } from './first.ts';
import { startSearch } from './search.ts';
import { worksOf } from './tally.ts';

/** What is asked for: values by facet; several of one facet mean any of them. */
export interface Question {
  filters: Readonly<Record<string, readonly string[]>>;
  search: string;
}

/** What there is. */
export interface Selection {
  /** Rows of claims, in their order. */
  claims: Uint32Array;
  works: number;
  /** By facet: how many claims each value would have with the other filters as they are. Counted when it is asked for. */
  counts: { get: (facet: string) => Uint32Array };
}

/** Answers questions: one pass over all claims, whatever was changed. */
export interface Engine {
  facets: ReadonlyMap<string, FacetColumn>;
  /** The facet of a name that the page itself writes. */
  facet: (name: string) => FacetColumn;
  select: (question: Question) => Selection;
  /** The same without counts: rows of claims, in their order. */
  claimsOf: (question: Question) => Uint32Array;
}

/** Prepares what is needed to answer questions. */
export function startEngine(data: Dataset): Engine {
  const facets = facetsOf(data);
  const claims = data.claims.rows;
  const search = startSearch(data);
  /** For each claim one bit for each facet whose filter it does not pass; the highest is that of the search. */
  const failing = new Uint32Array(claims);
  const SEARCH = facets.length;
  const applied = new Array<string>(facets.length + 1).fill('');

  const mark = (place: number, passes: (claim: number) => boolean): void => {
    const bit = (1 << place) >>> 0;
    for (let claim = 0; claim < claims; claim += 1) {
      const now = failing[claim] as number;
      failing[claim] = passes(claim) ? now & ~bit : now | bit;
    }
  };
  const apply = (facet: FacetColumn, place: number, chosen: readonly string[]): void => {
    const key = chosen.length === 0 ? '' : JSON.stringify([...chosen].sort());
    if (applied[place] === key) return;
    applied[place] = key;
    if (chosen.length === 0) {
      mark(place, () => true);
      return;
    }
    const wanted = new Uint8Array(facet.values.length);
    const places = new Map(facet.values.map((value, code) => [value, code]));
    for (const value of chosen) {
      const code = places.get(value);
      if (code !== undefined) wanted[code] = 1;
    }
    const { starts, items } = facet;
    if (starts === null) {
      mark(place, (claim) => wanted[items[claim] as number] === 1);
      return;
    }
    mark(place, (claim) => {
      for (let at = starts[claim] as number; at < (starts[claim + 1] as number); at += 1)
        if (wanted[items[at] as number] === 1) return true;
      return false;
    });
  };

  const applyAll = ({ filters, search: words }: Question): void => {
    for (const [place, facet] of facets.entries()) apply(facet, place, filters[facet.name] ?? []);
    if (applied[SEARCH] === words) return;
    applied[SEARCH] = words;
    const found = search.find(words);
    mark(SEARCH, found === null ? () => true : (claim) => found[claim] === 1);
  };
  const claimsOf = (question: Question): Uint32Array => {
    applyAll(question);
    const rows = new Uint32Array(claims);
    let count = 0;
    for (let claim = 0; claim < claims; claim += 1) if (failing[claim] === 0) rows[count++] = claim;
    return rows.slice(0, count);
  };
  /** The claims that would pass without the filter of one facet, and fail because of it. */
  const missing = (place: number): Uint32Array => {
    const rows = new Uint32Array(claims);
    const bit = (1 << place) >>> 0;
    let count = 0;
    for (let claim = 0; claim < claims; claim += 1) if (failing[claim] === bit) rows[count++] = claim;
    return rows.subarray(0, count);
  };
  const select = (question: Question): Selection => {
    const rows = claimsOf(question);
    const counts = new Map<string, Uint32Array>();
    const countsOf = (name: string): Uint32Array => {
      const place = facets.findIndex((facet) => facet.name === name);
      const facet = facets[place] as FacetColumn;
      const count = countUp(facet, rows);
      // Another question may have been asked in between.
      applyAll(question);
      return applied[place] === '' ? count : countUp(facet, missing(place), count);
    };
    return {
      claims: rows,
      works: worksOf(data, rows),
      counts: {
        get: (name) => {
          const found = counts.get(name) ?? countsOf(name);
          counts.set(name, found);
          return found;
        },
      },
    };
  };
  const named = new Map(facets.map((facet) => [facet.name, facet]));
  return {
    facets: named,
    facet: (name) => named.get(name) as FacetColumn,
    select,
    claimsOf,
  };
}

/** How many of some claims have each value of a facet, added to what was counted before. */
function countUp(
  { starts, items, values }: FacetColumn,
  rows: Uint32Array,
  counts: Uint32Array = new Uint32Array(values.length),
): Uint32Array {
  if (starts === null) {
    for (let at = 0; at < rows.length; at += 1) {
      const item = items[rows[at] as number] as number;
      counts[item] = (counts[item] as number) + 1;
    }
    return counts;
  }
  for (let at = 0; at < rows.length; at += 1) {
    const claim = rows[at] as number;
    const end = starts[claim + 1] as number;
    for (let place = starts[claim] as number; place < end; place += 1) {
      const item = items[place] as number;
      counts[item] = (counts[item] as number) + 1;
    }
  }
  return counts;
}

/** What a value is called. */
export function labelOf(facet: FacetColumn, value: string): string {
  return value === NONE ? (facet.none ?? 'none') : facet.label(value);
}

/** A value of a facet that some claims of a selection have. */
export interface CountedValue {
  value: string;
  label: string;
  count: number;
}

/** The values of a facet that claims of the selection have, those of most claims first. */
export function valuesIn({ claims }: Selection, facet: FacetColumn, wanted?: number): CountedValue[] {
  const counts = countUp(facet, claims);
  const codes: number[] = [];
  for (let code = 0; code < counts.length; code += 1) if (counts[code] !== 0) codes.push(code);
  const nameAt = (code: number): string => facet.values[code] as string;
  return firstOf(
    codes,
    wanted ?? codes.length,
    (a, b) => (counts[b] as number) - (counts[a] as number) || byCodeUnit(nameAt(a), nameAt(b)),
  ).map((code) => ({
    value: nameAt(code),
    label: facet.label(nameAt(code)),
    count: counts[code] as number,
  }));
}
