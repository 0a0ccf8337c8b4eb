import { useMemo } from 'preact/hooks';
import { counted } from '../../shared/numbers.ts';
import { itemsOf, type Listed } from '../data/decode.ts';
import { startTallies, type Tally, worksOf } from '../data/tally.ts';
import { type Explorer, listOf } from '../explorer.ts';
import { Bars } from '../parts/bars.tsx';
import { Choose } from '../parts/choose.tsx';
import { Network } from '../parts/network.tsx';
import { CAVEAT, restsOn } from '../parts/said.ts';
import { ShortList } from '../parts/short-list.tsx';

/** One actor: what they say, what others say of them, what they are reported to say, and what is read into their mind. */
export function ActorView({ explorer }: { explorer: Explorer }) {
  const { data, state, selection, go, link } = explorer;
  const { claims } = data;
  const choices = useMemo(() => actorChoices(explorer), [selection]);
  const actor = state.options.actor ?? choices[0]?.value ?? '';
  const row = data.actors.find(actor);
  const parts = useMemo(() => {
    const own = claims.coded('own_words');
    const isOwn = own.values.indexOf('true');
    const [speaks, mind] = [
      rowsOf(claims.listed('claimant_ids'), selection.claims, actor),
      rowsOf(claims.listed('holder_ids'), selection.claims, actor),
    ];
    const about = rowsOf(data.targets, selection.claims, actor);
    return {
      said: speaks.filter((claim) => own.codes[claim] === isOwn),
      reported: speaks.filter((claim) => own.codes[claim] !== isOwn),
      about,
      mind,
    };
  }, [selection, actor]);
  if (row === -1 || choices.length === 0)
    return <p class="notice">No actor is named in what is chosen. Take away a filter above.</p>;
  const names = itemsOf(data.actors.listed('names'), row);
  const country = data.actors.cell('country', row);
  const columns: {
    key: keyof typeof parts;
    title: string;
    text: string;
    rows: number[];
    to: Record<string, string[]>;
  }[] = [
    {
      key: 'said',
      title: 'Says',
      text: 'in own words or quoted',
      rows: parts.said,
      to: { claimant: [actor], own: ['true'] },
    },
    {
      key: 'reported',
      title: 'Is reported to say',
      text: 'in words of others',
      rows: parts.reported,
      to: { claimant: [actor], own: ['false'] },
    },
    {
      key: 'about',
      title: 'Is spoken of',
      text: 'by others or by themselves',
      rows: parts.about,
      to: { target: [actor] },
    },
    {
      key: 'mind',
      title: 'Is said to think',
      text: 'read into the mind; not their words',
      rows: parts.mind,
      to: { holder: [actor] },
    },
  ];
  const bars = (
    [
      ['said', 'says'],
      ['reported', 'is reported to say'],
      ['about', 'is spoken of'],
      ['mind', 'is said to think'],
    ] as const
  ).flatMap(([key, part]) =>
    byTopic(explorer, parts[key]).map(([topic, tally]) => ({
      ...tally,
      key: topic,
      label: data.label('topic', topic),
      part,
      of: key,
    })),
  );
  const sums = new Map<string, number>();
  for (const bar of bars) sums.set(bar.key, (sums.get(bar.key) ?? 0) + bar.amount);
  bars.sort(
    (a, b) => (sums.get(b.key) ?? 0) - (sums.get(a.key) ?? 0) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
  );
  const all = new Set([...parts.said, ...parts.reported, ...parts.about, ...parts.mind]);
  return (
    <div class="stack">
      <Choose
        label="Actor"
        choices={choices}
        value={actor}
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
        {columns.map(({ key, title, text, rows, to }) => (
          <section key={key} class={key === 'mind' ? 'imputed' : ''} aria-label={title}>
            <h3>{title}</h3>
            <p class="small muted">
              {counted(rows.length, 'claim')} in {counted(worksOf(data, rows), 'work')}, {text}
            </p>
            <ShortList
              explorer={explorer}
              rows={rows}
              most={6}
              all={link(listOf(explorer, to))}
              isNamed={key === 'about' || key === 'mind'}
            />
          </section>
        ))}
      </div>
      <Bars
        name={`actor-${actor}`}
        title="On which topics"
        unit="Claims, by main topic"
        rests={restsOn(
          all.size,
          worksOf(
            data,
            [...all].sort((a, b) => a - b),
          ),
        )}
        what="topic"
        bars={bars}
        parts={['says', 'is reported to say', 'is spoken of', 'is said to think']}
        onPick={(bar) => {
          const part = (bar as (typeof bars)[number]).of;
          go(listOf(explorer, { ...(columns.find(({ key }) => key === part)?.to ?? {}), topic: [bar.key] }));
        }}
        note={CAVEAT}
      />
      <Network explorer={explorer} actor={actor} />
    </div>
  );
}

/** Everybody who speaks, is spoken of or thought for in the selection, who speaks most first. */
function actorChoices({ data, selection, engine }: Explorer) {
  const { actors } = data;
  const count = new Uint32Array(actors.rows);
  const lists = [data.claims.listed('claimant_ids'), data.targets, data.claims.listed('holder_ids')].filter(
    ({ items }) => items.length > 0,
  );
  for (const claim of selection.claims)
    for (const { starts, items } of lists)
      for (let at = starts[claim] as number; at < (starts[claim + 1] as number); at += 1) {
        const actor = items[at] as number;
        count[actor] = (count[actor] as number) + 1;
      }
  const facet = engine.facets.get('claimant');
  const speaks = selection.counts.get('claimant') as Uint32Array;
  const speaking = new Map(facet?.values.map((id, code) => [id, speaks[code] as number]));
  const found: { value: string; label: string; also: string; count: number; speaks: number }[] = [];
  for (let row = 0; row < actors.rows; row += 1) {
    if (count[row] === 0) continue;
    const id = actors.cell('id', row);
    found.push({
      value: id,
      label: actors.cell('name', row),
      also: actors.cell('names', row),
      count: count[row] as number,
      speaks: speaking.get(id) ?? 0,
    });
  }
  return found.sort((a, b) => b.speaks - a.speaks || b.count - a.count || (a.value < b.value ? -1 : 1));
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
  const tallies = startTallies<string>(data, true);
  for (const claim of rows) tallies.add(values[codes[claim] as number] as string, claim, 1);
  return tallies.entries();
}
