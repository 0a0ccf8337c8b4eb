import { useMemo } from 'preact/hooks';
import { counted } from '../../shared/numbers.ts';
import { Switch } from '../../shared/switch.tsx';
import { itemsOf } from '../data/decode.ts';
import { worksOf } from '../data/tally.ts';
import type { Explorer } from '../explorer.ts';
import { Bars } from '../parts/bars.tsx';
import { inWorks, restsOn } from '../parts/said.ts';
import { byInWords, listInWords } from '../parts/words.ts';

/** Relations in which claims answer each other come first. */
const FIRST = [
  'contradicts',
  'in-tension-with',
  'responds-to',
  'corrects',
  'retracts',
  'supersedes',
  'qualifies',
];
/** Pairs shown at once. */
const MOST = 150;

interface Tie {
  row: number;
  from: number;
  to: number;
  relation: string;
}

/** Where claims answer, contradict or support each other, between works and within one. */
export function AnswersView({ explorer }: { explorer: Explorer }) {
  const { data, state, selection, go, link } = explorer;
  const { claims, label } = data;
  const relations = data.table('claim_relations');
  const only =
    state.options.only === 'within' || state.options.only === 'all' ? state.options.only : 'between';
  const chosen = state.options.relation ?? '';
  const { codes: works } = claims.coded('source_id');
  const ties = useMemo(() => {
    const isChosen = chosenIn(selection.claims, claims.rows);
    const [from, to] = [relations.coded('claim_id'), relations.coded('to_claim_id')];
    const found: Tie[] = [];
    for (let row = 0; row < relations.rows; row += 1) {
      // Codes of claims begin at 1; a claim that is gone has none.
      const tie = {
        row,
        from: (from.codes[row] as number) - 1,
        to: (to.codes[row] as number) - 1,
        relation: relations.cell('relation', row),
      };
      if (tie.to >= 0 && (isChosen[tie.from] === 1 || isChosen[tie.to] === 1)) found.push(tie);
    }
    return found;
  }, [selection]);
  const isBetween = ({ from, to }: Tie): boolean => works[from] !== works[to];
  const inReach = ties.filter((tie) => only === 'all' || isBetween(tie) === (only === 'between'));
  const rank = (relation: string): number =>
    FIRST.includes(relation) ? FIRST.indexOf(relation) : FIRST.length;
  const shown = inReach
    .filter(({ relation }) => chosen === '' || chosen.split(' ').includes(relation))
    .sort((a, b) => rank(a.relation) - rank(b.relation) || a.row - b.row);
  const ends = new Set(inReach.flatMap(({ from, to }) => [from, to]));
  const kinds = new Map<string, Tie[]>();
  for (const tie of inReach) {
    const kind = kinds.get(tie.relation);
    if (kind === undefined) kinds.set(tie.relation, [tie]);
    else kind.push(tie);
  }
  const bars = [...kinds]
    .sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))
    .map(([relation, some]) => {
      const concerned = new Set(some.flatMap(({ from, to }) => [from, to]));
      return {
        key: relation,
        label: label('relation', relation),
        amount: some.length,
        claims: concerned.size,
        works: worksOf(data, concerned),
      };
    });
  const options = (more: Record<string, string>) => ({ options: { ...state.options, ...more } });
  const one = (claim: number) => (
    <div class={`side voice-${claims.cell('voice', claim)}`}>
      <p class="small">
        <b>
          <bdi>{listInWords(claims.cell('claimant_names', claim))}</bdi>
        </b>
        <span class="muted"> · {claims.cell('date', claim) || 'no date'}</span>
      </p>
      <p>
        <a class="reading" href={link({ claim: claims.cell('claim_id', claim) })} dir="auto">
          {claims.cell('claim_text', claim)}
        </a>
      </p>
      <p class="small muted">
        <bdi>{claims.cell('source_title', claim)}</bdi>, {claims.cell('anchor', claim)}
      </p>
    </div>
  );
  const propositions = data.table('propositions');
  const same = useMemo(() => {
    const isChosen = chosenIn(selection.claims, claims.rows);
    return Array.from({ length: propositions.rows }, (_, row) => row).filter((row) =>
      itemsOf(propositions.listed('claim_ids'), row).some((id) => isChosen[claims.find(id)] === 1),
    );
  }, [selection]);
  return (
    <div class="stack">
      <div class="tools-line">
        <Switch
          legend="Relations"
          value={only}
          onChange={(value) => go(options({ only: value, relation: '' }))}
          answers={[
            { value: 'between', label: 'between works', count: ties.filter(isBetween).length },
            { value: 'within', label: 'within a work', count: ties.filter((tie) => !isBetween(tie)).length },
            { value: 'all', label: 'all', count: ties.length },
          ]}
        />
        <Switch
          legend="Show"
          value={chosen === '' ? '' : chosen === 'contradicts in-tension-with' ? chosen : 'one'}
          onChange={(value) => go(options({ relation: value }))}
          answers={[
            { value: '', label: 'all kinds' },
            {
              value: 'contradicts in-tension-with',
              label: 'tensions',
              hint: 'contradicts, and in tension with',
            },
            ...(chosen === '' || chosen.includes(' ')
              ? []
              : [{ value: 'one', label: label('relation', chosen) }]),
          ]}
        />
      </div>
      <Bars
        name={`relations-${only}`}
        title="How claims stand to each other"
        unit="Pairs of claims, as the work says or the coder sees it"
        rests={restsOn(ends.size, worksOf(data, ends))}
        what="relation"
        bars={bars}
        onPick={(bar) => go(options({ relation: bar.key }))}
        note="Two claims are told to stand in a relation only where somebody coded it: what is missing here may still be there in the texts. A click on a bar leaves the pairs of that kind."
      />
      <section aria-label="Pairs of claims">
        <h3>
          {counted(shown.length, 'pair')}
          {shown.length > MOST && <span class="muted">, of which the first {MOST} are shown</span>}
        </h3>
        <ul class="pairs">
          {shown.slice(0, MOST).map(({ row, from, to, relation }) => (
            <li key={row}>
              {one(from)}
              <p class="relation">
                {label('relation', relation).toLowerCase()}{' '}
                <span class="small muted">{byInWords(relations, row)}</span>
              </p>
              {one(to)}
            </li>
          ))}
        </ul>
      </section>
      {same.length > 0 && (
        <section aria-label="Said by several works">
          <h3>Said in several works</h3>
          <ul class="others">
            {same.map((row) => {
              const id = propositions.cell('proposition_id', row);
              const differs = ['quantities', 'types', 'polarities'].filter(
                (what) => propositions.cell(`${what}_differ`, row) === 'true',
              );
              return (
                <li key={id}>
                  <a
                    class="reading"
                    href={link({ view: 'claims', filters: { proposition: [id] }, claim: '' })}
                    dir="auto"
                  >
                    {propositions.cell('text', row)}
                  </a>{' '}
                  <span class="small muted">
                    {inWorks(
                      Number(propositions.cell('claims', row)),
                      Number(propositions.cell('works', row)),
                    )}
                    {differs.length > 0 && `; they differ in ${differs.join(', ')}`}
                  </span>
                </li>
              );
            })}
          </ul>
        </section>
      )}
    </div>
  );
}

function chosenIn(rows: Uint32Array, all: number): Uint8Array {
  const isChosen = new Uint8Array(all);
  for (const row of rows) isChosen[row] = 1;
  return isChosen;
}
