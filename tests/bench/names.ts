import { makeEntry } from '../../pipeline/normalize/names/entry.ts';
import { buildRegistry } from '../../pipeline/normalize/names/registry.ts';
import { resolveMention, SLOTS } from '../../pipeline/normalize/names/resolve.ts';
import { buildSuggestionIndex, suggest } from '../../pipeline/normalize/names/suggest.ts';
import { askRegistry } from '../../pipeline/normalize/questions.ts';
import { emptyScope, realFiles, spanOf } from '../support/resolver.ts';

/** Prints what names cost: the registry's index, a resolved name, and a suggestion among 50,000 names. */

const site = { scope: 'registry', recordId: null, file: 'x.yaml', line: 1 } as const;
const SYLLABLES = [
  'ka',
  'len',
  'mir',
  'to',
  'vas',
  'ri',
  'dun',
  'el',
  'sha',
  'bor',
  'qi',
  'ost',
  'an',
  'jin',
  'ping',
  'go',
];

/** The same names on every run. */
function word(seed: number): string {
  return [seed, seed >> 4, seed >> 8].map((part) => SYLLABLES[part & 15]).join('');
}

function time(label: string, runs: number, work: (run: number) => void): void {
  const start = performance.now();
  for (let run = 0; run < runs; run += 1) work(run);
  const each = (performance.now() - start) / runs;
  console.log(
    `${label.padEnd(48)}${each < 0.1 ? `${(each * 1000).toFixed(1)} µs` : `${each.toFixed(2)} ms`}`,
  );
}

const files = await realFiles();
time('index of the registry, first', 1, () => buildRegistry(files));
time('index of the registry, warm', 20, () => buildRegistry(files));

const registry = buildRegistry(files);
const scope = emptyScope();
const on = spanOf('2021-07-06');
const texts = [
  'Chinese President Xi Jinping',
  'the CCP',
  'iso-US',
  'the US president',
  'Beijing',
  'Côte d’Ivoire',
];
time('one name resolved', 60_000, (run) => {
  resolveMention(askRegistry(registry), scope, {
    text: texts[run % texts.length] as string,
    slot: SLOTS.claimant,
    on,
  });
});

const people = Array.from({ length: 50_000 }, (_, seed) => {
  const name = `${word((seed * 2_654_435_761) >>> 3)} ${word((seed * 40_503 + 17) >>> 2)}`;
  return makeEntry('entity', { id: `p${seed}`, type: 'person', name }, site);
});
let index = buildSuggestionIndex([]);
time('suggestion index of 50,000 names', 1, () => {
  index = buildSuggestionIndex(people);
});
time('suggestions for one name among 50,000', 400, (run) => {
  suggest(index, `${(people[run * 97] as { name: string }).name}x`, () => true);
});
time('suggestions for a name near nothing', 400, (run) =>
  suggest(index, `Aleksander Vucic ${run}`, () => true),
);
