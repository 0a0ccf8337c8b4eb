import { type BigIntStats, lstatSync } from 'node:fs';

/** A file that was touched this short before it was looked at may be touched again without its stamp telling, in nanoseconds. */
const RACY = 100_000_000n;
/** The same where files have whole seconds only. */
const RACY_SECONDS = 2_000_000_000n;

/** Tells whether a file was touched, as make and git do, without reading it; null when there is none. */
export function stampOf(path: string): string | null {
  const stat = statOf(path);
  return stat === undefined ? null : textOf(stat);
}

/**
 * The stamp of a file that will tell every change from now on; null when there is none, or when it was touched so short
 * before that another touch could leave the same times.
 * @param now the time of the file system when the work began
 */
export function safeStampOf(path: string, now: bigint): string | null {
  const stat = statOf(path);
  if (stat === undefined) return null;
  const { mtimeNs, ctimeNs } = stat;
  const settled = now - (mtimeNs % 1_000_000_000n === 0n ? RACY_SECONDS : RACY);
  return mtimeNs < settled && ctimeNs < settled ? textOf(stat) : null;
}

/** When a file was last written, by the clock of its file system. */
export function writtenAt(path: string): bigint {
  return statOf(path)?.mtimeNs ?? 0n;
}

function statOf(path: string): BigIntStats | undefined {
  return lstatSync(path, { bigint: true, throwIfNoEntry: false });
}

function textOf({ ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return `${ino}.${size}.${mtimeNs}.${ctimeNs}`;
}
