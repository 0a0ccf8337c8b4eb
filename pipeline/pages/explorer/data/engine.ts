import { byCodeUnit } from '../../../model/order.ts';
import { type Dataset, NONE } from './dataset.ts';
import { type FacetColumn, facetsOf } from './facets.ts';
import { startSearch } from './search.ts';

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
  /** By facet: how many claims each value would have with the other filters as they are. */
  counts: ReadonlyMap<string, Uint32Array>;
}

/** Answers questions: one pass over all claims, whatever was changed. */
export interface Engine {
  facets: ReadonlyMap<string, FacetColumn>;
  /** The facet of a name that the page itself writes. */
  facet: (name: string) => FacetColumn;
  select: (question: Question) => Selection;
}

/** Prepares what is needed to answer questions. */
export function startEngine(data: Dataset): Engine {
  const facets = facetsOf(data);
  const claims = data.claims.rows;
  const { codes: works } = data.claims.coded('source_id');
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

  const select = ({ filters, search: words }: Question): Selection => {
    for (const [place, facet] of facets.entries()) apply(facet, place, filters[facet.name] ?? []);
    if (applied[SEARCH] !== words) {
      applied[SEARCH] = words;
      const found = search.find(words);
      mark(SEARCH, found === null ? () => true : (claim) => found[claim] === 1);
    }
    const counts = facets.map((facet) => new Uint32Array(facet.values.length));
    const rows = new Uint32Array(claims);
    let count = 0;
    let worksSeen = 0;
    let lastWork = -1;
    for (let claim = 0; claim < claims; claim += 1) {
      const fails = failing[claim] as number;
      if (fails === 0) {
        rows[count++] = claim;
        if (works[claim] !== lastWork) {
          worksSeen += 1;
          lastWork = works[claim] as number;
        }
        for (let place = 0; place < facets.length; place += 1)
          add(facets[place] as FacetColumn, counts[place] as Uint32Array, claim);
      } else if ((fails & (fails - 1)) === 0) {
        const place = 31 - Math.clz32(fails);
        if (place < facets.length) add(facets[place] as FacetColumn, counts[place] as Uint32Array, claim);
      }
    }
    return {
      claims: rows.slice(0, count),
      works: worksSeen,
      counts: new Map(facets.map(({ name }, place) => [name, counts[place] as Uint32Array])),
    };
  };
  const named = new Map(facets.map((facet) => [facet.name, facet]));
  return { facets: named, facet: (name) => named.get(name) as FacetColumn, select };
}

function add({ starts, items }: FacetColumn, counts: Uint32Array, claim: number): void {
  if (starts === null) {
    const item = items[claim] as number;
    counts[item] = (counts[item] as number) + 1;
    return;
  }
  for (let at = starts[claim] as number; at < (starts[claim + 1] as number); at += 1) {
    const item = items[at] as number;
    counts[item] = (counts[item] as number) + 1;
  }
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
export function valuesIn(selection: Selection, facet: FacetColumn): CountedValue[] {
  const counts = selection.counts.get(facet.name) as Uint32Array;
  return facet.values
    .map((value, code) => ({ value, label: facet.label(value), count: counts[code] as number }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || byCodeUnit(a.value, b.value));
}
