import * as Plot from '@observablehq/plot';
import { useMemo } from 'preact/hooks';
import { Chart, type Paper, styleOn } from '../../shared/chart.tsx';
import { amountText, shareText } from '../../shared/numbers.ts';
import { Switch } from '../../shared/switch.tsx';
import { NONE } from '../data/dataset.ts';
import { speakersOf } from '../data/dyads.ts';
import { labelOf } from '../data/engine.ts';
import { startTallies, type Tally } from '../data/tally.ts';
import { type Explorer, listOf } from '../explorer.ts';
import { Pick } from '../parts/pick.tsx';
import { CAVEAT, largest, restsOn, shortName, tallyText, unitOf } from '../parts/said.ts';
import { CLAIMS_AND_WORKS, COUNTED } from '../parts/tally-columns.ts';

interface Cell extends Tally {
  who: string;
  whoName: string;
  topic: string;
  topicName: string;
  /** Of all that they say. */
  part: number;
  /** All that they say. */
  whole: number;
}

/** Claimants drawn; the filters lead to the others. */
const MOST = 18;

/** What each claimant speaks about, in shares of what they say. */
export function TopicsView({ explorer }: { explorer: Explorer }) {
  const { data, engine, state, selection, go } = explorer;
  const by = state.options.of === 'country' ? 'country' : 'claimant';
  const facet = engine.facet(by);
  const { cells, people, topics } = useMemo(() => {
    const main = data.claims.coded('main_topic');
    const ids = by === 'claimant' ? data.actors.keys() : [...data.states.keys(), NONE];
    const speakers = speakersOf(data);
    const each = (claim: number, take: (who: number, share: number) => void): void =>
      speakers(claim, (claimant, country, share) =>
        take(by === 'claimant' ? claimant : country === -1 ? ids.length - 1 : country, share),
      );
    const wholes = startTallies(data, state.isWhole, ids.length);
    const ofTopics = startTallies(data, true, main.values.length);
    for (const claim of selection.claims) {
      ofTopics.add(main.codes[claim] as number, claim, 1);
      each(claim, (who, share) => wholes.add(who, claim, share));
    }
    const first = wholes.mostFirst((who) => ids[who] as string, MOST);
    const placeOf = new Int32Array(ids.length).fill(-1);
    const isFirst = new Map(first.map(([id], place) => [id, place]));
    for (const [who, id] of ids.entries()) placeOf[who] = isFirst.get(id) ?? -1;
    const width = main.values.length;
    const tallies = startTallies(data, state.isWhole, first.length * width);
    for (const claim of selection.claims)
      each(claim, (who, share) => {
        const place = placeOf[who] as number;
        if (place !== -1) tallies.add(place * width + (main.codes[claim] as number), claim, share);
      });
    const cells = tallies
      .mostFirst((key) => `${first[Math.floor(key / width)]?.[0]} ${main.values[key % width]}`)
      .map(([key, tally]): Cell => {
        const [who = '', topic = ''] = key.split(' ');
        const whole = first[isFirst.get(who) as number]?.[1].amount as number;
        const names = { whoName: labelOf(facet, who), topicName: data.label('topic', topic) };
        return { ...tally, ...names, who, topic, whole, part: tally.amount / whole };
      });
    const drawnTopics = new Set(cells.map(({ topic }) => topic));
    return {
      cells,
      people: first,
      topics: ofTopics
        .mostFirst((topic) => main.values[topic] as string)
        .map(([topic]) => topic)
        .filter((topic) => drawnTopics.has(topic)),
    };
  }, [selection, by, state.isWhole]);
  const pick = ({ who, topic }: Cell): void => go(listOf(explorer, { [by]: [who], topic: [topic] }));
  const draw = (rows: readonly Cell[], { palette, width }: Paper): Element => {
    const letters = width < 520 ? 11 : 26;
    const margin = letters * 6 + 72;
    // Names stand aslant above the columns; that of the last one reaches beyond it.
    const [top, right] = [22 * 6, 22 * 3.6];
    const cell = Math.max(19, Math.min(40, (width - margin - right) / Math.max(1, topics.length)));
    const most = rows.reduce((sum, { part }) => Math.max(sum, part), 0.01);
    return Plot.plot({
      width: margin + cell * topics.length + right,
      height: top + 20 + people.length * 27,
      marginLeft: margin,
      marginTop: top,
      marginRight: right,
      marginBottom: 14,
      style: styleOn(palette),
      x: {
        type: 'band',
        domain: topics,
        tickFormat: (topic: string) => shortName(data.label('topic', topic), 22),
        tickRotate: -50,
        axis: 'top',
        label: null,
        padding: 0.05,
      },
      y: {
        type: 'band',
        domain: people.map(([who]) => who),
        tickFormat: (who: string) =>
          `${shortName(labelOf(facet, who), letters)} (${amountText(people.find(([one]) => one === who)?.[1].amount ?? 0)})`,
        label: null,
        padding: 0.05,
      },
      color: { domain: [0, most], range: [...palette.steps], interpolate: 'lab' },
      marks: [
        Plot.cell(rows, {
          className: 'picks',
          x: 'topic',
          y: 'who',
          fill: 'part',
          title: (one: Cell) =>
            `${one.whoName}: ${one.topicName}\n${shareText(one.part, 1)} of what they say; ${tallyText(one)}`,
        }),
        ...(cell < 26
          ? []
          : [
              Plot.text(rows, {
                x: 'topic',
                y: 'who',
                text: (one: Cell) => shareText(one.part, 1).replace(' %', '').replace(' ', ''),
                fill: (one: Cell) => (one.part / most > 0.5 ? palette.ground : palette.ink),
                pointerEvents: 'none',
                fontSize: 11,
              }),
            ]),
      ],
    });
  };
  return (
    <Chart
      name={`topics-${by}`}
      title="What they speak about"
      unit={`Percent of the claims of each row (their number in brackets), by main topic; ${unitOf(explorer).toLowerCase()}`}
      rests={restsOn(selection.claims.length, selection.works)}
      alternative={largest(
        cells.map((one) => ({ text: `${one.whoName} on ${one.topicName}`, amount: one.part * 100 })),
        ' %',
      )}
      rows={cells}
      columns={[
        { title: by, cell: (one) => <Pick onPick={() => pick(one)}>{one.whoName}</Pick> },
        { title: 'topic', cell: ({ topicName }) => topicName },
        { title: 'share', cell: ({ part }) => shareText(part, 1), isAmount: true },
        COUNTED,
        { title: 'of', cell: ({ whole }) => amountText(whole), isAmount: true },
        ...CLAIMS_AND_WORKS,
      ]}
      draw={draw}
      onPick={pick}
      note={CAVEAT}
    >
      <p class="tools-line">
        <Switch
          legend="Rows are"
          value={by}
          onChange={(value) => go({ options: { ...state.options, of: value } })}
          answers={[
            { value: 'claimant', label: 'who says it' },
            { value: 'country', label: 'their countries' },
          ]}
        />
        <span class="small muted">The {Math.min(MOST, people.length)} with the most claims.</span>
      </p>
    </Chart>
  );
}
