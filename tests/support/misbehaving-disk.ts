import { existsSync, promises } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { setTimeout } from 'node:timers/promises';

/**
 * Loaded before the command: makes one call of the file system go wrong. What, is told by the variable DISK_FAULT.
 */
export interface DiskFault {
  /** Name of the function of node:fs/promises, or `write` for writing to an open file. */
  call: string;
  /** Only calls whose first argument ends in this count. */
  path?: string;
  /** Only calls whose second argument ends in this count: where a rename leads. */
  to?: string;
  /** `kill` ends the process, an error code such as ENOSPC makes the call fail, `wait` holds it up. */
  does: string;
  /** Whether it happens when the call is done, not before. */
  after?: boolean;
  /** With `wait`: until this file exists. */
  until?: string;
}

type AnyCall = (...args: unknown[]) => Promise<unknown>;

const fault = JSON.parse(process.env.DISK_FAULT ?? '{}') as DiskFault;
let isOver = false;

async function misbehave(): Promise<void> {
  isOver = true;
  if (fault.does === 'kill') process.kill(process.pid, 'SIGKILL');
  if (fault.does === 'wait') while (!existsSync(fault.until ?? '')) await setTimeout(20);
  else
    throw Object.assign(new Error(`${fault.does}: as told by DISK_FAULT`), {
      code: fault.does,
      syscall: fault.call,
    });
}

/** The same call, which goes wrong the first time that it fits the fault. */
function faulty(call: AnyCall): AnyCall {
  return async (...args) => {
    const fits = String(args[0]).endsWith(fault.path ?? '') && String(args[1]).endsWith(fault.to ?? '');
    if (!fits || isOver) return call(...args);
    if (!fault.after) await misbehave();
    const result = await call(...args);
    if (fault.after) await misbehave();
    return result;
  };
}

const disk = promises as unknown as Record<string, AnyCall>;
if (fault.call === 'write') {
  const { open } = promises;
  promises.open = async (...args) => {
    const handle = await open(...args);
    handle.writeFile = faulty(handle.writeFile.bind(handle) as AnyCall) as typeof handle.writeFile;
    return handle;
  };
} else disk[fault.call] = faulty(disk[fault.call] as AnyCall);
syncBuiltinESMExports();
