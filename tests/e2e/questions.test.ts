import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBytes } from '../../pipeline/ingest/read.ts';
import type { ResolvedClaim } from '../../pipeline/normalize/resolved.ts';
import { takeRecord } from '../../pipeline/record/take.ts';
import { asObjects, csvTables, type TextTable } from '../support/built.ts';
import { open } from '../support/opened.ts';
import type { Project } from '../support/project.ts';
import { answersIn, builtToAsk, QUESTIONS } from '../support/readers/questions.ts';

/** A claim as its record has it, with its names resolved. */
interface Said {
  claim: ResolvedClaim;
  record: string;
  isPublished: boolean;
  published: string | undefined;
}

let project: Project;
let said: Said[];
let answers: Map<string, string[][]>;

beforeAll(async () => {
  project = await builtToAsk();
  said = await claimsOf(project.root);
  answers = await answersIn(project.latest);
}, 240_000);

afterAll(() => project.remove());

/** All claims of the records, by the stages before any table is made. */
async function claimsOf(root: string): Promise<Said[]> {
  const opened = await open(root);
  const { value: files } = await readBytes(root, opened.sources.records);
  return files.flatMap((file) => {
    const { living } = takeRecord(opened, file);
    return (living?.claims ?? []).map((claim) => ({
      claim,
      record: living?.record.id ?? '',
      isPublished: living?.record.status === 'published',
      published: living?.record.source.published,
    }));
  });
}

function answerTo(number: number): string[][] {
  return answers.get(QUESTIONS[number - 1]?.title ?? '') ?? [];
}

/** States that an entity belongs to, or for a target is about. */
function statesOf(
  { entry }: { entry: ResolvedClaim['claimants'][number]['entry'] },
  orAbout: boolean,
): string[] {
  if (entry.country !== null) return [entry.country];
  return orAbout && 'about' in entry.value ? (entry.value.about ?? []) : [];
}

const speakersOf = ({ claim }: Said): string[] => claim.claimants.flatMap((actor) => statesOf(actor, false));
const targetsOf = ({ claim }: Said): ResolvedClaim['subjects'] => [
  ...claim.subjects,
  ...claim.objects,
  ...claim.addressees,
  ...claim.stances.map(({ actor }) => actor),
];
const statesOfTargets = (one: Said): string[] => targetsOf(one).flatMap((actor) => statesOf(actor, true));

function isCounted({ claim, record, isPublished }: Said): boolean {
  const repeats = claim.relations.some(({ type, to }) => type === 'repeats' && to.startsWith(`${record}/`));
  return isPublished && !claim.presupposed && !repeats && claim.voice !== 'publisher';
}

/** How many claims there are under each key, sorted by key; a claim counts once under each of its keys. */
function countBy(claims: readonly Said[], keysOf: (one: Said) => string[]): string[][] {
  const counts = new Map<string, number>();
  for (const one of claims)
    for (const key of new Set(keysOf(one))) counts.set(key, (counts.get(key) ?? 0) + 1);
  return sorted([...counts].map(([key, count]) => [...key.split('\t'), String(count)]));
}

function sorted(rows: readonly string[][]): string[][] {
  return [...rows].sort((a, b) => (a.join('\t') < b.join('\t') ? -1 : 1));
}

/** The date of a claim: as written, else of the utterance, else of the source for what its authors say; none for a limit. */
function dateOf({ claim, published }: Said): string | null {
  const written = claim.made?.text ?? (claim.voice === 'reported' ? undefined : published);
  return written === undefined || /^\.\.|\.\.$/.test(written) ? null : written;
}

