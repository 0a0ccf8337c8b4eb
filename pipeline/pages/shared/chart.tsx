import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { download, pngOf, svgText } from './download.ts';
import { type Palette, usePalette } from './palette.ts';
import { Table, type TableColumn } from './table.tsx';

/** What a picture is drawn with. */
export interface Paper {
  palette: Palette;
  /** In pixels. */
  width: number;
}

/** Properties of {@link Chart}. */
export interface ChartProps<Row> {
  title: string;
  /** What is counted, and how. */
  unit: string;
  /** How much it rests on: `n = 12 claims in 3 works`. */
  rests: string;
  /** What the picture says, made from the data, for those who do not see it. */
  alternative: string;
  /** One for each mark; the table shows the same. */
  rows: readonly Row[];
  columns: readonly TableColumn<Row>[];
  /** Draws the rows. Marks that can be clicked are drawn from `rows` and carry the class `picks`. */
  draw: (rows: readonly Row[], paper: Paper) => Element;
  onPick?: (row: Row) => void;
  /** Begins the names of its files. */
  name: string;
  children?: ComponentChildren;
  note?: ComponentChildren;
}

/** A picture with title, unit, what it rests on, its table one key away (t), and as SVG and PNG. */
export function Chart<Row>(props: ChartProps<Row>) {
  const { title, unit, rests, alternative, rows, columns, draw, onPick, name, children, note } = props;
  const palette = usePalette();
  const paper = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [isTable, setTable] = useState(false);

  useEffect(() => {
    const element = paper.current;
    if (element === null) return;
    const watch = new ResizeObserver(([entry]) => {
      const now = Math.floor(entry?.contentRect.width ?? 0);
      if (now > 0) setWidth(now);
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [isTable]);

  useEffect(() => {
    const element = paper.current;
    if (element === null || width === 0 || isTable) return;
    const drawn = draw(rows, { palette, width });
    const svg = drawn instanceof SVGSVGElement ? drawn : drawn.querySelector('svg');
    svg?.setAttribute('role', 'img');
    svg?.setAttribute('aria-label', `${title}. ${alternative}`);
    element.replaceChildren(drawn);
  }, [rows, palette, width, isTable, alternative]);

  const pick = (event: MouseEvent): void => {
    const mark = event.target as Element & { __data__?: unknown };
    if (onPick === undefined || mark.closest('.picks') === null) return;
    const row = typeof mark.__data__ === 'number' ? rows[mark.__data__] : undefined;
    if (row !== undefined) onPick(row);
  };
  const svg = (): SVGSVGElement | null =>
    paper.current?.querySelector<SVGSVGElement>('svg[role="img"]') ?? null;
  const save = async (kind: 'svg' | 'png'): Promise<void> => {
    const picture = svg();
    if (picture === null) return;
    const content =
      kind === 'svg'
        ? new Blob([svgText(picture, palette.ground)], { type: 'image/svg+xml' })
        : await pngOf(picture, palette.ground);
    download(`${name}.${kind}`, content);
  };
  const byKey = (event: KeyboardEvent): void => {
    if (event.key !== 't' || event.ctrlKey || event.metaKey || event.altKey) return;
    if ((event.target as Element).matches('input, select, textarea')) return;
    event.preventDefault();
    setTable(!isTable);
  };

  return (
    <figure class="chart" onKeyDown={byKey}>
      <header>
        <figcaption>
          <h3>{title}</h3>
          <p class="small muted">
            {unit} · {rests}
          </p>
        </figcaption>
        <div class="tools">
          <button
            type="button"
            class="button"
            aria-pressed={isTable}
            title="key: t"
            onClick={() => setTable(!isTable)}
          >
            {isTable ? 'Picture' : 'Table'}
          </button>
          {!isTable && (
            <>
              <button type="button" class="button" onClick={() => save('svg')}>
                SVG
              </button>
              <button type="button" class="button" onClick={() => save('png')}>
                PNG
              </button>
            </>
          )}
        </div>
      </header>
      {children}
      {rows.length === 0 ? (
        <p class="muted">Nothing to draw in what is chosen.</p>
      ) : isTable ? (
        <Table caption={title} columns={columns} rows={rows} />
      ) : (
        // biome-ignore lint/a11y/useKeyWithClickEvents: by key the rows of the table do the same
        // biome-ignore lint/a11y/noStaticElementInteractions: the picture in it has the role
        <div ref={paper} class="paper" onClick={pick} />
      )}
      {note !== undefined && <p class="note small muted">{note}</p>}
    </figure>
  );
}
