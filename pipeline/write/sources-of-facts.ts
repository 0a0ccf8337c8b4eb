import type { ParsedFile } from '../model/authored.ts';
import type { RegistryFile } from '../model/generated/records.ts';
import type { SourceOfFacts } from './descriptor.ts';

/**
 * The repositories, packages and pages from which the registry took facts, in its order, each once. Works that were coded
 * and what was added by hand have no address of their own and are left out.
 * @param files the files of the registry, without errors
 */
export function sourcesOfFacts(files: readonly ParsedFile[]): SourceOfFacts[] {
  const found = new Map<string, SourceOfFacts>();
  for (const { value } of files)
    for (const { title, repo, npm, url, commit } of (value as RegistryFile).sources ?? []) {
      const address = repo ?? url;
      const name = title ?? npm ?? address?.replace(/^https?:\/\//, '');
      if (name === undefined || (address === undefined && npm === undefined)) continue;
      const source = {
        title: name,
        ...(address === undefined ? {} : { path: address }),
        ...(commit === undefined ? {} : { version: commit }),
      };
      found.set(JSON.stringify(source), source);
    }
  return [...found.values()];
}
