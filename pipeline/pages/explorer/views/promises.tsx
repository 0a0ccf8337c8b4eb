import { useMemo } from 'preact/hooks';
import { withCommas } from '../../shared/numbers.ts';
import { Switch } from '../../shared/switch.tsx';
import { Table } from '../../shared/table.tsx';
import { NONE } from '../data/dataset.ts';
import { itemsOf } from '../data/decode.ts';
import { speakersOf } from '../data/dyads.ts';
import { mostFirst, startTallies, worksOf } from '../data/tally.ts';
import { type Explorer, listOf } from '../explorer.ts';
import { Bars } from '../parts/bars.tsx';
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
    return [...selection.claims].filter((claim) => types.codes[claim] === wanted);
  }, [selection]);
  const hasNumbers = (claim: number): boolean => claims.cell('quantities', claim) !== '';
  const shown = only === 'all' ? found : found.filter(hasNumbers);
  const bars = useMemo(() => {
    const tallies = startTallies<string>(data, state.isWhole);
    const totals = startTallies<string>(data, state.isWhole);
    const each = speakersOf(data);
    const ids = data.states.keys();
    for (const claim of found)
      each(claim, (_, country, share) => {
        const id = ids[country] ?? NONE;
        tallies.add(`${hasNumbers(claim) ? 0 : 1} ${id}`, claim, share);
        totals.add(id, claim, share);
      });
    return mostFirst(totals.entries()).flatMap(([id]) =>
      PARTS.flatMap((part, place) => {
        const tally = tallies.get(`${place} ${id}`);
        return tally === undefined
          ? []
          : [{ ...tally, key: id, label: id === NONE ? 'no state' : data.stateName(id), part }];
      }),
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
