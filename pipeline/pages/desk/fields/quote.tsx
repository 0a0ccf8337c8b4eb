import { useRef, useState } from 'preact/hooks';
import type { AuthoredMap, ValuePath } from '../../../model/authored.ts';
import { PUBLIC_WORKS } from '../../../model/public-works.ts';
import { countWords } from '../../../model/words.ts';
import { claimsOf } from '../model/claims.ts';
import { quoteFault } from '../model/evidence.ts';
import { textAt } from '../model/value.ts';
import { useDeskState } from '../state.ts';
import { Line } from './line.tsx';

/** Words that a claim and a record may quote (docs/coding/claims.md, "Quotations"). */
const [MOST_OF_CLAIM, MOST_OF_RECORD] = [40, 150];

/** The quote of a claim: words of its sentence, chosen by the first and the last one. */
export function Quote({
  path,
  label,
  id,
  describedBy,
  sentence,
  at,
}: {
  path: ValuePath;
  label: string;
  id: string;
  describedBy: string;
  sentence: string | null;
  at: string;
  index: number;
}) {
  const desk = useDeskState();
  const [from, setFrom] = useState<number | null>(null);
  const [isPiece, setPiece] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const quote = textAt(desk.record, path);
  const words =
    sentence === null
      ? []
      : [...sentence.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
          word,
          start: index,
          end: index + word.length,
        }));
  const used = claimsOf(desk.record).reduce(
    (sum, claim: AuthoredMap) => sum + countWords(textAt(claim, ['quote'])),
    0,
  );
  const fault = quote === '' || desk.words === null ? null : quoteFault(quote, at, desk.words);
  const isPublicWork = PUBLIC_WORKS.includes(textAt(desk.record, ['source', 'kind']));
  const take = (first: number, last: number): void => {
    const [low, high] = [Math.min(first, last), Math.max(first, last)];
    const written = (sentence ?? '')
      .slice(words[low]?.start, words[high]?.end)
      .replace(/^["'“”‘’„«»(]+/, '')
      .replace(/["'“”‘’„«»),.;:!?]+$/, '');
    desk.set(path, isPiece && quote !== '' ? `${quote} ... ${written}` : written);
    setFrom(null);
    setPiece(false);
  };
  const pick = (index: number): void => {
    if (from === null) setFrom(index);
    else take(from, index);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const all = [...(list.current?.querySelectorAll('button') ?? [])];
    const next = all[all.indexOf(document.activeElement as HTMLButtonElement) + step];
    next?.focus();
  };
  return (
    <div class="quote">
      {words.length > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: words in a row are no set of fields
        <div
          class="words"
          ref={list}
          role="group"
          aria-label="Words of the sentence: choose the first and the last to be quoted"
          onKeyDown={onKeyDown}
        >
          {words.map(({ word, start }, index) => (
            <button
              key={start}
              type="button"
              tabIndex={index === (from ?? 0) ? 0 : -1}
              class={index === from ? 'from' : ''}
              aria-pressed={index === from}
              onClick={() => pick(index)}
            >
              {word}
            </button>
          ))}
        </div>
      )}
      <Line
        {...{ path, label, id, describedBy }}
        placeholder={words.length > 0 ? 'click the first and the last word above' : 'the exact words'}
      />
      <p class="small muted">
        {from !== null && <strong>Now the last word. </strong>}
        <span class={countWords(quote) > MOST_OF_CLAIM ? 'over' : ''}>
          {countWords(quote)} of {MOST_OF_CLAIM} words
        </span>
        {' · '}
        <span class={used > MOST_OF_RECORD ? 'over' : ''}>
          {used} of {MOST_OF_RECORD} in the record
        </span>
        {' · '}
        {isPublicWork
          ? 'The work is a public one: words of its speakers may be quoted.'
          : 'Only words of a public official or of a public document; never the authors’ own.'}{' '}
        {quote !== '' && words.length > 0 && (
          <button type="button" class="plain" aria-pressed={isPiece} onClick={() => setPiece(!isPiece)}>
            {isPiece ? 'Choose the further piece above' : 'Add a further piece'}
          </button>
        )}
      </p>
      {fault !== null && (
        <p class="message error small" role="status">
          {fault}
        </p>
      )}
    </div>
  );
}
