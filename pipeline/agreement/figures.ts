import type { AgreementRow } from '../model/generated/tables.ts';
import {
  alphaOfNumbers,
  type Distance,
  distancesOf,
  nominal,
  numberValues,
  ofSets,
  ordinal,
} from './alpha.ts';
import { interval } from './bootstrap.ts';
import { COMPARED, type Coding, sharedStances } from './compare.ts';

/** Over fewer shared units no coefficient is given: it would be a matter of luck. */
export const LEAST_UNITS = 10;

/** From lowest to highest; `mixed` and `neutral` both stand in the middle. */
const STANCES = ['negative', 'middle', 'positive'];

/**
 * The agreement of codings: for each of them, and for all together where there are several. Whether both coders found
 * the same claims is told apart from whether they coded a claim alike that both found.
 */
export function agreementRows(codings: readonly Coding[]): AgreementRow[] {
  const rows = codings.flatMap((coding) =>
    figuresOf([coding]).map((figure) => rowOf(coding.id, coding, figure)),
  );
  const all = codings.length > 1 ? figuresOf(codings).map((figure) => rowOf('all', null, figure)) : [];
  return [...all, ...rows].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function rowOf(
  id: string,
  coding: Coding | null,
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

function figuresOf(codings: readonly Coding[]): Figure[] {
  const found = codings.flatMap(({ matches }) => [
    ...matches.both.map(() => 'both'),
    ...matches.onlyFirst.map(() => 'first'),
    ...matches.onlySecond.map(() => 'second'),
  ]);
  const pairs = codings.flatMap(({ matches }) => matches.both);
  const stances = pairs.flatMap(sharedStances).map(({ codes }) => codes.map(middled));
  return [
    figure('precision', 'claim', found, (drawn) => shareOf(drawn, 'second')),
    figure('recall', 'claim', found, (drawn) => shareOf(drawn, 'first')),
    figure('f1', 'claim', found, f1),
    ...COMPARED.map(({ name, kind, read }) =>
      kind === 'code'
        ? alphaFigure(
            name,
            pairs.map((pair) => pair.map((claim) => read(claim)[0] ?? '')),
            always(nominal),
          )
        : alphaFigure(
            name,
            pairs.map((pair) => pair.map(read)),
            always(ofSets),
          ),
    ),
    alphaFigure('stance', stances, (values, drawn) =>
      distancesOf(
        values,
        ordinal(
          STANCES,
          drawn.flat().map((number) => values[number] as string),
        ),
      ),
    ),
  ];
}

/** The distances between all values that were given, for a draw of units with these values by number. */
type Distances<T> = (values: readonly T[], drawn: readonly (readonly number[])[]) => number[][];

/** Distances that are the same for every draw, computed once. */
function always<T>(distance: Distance<T>): Distances<T> {
  let distances: number[][] | undefined;
  return (values) => {
    distances ??= distancesOf(values, distance);
    return distances;
  };
}

function alphaFigure<T>(field: string, units: readonly (readonly T[])[], distances: Distances<T>): Figure {
  const { numbered, values } = numberValues(units);
  return figure('alpha', field, numbered, (drawn) => alphaOfNumbers(drawn, distances(values, drawn)));
}

function figure<T>(
  measure: Figure['measure'],
  field: string,
  units: readonly T[],
  statistic: (drawn: readonly T[]) => number | null,
): Figure {
  const value = units.length < LEAST_UNITS ? null : statistic(units);
  const [low, high] = value === null ? [] : (interval(units, statistic) ?? []);
  return {
    measure,
    field,
    units: units.length,
    value: value === null ? undefined : rounded(value),
    low: low === undefined ? undefined : rounded(low),
    high: high === undefined ? undefined : rounded(high),
  };
}

/** The share of claims found by both among those that one of the two found; `missed` are the other findings of that one. */
function shareOf(found: readonly string[], missed: string): number | null {
  const both = found.filter((who) => who === 'both').length;
  const all = both + found.filter((who) => who === missed).length;
  return all === 0 ? null : both / all;
}

function f1(found: readonly string[]): number | null {
  const both = found.filter((who) => who === 'both').length;
  return found.length === 0 ? null : (2 * both) / (found.length + both);
}

function middled(code: string): string {
  return code === 'neutral' || code === 'mixed' ? 'middle' : code;
}

/** Three digits: the intervals say how little the third means. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000 + 0;
}

function keyOf({ coding_id, measure, field }: AgreementRow): string {
  return [coding_id, measure, field].join('\n');
}
