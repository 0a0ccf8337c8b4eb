import { useMemo } from 'preact/hooks';
import { byCodeUnit } from '../../../model/order.ts';
import { counted, countText, shareText } from '../../shared/numbers.ts';
import { Table } from '../../shared/table.tsx';
import { itemsOf } from '../data/decode.ts';
import { startTallies, worksOf } from '../data/tally.ts';
import { type Explorer, listOf } from '../explorer.ts';
import { AgreementChart } from '../parts/agreement.tsx';
import { Bars, MOST_BARS } from '../parts/bars.tsx';
import { Pick } from '../parts/pick.tsx';
import { CAVEAT, restsOn } from '../parts/said.ts';

/** Questions shown at once. */
const MOST = 60;

/** How far the data can be trusted: coverage, agreement, coders, what is left out of counts, gaps, open questions, changes. */
export function TrustView({ explorer }: { explorer: Explorer }) {
  const { data, selection, go, link } = explorer;
  const { claims, sources, label } = data;
  const inOrder = useMemo(() => worksInOrder(explorer), [data]);
  const { works, coders, reasons, gaps } = useMemo(() => {
    const { values: ids, codes } = claims.coded('source_id');
    const numbers = new Uint32Array(ids.length);
    for (const claim of selection.claims)
      numbers[codes[claim] as number] = (numbers[codes[claim] as number] as number) + 1;
    const found: Work[] = [];
    for (const { code, source } of inOrder) {
      const count = numbers[code] as number;
      if (count > 0) found.push({ id: ids[code] as string, count, source });
    }
    const { values, starts, items } = sources.listed('gaps');
    const byGap = values.map((): Work[] => []);
    for (const work of found)
      for (let at = starts[work.source] as number; at < (starts[work.source + 1] as number); at += 1)
        byGap[items[at] as number]?.push(work);
    return {
      works: found,
      coders: tallied(explorer, 'coder_kind', selection.claims),
      reasons: reasonsOf(explorer),
      gaps: values
        .map((gap, place) => [gap, byGap[place] as Work[]] as const)
        .filter(([, some]) => some.length > 0)
        .sort(([a, x], [b, y]) => y.length - x.length || byCodeUnit(a, b)),
    };
  }, [selection]);
  const disagreements = data.table('disagreements');
  const questions = useMemo(() => {
    const isChosen = new Set(works.map(({ id }) => id));
    return Array.from({ length: disagreements.rows }, (_, row) => row).filter(
      (row) =>
        disagreements.cell('decision', row) === '' && isChosen.has(disagreements.cell('source_id', row)),
    );
  }, [works]);
  const measured = useMemo(
    () => works.filter(({ source }) => sources.cell('sentence_share', source) !== ''),
    [works],
  );
  const coverageOf = ({ id, count, source }: Work) => ({
    key: id,
    label: workLabel(explorer, source),
    amount: Math.round(100 * share(sources.cell('sentence_share', source))),
    claims: count,
    works: 1,
  });
  const changes = data.table('changes');
  const rests = restsOn(selection.claims.length, selection.works);
  return (
    <div class="stack">
      <Bars
        name="coverage"
        title="How much of each work was coded"
        unit="Percent of its sentences with a claim"
        rests={rests}
        what="work"
        bars={measured.slice(0, MOST_BARS).map(coverageOf)}
        all={() => measured.map(coverageOf)}
        count={measured.length}
        isPercent
        letters={44}
        onPick={(bar) => go(listOf(explorer, { work: [bar.key] }))}
        note="A sentence without a claim may hold no claim. For a work whose text was not counted nothing is drawn."
      />
      <AgreementChart explorer={explorer} />
      <div class="two">
        <Bars
          name="coders"
          title="Who coded"
          unit="Claims, by kind of coder"
          rests={rests}
          what="coder"
          bars={coders.map(([kind, tally]) => ({ ...tally, key: kind, label: label('coder-kind', kind) }))}
          onPick={(bar) => go(listOf(explorer, { coder: [bar.key] }))}
          note="A model is a language model, not a person."
        />
        <Bars
          name="gaps"
          title="What works lack"
          unit="Works, by what is not there"
          rests={rests}
          what="gap"
          bars={gaps.map(([gap, some]) => ({
            key: gap,
            label: label('gap', gap),
            amount: some.length,
            claims: some.reduce((sum, { count }) => sum + count, 0),
            works: some.length,
          }))}
          onPick={(bar) =>
            go(
              listOf(explorer, {
                work: (gaps.find(([gap]) => gap === bar.key)?.[1] ?? []).map(({ id }) => id),
              }),
            )
          }
        />
        <Bars
          name="not-recommended"
          title="Why claims are not recommended for counting"
          unit="Claims of these works; one may have several reasons"
          rests={restsOn(reasons.claims, reasons.works)}
          what="reason"
          bars={reasons.bars}
          onPick={(bar) => go(listOf(explorer, { recommended: ['false'], reason: [bar.key] }))}
          note={CAVEAT}
        />
      </div>
      <section class="panel" aria-label="Open questions">
        <h3>{counted(questions.length, 'open question')} on these works</h3>
        <Table
          label="Open questions, one a row"
          caption={
            questions.length > MOST
              ? `The first ${MOST}; the others stand in csv/disagreements.csv.`
              : 'Raised by coders or found between two codings'
          }
          rows={questions.slice(0, MOST)}
          columns={[
            {
              title: 'claim',
              cell: (row) => {
                const id = disagreements.cell('first_claim', row) || disagreements.cell('second_claim', row);
                const claim = claims.find(id);
                return claim === -1 ? (
                  id || disagreements.cell('anchor', row)
                ) : (
                  <a href={link({ claim: id })} dir="auto">
                    {claims.cell('claim_text', claim)}
                  </a>
                );
              },
            },
            { title: 'what', cell: (row) => disagreements.cell('field', row) },
            { title: 'coded', cell: (row) => disagreements.cell('first_value', row) || 'nothing' },
            { title: 'or', cell: (row) => disagreements.cell('second_value', row) || 'nothing' },
            {
              title: 'why',
              cell: (row) =>
                disagreements.cell('reason', row) ||
                label('disagreement-kind', disagreements.cell('kind', row)).toLowerCase(),
            },
            { title: 'raised by', cell: (row) => disagreements.cell('raised_by', row) },
          ]}
        />
      </section>
      <section class="panel" aria-label="Works and their coding">
        <h3>Works</h3>
        <Table
          label="How each work was coded"
          rows={works}
          columns={[
            {
              title: 'work',
              cell: ({ id, source }) => (
                <Pick onPick={() => go({ view: 'work', options: { in: id } })}>
                  {sources.cell('title', source)}
                </Pick>
              ),
            },
            { title: 'claims', cell: ({ count }) => countText(count), isAmount: true },
            {
              title: 'sentences coded',
              cell: ({ source }) =>
                sources.cell('sentence_share', source) === ''
                  ? ''
                  : shareText(share(sources.cell('sentence_share', source)), 1),
              isAmount: true,
            },
            {
              title: 'coder',
              cell: ({ source }) =>
                `${sources.cell('coder_name', source)} (${label('coder-kind', sources.cell('coder_kind', source)).toLowerCase()})`,
            },
            {
              title: 'mode',
              cell: ({ source }) => label('coding-mode', sources.cell('coding_mode', source)).toLowerCase(),
            },
            {
              title: 'text',
              cell: ({ source }) => label('verification', sources.cell('verification', source)).toLowerCase(),
            },
            {
              title: 'open',
              cell: ({ source }) => sources.cell('open_disagreements', source),
              isAmount: true,
            },
          ]}
        />
      </section>
      <section class="panel" aria-label="Changes since the release before">
        <h3>Changes since the release before</h3>
        {changes.rows === 0 ? (
          <p class="muted">None, or there is no release before this one.</p>
        ) : (
          <Table
            label="Changes, one kind a row"
            caption="Values and rows, by what caused the change; each one stands in csv/changes.csv. Claims first."
            rows={changesInOrder(explorer)}
            columns={[
              { title: 'table', cell: (row) => changes.cell('table', row) },
              { title: 'what', cell: (row) => label('change-kind', changes.cell('kind', row)).toLowerCase() },
              {
                title: 'field',
                cell: (row) => (changes.cell('field', row) === '*' ? 'row' : changes.cell('field', row)),
              },
              {
                title: 'cause',
                cell: (row) => label('change-cause', changes.cell('cause', row)).toLowerCase(),
              },
              {
                title: 'number',
                cell: (row) => countText(Number(changes.cell('rows', row))),
                isAmount: true,
              },
            ]}
          />
        )}
      </section>
    </div>
  );
}

