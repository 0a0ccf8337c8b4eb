import * as Plot from '@observablehq/plot';
import { useMemo } from 'preact/hooks';
import { byCodeUnit } from '../../../model/order.ts';
import { Chart, type Paper, styleOn } from '../../shared/chart.tsx';
import { countText } from '../../shared/numbers.ts';
import { Switch } from '../../shared/switch.tsx';
import { NONE } from '../data/dataset.ts';
import { speakersOf } from '../data/dyads.ts';
import { labelOf } from '../data/engine.ts';
import { startTallies, type Tally } from '../data/tally.ts';
import { type Explorer, listOf } from '../explorer.ts';
import { Pick } from '../parts/pick.tsx';
import { CAVEAT, largest, restsOn, tallyText, unitOf } from '../parts/said.ts';
import { CLAIMS_AND_WORKS, COUNTED } from '../parts/tally-columns.ts';

interface Bar extends Tally {
  /** YYYY-MM, or a year, or NONE. */
  time: string;
  /** What stands below the bars. */
  label: string;
  series: string;
  seriesLabel: string;
  /** The values of the facet that it stands for. */
  values: readonly string[];
}

/** Series drawn in colours of their own; the others are put together. */
const SERIES = 6;
/** With more months than that the bars are years. */
const MOST_MONTHS = 40;
const OTHERS = '…';
const BY = { voice: 'voice', country: 'country', type: 'type' } as const;

/** When it was said, with lanes for what has only a year and what has no date at all. */
export function TimelineView({ explorer }: { explorer: Explorer }) {
  const { data, engine, state, selection, go } = explorer;
  const by = state.options.by === 'country' || state.options.by === 'type' ? state.options.by : 'voice';
  const facet = engine.facet(by);
  const months = engine.facet('month');
  const { bars, all, order, times, isByMonth, undated } = useMemo(() => {
    const { items: monthOf, values: monthNames } = months;
    const seen = new Uint32Array(monthNames.length);
    for (const claim of selection.claims) {
      const code = monthOf[claim] as number;
      seen[code] = (seen[code] as number) + 1;
    }
    const isByMonth =
      monthNames.filter((month, code) => seen[code] !== 0 && isMonth(month)).length <= MOST_MONTHS;
    const timeNames: string[] = [];
    const timeOf = monthNames.map((month) => {
      const time = isByMonth || !isMonth(month) ? month : month.slice(0, 4);
      if (!timeNames.includes(time)) timeNames.push(time);
      return timeNames.indexOf(time);
    });
    const each = speakersOf(data);
    const values = by === 'country' ? [...data.states.keys(), NONE] : facet.values;
    const valuesOf = (claim: number, add: (value: number, amount: number) => void): void => {
      if (by === 'country')
        each(claim, (_, country, share) => add(country === -1 ? values.length - 1 : country, share));
      else add(facet.items[claim] as number, 1);
    };
    const totals = startTallies(data, state.isWhole, values.length);
    for (const claim of selection.claims)
      valuesOf(claim, (value, amount) => totals.add(value, claim, amount));
    const ranked = totals.mostFirst((value) => values[value] as string).map(([value]) => value);
    const own = by === 'voice' ? ['author', 'publisher', 'reported'] : ranked.slice(0, SERIES);
    const barsOf = (series: readonly string[]): Bar[] => {
      const others = series.length;
      const seriesOf = values.map((value) => (series.includes(value) ? series.indexOf(value) : others));
      const tallies = startTallies(data, state.isWhole, timeNames.length * (others + 1));
      for (const claim of selection.claims) {
        const time = (timeOf[monthOf[claim] as number] as number) * (others + 1);
        valuesOf(claim, (value, amount) => tallies.add(time + (seriesOf[value] as number), claim, amount));
      }
      return tallies
        .mostFirst(
          (key) => `${timeNames[Math.floor(key / (others + 1))]} ${series[key % (others + 1)] ?? OTHERS}`,
        )
        .map(([key, tally]): Bar => {
          const place = key.indexOf(' ');
          const [time, value] = [key.slice(0, place), key.slice(place + 1)];
          return {
            ...tally,
            time,
            series: value,
            label: timeLabel(time, isByMonth),
            seriesLabel: value === OTHERS ? 'others' : labelOf(facet, value),
            values: value === OTHERS ? ranked.filter((one) => !series.includes(one)) : [value],
          };
        })
        .sort((a, b) => byCodeUnit(a.time, b.time) || placeIn(series, a) - placeIn(series, b));
    };
    const found = barsOf(own);
    return {
      bars: found,
      all: () => barsOf(ranked),
      order: [...own.filter((value) => ranked.includes(value)), OTHERS],
      times: timesOf(found, isByMonth),
      isByMonth,
      undated: seen[monthNames.indexOf(NONE)] ?? 0,
    };
  }, [selection, by, state.isWhole]);

  const draw = (rows: readonly Bar[], { palette, width }: Paper): Element => {
    const colours = by === 'voice' ? palette.voices : {};
    const domain = order.filter((one) => rows.some(({ series }) => series === one));
    const names = domain.map((one) => (one === OTHERS ? 'others' : labelOf(facet, one)));
    // Side by side as long as the longest finds room: a letter takes some seven pixels.
    const isWide = Math.max(...times.map(({ length }) => length)) * 7 > (width - 60) / times.length;
    return Plot.plot({
      width,
      height: Math.min(500, Math.max(300, width * 0.48)),
      marginLeft: 46,
      marginBottom: times.some((time) => time.includes(',')) ? 100 : 64,
      style: styleOn(palette),
      x: {
        type: 'band',
        domain: times,
        label: null,
        tickRotate: isWide ? -45 : 0,
        ticks: someOf(times, Math.ceil((times.length * 17) / (width - 60))),
        padding: 0.15,
      },
      y: { label: 'claims', grid: true, tickFormat: countText },
      color: {
        type: 'categorical',
        domain: names,
        range: domain.map((one, place) =>
          one === OTHERS ? palette.unknown : (colours[one] ?? (palette.kinds[place] as string)),
        ),
        legend: domain.length > 1,
      },
      marks: [
        Plot.barY(rows, {
          className: 'picks',
          x: 'label',
          y: 'amount',
          fill: 'seriesLabel',
          order: names,
          inset: 0.5,
          title: (row: Bar) => `${row.label}, ${row.seriesLabel}\n${tallyText(row)}`,
        }),
        Plot.ruleY([0], { stroke: palette.muted }),
      ],
    });
  };
  const pick = ({ time, values }: Bar): void => {
    const isOfMonths = months.values.includes(time) && !(isYear(time) && !isByMonth);
    go(
      listOf(explorer, {
        ...(isOfMonths
          ? { month: [time] }
          : {
              month: months.values.filter((one) => (isMonth(one) || isYear(one)) && one.slice(0, 4) === time),
            }),
        [by]: values,
      }),
    );
  };
  return (
    <Chart
      name={`timeline-${by}`}
      title="When it was said"
      unit={`${unitOf(explorer)}, by ${isByMonth ? 'month' : 'year'}`}
      rests={restsOn(selection.claims.length, selection.works)}
      alternative={`${largest(bars.map((bar) => ({ text: `${bar.label}, ${bar.seriesLabel}`, amount: bar.amount })))} ${countText(undated)} claims have no date.`}
      rows={bars}
      all={all}
      columns={[
        { title: 'time', cell: (bar) => <Pick onPick={() => pick(bar)}>{bar.label}</Pick> },
        { title: BY[by], cell: ({ seriesLabel }) => seriesLabel },
        COUNTED,
        ...CLAIMS_AND_WORKS,
      ]}
      draw={draw}
      onPick={pick}
      note={CAVEAT}
    >
      <p class="tools-line">
        <Switch
          legend="Colours by"
          value={by}
          onChange={(value) => go({ options: { ...state.options, by: value } })}
          answers={Object.entries(BY).map(([value, label]) => ({ value: value as keyof typeof BY, label }))}
        />
        {undated > 0 && (
          <span class="small muted">
            {countText(undated)} {undated === 1 ? 'claim has' : 'claims have'} no date; the lane at the right
            holds them.{' '}
            <button type="button" class="plain" onClick={() => go(listOf(explorer, { month: [NONE] }))}>
              See what is known of them
            </button>
          </span>
        )}
      </p>
    </Chart>
  );
}

