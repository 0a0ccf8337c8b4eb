import type { Run } from './measure.ts';

/** What was built. */
export interface Workload {
  claims: number;
  /** Bytes of the records. */
  bytes: number;
}

const MEGA = 1e6;

/** The figures of both programs as a table, with the ratio in favour of this build. */
export function compare({ claims, bytes }: Workload, ours: Run, obvious: Run): string {
  const megabytes = bytes / MEGA;
  const rows = [
    [`${megabytes.toFixed(1)} MB of YAML`, 'this build', 'obvious script', 'ratio'],
    row('time (s)', ours.seconds, obvious.seconds, 2, obvious.seconds / ours.seconds),
    row('claims/s', claims / ours.seconds, claims / obvious.seconds, 0, obvious.seconds / ours.seconds),
    row('MB/s', megabytes / ours.seconds, megabytes / obvious.seconds, 1, obvious.seconds / ours.seconds),
    memoryRow(ours.peak, obvious.peak),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((cells) => cells[column]!.length)));
  const line = (cells: string[]): string =>
    cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]! + 3))).join('');
  return rows.map(line).join('\n');
}

/** The build of the project's own records on one line. */
export function seedLine({ seconds, peak }: Run): string {
  return `this project itself: ${seconds.toFixed(2)} s, peak memory ${peakText(peak)}`;
}

/** One further format, made from a finished build in a process of its own, on one line. */
export function formatLine(name: string, { stdout, peak }: Run): string {
  const [ms = '', bytes = ''] = stdout.trim().split(' ');
  const size = `${(Number(bytes) / MEGA).toFixed(0)} MB`;
  return `${name} of that build: ${(Number(ms) / 1000).toFixed(2)} s, ${size}, peak memory ${peakText(peak)}`;
}

function row(name: string, ours: number, obvious: number, digits: number, ratio: number): string[] {
  return [name, ours.toFixed(digits), obvious.toFixed(digits), `${ratio.toFixed(1)} ×`];
}

function memoryRow(ours: number | undefined, obvious: number | undefined): string[] {
  const ratio = ours !== undefined && obvious !== undefined ? `${(obvious / ours).toFixed(1)} ×` : '';
  return ['peak memory', peakText(ours), peakText(obvious), ratio];
}

function peakText(peak: number | undefined): string {
  return peak === undefined ? 'not measured on this platform' : `${(peak / MEGA).toFixed(0)} MB`;
}
