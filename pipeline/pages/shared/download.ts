import { svgElement } from './svg.ts';

/** Hands a file to the reader: nothing leaves the machine. */
export function download(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Not at once: some browsers read it only after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Copies a text; pages opened from disk may not use the clipboard of the browser everywhere. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    document.body.append(field);
    field.select();
    const isCopied = document.execCommand('copy');
    field.remove();
    return isCopied;
  }
}

/** What stands round a picture in its file: on the page it stands in the text beside it. */
export interface Frame {
  title: string;
  line: string;
  note: string;
  legend: readonly { label: string; colour: string }[];
  ground: string;
  ink: string;
  muted: string;
}

const LINE = 18;
const EDGE = 16;

/** A picture as a file of its own: with title, unit, what it rests on, and what its colours mean. */
export function framed(svg: SVGSVGElement, frame: Frame): SVGSVGElement {
  const { width, height } = sizeOf(svg);
  const whole = Math.max(width, 420) + 2 * EDGE;
  const inside: SVGElement[] = [];
  const text = (words: string, x: number, y: number, fill: string, size: number, weight = 400): void => {
    inside.push(svgElement('text', { x, y, fill, 'font-size': size, 'font-weight': weight }, words));
  };
  let top = EDGE + 16;
  text(frame.title, EDGE, top, frame.ink, 16, 650);
  for (const line of wrapped(frame.line, whole - 2 * EDGE)) {
    top += LINE;
    text(line, EDGE, top, frame.muted, 12);
  }
  let x = EDGE;
  if (frame.legend.length > 0) top += LINE + 4;
  for (const { label, colour } of frame.legend) {
    if (x > EDGE && x + 26 + label.length * 7 > whole) {
      x = EDGE;
      top += LINE;
    }
    inside.push(svgElement('rect', { x, y: top - 11, width: 13, height: 13, fill: colour }));
    text(label, x + 19, top, frame.ink, 12);
    x += 34 + label.length * 7;
  }
  const inner = svg.cloneNode(true) as SVGSVGElement;
  inner.setAttribute('x', String(EDGE));
  inner.setAttribute('y', String(top + 12));
  inner.setAttribute('width', String(width));
  inner.setAttribute('height', String(height));
  inside.push(inner);
  let bottom = top + 12 + height + 8;
  for (const line of wrapped(frame.note, whole - 2 * EDGE)) {
    bottom += LINE;
    text(line, EDGE, bottom, frame.muted, 11);
  }
  const all = bottom + EDGE;
  const outer = svgElement('svg', {
    width: whole,
    height: all,
    viewBox: `0 0 ${whole} ${all}`,
    'font-family': 'system-ui, sans-serif',
  });
  outer.append(svgElement('rect', { width: whole, height: all, fill: frame.ground }), ...inside);
  return outer;
}

/** A picture as text of a file. */
export function svgText(svg: SVGSVGElement): string {
  return new XMLSerializer().serializeToString(svg);
}

/** A picture as PNG, twice as fine as on the screen. */
export async function pngOf(svg: SVGSVGElement): Promise<Blob> {
  const { width, height } = sizeOf(svg);
  const url = URL.createObjectURL(new Blob([svgText(svg)], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width * 2;
    canvas.height = height * 2;
    (canvas.getContext('2d') as CanvasRenderingContext2D).drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)), 'image/png'),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}

function sizeOf(svg: SVGSVGElement): { width: number; height: number } {
  const [, , width = 0, height = 0] = (svg.getAttribute('viewBox') ?? '').split(/[\s,]+/).map(Number);
  return { width, height };
}

/** A text in lines that fit: letters of this size are about six pixels wide. */
function wrapped(text: string, width: number): string[] {
  const most = Math.floor(width / 6);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > most) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}
