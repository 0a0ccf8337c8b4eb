import { useState } from 'preact/hooks';
import type { AuthoredMap, AuthoredValue } from '../../../model/authored.ts';
import { vocabularyNamed } from '../../../model/codebook.ts';
import type { ResolvedClaim } from '../../../normalize/resolved.ts';
import { saveDownload } from '../files.ts';
import {
  asAdjudicated,
  type Comparison,
  compare,
  type Decision,
  type Difference,
  settle,
} from '../model/codings.ts';
import { type Judged, judge } from '../model/findings.ts';
import { readDraft } from '../model/history.ts';
import { rewrite } from '../model/rewrite.ts';
import { listAt, textAt, withValueAt } from '../model/value.ts';
import { useDeskState } from '../state.ts';
import { FileButton } from './start.tsx';

interface Second {
  name: string;
  value: AuthoredMap;
  judged: Judged;
  comparison: Comparison;
  /** The record as its coder left it, to be kept beside the second coding. */
  first: string;
}

/** Two codings side by side, differences first; each is decided with a reason, and written down. */
export function SettleView() {
  const desk = useDeskState();
  const { project, judged, record, yaml } = desk;
  const [second, setSecond] = useState<Second | null>(null);
  const [settled, setSettled] = useState<Readonly<Record<string, Decision>>>({});
  const [by, setBy] = useState('');
  const [fault, setFault] = useState<string | null>(null);

  const load = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const text = await file.text();
    const draft = readDraft(text);
    if (draft === null) return setFault(`${file.name} has errors of form.`);
    if (textAt(draft.value, ['id']) !== textAt(record, ['id']))
      return setFault(
        `${file.name} codes ${textAt(draft.value, ['id'])}, and the record is ${textAt(record, ['id'])}.`,
      );
    const other = judge(project, `sources/codings/${file.name}`, text);
    const comparison = compare(judged.taken, other.taken);
    if (comparison === null)
      return setFault('The two cannot be compared while one of them has errors: mend these first.');
    setFault(null);
    setSettled({});
    setSecond({ name: file.name, value: draft.value, judged: other, comparison, first: yaml });
  };

  if (second === null)
    return (
      <main id="content" class="settle-view">
        <h2>Settle two codings</h2>
        <p>
          The record is open: <strong>{textAt(record, ['id'])}</strong>, coded by{' '}
          {textAt(record, ['coding', 'coder'])}, {listAt(record, ['claims']).length} claims. Now open the
          second coding (<span class="code">sources/codings/{textAt(record, ['id'])}.….yaml</span>).
        </p>
        <FileButton isMain label="Open the second coding" accept=".yaml,.yml" onFile={load} />
        {fault !== null && (
          <p class="notice error" role="alert">
            {fault}
          </p>
        )}
      </main>
    );

  const { comparison, value } = second;
  const { coding, differences, alike, figures } = comparison;
  const { both, onlyFirst, onlySecond } = coding.matches;
  const open = differences.filter(({ key }) => settled[key] === undefined);
  const decide = (difference: Difference, decision: Decision): void => {
    desk.change(settle(record, value, difference, decision, by || textAt(record, ['coding', 'coder'])));
    setSettled({ ...settled, [difference.key]: decision });
  };
  const keepFirst = (): void => {
    const draft = readDraft(second.first);
    if (draft === null) return;
    const text = rewrite(
      draft.text,
      draft.value,
      withValueAt(draft.value, ['coding', 'mode'], 'independent'),
      project.model.schemas,
    );
    saveDownload(`${textAt(record, ['id'])}.${textAt(record, ['coding', 'coder'])}.yaml`, text);
  };

  return (
    <main id="content" class="settle-view">
      <h2>
        {coding.firstCoder} and {coding.secondCoder}
      </h2>
      <p>
        {both.length} claims found by both, {alike} of them without a difference; {onlyFirst.length} only by{' '}
        {coding.firstCoder}, {onlySecond.length} only by {coding.secondCoder}.{' '}
        <strong>
          {open.length} of {differences.length} differences are open.
        </strong>
      </p>
      <label class="row">
        Who decides
        <select value={by} onChange={(event) => setBy(event.currentTarget.value)}>
          <option value="">{coding.firstCoder} (the coder of the record)</option>
          {[...project.registry.coders.keys()].map((id) => (
            <option key={id} value={id}>
              {id}
            </option>
          ))}
        </select>
      </label>
      <ol class="differences">
        {differences.map((difference) => (
          <DifferenceCard
            key={difference.key}
            difference={difference}
            coders={[coding.firstCoder, coding.secondCoder]}
            decision={settled[difference.key]}
            onDecide={(decision) => decide(difference, decision)}
          />
        ))}
      </ol>
      <section class="card">
        <h3>When all is settled</h3>
        <p class="row">
          <button type="button" class="button" onClick={keepFirst}>
            1. Keep the first coding as {textAt(record, ['id'])}.{coding.firstCoder}.yaml
          </button>
          <button
            type="button"
            class="button"
            disabled={open.length > 0}
            onClick={() => desk.change(asAdjudicated(record))}
          >
            2. Call the record adjudicated
          </button>
          <button type="button" class="button main" onClick={() => desk.go('save')}>
            3. Look over and save
          </button>
        </p>
        <p class="small muted">
          Agreement is measured between the codings from before, never with what was settled: so the record as
          its coder left it goes into sources/codings, beside the second coding.
        </p>
        {textAt(record, ['coding', 'mode']) === 'adjudicated' && (
          <p class="notice good">The record says mode: adjudicated.</p>
        )}
      </section>
      <section class="card">
        <h3>How far the two agree</h3>
        <div class="scroll">
          <table class="table">
            <caption>
              Shares of common findings; Krippendorff's alpha for fields of claims that both found
            </caption>
            <thead>
              <tr>
                <th scope="col">measure</th>
                <th scope="col">field</th>
                <th scope="col" class="amount">
                  units
                </th>
                <th scope="col" class="amount">
                  value
                </th>
                <th scope="col">95 % interval</th>
              </tr>
            </thead>
            <tbody>
              {figures.map(({ measure, field, units, value: figure, low, high }) => (
                <tr key={`${measure} ${field}`}>
                  <th scope="row">{measure}</th>
                  <td>{field}</td>
                  <td class="amount">{units}</td>
                  <td class="amount">{figure === undefined ? 'none' : figure.toFixed(2)}</td>
                  <td>
                    {low === undefined || high === undefined ? '' : `${low.toFixed(2)} to ${high.toFixed(2)}`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <p class="small muted">No figure is given over fewer than ten units, or where nothing varies.</p>
      </section>
    </main>
  );
}

const TITLES: Readonly<Record<Difference['kind'], string>> = {
  differs: 'coded differently',
  'only-first': 'found by the first alone',
  'only-second': 'found by the second alone',
};

function DifferenceCard({
  difference,
  coders,
  decision,
  onDecide,
}: {
  difference: Difference;
  coders: [string, string];
  decision: Decision | undefined;
  onDecide: (decision: Decision) => void;
}) {
  const { kind, at, first, second, field, values } = difference;
  const [reason, setReason] = useState('');
  const [other, setOther] = useState('');
  const isReady = reason.trim() !== '';
  const take = (which: Decision['take'], value?: AuthoredValue): void =>
    onDecide({ take: which, reason: reason.trim(), ...(value === undefined ? {} : { value }) });
  return (
    <li class={`card difference-card ${decision === undefined ? '' : 'settled'}`}>
      <h3>
        <span class="code">{at}</span> {field === '' ? TITLES[kind] : `${field} ${TITLES[kind]}`}
      </h3>
      <div class="sides">
        <Side coder={coders[0]} claim={first} value={field === '' ? null : values[0]} />
        <Side coder={coders[1]} claim={second} value={field === '' ? null : values[1]} />
      </div>
      {decision === undefined ? (
        <>
          <label>
            Why{' '}
            <input
              type="text"
              value={reason}
              placeholder="which question of the codebook decides"
              onInput={(event) => setReason(event.currentTarget.value)}
            />
          </label>
          <p class="row">
            <button type="button" class="button" disabled={!isReady} onClick={() => take('first')}>
              {kind === 'only-second'
                ? 'Leave it out'
                : kind === 'only-first'
                  ? 'Keep it'
                  : `As ${coders[0]}`}
            </button>
            <button type="button" class="button" disabled={!isReady} onClick={() => take('second')}>
              {kind === 'only-second'
                ? 'Take it over'
                : kind === 'only-first'
                  ? 'Take it out'
                  : `As ${coders[1]}`}
            </button>
            {kind === 'differs' && (
              <>
                <Instead field={field} value={other} onValue={setOther} />
                <button
                  type="button"
                  class="button"
                  disabled={!isReady || other.trim() === ''}
                  onClick={() => take('neither', valueFrom(field, other))}
                >
                  Neither
                </button>
                <button
                  type="button"
                  class="button"
                  disabled={!isReady}
                  title="The question stays open, and the claim gets status: disputed"
                  onClick={() => take('neither')}
                >
                  Nobody can tell
                </button>
              </>
            )}
          </p>
        </>
      ) : (
        <p class="notice good small">
          {decision.take === 'neither' && decision.value === undefined
            ? 'Left open, the claim is disputed'
            : `Settled: ${{ first: coders[0], second: coders[1], neither: 'neither' }[decision.take]}`}
          . {decision.reason}
        </p>
      )}
    </li>
  );
}

/** The vocabularies of keys that hold one code. */
const VOCABULARIES: Readonly<Record<string, string>> = {
  type: 'type',
  attribution: 'attribution',
  certainty: 'certainty',
  polarity: 'polarity',
  stance: 'stance',
};

/** What stands instead of what either coder has: a code to choose, or names and codes with commas between. */
function Instead({
  field,
  value,
  onValue,
}: {
  field: string;
  value: string;
  onValue: (value: string) => void;
}) {
  const { project } = useDeskState();
  const label = `Neither: what instead, for ${field}`;
  const { [field]: vocabulary } = VOCABULARIES;
  const codes =
    field === 'presupposed'
      ? ['true', 'false']
      : vocabulary === undefined
        ? null
        : vocabularyNamed(project.model.codebook, vocabulary).codes.map(({ code }) => code);
  if (codes === null)
    return (
      <input
        type="text"
        aria-label={label}
        placeholder="neither, but… (commas between)"
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    );
  return (
    <select aria-label={label} value={value} onChange={(event) => onValue(event.currentTarget.value)}>
      <option value="">neither, but…</option>
      {codes.map((code) => (
        <option key={code} value={code}>
          {code}
        </option>
      ))}
    </select>
  );
}

/** What is written for it: one code, or the words between the commas as a list. */
function valueFrom(field: string, typed: string): AuthoredValue {
  if (field === 'presupposed' || Object.hasOwn(VOCABULARIES, field)) return typed;
  return typed
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
}

function Side({ coder, claim, value }: { coder: string; claim: ResolvedClaim | null; value: string | null }) {
  return (
    <div class="side">
      <p class="small muted">
        {coder} {claim !== null && <span class="code">{claim.authored.id}</span>}
      </p>
      {claim === null ? <p class="muted">no such claim</p> : <p>{claim.authored.text}</p>}
      {value !== null && <p class="value">{value === '' ? '(none)' : value}</p>}
      {value === null && claim !== null && (
        <p class="small">
          {claim.authored.type} · {claim.authored.topics.join(', ')}
        </p>
      )}
    </div>
  );
}
