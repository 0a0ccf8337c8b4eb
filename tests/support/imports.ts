import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { REPOSITORY } from './project.ts';

/** What a file of pipeline/ imports: other files of it, and packages or modules of Node. */
interface Imports {
  files: { path: string; onlyTypes: boolean }[];
  packages: string[];
}

const PIPELINE = join(REPOSITORY, 'pipeline');

/** Every file of pipeline/ with what it imports, by its path there. Generated types count like all others. */
export function readImports(): Map<string, Imports> {
  const paths = readdirSync(PIPELINE, { recursive: true, encoding: 'utf8' }).filter(
    (path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'),
  );
  return new Map(
    paths.sort().map((path) => [path, importsOf(path, readFileSync(join(PIPELINE, path), 'utf8'))]),
  );
}

/** What the text of a file imports, with `from`, for its effect, or when it is asked to. */
export function importsOf(path: string, text: string): Imports {
  const found: Imports = { files: [], packages: [] };
  const statements = text.matchAll(
    /^(?:import|export)\s+(type\s+)?(?:[^;'"]*?\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm,
  );
  for (const [, type, named = '', asked] of statements) {
    const target = asked ?? named;
    if (target.startsWith('.'))
      found.files.push({ path: normalize(join(dirname(path), target)), onlyTypes: type !== undefined });
    else if (type === undefined) found.packages.push(target);
  }
  return found;
}

/** Groups of files that import each other round in circles; types count too. */
export function circlesIn(imports: ReadonlyMap<string, Imports>): string[][] {
  const reach = (start: string): Set<string> => {
    const seen = new Set<string>();
    const waiting = [start];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      for (const { path: next } of imports.get(path)?.files ?? []) {
        if (seen.has(next)) continue;
        seen.add(next);
        waiting.push(next);
      }
    }
    return seen;
  };
  const reached = new Map([...imports.keys()].map((path) => [path, reach(path)]));
  const circles = new Map<string, string[]>();
  for (const [path, seen] of reached) {
    if (!seen.has(path)) continue;
    const circle = [...seen].filter((other) => reached.get(other)?.has(path)).sort();
    circles.set(circle.join(), circle);
  }
  return [...circles.values()];
}
