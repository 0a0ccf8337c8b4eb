import type { Run } from './measure.ts';

/** What was built. */
interface Workload {
  claims: number;
  /** Bytes of the records. */
  bytes: number;
}

const MEGA = 1e6;

/** What one program did, as a line of the table. */
export interface Line {
  what: string;
  seconds: number;
  peak: number | undefined;
  /** Bytes written; undefined where nothing is, or the same as above. */
  bytes?: number | undefined;
}

/** The figures of a workload as a table. */
export function table({ claims, bytes }: Workload, lines: readonly Line[]): string {
  return laidOut([
    [`${claims} claims, ${megabytes(bytes)} of YAML`, 'time', 'peak memory', 'written', 'bytes a claim'],
    ...lines.map(({ what, seconds, peak, bytes: written }) => [
      what,
      `${seconds.toFixed(2)} s`,
      peakText(peak),
      written === undefined ? '' : megabytes(written),
      written === undefined ? '' : (written / claims).toFixed(0),
    ]),
  ]);
}

/** The figures of this build and of the obvious script as a table, with the ratio in favour of this build. */
export function compare({ claims, bytes }: Workload, ours: Run, obvious: Run): string {
  const faster = obvious.seconds / ours.seconds;
  const row = (name: string, measure: (seconds: number) => string): string[] => [
    name,
    measure(ours.seconds),
    measure(obvious.seconds),
    `${faster.toFixed(1)} ×`,
  ];
  return laidOut([
    ['', 'this build, cold', 'obvious script', 'ratio'],
    row('time (s)', (seconds) => seconds.toFixed(2)),
    row('claims/s', (seconds) => (claims / seconds).toFixed(0)),
    row('MB/s', (seconds) => (bytes / MEGA / seconds).toFixed(1)),
    memoryRow(ours.peak, obvious.peak),
  ]);
}

function laidOut(rows: readonly string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((cells) => cells[column]!.length)));
  const line = (cells: string[]): string =>
    cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]! + 3))).join('');
  return rows.map((cells) => line(cells).trimEnd()).join('\n');
}

function memoryRow(ours: number | undefined, obvious: number | undefined): string[] {
  const ratio = ours !== undefined && obvious !== undefined ? `${(obvious / ours).toFixed(1)} ×` : '';
  return ['peak memory', peakText(ours), peakText(obvious), ratio];
}

function megabytes(bytes: number): string {
  return `${(bytes / MEGA).toFixed(1)} MB`;
}

function peakText(peak: number | undefined): string {
  return peak === undefined ? 'not measured' : `${(peak / MEGA).toFixed(0)} MB`;
}
