import * as Plot from '@observablehq/plot';
import { useMemo } from 'preact/hooks';
import { Chart, type Paper, styleOn } from '../../shared/chart.tsx';
import { amountText, shareText } from '../../shared/numbers.ts';
import { Switch } from '../../shared/switch.tsx';
import { NONE } from '../data/dataset.ts';
import { dyadsOf } from '../data/dyads.ts';
import { mostFirst, startTallies, type Tally, worksOf } from '../data/tally.ts';
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
  const { pairs, drawn, claims, works } = useMemo(() => {
    const types = data.claims.coded('claim_type');
    const wanted = types.values.indexOf(kind);
    const each = dyadsOf(data);
    const tallies = startTallies<string>(data, state.isWhole);
    const ids = data.states.keys();
    const idOf = (row: number): string => ids[row] ?? NONE;
    const counted = selection.claims.filter((claim) => kind === 'any' || types.codes[claim] === wanted);
    for (const claim of counted)
      each(claim, (_, country, __, targetCountry, weight) =>
        tallies.add(`${idOf(country)} ${idOf(targetCountry)}`, claim, weight),
      );
    const name = (id: string): string => (id === NONE ? 'no state' : data.stateName(id));
    const found = mostFirst(tallies.entries()).map(([key, tally]): Pair => {
      const [from = '', to = ''] = key.split(' ');
      return { ...tally, from, to, fromName: name(from), toName: name(to) };
    });
    const [rows, columns] = [ranked(found, 'from'), ranked(found, 'to')];
    return {
      pairs: found,
      drawn: found.filter(({ from, to }) => rows.includes(from) && columns.includes(to)),
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
    const [rows, columns] = [ranked(marks, 'from'), ranked(marks, 'to')];
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
  const whole = pairs.reduce((sum, { amount }) => sum + amount, 0);
  return (
    <Chart
      name={`countries-${kind}`}
      title={`Who speaks about whom: ${KINDS[kind]}`}
      unit={`${unitOf(explorer)}; rows speak, columns are spoken about`}
      rests={restsOn(claims, works)}
      alternative={largest(
        pairs.map((pair) => ({ text: `${pair.fromName} about ${pair.toName}`, amount: pair.amount })),
      )}
      rows={drawn}
      all={pairs}
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
          {drawn.length < pairs.length &&
            `${pairs.length - drawn.length} pairs of countries with fewer claims are not drawn; the table has them. `}
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

/** The countries of one side with the most first; what has no state stands last. */
function ranked(pairs: readonly Pair[], side: 'from' | 'to'): string[] {
  const sums = new Map<string, number>();
  for (const pair of pairs) sums.set(pair[side], (sums.get(pair[side]) ?? 0) + pair.amount);
  const ids = [...sums].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([id]) => id);
  const states = ids.filter((id) => id !== NONE).slice(0, MOST);
  return sums.has(NONE) ? [...states, NONE] : states;
}
