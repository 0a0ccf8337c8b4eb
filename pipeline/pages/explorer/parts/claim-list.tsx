import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useMedia } from '../../shared/media.ts';
import { itemsOf } from '../data/decode.ts';
import type { Explorer } from '../explorer.ts';
import { listInWords } from './words.ts';

/** Properties of {@link ClaimList}. */
interface ClaimListProps {
  explorer: Explorer;
  /** Rows of claims, in the order in which they are shown. */
  rows: Uint32Array;
}

/** Rows drawn above and below what is seen. */
const SPARE = 6;
/** A row is as high on every line, so that any of a hundred thousand is found without drawing the others. */
const HEIGHT = { wide: 104, narrow: 148 };

/** The claims, of which only those in sight are drawn. Arrows move, Enter opens. */
export function ClaimList({ explorer, rows }: ClaimListProps) {
  const { data, state, go } = explorer;
  const scroller = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [size, setSize] = useState(800);
  const isNarrow = useMedia('(max-width: 700px)');
  const [active, setActive] = useState(0);
  const height = isNarrow ? HEIGHT.narrow : HEIGHT.wide;
  const opened = state.claim === '' ? -1 : data.claims.find(state.claim);
  const openedAt = useMemo(() => (opened === -1 ? -1 : rows.indexOf(opened)), [rows, opened]);

  useEffect(() => {
    const watch = new ResizeObserver(() => setSize(scroller.current?.clientHeight ?? 800));
    if (scroller.current !== null) watch.observe(scroller.current);
    return () => watch.disconnect();
  }, []);

  const show = (place: number): void => {
    const box = scroller.current;
    if (box === null) return;
    if (place * height < box.scrollTop) box.scrollTop = place * height;
    else if ((place + 1) * height > box.scrollTop + box.clientHeight)
      box.scrollTop = (place + 1) * height - box.clientHeight;
  };
  useEffect(() => {
    if (openedAt === -1) {
      setActive(0);
      if (scroller.current !== null) scroller.current.scrollTop = 0;
    } else {
      setActive(openedAt);
      show(openedAt);
    }
  }, [rows]);
  useEffect(() => {
    if (openedAt === -1) return;
    setActive(openedAt);
    show(openedAt);
  }, [openedAt]);

  const open = (place: number): void => {
    const row = rows[place];
    if (row !== undefined) go({ claim: data.claims.cell('claim_id', row) }, state.claim !== '');
  };
  const move = (place: number): void => {
    const next = Math.max(0, Math.min(rows.length - 1, place));
    setActive(next);
    show(next);
    // With the pane open, reading goes on claim by claim.
    if (state.claim !== '') open(next);
  };
  const byKey = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor(size / height) - 1);
    const steps: Record<string, () => void> = {
      ArrowDown: () => move(active + 1),
      ArrowUp: () => move(active - 1),
      PageDown: () => move(active + page),
      PageUp: () => move(active - page),
      Home: () => move(0),
      End: () => move(rows.length - 1),
      Enter: () => open(active),
      ' ': () => open(active),
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    step();
  };

  const first = Math.max(0, Math.floor(top / height) - SPARE);
  const last = Math.min(rows.length, Math.ceil((top + size) / height) + SPARE);
  const shown = Array.from({ length: Math.max(0, last - first) }, (_, at) => first + at);
  return (
    <div
      ref={scroller}
      class="claim-list"
      role="listbox"
      aria-label="Claims"
      tabIndex={0}
      aria-activedescendant={rows.length > 0 ? `row-${active}` : undefined}
      onKeyDown={byKey}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <div role="presentation" style={`height: ${rows.length * height}px`}>
        {shown.map((place) => {
          const row = rows[place] as number;
          const cell = (column: string): string => data.claims.cell(column, row);
          const about = itemsOf(data.targets, row).map(data.actorName);
          const voice = cell('voice');
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys
            // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names the active option
            <div
              key={row}
              id={`row-${place}`}
              class={`row voice-${voice}${place === active ? ' active' : ''}`}
              role="option"
              aria-selected={row === opened}
              aria-setsize={rows.length}
              aria-posinset={place + 1}
              data-claim={cell('claim_id')}
              style={`top: ${place * height}px; height: ${height}px`}
              onClick={() => {
                setActive(place);
                open(place);
              }}
            >
              <p class="who">
                <bdi>{listInWords(cell('claimant_names'))}</bdi>
                <span class={`voice ${voice}`}>{VOICES[voice] ?? voice}</span>
              </p>
              <p class="text" dir="auto">
                {cell('claim_text')}
              </p>
              <p class="line small muted">
                <span>{data.label('type', cell('claim_type'))}</span>
                <span class="number">{cell('date') || 'no date'}</span>
                {about.length > 0 && (
                  <span>
                    about <bdi>{about.join(', ')}</bdi>
                  </span>
                )}
                <span class="source">
                  <bdi>{cell('source_title')}</bdi>, {cell('anchor')}
                </span>
              </p>
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Voices in the fewest words. */
export const VOICES: Readonly<Record<string, string>> = {
  author: 'speaks here',
  publisher: 'publisher',
  reported: 'is reported',
};
