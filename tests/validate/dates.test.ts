import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../pipeline/diagnostics/diagnostic.ts';
import { parseYaml } from '../../pipeline/ingest/parse.ts';
import { horizonOf } from '../../pipeline/validate/across.ts';
import { checkHorizon } from '../../pipeline/validate/registry/horizon.ts';
import { summaryOf } from '../../pipeline/validate/summary.ts';
import { check, checkRecords, withClaim } from '../support/checked.ts';

const told = (found: readonly Diagnostic[]): string[] =>
  found.map(({ code, message }) => `${code} ${message}`);
const published = (date: string, text: string): string =>
  text.replace('  copies', `  published: '${date}'\n  copies`);
const coded = (day: string, id: string): string =>
  withClaim('').replace('2026-11-25', `'${day}'`).replace('id: harbour-speech', `id: ${id}`);

describe('the day of coding', () => {
  it.each(['2121', '2121-07-06', '2026-12', '2026-11-26'])(
    'comes after the publication, so %s is a slip',
    (date) => {
      expect(told(check(published(date, withClaim(''))))).toEqual([
        `E-CODED-EARLY published ${date} is after the day of coding, 2026-11-25`,
      ]);
    },
  );

  it.each(['2026', '2026-11', '2026-11-25', 'XXXX-12-31', '1919'])(
    'may fall into the time of publication: %s',
    (date) => {
      expect(check(published(date, withClaim('')))).toEqual([]);
    },
  );

  it('comes after the claim was made, told once', () => {
    const late = withClaim("made: '2121-01-01'");
    expect(told(check(late))).toEqual([
      'E-CODED-EARLY c01: made 2121-01-01 is after the day of coding, 2026-11-25',
    ]);
    expect(check(published('2020-01-01', late)).map(({ code }) => code)).toEqual(['W-MADE-LATE']);
  });

  it('comes after the offices of the people whom the record adds began', () => {
    const tenure = (start: string, open: string): string =>
      `entities: [{id: pia-lund, type: person, name: Pia Lund, tenures: [{office: arvania-president, start: '${start}', open_as_of: '${open}', source: arvania-gazette}]}]\n`;
    expect(check(withClaim('', tenure('2008-01-01', '2009-01-01')))).toEqual([]);
    expect(told(check(withClaim('', tenure('2200-01-01', '2201-01-01'))))).toEqual([
      'E-CODED-EARLY pia-lund: start 2200-01-01 is after the day of coding, 2026-11-25',
      'E-CODED-EARLY pia-lund: open_as_of 2201-01-01 is after the day of coding, 2026-11-25',
    ]);
  });

  it('years after that of every other record is a slip, and no clock is asked', () => {
    const days = (...all: string[]): string[] =>
      told(checkRecords(Object.fromEntries(all.map((day, at) => [`work-${at}`, coded(day, `work-${at}`)]))));
    const slip = (day: string): string =>
      `W-DATE-AHEAD coded ${day}: more than 2 years after every other record`;
    expect(days('2026-11-25', '2226-11-25', '2025-01-01')).toEqual([slip('2226-11-25')]);
    expect(days('2026-11-25', '2028-11-26')).toEqual([slip('2028-11-26')]);
    expect(days('2026-11-25', '2028-11-25')).toEqual([]);
    expect(days('2226-11-25', '2226-11-26')).toEqual([]);
    expect(days('2226-11-25')).toEqual([]);
  });
});

describe('what an event or entity of a record says of its time', () => {
  it.each([
    [
      'an entity',
      "entities: [{id: quay-works, type: company, name: Quay Works, start: '2020', end: '2019'}]\n",
      'quay-works: end 2019 is before start 2020',
    ],
    [
      'an alias',
      "entities: [{id: quay-works, type: company, name: Quay Works, aliases: [{name: Works, kind: former, start: '2020', end: '2019'}]}]\n",
      'quay-works, Works: end 2019 is before start 2020',
    ],
    [
      'a name of an event',
      "events: [{id: long-crisis, type: situation, name: Long crisis, aliases: [{name: Crisis, kind: former, start: '2020-02-01', end: '2020-01-31'}]}]\n",
      'long-crisis, Crisis: end 2020-01-31 is before start 2020-02-01',
    ],
  ])('begins before it ends: %s', (_, above, message) => {
    const found = check(withClaim('', above)).filter(({ code }) => code === 'E-REG-DATE-ORDER');
    expect(told(found)).toEqual([`E-REG-DATE-ORDER ${message}`]);
    expect(
      check(withClaim('', above.replace(/end: '20(19|20-01-31)'/, "end: '2021'"))).filter(
        ({ code }) => code === 'E-REG-DATE-ORDER',
      ),
    ).toEqual([]);
  });

  it('is held against the publication of the source', () => {
    const above =
      "events: [{id: quay-speech, type: speech, name: Speech, date: '2121-01-02', speakers: [Mira Tolan]}]\n";
    const text = withClaim('said_in: quay-speech\nattribution: indirect-speech', above);
    const found = check(published('2021-07-06', text));
    expect(found.map(({ code, line }) => `${code} ${line}`)).toEqual(['W-MADE-LATE 20']);
    expect(check(published('2021-07-06', text.replace('2121', '2021')))).toEqual([]);
  });
});

describe('the registry', () => {
  const file = (text: string) => parseYaml('sources/registry/people/arvania.yaml', Buffer.from(text)).value;
  const PERSON = `entities:
  - id: pia-lund
    type: person
    name: Pia Lund
    aliases: [{name: P. Lund, kind: alias, start: '2199'}]
    tenures:
      - {office: arvania-president, start: '2200-01-20', open_as_of: '2022-01-01', source: arvania-gazette}
`;

  it('names no tenure and no name that begins years after everything that was coded', () => {
    const found = checkHorizon([file(PERSON)], '2028-11-25');
    expect(found.map(({ code, line, column }) => `${code} ${line}:${column}`)).toEqual([
      'W-DATE-AHEAD 5:51',
      'W-DATE-AHEAD 7:44',
    ]);
    expect(checkHorizon([file(PERSON)], '2300-01-01')).toEqual([]);
    expect(checkHorizon([file(PERSON)], null)).toEqual([]);
  });

  it('is measured by the days of coding, but not by one that stands alone', () => {
    const summaries = (...days: string[]) =>
      days.map((day, at) =>
        summaryOf(`sources/records/work-${at}.yaml`, { coding: { coded: day } as never }),
      );
    expect(horizonOf([])).toBeNull();
    expect(horizonOf(summaries('2026-11-25'))).toBe('2028-11-25');
    expect(horizonOf(summaries('2026-11-25', '2027-01-05'))).toBe('2029-01-05');
    expect(horizonOf(summaries('2226-01-01', '2026-11-25'))).toBe('2028-11-25');
  });
});
