import { type PathLike, promises } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/**
 * Loaded before the command: folders hand out their entries in an order of their own, as file systems do. Backwards, then
 * every second one first, so that no two neighbours stay together.
 */
const readdir = promises.readdir as (path: PathLike, options?: object) => Promise<unknown[]>;

async function shuffled(path: PathLike, options?: object): Promise<unknown[]> {
  const backwards = (await readdir(path, options)).reverse();
  return [
    ...backwards.filter((_, index) => index % 2 === 1),
    ...backwards.filter((_, index) => index % 2 === 0),
  ];
}

promises.readdir = shuffled as typeof promises.readdir;
syncBuiltinESMExports();
