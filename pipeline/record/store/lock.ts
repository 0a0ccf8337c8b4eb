import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/**
 * Takes a folder for this process alone; two programs that fill it at once would clear each other's files away.
 * @returns the function that gives it back; null when another running process has it, or nothing can be written there
 */
export function lock(folder: string): (() => void) | null {
  const file = join(folder, 'lock');
  const own = `${hostname()} ${process.pid}\n`;
  for (const isLast of [false, true]) {
    try {
      writeFileSync(file, own, { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || isLast || isHeld(file)) return null;
      // Whoever had it was killed.
      rmSync(file, { force: true });
    }
  }
  return null;
}

/** Whether the process that took the lock still runs; of another machine nobody can tell, so that it counts as running. */
function isHeld(file: string): boolean {
  let holder: string;
  try {
    holder = readFileSync(file, 'utf8');
  } catch {
    return false;
  }
  const [host, id] = holder.trim().split(' ');
  // Half a lock: whoever wrote it was killed on the way.
  if (id === undefined) return false;
  if (host !== hostname()) return true;
  try {
    process.kill(Number(id), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
