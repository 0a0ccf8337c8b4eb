import { setTimeout } from 'node:timers/promises';

/** Waits until something holds, looking every few milliseconds. @throws Error after a time that no machine needs */
export async function waitUntil(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 2000; tries += 1) {
    if (await holds()) return;
    await setTimeout(10);
  }
  throw new Error(`waited in vain until ${what}`);
}
