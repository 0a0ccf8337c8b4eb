import { useMemo } from 'preact/hooks';
import { itemsOf } from '../data/decode.ts';
import { valuesIn } from '../data/engine.ts';
import { startTallies, worksOf } from '../data/tally.ts';
import { type Explorer, listOf } from '../explorer.ts';
import { Bars, longestFirst } from '../parts/bars.tsx';
import { Choose } from '../parts/choose.tsx';
import { CAVEAT, inWorks, restsOn, unitOf } from '../parts/said.ts';
import { ShortList } from '../parts/short-list.tsx';

/** What two of them say on the same topic or on what several works say. */
export function VoicesView({ explorer }: { explorer: Explorer }) {
  const { data, engine, state, selection, go, link } = explorer;
  const { claims } = data;
  const speakers = useMemo(() => valuesIn(selection, engine.facet('claimant'), 2), [selection]);
  const left = state.options.left ?? speakers[0]?.value ?? '';
  const right = state.options.right ?? speakers.find(({ value }) => value !== left)?.value ?? '';
  const on = state.options.on ?? '';
  const onName = on === '' ? 'everything' : subjectOf(explorer, on);
  const sides = useMemo(() => {
    const [kind, value] = [on.slice(0, on.indexOf(':')), on.slice(on.indexOf(':') + 1)];
    const topics = claims.coded('main_topic');
    const same = claims.coded('proposition_id');
    const list = claims.listed('claimant_ids');
    const codes = [list.values.indexOf(left), list.values.indexOf(right)];
    const found: [number[], number[]] = [[], []];
    for (const claim of selection.claims) {
      if (kind === 'topic' && topics.values[topics.codes[claim] as number] !== value) continue;
      if (kind === 'same' && same.values[same.codes[claim] as number] !== value) continue;
      for (let at = list.starts[claim] as number; at < (list.starts[claim + 1] as number); at += 1)
        for (const side of [0, 1] as const) if (list.items[at] === codes[side]) found[side].push(claim);
    }
    return found;
  }, [selection, left, right, on]);
  if (speakers.length < 2)
    return <p class="notice">Fewer than two speak in what is chosen. Take away a filter above.</p>;
  const pair = [left, right].map((id, side) => ({
    id,
    name: data.actorName(id),
    rows: sides[side as 0 | 1],
  }));
  const chosen: Record<string, string[]> = on.startsWith('topic:')
    ? { topic: [on.slice(6)] }
    : on.startsWith('same:')
      ? { proposition: [on.slice(5)] }
      : {};
  const types = claims.coded('claim_type');
  const found = pair.flatMap(({ name, rows }, side) => {
    const tallies = startTallies(data, state.isWhole, types.values.length);
    for (const claim of rows) tallies.add(types.codes[claim] as number, claim, data.shareOf(claim));
    return tallies
      .mostFirst((code) => types.values[code] as string)
      .map(([type, tally]) => ({
        ...tally,
        key: type,
        label: data.label('type', type),
        part: side === 1 && name === pair[0]?.name ? `${name} (right)` : name,
        side,
      }));
  });
  const bars = longestFirst(found);
  const set = (name: string, value: string): void =>
    go({ options: { ...state.options, left, right, [name]: value } });
  const all = [...new Set([...sides[0], ...sides[1]])];
  return (
    <div class="stack">
      <div class="choosers">
        {pair.map(({ name }, side) => (
          <Choose
            key={side}
            label={side === 0 ? 'Left' : 'Right'}
            choices={() => valuesIn(selection, engine.facet('claimant'))}
            chosen={name}
            onChoose={(value) => set(side === 0 ? 'left' : 'right', value)}
          />
        ))}
        <Choose
          label="On"
          choices={() => subjectsOf(explorer)}
          chosen={onName}
          onChoose={(value) => set('on', value)}
        />
      </div>
      <Bars
        name={`voices-${left}-${right}`}
        title="In which kinds of claims"
        unit={unitOf(explorer)}
        rests={restsOn(all.length, worksOf(data, all))}
        what="type"
        areBeside
        bars={bars}
        parts={[...new Set(bars.map(({ part }) => part))]}
        onPick={(bar) =>
          go(
            listOf(explorer, {
              ...chosen,
              claimant: [pair[(bar as (typeof bars)[number]).side]?.id ?? ''],
              type: [bar.key],
            }),
          )
        }
        note={CAVEAT}
      />
      <div class="two">
        {pair.map(({ id, name, rows }, side) => (
          <section key={`${side} ${id}`} aria-label={`${side === 0 ? 'Left' : 'Right'}: ${name}`}>
            <h3>
              <bdi>{name}</bdi>
            </h3>
            <p class="small muted">
              {inWorks(rows.length, worksOf(data, rows))}
              {on !== '' && ` on ${onName}`}
            </p>
            <ShortList
              explorer={explorer}
              rows={rows}
              most={30}
              all={link(listOf(explorer, { ...chosen, claimant: [id] }))}
            />
          </section>
        ))}
      </div>
    </div>
  );
}

/** What a topic is called, or the text of what several works say. */
function subjectOf({ data }: Pick<Explorer, 'data'>, on: string): string {
  const [kind, value] = [on.slice(0, on.indexOf(':')), on.slice(on.indexOf(':') + 1)];
  if (kind === 'topic') return data.label('topic', value);
  const propositions = data.table('propositions');
  const row = propositions.find(value);
  return row === -1 ? on : `“${propositions.cell('text', row)}”`;
}

/** The topics spoken on, and what several works say. */
function subjectsOf({ data, engine, selection }: Explorer) {
  const propositions = data.table('propositions');
  return [
    { value: '', label: 'everything' },
    ...valuesIn(selection, engine.facet('topic')).map((topic) => ({
      ...topic,
      value: `topic:${topic.value}`,
    })),
    ...Array.from({ length: propositions.rows }, (_, row) => ({
      value: `same:${propositions.cell('proposition_id', row)}`,
      label: subjectOf({ data }, `same:${propositions.cell('proposition_id', row)}`),
      count: itemsOf(propositions.listed('claim_ids'), row).length,
    })),
  ];
}
