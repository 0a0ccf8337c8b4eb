import { useId, useState } from 'preact/hooks';
import type { AuthoredMap } from '../../../model/authored.ts';
import { listAt, textAt } from '../model/value.ts';
import { useDeskState } from '../state.ts';

/** An open question about a field: another value that could be right, and why. It stands under `disagreements`. */
export function Doubt({ claim, field }: { claim: string; field: string }) {
  const desk = useDeskState();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [alternative, setAlternative] = useState('');
  const [reason, setReason] = useState('');
  const all = listAt(desk.record, ['disagreements']) as AuthoredMap[];
  const own = all.filter((one) => textAt(one, ['claim']) === claim && textAt(one, ['field']) === field);
  const by = textAt(desk.record, ['coding', 'coder']);
  const add = (): void => {
    const line = { claim, field, alternative: alternative.trim(), by, reason: reason.trim() };
    desk.set(['disagreements'], [...all, line]);
    setOpen(false);
    setAlternative('');
    setReason('');
  };
  return (
    <>
      {own.map((one) => (
        <span key={textAt(one, ['alternative'])} class="question small" title={textAt(one, ['reason'])}>
          open: {textAt(one, ['alternative'])}?
        </span>
      ))}
      <button
        type="button"
        class="plain small"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        I doubt it<span class="aside"> ({field})</span>
      </button>
      <div id={id} class="doubt" hidden={!isOpen}>
        <label>
          What else could be right
          <input
            type="text"
            value={alternative}
            onInput={(event) => setAlternative(event.currentTarget.value)}
          />
        </label>
        <label>
          Why
          <input type="text" value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
        </label>
        <button
          type="button"
          class="button"
          disabled={alternative.trim() === '' || reason.trim() === '' || by === ''}
          onClick={add}
        >
          Keep as an open question
        </button>
        {by === '' && <p class="small muted">Say first, under “Work”, who codes.</p>}
      </div>
    </>
  );
}
