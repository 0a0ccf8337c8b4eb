import { useMemo } from 'preact/hooks';
import { withCommas } from '../../shared/numbers.ts';
import { Switch } from '../../shared/switch.tsx';
import { Table } from '../../shared/table.tsx';
import { NONE } from '../data/dataset.ts';
import { itemsOf } from '../data/decode.ts';
import { speakersOf } from '../data/dyads.ts';
import { startTallies, type Tallies, worksOf } from '../data/tally.ts';
import { type Explorer, listOf } from '../explorer.ts';
import { Bars, longestFirst } from '../parts/bars.tsx';
import { CAVEAT, restsOn, unitOf } from '../parts/said.ts';

const PARTS = ['with numbers', 'without numbers'];

/** What is promised: by whom, how much, until when, and to whom or for whom. */
export function PromisesView({ explorer }: { explorer: Explorer }) {
  const { data, state, selection, go, link } = explorer;
  const { claims } = data;
  const only = state.options.only === 'all' ? 'all' : 'numbers';
  const found = useMemo(() => {
    const types = claims.coded('claim_type');
    const wanted = types.values.indexOf('commitment');
    return [...selection.claims.filter((claim) => types.codes[claim] === wanted)];
  }, [selection]);
  const { starts } = claims.listed('quantities');
  const hasNumbers = (claim: number): boolean => starts[claim] !== starts[claim + 1];
  const shown = only === 'all' ? found : found.filter(hasNumbers);
  const bars = useMemo(() => {
    const each = speakersOf(data);
    const ids = [...data.states.keys(), NONE];
    const none = data.states.rows;
    const tallies = PARTS.map(() => startTallies(data, state.isWhole, ids.length));
    for (const claim of found)
      each(claim, (_, country, share) =>
        tallies[hasNumbers(claim) ? 0 : 1]?.add(country === -1 ? none : country, claim, share),
      );
    return longestFirst(
      PARTS.flatMap((part, place) =>
        (tallies[place] as Tallies)
          .mostFirst((row) => ids[row] as string)
          .map(([id, tally]) => ({
            ...tally,
            key: id,
            label: id === NONE ? 'no state' : data.stateName(id),
            part,
          })),
      ),
    );
  }, [found, state.isWhole]);
  const names = (column: string, row: number): string => itemsOf(claims.listed(column), row).join(', ');
  return (
    <div class="stack">
      <Bars
        name="promises"
        title="Who promises"
        unit={`Commitments. ${unitOf(explorer)}, by country of who makes them`}
        rests={restsOn(found.length, worksOf(data, found))}
        what="country"
        bars={bars}
        parts={PARTS}
        onPick={(bar) =>
          go(
            listOf(explorer, {
              country: [bar.key],
              type: ['commitment'],
              numbers: [bar.part === PARTS[0] ? 'true' : 'false'],
            }),
          )
        }
        note={CAVEAT}
      />
      <section class="panel" aria-label="Promises">
        <p class="tools-line">
          <Switch
            legend="Commitments"
            value={only}
            onChange={(value) => go({ options: { ...state.options, only: value } })}
            answers={[
              { value: 'numbers', label: 'with numbers', count: found.filter(hasNumbers).length },
              { value: 'all', label: 'all', count: found.length },
            ]}
          />
          <a
            class="small"
            href={link(
              listOf(explorer, {
                type: ['commitment'],
                ...(only === 'numbers' ? { numbers: ['true'] } : {}),
              }),
            )}
          >
            open as a list, to save as CSV
          </a>
        </p>
        <Table
          label={only === 'numbers' ? 'Commitments with numbers' : 'Commitments'}
          rows={shown}
          columns={[
            { title: 'who promises', cell: (row) => names('claimant_names', row) },
            {
              title: 'what',
              cell: (row) => (
                <a class="reading" href={link({ claim: claims.cell('claim_id', row) })} dir="auto">
                  {claims.cell('claim_text', row)}
                </a>
              ),
            },
            { title: 'how much', cell: (row) => withCommas(names('quantities', row)) },
            { title: 'when', cell: (row) => claims.cell('period', row) },
            {
              title: 'to or for whom',
              cell: (row) =>
                [...new Set([names('addressee_names', row), names('object_names', row)])]
                  .filter((text) => text !== '')
                  .join('; '),
            },
            {
              title: 'said',
              cell: (row) => <span class="nowrap">{claims.cell('date', row) || 'no date'}</span>,
            },
          ]}
        />
      </section>
    </div>
  );
}
