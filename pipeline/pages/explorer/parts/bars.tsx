import * as Plot from '@observablehq/plot';
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { byCodeUnit } from '../../../model/order.ts';
import { Chart, type Paper, styleOn } from '../../shared/chart.tsx';
import { amountText, countText, shareText } from '../../shared/numbers.ts';
import type { Tally } from '../data/tally.ts';
import { Pick } from './pick.tsx';
import { largest, shortName, tallyText } from './said.ts';
import { CLAIMS_AND_WORKS, COUNTED } from './tally-columns.ts';

/** A bar. */
export interface Bar extends Tally {
  key: string;
  label: string;
  /** Part of a bar with a colour of its own. */
  part?: string;
}

/** Properties of {@link Bars}. */
interface BarsProps {
  name: string;
  title: string;
  unit: string;
  rests: string;
  /** What the bars are: the title of their column. */
  what: string;
  bars: readonly Bar[];
  /** The rows of the table, where there are more than are worth making for the picture, and how many bars they are. */
  all?: () => readonly Bar[];
  count?: number;
  /** Names of the parts, in the order of their colours. */
  parts?: readonly string[];
  colours?: readonly string[];
  onPick: (bar: Bar) => void;
  /** Whether the parts stand beside each other, each as a share of its own whole, to be compared. */
  areBeside?: boolean;
  /** Letters of a label that are drawn. */
  letters?: number;
  /** Whether the amounts are percents, which do not add up. */
  isPercent?: boolean;
  note?: ComponentChildren;
  children?: ComponentChildren;
}

/** Bars drawn; the table has all. */
export const MOST_BARS = 20;