describe('the answers are those counted from the records', () => {
  it('has twelve questions and the joining of other data, each asked in both ways', () => {
    expect(QUESTIONS).toHaveLength(13);
    for (const { title, sql, python } of QUESTIONS) {
      expect(sql, title).toMatch(/^SELECT/);
      expect(python, title).toMatch(/answer =/);
      const joins = title.startsWith('Joining') ? 2 : 1;
      expect((sql.match(/\bJOIN\b/g) ?? []).length, title).toBeLessThanOrEqual(joins);
    }
  });

  it('1: who accuses whom', async () => {
    const accusations = said.filter((one) => isCounted(one) && one.claim.authored.type === 'accusation');
    const nameOf = await stateNames();
    const expected = countBy(accusations, (one) =>
      speakersOf(one).flatMap((from) =>
        one.claim.subjects
          .flatMap((accused) => statesOf(accused, true))
          .map((to) => `${nameOf(from)}\t${nameOf(to)}`),
      ),
    );
    expect(sorted(answerTo(1))).toEqual(expected);
    expect(expected.length).toBeGreaterThan(3);
  });

  it('2: China by country and month', async () => {
    const nameOf = await stateNames();
    const about = said.filter((one) => isCounted(one) && statesOfTargets(one).includes('iso-CN'));
    const expected = countBy(about, (one) => {
      const date = dateOf(one);
      return date === null ? [] : speakersOf(one).map((from) => `${nameOf(from)}\t${date.slice(0, 7)}`);
    });
    expect(sorted(answerTo(2))).toEqual(expected);
  });

  it('3: reported and own words', () => {
    const expected = countBy(said, ({ claim: { voice, attribution } }) => [
      `${voice}\t${voice !== 'reported' || /^(direct|partial)-quote$/.test(attribution)}`,
    ]);
    expect(sorted(answerTo(3))).toEqual(expected);
  });

  it('4: Duterte on the United States, and on China', () => {
    const expected = (state: string): string[][] =>
      said
        .filter(({ claim }) => claim.claimants.some(({ entry }) => entry.id === 'rodrigo-duterte'))
        .flatMap((one) => {
          const targets = targetsOf(one).filter((actor) => statesOf(actor, true).includes(state));
          const names = [...new Map(targets.map(({ entry }) => [entry.id, entry])).values()];
          return names.map(({ id, name }) => {
            const stance = one.claim.stances.find(({ actor }) => actor.entry.id === id)?.code ?? 'null';
            return [one.claim.id, name, stance, one.claim.authored.text];
          });
        });
    expect(sorted(answerTo(4))).toEqual(sorted(expected('iso-US')));
    expect(sorted(answers.get('Duterte on China') ?? [])).toEqual(sorted(expected('iso-CN')));
    expect(expected('iso-CN').length).toBeGreaterThan(0);
  });

  it('5: contradictions', () => {
    const expected = said.flatMap(({ claim }) =>
      claim.relations
        .filter(({ type }) => type === 'contradicts' || type === 'in-tension-with')
        .map(({ type, to }) => [claim.id, type, to, claim.authored.text]),
    );
    expect(sorted(answerTo(5))).toEqual(sorted(expected));
  });

  it('6: commitments with numbers', () => {
    const expected = said
      .filter(({ claim }) => claim.authored.type === 'commitment')
      .flatMap(({ claim }) =>
        (claim.authored.quantities ?? []).map(({ comparator, value, unit }) => [
          claim.id,
          comparator,
          value === undefined ? 'null' : String(Number(value)),
          unit,
          claim.authored.text,
        ]),
      );
    const found = answerTo(6).map(([id, comparator, value, unit, , text]) => [
      ...[id, comparator, value, unit, text].map(String),
    ]);
    expect(sorted(found)).toEqual(sorted(expected));
    expect(expected.length).toBeGreaterThan(0);
  });

  it('7: Taiwan by topic', () => {
    const about = said.filter((one) => statesOfTargets(one).includes('iso-TW'));
    expect(sorted(answerTo(7))).toEqual(countBy(about, ({ claim }) => [claim.authored.topics[0] ?? '']));
    expect(about.length).toBeGreaterThan(10);
  });

  it('8: Xi over time', () => {
    const own = said.filter(({ claim }) => claim.claimants.some(({ entry }) => entry.id === 'xi-jinping'));
    const expected = countBy(own, (one) => {
      const date = dateOf(one);
      return date === null ? [] : [`${date.slice(0, 7)}\t${one.claim.voice}`];
    });
    expect(sorted(answerTo(8))).toEqual(expected);
  });

  it('9: second hand', () => {
    const expected = said.filter(({ claim: { via, voice } }) => voice === 'reported' && via.length > 0);
    expect(answerTo(9).map(([id]) => id)).toEqual(expected.map(({ claim }) => claim.id).sort());
  });

  it('10: undated', () => {
    const expected = countBy(
      said.filter((one) => dateOf(one) === null),
      ({ claim, published }) => [
        claim.made !== null ? 'made' : published === undefined ? 'nothing' : 'no-later-than',
      ],
    );
    expect(sorted(answerTo(10))).toEqual(expected);
  });

  it('11: a subset with citations', () => {
    const expected = said.filter(
      (one) =>
        isCounted(one) &&
        one.claim.authored.type === 'commitment' &&
        one.claim.authored.topics[0] === 'climate-environment',
    );
    expect(answerTo(11).map(([id]) => id)).toEqual(expected.map(({ claim }) => claim.id).sort());
    for (const [id = '', , citation = ''] of answerTo(11)) expect(citation).toContain(`, ${id}.`);
  });

  it('12: what changed since the release before', async () => {
    const [old, now] = await Promise.all(
      [join(project.output, 'v0.2.0'), project.latest].map(async (folder) =>
        asObjects((await csvTables(folder)).get('claims') as TextTable),
      ),
    );
    const before = new Map((old ?? []).map((row) => [row.claim_id, row]));
    const fields = (now ?? []).flatMap((row) => {
      const earlier = before.get(row.claim_id ?? '');
      if (earlier === undefined) return [];
      // Columns that only one of them has are compared with nothing.
      return Object.keys(row).filter(
        (name) => !['record_line', 'order'].includes(name) && name in earlier && earlier[name] !== row[name],
      );
    });
    const found = answerTo(12).reduce((sum, [, , count]) => sum + Number(count), 0);
    expect(found).toBe(fields.length);
  });

  it('dyad-years add up to the claims between states that the Correlates of War know', async () => {
    const number = new Map(
      asObjects((await csvTables(project.latest)).get('entities') as TextTable).map((row) => [
        row.entity_id ?? '',
        row.cow_number ?? '',
      ]),
    );
    const expected = countBy(said.filter(isCounted), (one) => {
      // A span has a year where it lies within one.
      const [year = '', ...others] = (dateOf(one) ?? '').split('/').map((end) => end.slice(0, 4));
      if (!/^\d{4}$/.test(year) || others.some((other) => other !== year)) return [];
      return speakersOf(one).flatMap((from) =>
        statesOfTargets(one).flatMap((to) =>
          number.get(from) && number.get(to) ? [`${number.get(from)}\t${number.get(to)}\t${year}`] : [],
        ),
      );
    });
    // A pair of states is counted where its counter stands, if only with another number there.
    expect(sorted(answerTo(13).filter(([, , , count]) => count !== '0'))).toEqual(expected);
  });
});

async function stateNames(): Promise<(id: string) => string> {
  const entities = asObjects((await csvTables(project.latest)).get('entities') as TextTable);
  const names = new Map(entities.map(({ entity_id, name }) => [entity_id, name]));
  return (id) => names.get(id) ?? id;
}
