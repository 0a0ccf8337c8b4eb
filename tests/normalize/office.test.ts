import { beforeAll, describe, expect, it } from 'vitest';
import type { Tenure } from '../../pipeline/model/generated/records.ts';
import { makeEntry } from '../../pipeline/normalize/names/entry.ts';
import { buildRegistry, type Registry } from '../../pipeline/normalize/names/registry.ts';
import { holds, readHolding } from '../../pipeline/normalize/names/tenures.ts';
import { answer, fileOf, found, idsOf, realFiles, refused, spanOf } from '../support/resolver.ts';

let registry: Registry;
beforeAll(async () => {
  registry = buildRegistry(await realFiles());
});

describe('an office on a date', () => {
  it.each([
    ['the US president', '2021-07-06', 'joe-biden'],
    ['the US president', '2021-01-10', 'donald-trump'],
    ['The American President', '2021-07-06', 'joe-biden'],
    ['the president of the United States', '2021-07-06', 'joe-biden'],
    ['the current U.S. president', '2021-07', 'joe-biden'],
    ['Iran’s president', '2021-07-06', 'hassan-rouhani'],
    ["Iran's president", '2021-09-01', 'ebrahim-raisi'],
    ['the president of Iran', '2021-09-01', 'ebrahim-raisi'],
    ['Iranian President', '2021-07-06', 'hassan-rouhani'],
    ['General Secretary of the Chinese Communist Party', '2021-07-06', 'xi-jinping'],
    ['the CCP general secretary', '2021-07-06', 'xi-jinping'],
    ['us-president', '2021-07-06', 'joe-biden'],
  ])('%s on %s is %s', (text, on, id) => {
    const { entry, method, level, reading } = found(registry, text, { on });
    expect({ id: entry.id, method, level, reading }).toEqual({
      id,
      method: 'office',
      level: 7,
      reading: 'office',
    });
  });

  it('is the holder in fields that take offices too, unless the id of the office is written', () => {
    expect(answer(registry, 'President of the United States', { slot: 'subject' })).toBe('joe-biden');
    expect(answer(registry, 'us-president', { slot: 'subject' })).toBe('us-president');
  });

  it('keeps what was printed', () => {
    expect(found(registry, 'the US president').describedRole).toBe('the US president');
  });

  it('stops on the day of a handover, naming both', () => {
    const failure = refused(registry, 'the US president', { on: '2021-01-20' });
    expect(failure.code).toBe('E-OFFICE-UNCERTAIN');
    expect(idsOf(failure)).toEqual(['donald-trump', 'joe-biden']);
  });

  it('stops when the claim is less exact than the change of office', () => {
    expect(refused(registry, 'the US president', { on: '2021' }).code).toBe('E-OFFICE-UNCERTAIN');
    expect(refused(registry, 'the US president', { on: '2020/2021-02' }).code).toBe('E-OFFICE-UNCERTAIN');
    expect(answer(registry, 'the US president', { on: '2022-01' })).toBe('joe-biden');
  });

  it('stops where tenures are known by year only', () => {
    const failure = refused(registry, 'the German chancellor');
    expect(failure.code).toBe('E-OFFICE-UNCERTAIN');
    expect(idsOf(failure)).toEqual(['angela-merkel', 'olaf-scholz']);
    expect(failure.message).toMatch(/Angela Merkel \(.*2005 to 2021\)/);
    expect(answer(registry, 'the German chancellor', { on: '2019-05-05' })).toBe('angela-merkel');
  });

  it('stops after the registry’s knowledge ends', () => {
    const failure = refused(registry, 'the US president', { on: '2024-03-01' });
    expect(failure.code).toBe('E-OFFICE-UNCERTAIN');
    expect(idsOf(failure)).toEqual(['joe-biden']);
    expect(failure.message).toContain('still in office on 2022-08-03');
  });

  it('stops before it begins', () => {
    expect(refused(registry, 'the US president', { on: '1950-03-01' }).code).toBe('E-OFFICE-UNKNOWN');
  });

  it('needs a date with a year', () => {
    for (const on of [null, 'XXXX-07-06']) {
      const failure = refused(registry, 'the US president', { on });
      expect(failure.code).toBe('E-OFFICE-DATE');
      expect(failure.fix).toContain('made');
      expect(failure.fix).toContain('us-president');
    }
  });

  it('needs an owner, and one owner', () => {
    expect(refused(registry, 'the president').code).toBe('E-OFFICE-UNKNOWN');
    expect(refused(registry, 'the Korean president').code).toBe('E-OFFICE-UNCERTAIN');
    expect(answer(registry, 'the South Korean president')).toBe('moon-jae-in');
  });

  it('does not stand for a former holder', () => {
    expect(refused(registry, 'the former US president').code).toBe('E-OFFICE-UNCERTAIN');
    expect(refused(registry, 'the US president-elect').code).toBe('E-NAME-UNKNOWN');
  });

  it('is no place and no event', () => {
    expect(refused(registry, 'President of China', { slot: 'place' }).code).toBe('E-NAME-KIND');
  });

  it('is held by nobody when no tenure says so', () => {
    const empty = buildRegistry([
      fileOf(`entities:
  - {id: arvania, type: state, name: Arvania, status: un-member}
  - {id: arvania-president, type: office, name: President of Arvania, of: arvania, role: president}
titles:
  - {title: President, kind: office, role: president}
  - {title: Chancellor, kind: office, role: chancellor}
`),
    ]);
    expect(refused(empty, 'the president of Arvania').message).toContain('knows nobody');
    expect(refused(empty, 'the chancellor of Arvania').message).toContain('no chancellor of Arvania');
  });
});