/** How much falls to each of some values, the longest bar first, with the share of the whole beside it. */
export function Bars({
  name,
  title,
  unit,
  rests,
  what,
  bars,
  all = () => bars,
  count,
  parts = [],
  colours,
  onPick,
  isPercent = false,
  areBeside = false,
  letters: most = 30,
  note,
  children,
}: BarsProps) {
  const keys = [...new Set(bars.map(({ key }) => key))].slice(0, MOST_BARS);
  // The same list while the bars are the same: only then is the picture not drawn again.
  const drawn = useMemo(() => bars.filter(({ key }) => keys.includes(key)), [bars]);
  const whole = sumOf(bars);
  const labels = new Map(bars.map(({ key, label }) => [key, label]));
  const sums = sumsOf(bars);
  const draw = (rows: readonly Bar[], { palette, width }: Paper): Element => {
    const letters = width < 480 ? 16 : most;
    const used = parts.filter((part) => rows.some((row) => row.part === part));
    const label = (key: string): string => shortName(labels.get(key) ?? key, letters);
    const style = styleOn(palette);
    const range = used.map((part) => (colours ?? palette.kinds)[parts.indexOf(part)] as string);
    if (areBeside) {
      const wholes = new Map(used.map((part) => [part, sumOf(bars.filter((bar) => bar.part === part))]));
      const percent = (row: Bar): number => (100 * row.amount) / (wholes.get(row.part as string) as number);
      return Plot.plot({
        width,
        height: 50 + keys.length * (used.length * 15 + 8),
        marginLeft: letters * 7.4 + 10,
        marginRight: 84,
        marginTop: 6,
        marginBottom: 40,
        style,
        x: {
          label: 'percent of the claims of each',
          grid: true,
          ticks: Math.max(2, Math.floor(width / 120)),
        },
        y: { type: 'band', domain: used, axis: null, padding: 0.08 },
        fy: { domain: keys, tickFormat: label, label: null, axis: 'left', padding: 0.2 },
        color: { type: 'categorical', domain: used, range, legend: true },
        marks: [
          Plot.barX(rows, {
            className: 'picks',
            x: percent,
            y: 'part',
            fy: 'key',
            fill: 'part',
            title: (row: Bar) =>
              `${row.label}, ${row.part}: ${shareText(percent(row), 100)}\n${tallyText(row)}`,
          }),
          Plot.text(rows, {
            x: percent,
            y: 'part',
            fy: 'key',
            text: (row: Bar) => `${shareText(percent(row), 100)} · ${amountText(row.amount)}`,
            textAnchor: 'start',
            dx: 5,
            fill: palette.muted,
          }),
        ],
      });
    }
    return Plot.plot({
      width,
      height: 34 + keys.length * 25,
      marginLeft: letters * 7.4 + 10,
      marginRight: 92,
      marginTop: 6,
      marginBottom: 26,
      style,
      x: { label: null, grid: true, ticks: Math.max(2, Math.floor(width / 120)), tickFormat: countText },
      y: {
        type: 'band',
        domain: keys,
        tickFormat: label,
        label: null,
        padding: 0.22,
      },
      ...(used.length === 0
        ? {}
        : {
            color: {
              type: 'categorical',
              domain: used,
              range,
              legend: true,
            },
          }),
      marks: [
        Plot.barX(rows, {
          className: 'picks',
          x: 'amount',
          y: 'key',
          fill: used.length === 0 ? palette.accent : 'part',
          ...(used.length === 0 ? {} : { order: used }),
          title: (row: Bar) =>
            `${row.label}${row.part === undefined ? '' : `, ${row.part}`}\n${isPercent ? `${amountText(row.amount)} %; ${tallyText({ ...row, amount: row.claims })}` : tallyText(row)}`,
        }),
        Plot.text(keys, {
          x: (key: string) => sums.get(key),
          y: (key: string) => key,
          text: (key: string) =>
            isPercent
              ? `${amountText(sums.get(key) ?? 0)} %`
              : `${amountText(sums.get(key) ?? 0)} · ${shareText(sums.get(key) ?? 0, whole)}`,
          textAnchor: 'start',
          dx: 5,
          fill: palette.muted,
        }),
      ],
    });
  };
  return (
    <Chart
      name={name}
      title={title}
      unit={unit}
      rests={rests}
      alternative={largest(keys.map((key) => ({ text: labels.get(key) ?? key, amount: sums.get(key) ?? 0 })))}
      rows={drawn}
      all={all}
      columns={[
        {
          title: what,
          cell: (bar) => <Pick onPick={() => onPick(bar)}>{bar.label}</Pick>,
        },
        ...(parts.length === 0 ? [] : [{ title: 'part', cell: ({ part }: Bar) => part }]),
        ...(isPercent
          ? [{ title: 'percent', cell: ({ amount }: Bar) => amountText(amount), isAmount: true }]
          : [
              COUNTED,
              { title: 'share', cell: ({ amount }: Bar) => shareText(amount, whole), isAmount: true },
            ]),
        ...CLAIMS_AND_WORKS,
      ]}
      draw={draw}
      onPick={onPick}
      note={
        keys.length < (count ?? labels.size) ? (
          <>
            {countText((count ?? labels.size) - keys.length)} with less are not drawn; the table has them.{' '}
            {note}
          </>
        ) : (
          note
        )
      }
    >
      {children}
    </Chart>
  );
}

/** How much falls to each key, all its parts together. */
function sumsOf(bars: readonly Bar[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { key, amount } of bars) sums.set(key, (sums.get(key) ?? 0) + amount);
  return sums;
}

/** Bars of several parts in the order of their whole lengths; the parts of a bar stay in their order. */
export function longestFirst<Part extends Bar>(bars: readonly Part[]): Part[] {
  const sums = sumsOf(bars);
  const lengthOf = ({ key }: Part): number => sums.get(key) as number;
  return [...bars].sort((a, b) => lengthOf(b) - lengthOf(a) || byCodeUnit(a.key, b.key));
}

function sumOf(bars: readonly Bar[]): number {
  return bars.reduce((sum, { amount }) => sum + amount, 0);
}
