import * as Plot from '@observablehq/plot';
import { useMemo } from 'preact/hooks';
import { byCodeUnit } from '../../../model/order.ts';
import { Chart, type Paper, styleOn } from '../../shared/chart.tsx';
import { amountText, countText, shareText } from '../../shared/numbers.ts';
import { Switch } from '../../shared/switch.tsx';
import { NONE } from '../data/dataset.ts';
import { dyadsOf } from '../data/dyads.ts';
import { firstOf } from '../data/first.ts';
import { startTallies, type Tally, worksOf } from '../data/tally.ts';
import { type Explorer, listOf } from '../explorer.ts';
import { Pick } from '../parts/pick.tsx';
import { CAVEAT, largest, restsOn, shortName, tallyText, unitOf } from '../parts/said.ts';
import { CLAIMS_AND_WORKS, COUNTED } from '../parts/tally-columns.ts';

interface Pair extends Tally {
  from: string;
  to: string;
  fromName: string;
  toName: string;
}

const KINDS = {
  accusation: 'accusation',
  criticism: 'criticism',
  endorsement: 'praise',
  prescription: 'demand',
  any: 'any claim',
} as const;
type Kind = keyof typeof KINDS;
/** Countries drawn on each side; the table has all. */
const MOST = 22;

/** Who accuses, criticises, praises whom, and demands of whom, country by country. */
export function CountriesView({ explorer }: { explorer: Explorer }) {
  const { data, state, selection, go } = explorer;
  const kind: Kind = Object.hasOwn(KINDS, state.options.kind ?? '')
    ? (state.options.kind as Kind)
    : 'accusation';
  const { drawn, whole, pairs, all, claims, works } = useMemo(() => {
    const types = data.claims.coded('claim_type');
    const wanted = types.values.indexOf(kind);
    const each = dyadsOf(data);
    // The last row and the last column are for those without a state.
    const none = data.states.rows;
    const side = none + 1;
    const tallies = startTallies(data, state.isWhole, side * side);
    const ids = [...data.states.keys(), NONE];
    const counted = selection.claims.filter((claim) => kind === 'any' || types.codes[claim] === wanted);
    for (const claim of counted)
      each(claim, (_, country, __, targetCountry, weight) =>
        tallies.add(
          (country === -1 ? none : country) * side + (targetCountry === -1 ? none : targetCountry),
          claim,
          weight,
        ),
      );
    const [speaking, spokenOf] = [new Float64Array(side), new Float64Array(side)];
    let [whole, pairs] = [0, 0];
    for (let key = 0; key < side * side; key += 1) {
      const { amount, claims } = tallies.get(key);
      if (claims === 0) continue;
      const [from, to] = [Math.floor(key / side), key % side];
      speaking[from] = (speaking[from] as number) + amount;
      spokenOf[to] = (spokenOf[to] as number) + amount;
      whole += amount;
      pairs += 1;
    }
    const name = (row: number): string => (row === none ? 'no state' : data.states.cell('name', row));
    const pairOf = (key: number): Pair => {
      const [from, to] = [Math.floor(key / side), key % side];
      const [fromName, toName] = [name(from), name(to)];
      return { ...tallies.get(key), from: ids[from] as string, to: ids[to] as string, fromName, toName };
    };
    const order = (a: number, b: number): number =>
      tallies.get(b).amount - tallies.get(a).amount ||
      byCodeUnit(ids[Math.floor(a / side)] as string, ids[Math.floor(b / side)] as string) ||
      byCodeUnit(ids[a % side] as string, ids[b % side] as string);
    const columns = ranked(spokenOf, ids);
    const isThere = (key: number): boolean => tallies.get(key).claims > 0;
    return {
      drawn: ranked(speaking, ids)
        .flatMap((from) => columns.map((to) => from * side + to))
        .filter(isThere)
        .sort(order)
        .map(pairOf),
      whole,
      pairs,
      all: () =>
        Array.from({ length: side * side }, (_, key) => key)
          .filter(isThere)
          .sort(order)
          .map(pairOf),
      claims: counted.length,
      works: worksOf(data, counted),
    };
  }, [selection, kind, state.isWhole]);
  const pick = ({ from, to }: Pair): void =>
    go(listOf(explorer, { country: [from], tcountry: [to], ...(kind === 'any' ? {} : { type: [kind] }) }));
  const draw = (marks: readonly Pair[], { palette, width }: Paper): Element => {
    const letters = width < 520 ? 12 : 24;
    const nameOf = new Map(
      marks.flatMap(({ from, fromName, to, toName }) => [
        [from, fromName],
        [to, toName],
      ]),
    );
    const label = (id: string): string => shortName(nameOf.get(id) ?? id, letters);
    const [rows, columns] = [ranksOf(marks, 'from'), ranksOf(marks, 'to')];
    const most = marks.reduce((sum, { amount }) => Math.max(sum, amount), 1);
    const longest = Math.max(8, ...[...rows, ...columns].map((id) => [...label(id)].length));
    const margin = longest * 6.6 + 14;
    const cell = Math.max(19, Math.min(58, (width - margin - 40) / Math.max(1, columns.length)));
    return Plot.plot({
      width: margin + cell * columns.length + 40,
      height: margin * 0.86 + 30 + rows.length * Math.max(22, Math.min(36, cell)),
      marginLeft: margin,
      marginTop: margin * 0.86 + 8,
      marginRight: 40,
      marginBottom: 18,
      style: styleOn(palette),
      x: {
        type: 'band',
        domain: columns,
        tickFormat: label,
        tickRotate: -50,
        axis: 'top',
        label: null,
        padding: 0.05,
      },
      y: { type: 'band', domain: rows, tickFormat: label, label: null, padding: 0.05 },
      color: { type: 'sqrt', domain: [0, most], range: [...palette.steps], interpolate: 'lab' },
      marks: [
        Plot.cell(marks, {
          className: 'picks',
          x: 'to',
          y: 'from',
          fill: 'amount',
          title: (pair: Pair) => `${pair.fromName} → ${pair.toName}\n${tallyText(pair)}`,
        }),
        ...(cell < 22
          ? []
          : [
              Plot.text(marks, {
                x: 'to',
                y: 'from',
                text: (pair: Pair) => amountText(pair.amount),
                fill: (pair: Pair) => (Math.sqrt(pair.amount / most) > 0.55 ? palette.ground : palette.ink),
                pointerEvents: 'none',
                fontSize: 11,
              }),
            ]),
      ],
    });
  };
  return (
    <Chart
      name={`countries-${kind}`}
      title={`Who speaks about whom: ${KINDS[kind]}`}
      unit={`${unitOf(explorer)}; rows speak, columns are spoken about`}
      rests={restsOn(claims, works)}
      alternative={largest(
        drawn.map((pair) => ({ text: `${pair.fromName} about ${pair.toName}`, amount: pair.amount })),
      )}
      rows={drawn}
      all={all}
      columns={[
        { title: 'who speaks', cell: (pair) => <Pick onPick={() => pick(pair)}>{pair.fromName}</Pick> },
        { title: 'about', cell: ({ toName }) => toName },
        COUNTED,
        { title: 'share', cell: ({ amount }) => shareText(amount, whole), isAmount: true },
        ...CLAIMS_AND_WORKS,
      ]}
      draw={draw}
      onPick={pick}
      note={
        <>
          {drawn.length < pairs &&
            `${countText(pairs - drawn.length)} pairs of countries with fewer claims are not drawn; the table has them. `}
          A claim about several countries stands in each of their columns. {CAVEAT}
        </>
      }
    >
      <p class="tools-line">
        <Switch
          legend="Kind"
          value={kind}
          onChange={(value) => go({ options: { ...state.options, kind: value } })}
          answers={Object.entries(KINDS).map(([value, label]) => ({ value: value as Kind, label }))}
        />
      </p>
    </Chart>
  );
}

/** The rows with the largest sums; that of those without a state, the last of all, stays last. */
function ranked(sums: Float64Array, ids: readonly string[]): number[] {
  const none = ids.length - 1;
  const states: number[] = [];
  for (let row = 0; row < none; row += 1) if (sums[row] !== 0) states.push(row);
  const first = firstOf(
    states,
    MOST,
    (a, b) => (sums[b] as number) - (sums[a] as number) || byCodeUnit(ids[a] as string, ids[b] as string),
  );
  return sums[none] === 0 ? first : [...first, none];
}

/** The countries of one side of what is drawn, with the most first; what has no state stands last. */
function ranksOf(pairs: readonly Pair[], side: 'from' | 'to'): string[] {
  const sums = new Map<string, number>();
  for (const pair of pairs) sums.set(pair[side], (sums.get(pair[side]) ?? 0) + pair.amount);
  const isLast = (id: string): number => Number(id === NONE);
  return [...sums]
    .sort(([a, x], [b, y]) => isLast(a) - isLast(b) || y - x || byCodeUnit(a, b))
    .map(([id]) => id);
}
