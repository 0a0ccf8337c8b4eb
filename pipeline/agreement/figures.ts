import type { AgreementRow } from '../model/generated/tables.ts';
import { alphaOf, nominal, numbered, ofSets, ordinal } from './alpha.ts';
import { intervals, once, type Statistic } from './bootstrap.ts';
import { COMPARED, type Coding, sharedStances } from './compare.ts';

/** Over fewer shared units no coefficient is given: it would be a matter of luck. */
export const LEAST_UNITS = 10;

/** From lowest to highest; `mixed` and `neutral` both stand in the middle. */
const STANCES = ['negative', 'middle', 'positive'];

/** What the figures of a coding are about: of each claim only what was coded, so that it can be kept. */
export interface CodedUnits extends Pick<Coding, 'id' | 'sourceId' | 'firstCoder' | 'secondCoder'> {
  /** Who found each claim. */
  found: Finders[];
  /** For each field of {@link COMPARED} what both coders gave the claims that both found. */
  values: (readonly string[])[][][];
  /** The attitudes that both gave. */
  stances: string[][];
}

/** Who found a claim. */
type Finders = 'both' | 'first' | 'second';

/** Takes out of a coding what its figures are about. */
export function codedUnits({ matches, ...coding }: Coding): CodedUnits {
  const { id, sourceId, firstCoder, secondCoder } = coding;
  const { both, onlyFirst, onlySecond } = matches;
  return {
    ...{ id, sourceId, firstCoder, secondCoder },
    found: [
      ...both.map((): Finders => 'both'),
      ...onlyFirst.map((): Finders => 'first'),
      ...onlySecond.map((): Finders => 'second'),
    ],
    values: COMPARED.map(({ read }) => both.map((pair) => pair.map(read))),
    stances: both.flatMap(sharedStances).map(({ codes }) => codes.map(middled)),
  };
}

/**
 * The agreement of codings: for each of them, and for all together where there are several. Whether both coders found
 * the same claims is told apart from whether they coded a claim alike that both found.
 */
export function agreementRows(codings: readonly CodedUnits[]): AgreementRow[] {
  const rows = codings.flatMap((coding) =>
    figuresOf([coding]).map((figure) => rowOf(coding.id, coding, figure)),
  );
  const all = codings.length > 1 ? figuresOf(codings).map((figure) => rowOf('all', null, figure)) : [];
  return [...all, ...rows].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function rowOf(
  id: string,
  coding: CodedUnits | null,
  { measure, field, units, value, low, high }: Figure,
): AgreementRow {
  return {
    coding_id: id,
    measure,
    field,
    source_id: coding?.sourceId,
    first_coder: coding?.firstCoder,
    second_coder: coding?.secondCoder,
    units,
    value,
    low,
    high,
  };
}

type Figure = Pick<AgreementRow, 'measure' | 'field' | 'units' | 'value' | 'low' | 'high'>;

function figuresOf(codings: readonly CodedUnits[]): Figure[] {
  const found = codings.flatMap((coding) => coding.found);
  const stances = codings.flatMap((coding) => coding.stances);
  const pairs = codings.reduce((sum, { values }) => sum + (values[0]?.length ?? 0), 0);
  const alphas = COMPARED.map(({ name, kind }, place) => {
    const units = codings.flatMap(({ values }) => values[place] ?? []);
    return alphaNamed(
      name,
      kind === 'code'
        ? alphaOf(numbered(units.map((pair) => pair.map(([code]) => code ?? ''))), nominal)
        : alphaOf(numbered(units), ofSets),
    );
  });
  return [
    ...figures(found.length, [
      { measure: 'precision', field: 'claim', statistic: shareOf(found, 'second') },
      { measure: 'recall', field: 'claim', statistic: shareOf(found, 'first') },
      { measure: 'f1', field: 'claim', statistic: f1(found) },
    ]),
    ...figures(pairs, alphas),
    ...figures(stances.length, [alphaNamed('stance', alphaOfStances(stances))]),
  ];
}

/** A figure that is to be computed. */
interface Asked extends Pick<Figure, 'measure' | 'field'> {
  statistic: Statistic;
}

function alphaNamed(field: string, statistic: Statistic): Asked {
  return { measure: 'alpha', field, statistic };
}

function alphaOfStances(stances: readonly (readonly string[])[]): Statistic {
  const coded = numbered(stances);
  const places = STANCES.map((stance) => coded.values.indexOf(stance));
  return (often) => {
    const { ofValues } = coded.count(often);
    const ranked = places.map((place) => ofValues[place] ?? 0);
    return alphaOf(coded, ordinal(STANCES, ranked))(often);
  };
}

/** Computes figures that are about the same units, and their intervals. */
function figures(units: number, asked: readonly Asked[]): Figure[] {
  const values = asked.map(({ statistic }) => (units < LEAST_UNITS ? null : statistic(once(units))));
  const said = asked.filter((_, place) => values[place] !== null);
  const found = intervals(
    units,
    said.map(({ statistic }) => statistic),
  );
  return asked.map((one, place) => {
    const { measure, field } = one;
    const value = values[place] ?? undefined;
    const [low, high] = found[said.indexOf(one)] ?? [];
    return { measure, field, units, value: rounded(value), low: rounded(low), high: rounded(high) };
  });
}

/** The share of claims found by both among those that one of the two found; `missed` are the other findings of that one. */
function shareOf(found: readonly Finders[], missed: Finders): Statistic {
  return (often) => {
    const both = countOf(found, 'both', often);
    const all = both + countOf(found, missed, often);
    return all === 0 ? null : both / all;
  };
}

function f1(found: readonly Finders[]): Statistic {
  return (often) => {
    const both = countOf(found, 'both', often);
    return found.length === 0 ? null : (2 * both) / (found.length + both);
  };
}

function countOf(found: readonly Finders[], wanted: Finders, often: Uint32Array): number {
  let count = 0;
  for (let unit = 0; unit < found.length; unit += 1)
    if (found[unit] === wanted) count += often[unit] as number;
  return count;
}

function middled(code: string): string {
  return code === 'neutral' || code === 'mixed' ? 'middle' : code;
}

/** Three digits: the intervals say how little the third means. */
function rounded(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value * 1000) / 1000 + 0;
}

function keyOf({ coding_id, measure, field }: AgreementRow): string {
  return [coding_id, measure, field].join('\n');
}
