import { useRef, useState } from 'preact/hooks';
import { ruleOf } from '../../../evidence/text/rules.ts';
import { sentencesOf } from '../../../evidence/text/sentences.ts';
import { namesInByLine, PARAGRAPH_KINDS, type ParagraphKind, readPrivateText } from '../model/text.ts';
import { listAt, textAt } from '../model/value.ts';
import { sha256, useDeskState } from '../state.ts';
import { FileButton } from './start.tsx';

const ABOUT: Readonly<Record<ParagraphKind, string>> = {
  title: 'the headline',
  deck: 'the line under the headline',
  'by-line': 'who wrote it; not part of the work',
  caption: 'the words under a picture',
  body: 'the text itself',
  other: 'advertising, menus, page numbers; not part of the work',
};

/** Loads the private text and says what its paragraphs are. */
export function TextView() {
  const desk = useDeskState();
  const { text, kinds, wanted } = desk;
  const [refused, setRefused] = useState<string | null>(null);
  const [isOver, setOver] = useState(false);
  const [isOther, setOther] = useState(false);

  const load = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const read = readPrivateText(new Uint8Array(await file.arrayBuffer()), sha256);
    if ('refused' in read) {
      setRefused(read.refused);
      return;
    }
    setRefused(null);
    setOther(wanted !== null && wanted !== read.digest);
    desk.loadText(read);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void load(event.dataTransfer?.files[0]);
  };

  return (
    <main
      id="content"
      class={`text-view ${isOver ? 'over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <h2>The text</h2>
      {text === null ? (
        <div class="drop">
          {wanted !== null && (
            <p class="notice">
              Your claims are back. The text was not kept: open the same file again, and the desk compares its
              digest with the one it was.
            </p>
          )}
          <p>
            Open the text as a plain text file (.txt, UTF-8), or drop it here. It stays on your computer and
            is forgotten when you close this page.
          </p>
          <FileButton isMain label="Open the text" accept=".txt,.md,text/plain" onFile={load} />
          <p class="small muted">
            How to get one: on a web page choose the article, copy, paste into a text editor and save. From a
            PDF use “Save as text”. Leave a blank line between paragraphs. Without the file you can still
            code: write the address of each claim yourself.
          </p>
        </div>
      ) : (
        <>
          <p class="row">
            <span>
              {kinds.filter((kind) => kind === 'body').length} paragraphs of text, {desk.units.length}{' '}
              sentences and lines to code.
            </span>
            <button type="button" class="button main" onClick={() => desk.go('work')}>
              That is right: go on to the work
            </button>
            <FileButton label="Another file" accept=".txt,.md,text/plain" onFile={load} />
          </p>
          {isOther && (
            <p class="notice warning" role="alert">
              This is not the file that the claims were made from: its digest is another one. Look whether
              their sentences are still the same, or open the other file.
            </p>
          )}
          {text.hints.map((hint) => (
            <p key={hint} class="notice warning">
              {hint}
            </p>
          ))}
          <ByLine />
          <p class="muted small">
            Say what each paragraph is: click, or go to it with <kbd>↑</kbd> <kbd>↓</kbd> and press{' '}
            <kbd>t</kbd> title, <kbd>d</kbd> deck, <kbd>l</kbd> by-line, <kbd>c</kbd> caption, <kbd>b</kbd>{' '}
            body, <kbd>o</kbd> other. Hold <kbd>Shift</kbd> and it holds for all from the last marked one.
          </p>
          <Paragraphs />
        </>
      )}
      {refused !== null && (
        <p class="notice error" role="alert">
          {refused}
        </p>
      )}
    </main>
  );
}

const LETTERS: Readonly<Record<string, ParagraphKind>> = {
  t: 'title',
  d: 'deck',
  l: 'by-line',
  c: 'caption',
  b: 'body',
  o: 'other',
};

function Paragraphs() {
  const { text, kinds, mark, record } = useDeskState();
  const last = useRef(0);
  const list = useRef<HTMLOListElement>(null);
  const rule = ruleOf(record as Parameters<typeof ruleOf>[0]);
  let body = 0;
  const put = (index: number, kind: ParagraphKind, isRange: boolean): void => {
    const [from, to] = isRange
      ? [Math.min(last.current, index), Math.max(last.current, index)]
      : [index, index];
    mark(kinds.map((one, at) => (at >= from && at <= to ? kind : one)));
    last.current = index;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const rows = [...(list.current?.children ?? [])];
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const kind = LETTERS[event.key.toLowerCase()];
    if (at === -1 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (step !== 0) {
      event.preventDefault();
      rows[at + step]?.querySelector<HTMLElement>('input:checked')?.focus();
    } else if (kind !== undefined) {
      event.preventDefault();
      put(at, kind, event.shiftKey);
      setTimeout(() => rows[at]?.querySelector<HTMLElement>('input:checked')?.focus());
    }
  };
  return (
    <ol class="paragraphs" ref={list} onKeyDown={onKeyDown}>
      {text?.copy.paragraphs.map((paragraph, index) => {
        const kind = kinds[index] ?? 'body';
        if (kind === 'body') body += 1;
        const place = kind === 'body' ? `p${body}` : kind;
        return (
          <li key={`${index} ${paragraph.text.length}`} class={`paragraph ${kind}`}>
            <fieldset>
              <legend class="aside">Paragraph {index + 1}</legend>
              {PARAGRAPH_KINDS.map((one) => (
                <label key={one} class={one === kind ? 'chosen' : ''} title={ABOUT[one]}>
                  <input
                    type="radio"
                    name={`paragraph-${index}`}
                    checked={one === kind}
                    onClick={(event) => put(index, one, event.shiftKey)}
                  />
                  {one}
                </label>
              ))}
            </fieldset>
            <p>
              <span class="address code">{place}</span>{' '}
              {kind === 'body'
                ? sentencesOf(paragraph.folded, rule).map((sentence, at) => (
                    <span key={`${at} ${sentence.length}`}>
                      <sup class="muted">{at + 1}</sup>
                      {sentence}{' '}
                    </span>
                  ))
                : paragraph.text}
            </p>
          </li>
        );
      })}
    </ol>
  );
}

/** What title and by-line say can be taken over into the head of the record, if it has none yet. */
function ByLine() {
  const desk = useDeskState();
  const { text, kinds, record } = desk;
  const of = (kind: ParagraphKind): string =>
    text?.copy.paragraphs
      .filter((_, index) => kinds[index] === kind)
      .map((one) => one.text)
      .join(' ') ?? '';
  const [title, byLine] = [of('title'), of('by-line')];
  const names = byLine === '' ? [] : namesInByLine(byLine);
  const hasTitle = textAt(record, ['source', 'title']) !== '';
  const hasAuthors = listAt(record, ['source', 'authors']).length > 0;
  if ((title === '' || hasTitle) && (names.length === 0 || hasAuthors)) return null;
  return (
    <p class="row small">
      {title !== '' && !hasTitle && (
        <button type="button" class="button" onClick={() => desk.set(['source', 'title'], title)}>
          Take the headline as the title of the work
        </button>
      )}
      {names.length > 0 && !hasAuthors && (
        <button type="button" class="button" onClick={() => desk.set(['source', 'authors'], names)}>
          Take {names.join(', ')} as author{names.length > 1 ? 's' : ''}
        </button>
      )}
    </p>
  );
}
