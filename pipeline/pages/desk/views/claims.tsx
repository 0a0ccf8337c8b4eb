import { memo } from 'preact/compat';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Unit } from '../../../evidence/text/units.ts';
import { unitsOf } from '../../../model/anchors.ts';
import type { AuthoredMap } from '../../../model/authored.ts';
import {
  addClaim,
  addressOf,
  claimsOf,
  codedUnits,
  duplicate,
  freeId,
  mergeWithNext,
  move,
  remove,
  split,
} from '../model/claims.ts';
import { leftOut, withLeftOut } from '../model/progress.ts';
import { textAt } from '../model/value.ts';
import { today, useDeskState } from '../state.ts';
import { ClaimForm, fieldId, focusField } from './claim-form.tsx';
import { YamlView } from './yaml.tsx';

/** Sentences on the left, the claim in the middle, its YAML on the right. */
export function ClaimsView() {
  const desk = useDeskState();
  const { record, units, claim: current, choose, text } = desk;
  const claims = claimsOf(record);
  const claim = claims[current];
  const anchor = useRef<string | null>(null);
  const order = useMemo(() => units.map(({ at }) => at), [units]);
  const [typedAt, setTypedAt] = useState('');

  /** Starts a claim at some sentences, or moves there the one that has no words yet. */
  const startAt = (at: string): void => {
    const empty = claims.findIndex((one) => textAt(one, ['text']) === '');
    if (empty !== -1) {
      const { [empty]: bare } = claims;
      const others =
        claimsOf(remove(record, empty, null)).length === 0
          ? { ...record, claims: [] }
          : remove(record, empty, null);
      const [after, index] = addClaim(others as AuthoredMap, { ...bare, at }, order);
      desk.change(after);
      choose(index);
    } else {
      const [after, index] = addClaim(record, { id: freeId(record), at }, order);
      desk.change(after);
      choose(index);
    }
    setTimeout(() => focusField('text'));
  };
  const pick = (at: string, isRange: boolean, isNew: boolean): void => {
    const from = anchor.current;
    if (isRange && from !== null) {
      const [low, high] = [order.indexOf(from), order.indexOf(at)].sort((a, b) => a - b) as [number, number];
      const range = addressOf(order.slice(low, high + 1));
      if (range === null) return;
      if (claim !== undefined && unitsOf(textAt(claim, ['at'])).includes(from))
        desk.set(['claims', current, 'at'], range);
      else startAt(range);
      return;
    }
    anchor.current = at;
    const own = codedUnits(record).get(at)?.[0];
    if (own !== undefined && !isNew) {
      choose(own);
      setTimeout(() => focusField('text'));
    } else startAt(at);
  };
  const act = (change: (index: number) => AuthoredMap, to: number): void => {
    desk.change(change(current));
    choose(Math.max(0, to));
  };
  const takeOut = (): void => {
    const isCited = desk.opened !== null && textAt(record, ['status']) === 'published';
    const reason = isCited
      ? prompt('People may cite this claim, so it leaves a line under “retired”. Why is it taken out?')
      : '';
    if (reason === null || (isCited && reason.trim() === '')) return;
    act(
      (index) => remove(record, index, isCited ? { date: today(), reason: reason.trim() } : null),
      current - 1,
    );
  };
  const cut = (): void => {
    const field = document.getElementById(fieldId('text')) as HTMLTextAreaElement | null;
    const words = textAt(claim, ['text']);
    const place =
      field !== null && field.selectionStart > 0 && field.selectionStart < words.length
        ? field.selectionStart
        : words.search(/\s(?=\S*$)/);
    act((index) => split(record, index, place === -1 ? words.length : place), current);
  };
  const goOn = (): void => {
    const here = order.indexOf(unitsOf(textAt(claim, ['at'])).at(-1) ?? '');
    const coded = codedUnits(record);
    const out = leftOut(record);
    const next = order.find((at, index) => index > here && !coded.has(at) && !out.has(at)) ?? order[here + 1];
    if (next !== undefined) pick(next, false, !coded.has(next));
  };
  // The same functions at every drawing, so that sentences which did not change are not drawn again.
  const latest = useRef({ pick, choose, leave: (_at: string, _reason: string) => {} });
  latest.current = { pick, choose, leave: (at, reason) => desk.change(withLeftOut(record, at, reason)) };
  const stable = useMemo(
    () => ({
      onPick: (at: string, isRange: boolean, isNew: boolean) => latest.current.pick(at, isRange, isNew),
      onChoose: (index: number) => latest.current.choose(index),
      onLeaveOut: (at: string, reason: string) => latest.current.leave(at, reason),
    }),
    [],
  );
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const isCommand = event.ctrlKey || event.metaKey;
      const key = event.key.toLowerCase();
      if (isCommand && event.key === 'Enter') goOn();
      else if (event.altKey && event.key === 'ArrowUp')
        act((index) => move(record, index, -1), current - (current > 0 ? 1 : 0));
      else if (event.altKey && event.key === 'ArrowDown')
        act((index) => move(record, index, 1), Math.min(claims.length - 1, current + 1));
      else if (event.altKey && event.key === 'PageDown') choose(Math.min(claims.length - 1, current + 1));
      else if (event.altKey && event.key === 'PageUp') choose(Math.max(0, current - 1));
      else if (isCommand && key === 'd') act((index) => duplicate(record, index), current + 1);
      else if (isCommand && event.altKey && key === 's') cut();
      else if (isCommand && event.altKey && key === 'm')
        act((index) => mergeWithNext(record, index), current);
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  });

  return (
    <main id="content" class="claims-view">
      <section class="pane sentences" aria-label="Sentences">
        {text === null ? (
          <WithoutText onAt={startAt} value={typedAt} onValue={setTypedAt} />
        ) : (
          <Sentences units={units} record={record} current={current} {...stable} />
        )}
      </section>
      <section class="pane form" aria-label="The claim">
        {claim === undefined ? (
          <div class="empty">
            <h2>No claim yet</h2>
            <p>
              Click the first sentence that says something about foreign policy, or go to it with <kbd>↓</kbd>{' '}
              and press <kbd>Enter</kbd>. One claim says one thing; leave out jokes, thanks and the weather.
            </p>
          </div>
        ) : (
          <>
            <header class="claim-head">
              <h2>
                <span class="code">{textAt(claim, ['id'])}</span> at{' '}
                <span class="code">{textAt(claim, ['at'])}</span>
                <span class="muted small">
                  {' '}
                  · claim {current + 1} of {claims.length}
                </span>
              </h2>
              <div class="row">
                <button
                  type="button"
                  class="button"
                  onClick={goOn}
                  disabled={text === null}
                  title="Ctrl and Enter"
                >
                  Next sentence
                </button>
                <details class="menu">
                  <summary class="button">This claim…</summary>
                  <div>
                    <button
                      type="button"
                      onClick={() => pick(unitsOf(textAt(claim, ['at']))[0] ?? '', false, true)}
                    >
                      Another claim here
                    </button>
                    <button
                      type="button"
                      onClick={() => act((index) => duplicate(record, index), current + 1)}
                    >
                      Duplicate <kbd>Ctrl D</kbd>
                    </button>
                    <button type="button" onClick={cut}>
                      Split at the cursor <kbd>Ctrl Alt S</kbd>
                    </button>
                    <button
                      type="button"
                      disabled={current === claims.length - 1}
                      onClick={() => act((index) => mergeWithNext(record, index), current)}
                    >
                      Merge with the next <kbd>Ctrl Alt M</kbd>
                    </button>
                    <button
                      type="button"
                      disabled={current === 0}
                      onClick={() => act((index) => move(record, index, -1), current - 1)}
                    >
                      Move up <kbd>Alt ↑</kbd>
                    </button>
                    <button
                      type="button"
                      disabled={current === claims.length - 1}
                      onClick={() => act((index) => move(record, index, 1), current + 1)}
                    >
                      Move down <kbd>Alt ↓</kbd>
                    </button>
                    <button type="button" onClick={takeOut}>
                      Take out
                    </button>
                  </div>
                </details>
              </div>
            </header>
            <ClaimForm key={textAt(claim, ['id'])} index={current} />
          </>
        )}
      </section>
      <aside class="pane yaml" aria-label="The file as it is written">
        <YamlView />
      </aside>
    </main>
  );
}

