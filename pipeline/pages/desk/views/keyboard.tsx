import { useEffect, useRef } from 'preact/hooks';
import { FIELD_KEYS } from './claim-form.tsx';

const KEYS: readonly (readonly [title: string, keys: readonly (readonly [string, string])[]])[] = [
  [
    'Everywhere',
    [
      ['F1, or ? outside a field', 'this map'],
      ['Ctrl Z · Ctrl Shift Z', 'undo · redo'],
      ['Ctrl S', 'look over and save'],
      ['Alt 1 … Alt 5', 'text, work, claims, names, save'],
    ],
  ],
  [
    'Paragraphs',
    [
      ['↑ ↓', 'the one before, the next'],
      ['t d l c b o', 'title, deck, by-line, caption, body, other'],
      ['Shift and a letter', 'all from the last marked one'],
    ],
  ],
  [
    'Sentences',
    [
      ['↑ ↓', 'the one before, the next'],
      ['Enter', 'make a claim of it, or go to its claim'],
      ['Shift Enter', 'a range, from the last one'],
      ['n', 'another claim here'],
      ['x', 'leave it out, or not'],
    ],
  ],
  [
    'The claim',
    [
      ['Tab · Shift Tab', 'next field, field before'],
      ['Ctrl Enter', 'done: on to the next open sentence'],
      ['1, 2, … 15', 'the code of that number'],
      ['Alt Page Up · Alt Page Down', 'claim before, next claim'],
      ['Ctrl D', 'duplicate'],
      ['Ctrl Alt S · Ctrl Alt M', 'split at the cursor · merge with the next'],
      ['Alt ↑ · Alt ↓', 'move up, move down'],
      ['← → Enter in the words of a quote', 'first and last word'],
    ],
  ],
  ['The ladder', [['y · n · b', 'yes · no · back']]],
];

/** All keys on one page; Escape closes it. */
export function KeyboardMap({ onClose }: { onClose: () => void }) {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => box.current?.showModal(), []);
  return (
    <dialog ref={box} class="keyboard" aria-labelledby="keyboard-title" onClose={onClose}>
      <header class="row">
        <h2 id="keyboard-title">All keys</h2>
        <button type="button" class="button" onClick={() => box.current?.close()}>
          Close <kbd>Esc</kbd>
        </button>
      </header>
      <div class="columns">
        {KEYS.map(([title, keys]) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {keys.map(([key, what]) => (
                <div key={key}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <section>
          <h3>To a field of the claim: Alt and…</h3>
          <dl class="short">
            {Object.entries(FIELD_KEYS).map(([name, key]) => (
              <div key={name}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{name.replaceAll('_', ' ')}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </dialog>
  );
}