function timeLabel(time: string, isByMonth: boolean): string {
  if (time === NONE) return 'no date';
  if (isMonth(time) || (isYear(time) && !isByMonth)) return time;
  return `${time}, ${isYear(time) ? 'no month' : 'not exact'}`;
}

/** Every so many of some times, and all that are less exact, so that what stands below the bars can be read. */
function someOf(times: readonly string[], each: number): string[] {
  return times.filter((time, place) => place % each === 0 || time === 'no date');
}

/** Where a bar stands among those of its time; the others are the last. */
function placeIn(series: readonly string[], bar: Bar): number {
  const place = series.indexOf(bar.series);
  return place === -1 ? series.length : place;
}

function isMonth(time: string): boolean {
  return /^\d{4}-(?:0[1-9]|1[0-2])$/.test(time);
}

function isYear(time: string): boolean {
  return /^\d{4}$/.test(time);
}

/** All times from the first to the last, also those in which nothing was said; then the lanes of what is less exact. */
function timesOf(bars: readonly Bar[], isByMonth: boolean): string[] {
  const exact = bars.filter(({ time }) => (isByMonth ? isMonth : isYear)(time)).map(({ time }) => time);
  const [first, last] = [exact[0], exact.at(-1)];
  const times: string[] = [];
  if (first !== undefined && last !== undefined) {
    const step = isByMonth ? nextMonth : nextYear;
    for (let time = first; time <= last && times.length < 240; time = step(time)) times.push(time);
    if (times.length === 240 || times.length > 5 * exact.length)
      times.splice(0, times.length, ...new Set(exact));
  }
  const lanes = bars.filter(({ time }) => time !== NONE && !times.includes(time)).map(({ label }) => label);
  const apart = [...new Set(lanes), ...(bars.some(({ time }) => time === NONE) ? ['no date'] : [])];
  // A gap between what has its place in time and what has none.
  return times.length > 0 && apart.length > 0 ? [...times, ' ', ...apart] : [...times, ...apart];
}

function nextMonth(time: string): string {
  const [year, month] = time.split('-').map(Number) as [number, number];
  return month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`;
}

function nextYear(time: string): string {
  return String(Number(time) + 1).padStart(4, '0');
}
