import { useEffect, useRef } from 'preact/hooks';
import { lineOf } from '../model/findings.ts';
import { useDeskState } from '../state.ts';

/** The file as it stands, read-only, with the lines of the field that is being worked on. */
export function YamlView() {
  const { yaml, focus, claim, judged, path } = useDeskState();
  const { file } = judged.taken;
  const at = focus.length > 0 ? focus : ['claims', claim];
  // 0 for a field that the file does not have yet: then no line is marked.
  const line = lineOf(file, at);
  const lines = yaml.split('\n');
  const mark = useRef<HTMLElement>(null);
  const indent = /^ *(- )?/.exec(lines[line - 1] ?? '')?.[0].length ?? 0;
  let end = line;
  while (
    end < lines.length &&
    (/^\s*$/.exec(lines[end] ?? '') === null
      ? (/^ */.exec(lines[end] ?? '')?.[0].length ?? 0) > indent
      : false)
  )
    end += 1;
  useEffect(() => {
    const { current } = mark;
    const box = current?.closest<HTMLElement>('.yaml-text');
    if (current && box) box.scrollTop = current.offsetTop - box.clientHeight / 3;
  }, [line]);
  const join = (from: number, to: number): string =>
    lines
      .slice(from, to)
      .map((one) => `${one}\n`)
      .join('');
  return (
    <>
      <h3 class="small">
        <span class="code">{path}</span>{' '}
        <span class="muted">{line === 0 ? 'read-only' : `line ${line}, read-only`}</span>
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard */}
      <pre class="yaml-text code" tabIndex={0}>
        {line === 0 ? (
          yaml
        ) : (
          <>
            {join(0, line - 1)}
            <mark ref={mark}>{join(line - 1, end)}</mark>
            {join(end, lines.length)}
          </>
        )}
      </pre>
    </>
  );
}
