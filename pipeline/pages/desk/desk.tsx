import { useEffect, useErrorBoundary, useLayoutEffect, useState } from 'preact/hooks';
import { saveDownload } from './files.ts';
import type { Project } from './model/open.ts';
import { textAt } from './model/value.ts';
import { DeskProvider, STEPS, type Step, useDesk, useDeskState } from './state.ts';
import { ClaimsView } from './views/claims.tsx';
import { KeyboardMap } from './views/keyboard.tsx';
import { NamesView } from './views/names.tsx';
import { SaveView } from './views/save.tsx';
import { SettleView } from './views/settle.tsx';
import { Start } from './views/start.tsx';
import { TextView } from './views/text.tsx';
import { WorkView } from './views/work.tsx';

const TITLES: Readonly<Record<Exclude<Step, 'start'>, string>> = {
  text: 'Text',
  work: 'Work',
  claims: 'Claims',
  names: 'Names',
  save: 'Save',
  settle: 'Settle',
};

/** The desk: its head with the steps, and the step that is shown. */
export function DeskPage({ project }: { project: Project }) {
  const desk = useDesk(project);
  const { step, go, history, findings, record } = desk;
  const [isMap, setMap] = useState(false);
  const [isSettling, setSettling] = useState(false);
  const steps = STEPS.filter((one) => one !== 'settle' || isSettling);
  // In place as soon as the step is shown: a key that is pressed at once is not lost.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const isCommand = event.ctrlKey || event.metaKey;
      const isTyping =
        event.target instanceof HTMLElement && event.target.matches('input[type="text"], textarea, select');
      const key = event.key.toLowerCase();
      const digit = /^Digit([1-6])$/.exec(event.code)?.[1];
      if (event.key === 'F1' || (event.key === '?' && !isTyping)) setMap(true);
      else if (step === 'start') return;
      else if (isCommand && !event.altKey && key === 'z') (event.shiftKey ? desk.redo : desk.undo)();
      else if (isCommand && key === 'y') desk.redo();
      else if (isCommand && !event.altKey && key === 's') go('save');
      else if (event.altKey && !isCommand && digit !== undefined && steps[Number(digit) - 1] !== undefined)
        go(steps[Number(digit) - 1] as Step);
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  });
  useEffect(() => {
    // A file that is dropped beside the places for it would be opened in place of the page, and the work be gone.
    const stay = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    addEventListener('dragover', stay);
    addEventListener('drop', stay);
    return () => {
      removeEventListener('dragover', stay);
      removeEventListener('drop', stay);
    };
  }, []);
  const [fault, forget] = useErrorBoundary();
  const errors = findings.filter(({ severity }) => severity === 'error').length;

  return (
    <DeskProvider value={desk}>
      <a class="skip button" href="#content">
        To the content
      </a>
      <header class="desk-head">
        <h1>
          Coding desk{' '}
          {step !== 'start' && <span class="muted">{textAt(record, ['id']) || 'new record'}</span>}
        </h1>
        {step !== 'start' && (
          <nav aria-label="Steps">
            <ol>
              {steps.map((one, index) => (
                <li key={one}>
                  <button
                    type="button"
                    aria-current={one === step ? 'step' : undefined}
                    onClick={() => go(one)}
                  >
                    <span class="number">{index + 1}</span> {TITLES[one]}{' '}
                    {one === 'save' && errors > 0 && (
                      <span class="badge" title={`${errors} to mend`}>
                        {errors}
                        <span class="aside"> to mend</span>
                      </span>
                    )}
                  </button>
                </li>
              ))}
            </ol>
          </nav>
        )}
        <div class="tools">
          {step !== 'start' && (
            <>
              <button
                type="button"
                class="button"
                disabled={history.past.length === 0}
                onClick={desk.undo}
                title="Ctrl Z"
              >
                Undo
              </button>
              <button
                type="button"
                class="button"
                disabled={history.future.length === 0}
                onClick={desk.redo}
                title="Ctrl Shift Z"
              >
                Redo
              </button>
            </>
          )}
          <button type="button" class="button" onClick={() => setMap(true)} title="F1">
            Keys
          </button>
        </div>
      </header>
      {desk.isElsewhere && (
        <p class="notice warning" role="alert">
          <strong>Another tab has this record open, too.</strong> Go on in one of them only: both keep the
          same draft, and the later one wins.
        </p>
      )}
      {fault !== undefined && (
        <div class="notice error" role="alert">
          <p>
            <strong>The desk made a mistake</strong> ({String((fault as Error).message)}). Nothing is lost:
            the last step was not made, and the draft is kept.
          </p>
          <button type="button" class="button" onClick={forget}>
            Go on
          </button>{' '}
          <button type="button" class="button" onClick={() => saveDownload('record.yaml', desk.yaml)}>
            Save the file as it is
          </button>
        </div>
      )}
      {step === 'start' && (
        <Start
          onSettle={() => {
            setSettling(true);
            setTimeout(() => go('settle'));
          }}
        />
      )}
      {step === 'text' && <TextView />}
      {step === 'work' && <WorkView />}
      {step === 'claims' && <ClaimsView />}
      {step === 'names' && <NamesView />}
      {step === 'save' && <SaveView />}
      {step === 'settle' && <SettleView />}
      {step !== 'start' && <Kept />}
      {isMap && <KeyboardMap onClose={() => setMap(false)} />}
    </DeskProvider>
  );
}

/** What is kept where, always in sight. */
function Kept() {
  const { keptAt, keptFault, isDirty, text, path } = useDeskState();
  return (
    <footer class="kept small">
      {keptFault ? (
        <span class="over">This browser keeps nothing for pages opened from disk: save often.</span>
      ) : isDirty ? (
        <span>
          Draft of the claims kept in this browser
          {keptAt === null ? '' : `, ${new Date(keptAt).toLocaleTimeString()}`}; not yet saved as{' '}
          <span class="code">{path}</span>
        </span>
      ) : (
        <span>Nothing to save.</span>
      )}
      <span class="muted">
        {' '}
        {text === null ? 'No text is open.' : 'The text is in memory only and kept nowhere.'}
      </span>
    </footer>
  );
}
