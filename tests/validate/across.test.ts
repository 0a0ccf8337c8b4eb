import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../pipeline/diagnostics/diagnostic.ts';
import { checkRecords, withClaim } from '../support/checked.ts';

/** A record of one claim, or two, under an id of its own. */
function record(id: string, lines = '', above = ''): string {
  return withClaim(lines, above).replace('id: harbour-speech', `id: ${id}`);
}

const withUrl = (id: string, url: string): string =>
  record(id).replace('  copies', `  url: ${url}\n  copies`);

function told(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(
    ({ file, line, column, code }) => `${file.split('/').at(-1)} ${line}:${column} ${code}`,
  );
}

describe('a link to another record', () => {
  it('leads to a claim that exists', () => {
    expect(
      checkRecords({
        speech: record('speech', 'relations: [{type: repeats, to: report/c01}]'),
        report: record('report'),
      }),
    ).toEqual([]);
  });

  it('to a record that does not exist offers the nearest', () => {
    const found = checkRecords({
      speech: record('speech', 'relations: [{type: repeats, to: harbour-reprot/c01}]'),
      'harbour-report': record('harbour-report'),
    });
    expect(told(found)).toEqual(['speech.yaml 18:37 E-RECORD-UNKNOWN']);
    expect(found[0]!.suggestion).toBe('harbour-report/c01');
  });

  it('to a claim that does not exist offers the nearest and names the file', () => {
    const found = checkRecords({
      speech: record('speech', 'relations: [{type: repeats, to: report/c11}]'),
      report: record('report'),
    });
    expect(told(found)).toEqual(['speech.yaml 18:37 E-CLAIM-UNKNOWN']);
    expect([found[0]!.suggestion, found[0]!.fix]).toEqual([
      'report/c01',
      'Name a claim of sources/records/report.yaml.',
    ]);
  });

  it('to a claim that could not be read is not called wrong', () => {
    const speech = record('speech', 'relations: [{type: repeats, to: report/c01}]');
    expect(told(checkRecords({ speech, report: record('report', 'id: C01') }))).toEqual([
      'report.yaml 13:9 E-VALUE-FORM',
    ]);
    expect(
      told(checkRecords({ speech, report: 'id: report\nclaims: [' })).filter((each) =>
        each.startsWith('speech'),
      ),
    ).toEqual([]);
  });

  it('goes by the file name, so that a wrong id is told once and where it stands', () => {
    const speech = record('speech', 'relations: [{type: repeats, to: report/c01}]');
    expect(told(checkRecords({ speech, report: record('reprot') }))).toEqual(['report.yaml 1:5 E-RECORD-ID']);
  });
});

describe('supersedes', () => {
  const supersedes = (...ids: string[]): string =>
    `relations: [${ids.map((id) => `{type: supersedes, to: ${id}}`).join(', ')}]`;

  it('may form a chain, and two chains may meet', () => {
    const records = {
      a: record('a', supersedes('b/c01', 'c/c01')),
      b: record('b', supersedes('d/c01')),
      c: record('c', supersedes('d/c01')),
      d: record('d'),
    };
    expect(checkRecords(records)).toEqual([]);
  });

  it('in a circle of two records is told once, with the circle', () => {
    const found = checkRecords({ a: record('a', supersedes('b/c01')), b: record('b', supersedes('a/c01')) });
    expect(told(found)).toEqual(['b.yaml 18:40 E-SUPERSEDES-CYCLE']);
    expect(found[0]!.message).toContain('a/c01 → b/c01 → a/c01');
  });

  it('in a circle of three records is told once, in whatever order they are read', () => {
    const records = {
      a: record('a', supersedes('b/c01')),
      b: record('b', supersedes('c/c01')),
      c: record('c', supersedes('a/c01')),
    };
    const found = checkRecords(records);
    expect(told(found)).toEqual(['c.yaml 18:40 E-SUPERSEDES-CYCLE']);
    expect(checkRecords({ c: records.c, b: records.b, a: records.a })).toEqual(found);
  });

  it('in a circle within one record is told too', () => {
    const second = `  - {id: c02, at: p1.s2, text: Belloria has none., type: fact, topics: [trade], ${supersedes('a/c01')}}\n`;
    expect(told(checkRecords({ a: `${record('a', supersedes('c02'))}${second}` }))).toEqual([
      'a.yaml 19:116 E-SUPERSEDES-CYCLE',
    ]);
  });

  it('of itself is told as a relation to itself only', () => {
    expect(told(checkRecords({ a: record('a', supersedes('c01')) }))).toEqual([
      'a.yaml 18:40 E-RELATION-SELF',
    ]);
  });

  it('in a circle does not hide a second circle', () => {
    const records = {
      a: record('a', supersedes('b/c01')),
      b: record('b', supersedes('a/c01')),
      c: record('c', supersedes('d/c01', 'a/c01')),
      d: record('d', supersedes('c/c01')),
    };
    expect(told(checkRecords(records))).toEqual([
      'b.yaml 18:40 E-SUPERSEDES-CYCLE',
      'd.yaml 18:40 E-SUPERSEDES-CYCLE',
    ]);
  });

  it('is the only relation that may not go in a circle', () => {
    const supports = (id: string): string => `relations: [{type: supports, to: ${id}}]`;
    expect(checkRecords({ a: record('a', supports('b/c01')), b: record('b', supports('a/c01')) })).toEqual(
      [],
    );
  });
});

