import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ParsedFile } from '../../pipeline/model/authored.ts';
import { buildRegistry, type Registry } from '../../pipeline/normalize/names/registry.ts';
import { resolveMention, SLOTS } from '../../pipeline/normalize/names/resolve.ts';
import { askRegistry } from '../../pipeline/normalize/questions.ts';
import { emptyScope, fileOf, realFiles, spanOf } from '../support/resolver.ts';

const TEXTS = [
  ...[
    'China',
    'Beijing',
    'the Kremlin',
    'Congo',
    'Korea',
    'Irak',
    'Xi',
    'NATO',
    'the CCP',
    'Labour Party',
    'US',
  ],
  ...["Cote d'Ivoire", 'Côte d’Ivoire', 'Burma', 'USSR', 'Swaziland', 'Александар Вучић', 'Aleksander Vucic'],
  ...[
    'the US president',
    'Iran’s president',
    'the German chancellor',
    'President of China',
    'Korean president',
  ],
  ...['Chinese President Xi Jinping', 'former Russian President Dmitry Medvedev', 'President Imran Khan'],
  ...['Xi Jinping, President of China', 'xi jinping', 'chinese-tech-companies', 'xi-jinping', 'us-president'],
];
const DATES = ['2021-07-06', '2017-11-30', '2021', 'XXXX-07-06', null];
const SLOT_KEYS = ['claimant', 'place', 'subject', 'utterance', 'event'] as const;

let files: ParsedFile[];
let registry: Registry;
beforeAll(async () => {
  files = await realFiles();
  registry = buildRegistry(files);
});

/** What every text becomes in every field and date: the id and rule, or the code with its candidates. */
function answers(
  asked: Registry,
  on: (typeof DATES)[number],
): Map<string, { id?: string; code?: string; rest: string }> {
  const all = new Map<string, { id?: string; code?: string; rest: string }>();
  for (const text of TEXTS) {
    for (const key of SLOT_KEYS) {
      const outcome = resolveMention(askRegistry(asked), emptyScope(), {
        text,
        slot: SLOTS[key],
        on: spanOf(on),
      });
      const name = `${text} as ${key}`;
      if (outcome.ok) {
        const { entry, method, reading, warning } = outcome.resolution;
        all.set(name, { id: entry.id, rest: JSON.stringify([method, reading, warning]) });
      } else {
        const { code, message, fix, candidates } = outcome.failure;
        all.set(name, { code, rest: JSON.stringify([message, fix, candidates.map(({ id }) => id)]) });
      }
    }
  }
  return all;
}

describe('resolution', () => {
  it('does not depend on the order of the registry', () => {
    const shuffled = fc.tuple(fc.infiniteStream(fc.nat()), fc.constantFrom(...DATES));
    fc.assert(
      fc.property(shuffled, ([random, on]) => {
        const mixed = mix(files, random).map((file) => mixItems(file, random));
        expect(answers(buildRegistry(mixed), on)).toEqual(answers(registry, on));
      }),
      { numRuns: 8 },
    );
  });

  it('is never changed silently by a new entry: it stays, or becomes an error that asks', () => {
    fc.assert(
      fc.property(newcomer, fc.constantFrom(...DATES), (entity, on) => {
        const grown = buildRegistry([...files, fileOf(JSON.stringify({ entities: [entity] }))]);
        const after = answers(grown, on);
        for (const [name, before] of answers(registry, on)) {
          if (before.id === undefined) continue;
          const now = after.get(name);
          const stays = now?.id === before.id;
          expect({ name, ok: stays || /AMBIGUOUS|OFFICE/.test(now?.code ?? '') }).toEqual({ name, ok: true });
        }
      }),
      { numRuns: 60 },
    );
  });
});

function mix<T>(items: readonly T[], random: Iterator<number>): T[] {
  const rest = [...items];
  const mixed: T[] = [];
  while (rest.length > 0) mixed.push(...rest.splice((random.next().value as number) % rest.length, 1));
  return mixed;
}

/** A file with its lists in another order, each item keeping its line. */
function mixItems(file: ParsedFile, random: Iterator<number>): ParsedFile {
  const value: Record<string, unknown> = {};
  const itemLines: Record<string, number[]> = {};
  for (const [key, list] of Object.entries(file.value as Record<string, unknown[]>)) {
    const order = mix([...list.keys()], random);
    value[key] = order.map((position) => list[position]);
    itemLines[key] = order.map((position) => file.itemLines[key]?.[position] ?? 1);
  }
  return { ...file, value, itemLines };
}

/** Names a new entry may bear: those that are asked for, whole or in part, and others. */
const name = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...TEXTS) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'Jinping',
      'Xi Jinping',
      'Imran Khan',
      'Chinese',
      'President',
      'Iran',
      'the us',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1 }) },
);
const common = {
  id: fc.constant('zz-newcomer'),
  name,
  aliases: fc.array(fc.record({ name }), { minLength: 1, maxLength: 3 }),
};
const tenure = fc.record({
  office: fc.constantFrom('us-president', 'ir-president', 'cn-president'),
  start: fc.constantFrom('2015', '2021-01-01', '2021-12-01'),
  end: fc.constantFrom('2021-08-01', '2022'),
  source: fc.constant('s'),
});
const newcomer = fc.oneof(
  fc.record({ ...common, type: fc.constant('person'), tenures: fc.array(tenure, { maxLength: 2 }) }),
  fc.record({
    ...common,
    type: fc.constant('state'),
    status: fc.constant('un-member'),
    demonyms: fc.array(name),
  }),
  fc.record({
    ...common,
    type: fc.constant('government'),
    of: fc.constant('iso-CN'),
    metonyms: fc.array(name),
  }),
  fc.record({ ...common, type: fc.constant('place') }),
  fc.record({ ...common, type: fc.constant('party'), country: fc.constant('iso-GB') }),
  fc.record({
    ...common,
    type: fc.constant('office'),
    of: fc.constantFrom('iso-US', 'iso-IR', 'iso-KP'),
    role: fc.constantFrom('president', 'chancellor'),
  }),
);