describe('holds', () => {
  const site = { scope: 'registry', recordId: null, file: 'x.yaml', line: 1 } as const;
  const person = makeEntry('entity', { id: 'p', type: 'person', name: 'P' }, site);
  const at = (tenure: Partial<Tenure>, on: string) =>
    holds(readHolding(person, { office: 'o', source: 's', ...tenure }), spanOf(on) as never);

  it.each([
    [{ start: '2017-01-20', end: '2021-01-20' }, '2021-01-20', 'yes'],
    [{ start: '2017-01-20', end: '2021-01-20' }, '2021-01-21', 'no'],
    [{ start: '2017-01-20', end: '2021-01-20' }, '2017-01-19', 'no'],
    [{ start: '2017-01-20', end: '2021-01-20' }, '2017', 'possible'],
    [{ start: '2017-01-20', end: '2021-01-20' }, '2018', 'yes'],
    [{ start: '2005', end: '2021' }, '2021-01-01', 'yes'],
    [{ start: '2005', end: '2021' }, '2021-07-06', 'possible'],
    [{ start: '2005', end: '2021' }, '2005-12-31', 'yes'],
    [{ start: '2005', end: '2021' }, '2005-12-30', 'possible'],
    [{ start: '2020', end: '2020' }, '2020-06-01', 'possible'],
    [{ start: '2021-01-20', open_as_of: '2022-08-03' }, '2022-08-03', 'yes'],
    [{ start: '2021-01-20', open_as_of: '2022-08-03' }, '2022-08-04', 'possible'],
    [{ start: '2021-01-20' }, '2021-01-21', 'possible'],
    [{ end: '2021-01-20' }, '1990-01-01', 'possible'],
    [{ end: '2021-01-20' }, '2021-01-21', 'no'],
    [{ start: '2017~', end: '2021-01-20' }, '2019-01-01', 'yes'],
    [{ start: '2017-01-20', end: '2021-01-20' }, '2018/..', 'possible'],
  ] as const)('%o on %s: %s', (tenure, on, expected) => {
    expect(at(tenure, on)).toBe(expected);
  });
});
