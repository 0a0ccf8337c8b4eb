import { useEffect, useMemo, useRef } from 'preact/hooks';
import { lineOf } from '../model/findings.ts';
import { useDeskState } from '../state.ts';

/**
 * The file as it stands, read-only, with the lines of the field that is being worked on. It is the file that was taken last: in a
 * long record it follows when the typing rests, so that no key has to wait for thousands of lines to be laid out.
 */
export function YamlView() {
  const { focus, claim, judged, path } = useDeskState();
  const { file } = judged.taken;
  // 0 for a field that the file does not have yet: then no line is marked.
  const line = lineOf(file, focus.length > 0 ? focus : ['claims', claim]);
  const [above, marked, below] = useMemo(() => cutAtField(file.text, line), [file, line]);
  const mark = useRef<HTMLElement>(null);
  useEffect(() => {
    const { current } = mark;
    const box = current?.closest<HTMLElement>('.yaml-text');
    if (current && box) box.scrollTop = current.offsetTop - box.clientHeight / 3;
  }, [line]);
  return (
    <>
      <h3 class="small">
        <span class="code">{path}</span>{' '}
        <span class="muted">{line === 0 ? 'read-only' : `line ${line}, read-only`}</span>
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard */}
      <pre class="yaml-text code" tabIndex={0}>
        <span>{above}</span>
        {line > 0 && <mark ref={mark}>{marked}</mark>}
        <span>{below}</span>
      </pre>
    </>
  );
}

/** What stands above a field, its lines with all that is indented below its first, and the rest. */
function cutAtField(text: string, line: number): [string, string, string] {
  if (line === 0) return [text, '', ''];
  let start = 0;
  for (let passed = 1; passed < line; passed += 1) start = text.indexOf('\n', start) + 1;
  const rest = text.slice(start);
  const margin = /^ *(?:- )?/.exec(rest)?.[0].length ?? 0;
  const end = new RegExp(`^[^\\n]*(?:\\n {${margin + 1},}\\S[^\\n]*)*\\n?`).exec(rest)?.[0].length ?? 0;
  return [text.slice(0, start), rest.slice(0, end), rest.slice(end)];
}