describe('what a record declares for itself', () => {
  const entity = (id: string): string =>
    `entities: [{id: ${id}, type: group, name: ${id} people, membership: open}]\n`;
  const event = (id: string): string => `events: [{id: ${id}, type: meeting, name: ${id} meeting}]\n`;

  it('may not be declared by another one, and every further one is told', () => {
    const records = {
      a: record('a', '', entity('critics')),
      b: record('b', '', entity('critics')),
      c: record('c', '', entity('critics')),
    };
    const found = checkRecords(records);
    expect(told(found)).toEqual(['b.yaml 12:17 E-ENTITY-SHARED', 'c.yaml 12:17 E-ENTITY-SHARED']);
    expect(found[0]!.message).toBe('"critics" is also declared in sources/records/a.yaml');
  });

  it('shares its ids between entities and events', () => {
    expect(
      told(checkRecords({ a: record('a', '', entity('harbour')), b: record('b', '', event('harbour')) })),
    ).toEqual(['b.yaml 12:15 E-ENTITY-SHARED']);
  });

  it('may have ids of its own', () => {
    expect(
      checkRecords({ a: record('a', '', entity('critics')), b: record('b', '', entity('friends')) }),
    ).toEqual([]);
  });
});

describe('two records of one address', () => {
  it.each([
    ['https://harbour.example/a', 'the same'],
    ['http://www.harbour.example/a/', 'without encryption, with www and a slash'],
    ['https://harbour.example/a?utm_source=x&utm_medium=y', 'with tracking parts'],
    ['https://harbour.example/a?fbclid=1', 'as shared on a platform'],
    ['https://HARBOUR.example/a#part', 'with another spelling of the host and a place on the page'],
  ])('%s (%s) are a warning at the later one', (url) => {
    const found = checkRecords({ a: withUrl('a', 'https://harbour.example/a'), b: withUrl('b', url) });
    expect(told(found)).toEqual(['b.yaml 10:8 W-URL-TWICE']);
  });

  it('may differ in what is no tracking part, whatever its order', () => {
    const a = withUrl('a', 'https://harbour.example/a?id=1&lang=en');
    expect(checkRecords({ a, b: withUrl('b', 'https://harbour.example/a?id=2&lang=en') })).toEqual([]);
    expect(checkRecords({ a, b: withUrl('b', 'https://harbour.example/A?id=1&lang=en') })).toEqual([]);
    expect(told(checkRecords({ a, b: withUrl('b', 'https://harbour.example/a?lang=en&id=1') }))).toEqual([
      'b.yaml 10:8 W-URL-TWICE',
    ]);
  });

  it('are found among copies too, but not within one record', () => {
    const copy = 'https://archive.example/a';
    const a = record('a').replace('seen: true}', `seen: true, url: ${copy}}`);
    expect(told(checkRecords({ a, b: withUrl('b', copy) }))).toEqual(['b.yaml 10:8 W-URL-TWICE']);
    expect(
      checkRecords({ a: withUrl('a', copy).replace('seen: true}', `seen: true, url: ${copy}}`) }),
    ).toEqual([]);
  });
});
