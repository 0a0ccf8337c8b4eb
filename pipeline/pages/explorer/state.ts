import { type HashState, writeHash } from '../shared/hash.ts';

/** The ten views, in the order of the page. */
export const VIEWS = {
  claims: 'Claims',
  actor: 'Actor',
  countries: 'Country × country',
  voices: 'Two voices',
  work: 'Work',
  timeline: 'Timeline',
  promises: 'Promises',
  topics: 'Topics',
  answers: 'Answers',
  trust: 'Trust',
} as const;

export type ViewName = keyof typeof VIEWS;

/** What the page shows: all of it stands in the address. */
export interface State {
  view: ViewName;
  /** Values chosen, by facet. Recommended claims only, unless the address says otherwise. */
  filters: Readonly<Record<string, readonly string[]>>;
  search: string;
  /** Whether a joint claim counts whole for each of those who make it, or by their shares. */
  isWhole: boolean;
  /** The claim that is open. */
  claim: string;
  /** What a view was told: which actor, which work … */
  options: Readonly<Record<string, string>>;
}

const OPTIONS = ['actor', 'of', 'kind', 'left', 'right', 'on', 'in', 'by', 'only', 'relation', 'sort'];

/** Reads the state from the part of an address behind the #. */
export function stateOf(hash: HashState, facets: Iterable<string>): State {
  const view = hash.view?.[0] ?? '';
  const filters: Record<string, readonly string[]> = {};
  for (const name of facets) if (hash[name] !== undefined) filters[name] = hash[name];
  if (filters.recommended === undefined) filters.recommended = ['true'];
  else if (filters.recommended.includes('all')) delete filters.recommended;
  return {
    view: Object.hasOwn(VIEWS, view) ? (view as ViewName) : 'claims',
    filters,
    search: hash.q?.[0] ?? '',
    isWhole: hash.joint?.[0] === 'whole',
    claim: hash.claim?.[0] ?? '',
    options: Object.fromEntries(
      OPTIONS.flatMap((name) => (hash[name]?.[0] ? [[name, hash[name][0] as string]] : [])),
    ),
  };
}

/** The state as it stands in an address. */
export function hashOf({ view, filters, search, isWhole, claim, options }: State): HashState {
  const { recommended, ...others } = filters;
  return {
    ...(view === 'claims' ? {} : { view: [view] }),
    ...Object.fromEntries(
      Object.entries(options).map(([name, value]) => [name, value === '' ? [] : [value]]),
    ),
    ...others,
    ...(isOfRecommended(filters)
      ? {}
      : { recommended: recommended === undefined || recommended.length === 0 ? ['all'] : recommended }),
    ...(search === '' ? {} : { q: [search] }),
    ...(isWhole ? { joint: ['whole'] } : {}),
    ...(claim === '' ? {} : { claim: [claim] }),
  };
}

/** Whether only recommended claims are asked for, as when the page opens. */
export function isOfRecommended({ recommended }: State['filters']): boolean {
  return recommended?.length === 1 && recommended[0] === 'true';
}

/** The state with one value more or less of a facet. */
export function toggled({ filters }: State, facet: string, value: string): Partial<State> {
  const now = filters[facet] ?? [];
  const next = now.includes(value) ? now.filter((one) => one !== value) : [...now, value];
  return { filters: withFilter(filters, facet, next) };
}

/** Filters with these values of a facet, and the others as they are. */
export function withFilter(
  filters: State['filters'],
  facet: string,
  values: readonly string[],
): State['filters'] {
  const { [facet]: _, ...others } = filters;
  return values.length === 0 ? others : { ...others, [facet]: values };
}

/** A link to a state. */
export function linkTo(state: State): string {
  return writeHash(hashOf(state));
}
