import { useMemo } from 'preact/hooks';
import { byCodeUnit } from '../../../model/order.ts';
import { itemsOf, type Listed } from '../data/decode.ts';
import { firstOf } from '../data/first.ts';
import { startTallies, type Tally, worksOf } from '../data/tally.ts';
import { type Explorer, listOf } from '../explorer.ts';
import { Bars, longestFirst } from '../parts/bars.tsx';
import { Choose } from '../parts/choose.tsx';
import { Network } from '../parts/network.tsx';
import { CAVEAT, inWorks, restsOn } from '../parts/said.ts';
import { ShortList } from '../parts/short-list.tsx';

/** What an actor has to do with some claims, and the filters that lead to them. */
interface Part {
  title: string;
  text: string;
  rows: number[];
  to: Record<string, string[]>;
  isByOthers?: boolean;
}

const MIND = 'Is said to think';

/** One actor: what they say, what others say of them, what they are reported to say, and what is read into their mind. */
export function ActorView({ explorer }: { explorer: Explorer }) {
  const { data, state, selection, go, link } = explorer;
  const { claims } = data;
  const chosen = state.options.actor;
  const first = useMemo(
    () => (chosen === undefined ? actorsIn(explorer, 1)[0]?.value : undefined) ?? '',
    [selection, chosen],
  );
  const actor = chosen ?? first;
  const row = data.actors.find(actor);
  const { parts, bars, all } = useMemo(() => {
    const own = claims.coded('own_words');
    const isOwn = own.values.indexOf('true');
    const [speaks, mind] = [
      rowsOf(claims.listed('claimant_ids'), selection.claims, actor),
      rowsOf(claims.listed('holder_ids'), selection.claims, actor),
    ];
    const found: Part[] = [
      {
        title: 'Says',
        text: 'in own words or quoted',
        rows: speaks.filter((claim) => own.codes[claim] === isOwn),
        to: { claimant: [actor], own: ['true'] },
      },
      {
        title: 'Is reported to say',
        text: 'in words of others',
        rows: speaks.filter((claim) => own.codes[claim] !== isOwn),
        to: { claimant: [actor], own: ['false'] },
      },
      {
        title: 'Is spoken of',
        text: 'by others or by themselves',
        rows: rowsOf(data.targets, selection.claims, actor),
        to: { target: [actor] },
        isByOthers: true,
      },
      {
        title: MIND,
        text: 'read into the mind; not their words',
        rows: mind,
        to: { holder: [actor] },
        isByOthers: true,
      },
    ];
    const ofTopics = found.flatMap(({ title, rows, to }) =>
      byTopic(explorer, rows).map(([topic, tally]) => ({
        ...tally,
        key: topic,
        label: data.label('topic', topic),
        part: title.toLowerCase(),
        to,
      })),
    );
    return {
      parts: found,
      bars: longestFirst(ofTopics),
      all: new Set(found.flatMap(({ rows }) => rows)),
    };
  }, [selection, actor]);
  if (row === -1 || selection.claims.length === 0)
    return <p class="notice">No actor is named in what is chosen. Take away a filter above.</p>;
  const names = itemsOf(data.actors.listed('names'), row);
  const country = data.actors.cell('country', row);
  return (
    <div class="stack">
      <Choose
        label="Actor"
        choices={() => actorsIn(explorer)}
        chosen={data.actorName(actor)}
        onChoose={(value) => go({ options: { ...state.options, actor: value } })}
      />
      <header class="subject">
        <h2>
          <bdi>{data.actorName(actor)}</bdi>
        </h2>
        <p class="muted">
          {[
            data.label('entity-type', data.actors.cell('type', row)),
            country === '' ? '' : data.stateName(country),
          ]
            .filter((text) => text !== '')
            .join(', ')}
          {names.length > 0 && <span class="small"> · also {names.slice(0, 6).join(', ')}</span>}
          <span class="code small"> · {actor}</span>
        </p>
      </header>
      <div class="four">
        {parts.map(({ title, text, rows, to, isByOthers = false }) => (
          <section key={title} class={title === MIND ? 'imputed' : ''} aria-label={title}>
            <h3>{title}</h3>
            <p class="small muted">
              {inWorks(rows.length, worksOf(data, rows))}, {text}
            </p>
            <ShortList
              explorer={explorer}
              rows={rows}
              most={6}
              all={link(listOf(explorer, to))}
              isNamed={isByOthers}
            />
          </section>
        ))}
      </div>
      <Bars
        name={`actor-${actor}`}
        title="On which topics"
        unit="Claims, by main topic"
        rests={restsOn(all.size, worksOf(data, all))}
        what="topic"
        bars={bars}
        parts={parts.map(({ title }) => title.toLowerCase())}
        onPick={(bar) => go(listOf(explorer, { ...(bar as (typeof bars)[number]).to, topic: [bar.key] }))}
        note={CAVEAT}
      />
      <Network explorer={explorer} actor={actor} />
    </div>
  );
}

/** Those who speak, are spoken of or thought for in the selection, who speaks most first. */
function actorsIn({ data, selection }: Explorer, wanted?: number) {
  const { actors, claims, targets } = data;
  const [speaks, named] = [new Uint32Array(actors.rows), new Uint32Array(actors.rows)];
  countActors(claims.listed('claimant_ids'), selection.claims, speaks);
  countActors(targets, selection.claims, named);
  countActors(claims.listed('holder_ids'), selection.claims, named);
  const numberOf = (row: number): number => (speaks[row] as number) + (named[row] as number);
  const found: number[] = [];
  for (let row = 0; row < actors.rows; row += 1) if (numberOf(row) > 0) found.push(row);
  const ids = actors.keys();
  const order = (a: number, b: number): number =>
    (speaks[b] as number) - (speaks[a] as number) ||
    numberOf(b) - numberOf(a) ||
    byCodeUnit(ids[a] as string, ids[b] as string);
  return firstOf(found, wanted ?? found.length, order).map((row) => ({
    value: ids[row] as string,
    label: actors.cell('name', row),
    also: actors.cell('names', row),
    count: numberOf(row),
  }));
}

function countActors({ starts, items }: Listed, rows: Uint32Array, counts: Uint32Array): void {
  if (items.length === 0) return;
  for (const claim of rows)
    for (let at = starts[claim] as number; at < (starts[claim + 1] as number); at += 1) {
      const actor = items[at] as number;
      counts[actor] = (counts[actor] as number) + 1;
    }
}

function rowsOf({ values, starts, items }: Listed, rows: Uint32Array, id: string): number[] {
  const wanted = values.indexOf(id);
  const found: number[] = [];
  if (wanted === -1 || items.length === 0) return found;
  for (const claim of rows)
    for (let at = starts[claim] as number; at < (starts[claim + 1] as number); at += 1)
      if (items[at] === wanted) {
        found.push(claim);
        break;
      }
  return found;
}

function byTopic({ data }: Explorer, rows: readonly number[]): [string, Tally][] {
  const { values, codes } = data.claims.coded('main_topic');
  const tallies = startTallies(data, true, values.length);
  for (const claim of rows) tallies.add(codes[claim] as number, claim, 1);
  return tallies.mostFirst((code) => values[code] as string);
}
