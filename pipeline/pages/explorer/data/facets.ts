import { type Dataset, NONE } from './dataset.ts';
import { type Coded, distinct, type Ints, type Listed } from './decode.ts';

/** A column to choose values of. A claim may have none, one or several of them. */
export interface FacetColumn {
  name: string;
  title: string;
  values: readonly string[];
  /** Items of claim r stand from `starts[r]` to before `starts[r + 1]`; without starts, each claim has item r. */
  starts: Uint32Array | null;
  items: Ints;
  label: (value: string) => string;
  hint?: (value: string) => string;
  /** What claims without any value are called, as a value of its own; null where none is without. */
  none: string | null;
  /** Whether it stands in the column of facets; the others are set by a click on a picture. */
  isListed: boolean;
  /** Whether values stand in their own order, not by number of claims. */
  isOrdered?: boolean;
}

/** All that can be filtered by, in the order of the page. */
export function facetsOf(data: Dataset): FacetColumn[] {
  const { claims, label, definition, actorName, stateName } = data;
  const codes = (
    name: string,
    title: string,
    column: string,
    vocabulary: string,
    none: string | null = null,
  ) =>
    single(name, title, claims.coded(column), none, (code) => label(vocabulary, code), {
      hint: (code) => definition(vocabulary, code),
    });
  const yesNo = (yes: string, no: string) => (value: string) => (value === 'true' ? yes : no);
  const date = claims.coded('date');
  const byActor = (id: string): string => {
    const row = data.actors.find(id);
    if (row === -1) return '';
    const country = data.actors.cell('country', row);
    return [label('entity-type', data.actors.cell('type', row)), country && stateName(country), id]
      .filter(Boolean)
      .join(', ');
  };
  const hint = { hint: byActor };
  return [
    several('claimant', 'Who says it', claims.listed('claimant_ids'), null, actorName, hint),
    several('country', 'Country of who says it', data.claimantStates, 'no state', stateName),
    codes('type', 'Type', 'claim_type', 'type'),
    codes('topic', 'Main topic', 'main_topic', 'topic'),
    several('target', 'About or to whom', data.targets, 'nobody named', actorName, hint),
    several('tcountry', 'Country spoken about', data.targetStates, 'no state', stateName),
    single('year', 'Year', claims.coded('year'), 'not known', (year) => year, { isOrdered: true }),
    single('work', 'Work', claims.coded('source_id'), null, (id) => {
      const row = data.sources.find(id);
      return row === -1 ? id : data.sources.cell('title', row);
    }),
    codes('voice', 'Voice', 'voice', 'voice'),
    several('stance', 'Attitude expressed', claims.listed('stances'), 'none expressed', (code) =>
      label('stance', code),
    ),
    codes('certainty', 'Certainty', 'certainty', 'certainty'),
    codes('coder', 'Coded by', 'coder_kind', 'coder-kind'),
    single(
      'basis',
      'How the date is known',
      claims.coded('date_basis'),
      'no date at all',
      (code) => label('date-basis', code),
      {
        hint: (code) => definition('date-basis', code),
      },
    ),
    single(
      'chain',
      'Steps from who says it to us',
      claims.coded('chain_length'),
      null,
      (length) => CHAIN[length] ?? `${length} steps`,
      { isOrdered: true },
    ),
    codes('attribution', 'How it is reported', 'attribution', 'attribution'),
    several('also', 'Any of its topics', claims.listed('topics'), null, (code) => label('topic', code)),
    ...[
      single('own', 'Own words', claims.coded('own_words'), null, yesNo('own words', 'words of others')),
      single(
        'recommended',
        'Recommended',
        claims.coded('recommended'),
        null,
        yesNo('recommended', 'not recommended'),
      ),
      single(
        'month',
        'Month',
        distinct({ values: date.values.map(monthOf), codes: date.codes }),
        'no day known',
        (month) => month,
        { isOrdered: true },
      ),
      several('holder', 'Read into the mind of', claims.listed('holder_ids'), null, actorName),
      single('proposition', 'Says the same', claims.coded('proposition_id'), 'nothing the same', (id) => id),
      several(
        'reason',
        'Not recommended because',
        claims.listed('not_recommended_because'),
        'recommended',
        (code) => label('not-recommended', code),
      ),
      several(
        'question',
        'Open to question',
        claims.listed('open_questions'),
        'nothing open',
        (field) => field,
      ),
      single(
        'numbers',
        'With numbers',
        presence(claims.listed('quantities')),
        null,
        yesNo('with numbers', 'without numbers'),
      ),
    ].map((facet) => ({ ...facet, isListed: false })),
  ];
}

const CHAIN: Readonly<Record<string, string>> = {
  1: '1: in the work itself',
  2: '2: the work reports it',
  3: '3: the work reports a report',
};

/** The month of a date, or its year where no month is known; its digits may be unknown: XXXX-07. */
function monthOf(date: string): string {
  return /^[\dX]{4}-[\dX]{2}/.exec(date)?.[0] ?? /^[\dX]{4}/.exec(date)?.[0] ?? '';
}

function presence({ starts }: Listed): Coded {
  return {
    values: ['false', 'true'],
    codes: Uint8Array.from({ length: starts.length - 1 }, (_, claim) =>
      starts[claim + 1] === starts[claim] ? 0 : 1,
    ),
  };
}

type More = Partial<Pick<FacetColumn, 'hint' | 'isOrdered'>>;

function single(
  name: string,
  title: string,
  { values, codes }: Coded,
  none: string | null,
  label: (value: string) => string,
  more: More = {},
): FacetColumn {
  // An empty cell is the value "none".
  const empty = values.indexOf('');
  const named = empty === -1 ? values : values.map((value, code) => (code === empty ? NONE : value));
  return {
    name,
    title,
    values: named,
    starts: null,
    items: codes,
    label,
    none: none ?? 'none',
    isListed: true,
    ...more,
  };
}

function several(
  name: string,
  title: string,
  { values, starts, items }: Listed,
  none: string | null,
  label: (value: string) => string,
  more: More = {},
): FacetColumn {
  if (none === null || values.includes(NONE))
    return eachOnce({ name, title, values, starts, items, label, none, isListed: true, ...more });
  // Claims without any get the value "none", so that they are counted and can be chosen.
  const claims = starts.length - 1;
  const filled = new Uint32Array(items.length + claims);
  const from = new Uint32Array(claims + 1);
  let count = 0;
  for (let claim = 0; claim < claims; claim += 1) {
    const end = starts[claim + 1] as number;
    for (let at = starts[claim] as number; at < end; at += 1) filled[count++] = items[at] as number;
    if (starts[claim] === end) filled[count++] = values.length;
    from[claim + 1] = count;
  }
  const all = { name, title, values: [...values, NONE], starts: from, items: filled.subarray(0, count) };
  return eachOnce({ ...all, label, none, isListed: true, ...more });
}

/** Each value of a claim once, so that nothing is counted twice. */
function eachOnce(facet: FacetColumn): FacetColumn {
  const { starts, items } = facet;
  if (starts === null) return facet;
  const kept = new Uint32Array(items.length);
  const from = new Uint32Array(starts.length);
  const seen = new Int32Array(facet.values.length).fill(-1);
  let count = 0;
  for (let claim = 0; claim + 1 < starts.length; claim += 1) {
    for (let at = starts[claim] as number; at < (starts[claim + 1] as number); at += 1) {
      const item = items[at] as number;
      if (seen[item] === claim) continue;
      seen[item] = claim;
      kept[count++] = item;
    }
    from[claim + 1] = count;
  }
  return { ...facet, starts: from, items: kept.subarray(0, count) };
}
