import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { download, framed, pngOf, svgText } from './download.ts';
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
  /** The rows of the table, where it holds more than the picture; made when it is opened. */
  all?: () => readonly Row[];
  /** Draws the rows. Marks that can be clicked are drawn from `rows` and carry the class `picks`. */
  draw: (rows: readonly Row[], paper: Paper) => Element;
  onPick?: (row: Row) => void;
  /** Begins the names of its files. */
  name: string;
  children?: ComponentChildren;
  note?: ComponentChildren;
}

/** What a drawing of the library looks like on the ground that the reader wants. */
export function styleOn({ ground, ink }: Palette) {
  return { background: ground, color: ink, fontSize: '12px', fontFamily: 'system-ui, sans-serif' };
}

/** Stands below a picture in its file. */
const SOURCE =
  'Source: Foreign-Policy Claims. Counts depend on which works were chosen to be coded; a claim is not a fact.';

/** What the colours of a picture mean, as the drawing library has put it above it. */
function legendOf(drawn: HTMLElement): { label: string; colour: string }[] {
  return [...drawn.querySelectorAll<HTMLElement>('[class$="-swatch"]')].map((swatch) => ({
    label: swatch.textContent ?? '',
    colour: swatch.querySelector('svg')?.getAttribute('fill') ?? '',
  }));
}

/** A picture with title, unit, what it rests on, its table one key away (t), and as SVG and PNG. */
export function Chart<Row>(props: ChartProps<Row>) {
  const {
    title,
    unit,
    rests,
    alternative,
    rows,
    columns,
    draw,
    onPick,
    name,
    children,
    note,
    all = () => rows,
  } = props;
  const palette = usePalette();
  const paper = useRef<HTMLElement>(null);
  const [width, setWidth] = useState(0);
  const [isTable, setTable] = useState(false);
  const isInSight = useRef(false);

  useEffect(() => {
    const element = paper.current;
    if (element === null) return;
    const watch = new ResizeObserver(([entry]) => {
      const now = Math.floor(entry?.contentRect.width ?? 0);
      if (now > 0) setWidth(now);
    });
    watch.observe(element);
    const sight = new IntersectionObserver((entries) => {
      isInSight.current = entries.at(-1)?.isIntersecting ?? false;
    });
    sight.observe(element);
    return () => {
      watch.disconnect();
      sight.disconnect();
    };
  }, [isTable, rows.length === 0]);

  const put = (element: HTMLElement): void => {
    const drawn = draw(rows, { palette, width });
    const svg = drawn instanceof SVGSVGElement ? drawn : drawn.querySelector('svg');
    // The picture as a whole has a text; names of its groups, which programs may read out instead, go.
    for (const group of drawn.querySelectorAll('g[aria-label]')) group.removeAttribute('aria-label');
    svg?.setAttribute('role', 'img');
    svg?.setAttribute('aria-label', `${title}. ${alternative}`);
    element.replaceChildren(drawn);
    element.style.visibility = '';
  };
  useLayoutEffect(() => {
    const element = paper.current;
    if (element === null || width === 0 || isTable) return;
    if (isInSight.current) {
      put(element);
      return;
    }
    // Out of sight it comes after what is in sight. Until then the picture of what was chosen before keeps its place only.
    element.style.visibility = 'hidden';
    const later = setTimeout(() => put(element));
    return () => clearTimeout(later);
  }, [rows, palette, width, isTable, alternative]);

  const pick = (event: MouseEvent): void => {
    const mark = event.target as Element & { __data__?: unknown };
    if (onPick === undefined || mark.closest('.picks') === null) return;
    const row = typeof mark.__data__ === 'number' ? rows[mark.__data__] : undefined;
    if (row !== undefined) onPick(row);
  };
  const save = async (kind: 'svg' | 'png'): Promise<void> => {
    const picture = paper.current?.querySelector<SVGSVGElement>('svg[role="img"]');
    if (picture === null || picture === undefined) return;
    const whole = framed(picture, {
      title,
      line: `${unit} · ${rests}`,
      note: SOURCE,
      legend: legendOf(paper.current as HTMLElement),
      ground: palette.ground,
      ink: palette.ink,
      muted: palette.muted,
    });
    const content =
      kind === 'svg' ? new Blob([svgText(whole)], { type: 'image/svg+xml' }) : await pngOf(whole);
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
          <h2>{title}</h2>
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
        <Table label={title} columns={columns} rows={all()} />
      ) : (
        // biome-ignore lint/a11y/useKeyWithClickEvents: by key the rows of the table do the same
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a picture wider than its place is moved by key
        <section ref={paper} class="paper" tabIndex={0} aria-label={`Picture: ${title}`} onClick={pick} />
      )}
      {note !== undefined && <p class="note small muted">{note}</p>}
    </figure>
  );
}