/** Without the text the coder writes the address. */
function WithoutText({
  onAt,
  value,
  onValue,
}: {
  onAt: (at: string) => void;
  value: string;
  onValue: (at: string) => void;
}) {
  const desk = useDeskState();
  const claims = claimsOf(desk.record);
  return (
    <>
      <p class="notice small">
        {desk.wanted === null
          ? 'The text is not open. '
          : 'The text is not open again yet: it is never kept. '}
        <button type="button" class="plain" onClick={() => desk.go('text')}>
          Open it
        </button>{' '}
        to click sentences, or write where a claim stands.
      </p>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          if (value.trim() !== '') onAt(value.trim());
          onValue('');
        }}
      >
        <label>
          Address{' '}
          <input
            type="text"
            value={value}
            placeholder="p6.s2"
            onInput={(event) => onValue(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button">
          New claim
        </button>
      </form>
      <ol class="claim-list">
        {claims.map((one, index) => (
          <li key={textAt(one, ['id'])}>
            <button
              type="button"
              class={index === desk.claim ? 'current' : ''}
              onClick={() => desk.choose(index)}
            >
              <span class="code">
                {textAt(one, ['id'])} {textAt(one, ['at'])}
              </span>{' '}
              {textAt(one, ['text'])}
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}

interface SentencesProps {
  units: readonly Unit[];
  record: AuthoredMap;
  current: number;
  onPick: (at: string, isRange: boolean, isNew: boolean) => void;
  onChoose: (index: number) => void;
  onLeaveOut: (at: string, reason: string) => void;
}

/** All sentences, each with its claims beside it; what is coded, left out or open. */
function Sentences({ units, record, current, onPick, onChoose, onLeaveOut }: SentencesProps) {
  const list = useRef<HTMLOListElement>(null);
  const { judged } = useDeskState();
  const coded = useMemo(() => codedUnits(record), [record]);
  const out = useMemo(() => leftOut(record), [record]);
  const claims = claimsOf(record);
  const here = new Set(unitsOf(textAt(claims[current], ['at'])));
  const faulty = new Set(
    judged.findings.flatMap(({ at, severity }) =>
      at[0] === 'claims' && severity === 'error' ? [at[1]] : [],
    ),
  );
  const done = units.filter(({ at }) => coded.has(at)).length;
  const open = units.length - done - units.filter(({ at }) => !coded.has(at) && out.has(at)).length;
  const onKeyDown = (event: KeyboardEvent): void => {
    const { target } = event;
    if (!(target instanceof HTMLElement) || !target.matches('.sentence')) return;
    const all = [...(list.current?.querySelectorAll<HTMLElement>('.sentence') ?? [])];
    const at = all.indexOf(target);
    const step =
      event.key === 'ArrowDown' || event.key === 'j'
        ? 1
        : event.key === 'ArrowUp' || event.key === 'k'
          ? -1
          : 0;
    const unit = units[at]?.at ?? '';
    if (step !== 0 && !event.altKey) all[at + step]?.focus();
    else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) onPick(unit, event.shiftKey, false);
    else if (event.key === 'n') onPick(unit, false, true);
    else if (event.key === 'x') onLeaveOut(unit, out.has(unit) ? '' : 'nothing about foreign policy');
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div class="progress" role="status">
        <progress max={units.length} value={units.length - open} aria-label="Sentences dealt with" />
        <span class="small">
          {done} coded · {units.length - done - open} left out · <strong>{open} open</strong>
        </span>
      </div>
      <ol ref={list} onKeyDown={onKeyDown}>
        {units.map((unit) => (
          <Sentence
            key={unit.at}
            at={unit.at}
            text={unit.text}
            isHere={here.has(unit.at)}
            reason={out.get(unit.at) ?? null}
            marks={(coded.get(unit.at) ?? [])
              .map(
                (index) =>
                  `${index} ${textAt(claims[index], ['id'])} ${index === current ? 'current' : ''} ${faulty.has(index) ? 'faulty' : ''}`,
              )
              .join('|')}
            onPick={onPick}
            onChoose={onChoose}
            onLeaveOut={onLeaveOut}
          />
        ))}
      </ol>
    </>
  );
}

interface SentenceProps {
  at: string;
  text: string;
  isHere: boolean;
  reason: string | null;
  /** Its claims: place in the list, id, and what is to be said of each. */
  marks: string;
  onPick: SentencesProps['onPick'];
  onChoose: SentencesProps['onChoose'];
  onLeaveOut: SentencesProps['onLeaveOut'];
}

/** Drawn anew only when something about it changed: a text has hundreds. */
const Sentence = memo(
  function Sentence({ at, text, isHere, reason, marks, onPick, onChoose, onLeaveOut }: SentenceProps) {
    const claims = marks === '' ? [] : marks.split('|').map((one) => one.split(' '));
    const row = useRef<HTMLLIElement>(null);
    useEffect(() => {
      if (isHere) row.current?.scrollIntoView({ block: 'nearest' });
    }, [isHere]);
    return (
      <li
        ref={row}
        class={`unit ${isHere ? 'here' : ''} ${claims.length > 0 ? 'coded' : reason === null ? 'open' : 'out'}`}
      >
        <span class="address code">{at}</span>
        <button
          type="button"
          class="sentence"
          title={claims.length > 0 ? 'Go to its claim' : 'Make a claim of it'}
          onClick={(event) => onPick(at, event.shiftKey, false)}
        >
          {text}
        </button>
        <span class="marks">
          {claims.map(([index = '', id, ...states]) => (
            <button
              key={id}
              type="button"
              class={`mark ${states.join(' ')}`}
              onClick={() => onChoose(Number(index))}
              aria-label={`Claim ${id}${states.includes('faulty') ? ', has errors' : ''}`}
            >
              {id}
            </button>
          ))}
          {claims.length > 0 && (
            <button
              type="button"
              class="mark add"
              onClick={() => onPick(at, false, true)}
              aria-label={`Another claim at ${at}`}
            >
              +
            </button>
          )}
          {claims.length === 0 && <LeaveOut at={at} reason={reason} onLeaveOut={onLeaveOut} />}
        </span>
      </li>
    );
  },
  (before, after) =>
    before.marks === after.marks &&
    before.isHere === after.isHere &&
    before.text === after.text &&
    before.reason === after.reason,
);

const REASONS = [
  'nothing about foreign policy',
  'thanks or greeting',
  'repeats another sentence',
  'a joke or an aside',
  'a question without content',
];

function LeaveOut({
  at,
  reason,
  onLeaveOut,
}: {
  at: string;
  reason: string | null;
  onLeaveOut: (at: string, reason: string) => void;
}) {
  const own = reason === null || REASONS.includes(reason) ? [] : [reason];
  return (
    <select
      class="leave-out small"
      aria-label={`Leave out ${at}: reason`}
      value={reason ?? ''}
      onChange={(event) => onLeaveOut(at, event.currentTarget.value)}
    >
      <option value="">{reason === null ? 'leave out…' : 'code it after all'}</option>
      {[...own, ...REASONS].map((one) => (
        <option key={one} value={one}>
          {one}
        </option>
      ))}
    </select>
  );
}