/** A work of the selection. */
interface Work {
  id: string;
  /** Claims of it in the selection. */
  count: number;
  source: number;
}

/** All works, those of which most was coded first. */
function worksInOrder({ data }: Explorer): { code: number; source: number }[] {
  const { values } = data.claims.coded('source_id');
  return values
    .map((id, code) => {
      const source = data.sources.find(id);
      return {
        id,
        code,
        source,
        coded: source === -1 ? 0 : share(data.sources.cell('sentence_share', source)),
      };
    })
    .filter(({ source }) => source !== -1)
    .sort((a, b) => b.coded - a.coded || byCodeUnit(a.id, b.id));
}

/** A work by who wrote it and its title: many speeches have the same one. */
function workLabel({ data }: Explorer, source: number): string {
  const [author] = itemsOf(data.sources.listed('author_names'), source);
  const title = data.sources.cell('title', source);
  return author === undefined ? title : `${author}: ${title}`;
}

function share(text: string): number {
  return text === '' ? 0 : Number(text);
}

function tallied({ data }: Explorer, column: string, rows: Iterable<number>) {
  const { values, codes } = data.claims.coded(column);
  const tallies = startTallies(data, true, values.length);
  for (const claim of rows) tallies.add(codes[claim] as number, claim, 1);
  return tallies.mostFirst((code) => values[code] as string);
}

/** Why claims of the chosen works, recommended or not, are left out of counts. */
function reasonsOf({ data, engine, state }: Explorer) {
  const all = engine.claimsOf({
    filters: { ...state.filters, recommended: ['false'] },
    search: state.search,
  });
  const { values, starts, items } = data.claims.listed('not_recommended_because');
  const tallies = startTallies(data, true, values.length);
  for (const claim of all)
    for (let at = starts[claim] as number; at < (starts[claim + 1] as number); at += 1)
      tallies.add(items[at] as number, claim, 1);
  return {
    claims: all.length,
    works: worksOf(data, all),
    bars: tallies
      .mostFirst((code) => values[code] as string)
      .map(([reason, tally]) => ({
        ...tally,
        key: reason,
        label: data.label('not-recommended', reason),
      })),
  };
}

function changesInOrder({ data }: Explorer): number[] {
  const changes = data.table('changes');
  const rank = (row: number): number =>
    changes.cell('table', row) === 'claims' ? (changes.cell('kind', row) === 'changed' ? 0 : 1) : 2;
  return Array.from({ length: changes.rows }, (_, row) => row).sort((a, b) => rank(a) - rank(b) || a - b);
}
