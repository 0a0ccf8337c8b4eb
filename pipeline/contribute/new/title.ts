import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { problem } from '../../diagnostics/problem.ts';
import { takeOffTitles } from '../../normalize/names/phrase.ts';
import type { Registry } from '../../normalize/names/registry.ts';

/**
 * Refuses a person's name with a title of titles.yaml before it or behind a comma, and offers the name alone: titles pass
 * from one to the next, but the id that is made of the name stays. What would leave one word is believed (Pope Francis).
 */
export function refuseTitle(registry: Registry, name: string): Diagnostic[] {
  const [first] = takeOffTitles(registry, name)
    .filter((titled) => titled.name.includes(' '))
    .sort((one, other) => one.name.length - other.name.length);
  if (first === undefined) return [];
  const message = `"${first.printed}" is a title, and the name of a person stands without it`;
  const fix =
    'Posts stand under tenures. If the word is part of the name, write the entry into its file by hand.';
  const place = { line: 1, column: 1, endColumn: 2 };
  return [problem('E-VALUE-FORM', name, place, message, fix, { suggestion: first.name })];
}
