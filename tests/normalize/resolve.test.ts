import { beforeAll, describe, expect, it } from 'vitest';
import { makeEntry } from '../../pipeline/normalize/names/entry.ts';
import { describeResolution } from '../../pipeline/normalize/names/explain.ts';
import { buildRegistry, type Registry } from '../../pipeline/normalize/names/registry.ts';
import { answer, emptyScope, fileOf, found, idsOf, realFiles, refused } from '../support/resolver.ts';

let registry: Registry;
beforeAll(async () => {
  registry = buildRegistry(await realFiles());
});

describe('names that resolve', () => {
  it.each([
    ['Burma', 'iso-MM'],
    ['Turkey', 'iso-TR'],
    ['USSR', 'iso-SUHH'],
    ['PRC', 'iso-CN'],
    ['the CCP', 'ccp'],
    ["Côte d'Ivoire", 'iso-CI'],
    ['Côte d’Ivoire', 'iso-CI'],
    ["Cote d'Ivoire", 'iso-CI'],
    ['Aleksandar Vucic', 'aleksandar-vucic'],
    ['Aleksandar Vučić', 'aleksandar-vucic'],
    ['Александар Вучић', 'aleksandar-vucic'],
    ['the U.S.', 'iso-US'],
    ['习近平', 'xi-jinping'],
  ])('%s is %s', (text, id) => {
    expect(answer(registry, text, { slot: 'subject' })).toBe(id);
    expect(answer(registry, text, { slot: 'subject', on: null })).toBe(id);
  });

  it('tells the rule, its level and the reading', () => {
    expect(found(registry, 'ccp')).toMatchObject({ method: 'explicit-id', level: 1, reading: 'literal' });
    expect(found(registry, 'chinese-tech-companies')).toMatchObject({ method: 'redirect', level: 2 });
    expect(found(registry, 'Soviet Union', { slot: 'subject' })).toMatchObject({ method: 'exact', level: 4 });
    expect(found(registry, 'the soviet union', { slot: 'subject' })).toMatchObject({
      method: 'normalized',
      level: 5,
    });
    const xi = found(registry, 'Chinese President Xi Jinping');
    expect(xi).toMatchObject({
      method: 'title',
      level: 6,
      reading: 'title',
      describedRole: 'Chinese President',
    });
  });

  it('names a disputed or former unit by its own id, never by a state that claims or succeeded it', () => {
    expect(answer(registry, 'Kashmir', { slot: 'subject' })).toBe('kashmir');
    expect(answer(registry, 'Kosovo', { slot: 'subject' })).toBe('iso-XK');
    expect(answer(registry, 'Serbia and Montenegro', { slot: 'subject', on: '2005-01-01' })).toBe('iso-CSXX');
    expect(answer(registry, 'Persian Empire', { slot: 'subject' })).toBe('E-NAME-UNKNOWN');
  });

  it('counts a former name while it was in use, and tells its end afterwards', () => {
    expect(answer(registry, 'Swaziland', { slot: 'subject', on: '2017-11-30' })).toBe('iso-SZ');
    const failure = refused(registry, 'Swaziland', { slot: 'subject' });
    expect(failure).toMatchObject({ code: 'E-NAME-DATE', suggestion: 'iso-SZ' });
  });

  it('warns when something speaks that had ended', () => {
    expect(found(registry, 'USSR', { on: '1972-02-28' }).warning).toBeUndefined();
    expect(found(registry, 'USSR').warning).toMatchObject({ code: 'W-NAME-DATE' });
    expect(found(registry, 'USSR', { slot: 'subject' }).warning).toBeUndefined();
  });
});

describe('titles', () => {
  // The title phrases of the first annotated article.
  it.each([
    ['Chinese President Xi Jinping', 'xi-jinping'],
    ['former Russian President Dmitry Medvedev', 'dmitry-medvedev'],
    ['Pakistani Prime Minister Imran Khan', 'imran-khan'],
    ['Argentine President Alberto Fernández', 'alberto-fernandez'],
    ['South African President Cyril Ramaphosa', 'cyril-ramaphosa'],
    ['Serbian President Aleksandar Vucic', 'aleksandar-vucic'],
    ['former Bolivian President Evo Morales', 'evo-morales'],
    ['Philippine President Rodrigo Duterte', 'rodrigo-duterte'],
    ['Cuban President Miguel Díaz-Canel', 'miguel-diaz-canel'],
  ])('%s resolves without a warning, with and without a known year', (text, id) => {
    for (const on of ['2021-07-06', 'XXXX-07-06', null]) {
      const { entry, warning } = found(registry, text, { on });
      expect([entry.id, warning]).toEqual([id, undefined]);
    }
  });

  it.each([
    ['CCP General Secretary Xi Jinping', 'xi-jinping'],
    ['China’s President, Xi Jinping', 'xi-jinping'],
    ['Xi Jinping, President of the People’s Republic of China', 'xi-jinping'],
    ['U.N. Secretary-General António Guterres', 'antonio-guterres'],
    ['then-President Donald Trump', 'donald-trump'],
    ['former US Secretary of State Mike Pompeo', 'mike-pompeo'],
    ['Mr. Imran Khan', 'imran-khan'],
    ['German Chancellor Angela Merkel', 'angela-merkel'],
  ])('%s resolves without a warning', (text, id) => {
    const { entry, warning } = found(registry, text);
    expect([entry.id, warning]).toEqual([id, undefined]);
  });

  it('warns of a title that does not fit, and names both readings', () => {
    const { entry, warning } = found(registry, 'Chinese President Dmitry Medvedev');
    expect(entry.id).toBe('dmitry-medvedev');
    expect(warning?.code).toBe('W-TITLE-MISMATCH');
    expect(warning?.message).toMatch(
      /Dmitry Medvedev \(President of Russia.*by title it would be Xi Jinping/,
    );
  });

  it.each([
    ['Russian President Dmitry Medvedev', '2021-07-06'],
    ['former Chinese President Xi Jinping', '2021-07-06'],
    ['Serbian Foreign Minister Aleksandar Vucic', '2021-07-06'],
    ['President Imran Khan', '2021-07-06'],
    ['Russian President Xi Jinping', 'XXXX-07-06'],
  ])('warns of %s on %s', (text, on) => {
    expect(found(registry, text, { on }).warning?.code).toBe('W-TITLE-MISMATCH');
  });

  it('takes no word off that is not in the closed list, and nothing off what is left', () => {
    expect(answer(registry, 'Wizard Xi Jinping')).toBe('E-NAME-UNKNOWN');
    expect(answer(registry, 'Chinese Xi Jinping')).toBe('E-NAME-UNKNOWN');
    expect(answer(registry, 'President Xi')).toBe('E-NAME-UNKNOWN');
    expect(answer(registry, 'President Xi', { scope: emptyScope({ Xi: 'xi-jinping' }) })).toBe('xi-jinping');
  });

  it('suggests for the name behind a title', () => {
    expect(refused(registry, 'Chinese President Xi Jingping').suggestion).toBe('xi-jinping');
  });
});

describe('names that stop', () => {
  it('suggests one person for a misspelled one, with office, and says how to settle it', () => {
    const failure = refused(registry, 'Aleksander Vucic');
    expect(failure).toMatchObject({ code: 'E-NAME-UNKNOWN', suggestion: 'aleksandar-vucic' });
    expect(idsOf(failure)).toEqual(['aleksandar-vucic']);
    expect(failure.message).toContain('Aleksandar Vučić, President of Serbia');
    expect(failure.fix).toContain('aleksandar-vucic');
    expect(failure.fix).toContain('names');
    expect(failure.fix).toContain('sources/registry/people/rs.yaml');
  });

  it('says that Irak is equally near to two states, and suggests neither', () => {
    const failure = refused(registry, 'Irak', { slot: 'subject' });
    expect(failure.code).toBe('E-NAME-UNKNOWN');
    expect(failure.message).toContain('Iraq and Iran are equally near');
    expect(idsOf(failure)).toEqual(['iso-IQ', 'iso-IR']);
    expect(failure.suggestion).toBeUndefined();
  });

  it.each([
    ['Congo', ['iso-CD', 'iso-CG']],
    ['Korea', ['iso-KP', 'iso-KR']],
    ['America', ['iso-US']],
  ])('%s is too loose to decide', (text, ids) => {
    const failure = refused(registry, text, { slot: 'subject' });
    expect(failure.code).toBe('E-NAME-AMBIGUOUS');
    expect(idsOf(failure)).toEqual(ids);
  });

  it('does not take a family name for a person, but the names of the record may', () => {
    const failure = refused(registry, 'Xi');
    expect(failure).toMatchObject({ code: 'E-NAME-UNKNOWN', suggestion: 'xi-jinping' });
    expect(failure.message).toContain('family name');
    expect(failure.fix).not.toContain('aliases');
    const named = found(registry, 'Xi', { scope: emptyScope({ Xi: 'xi-jinping' }) });
    expect(named).toMatchObject({ method: 'record-names', level: 3 });
  });

  it('asks for the country where a name needs it', () => {
    expect(refused(registry, 'Labour Party')).toMatchObject({ code: 'E-NAME-AMBIGUOUS' });
    expect(answer(registry, 'Labour Party', { country: 'iso-GB' })).toBe('uk-labour-party');
    expect(answer(registry, 'Labour Party', { country: 'iso-NZ' })).toBe('E-NAME-AMBIGUOUS');
  });

  it('tells a person from a place', () => {
    expect(refused(registry, 'Imran Khan', { slot: 'place' }).code).toBe('E-NAME-KIND');
    expect(refused(registry, 'imran-khan', { slot: 'place' }).code).toBe('E-NAME-KIND');
    expect(refused(registry, 'ccp-wpps-4', { slot: 'claimant' }).code).toBe('E-NAME-KIND');
    expect(refused(registry, 'ccp', { slot: 'event' }).code).toBe('E-NAME-KIND');
    expect(refused(registry, 'ccp-wpps', { slot: 'utterance' }).code).toBe('E-NAME-KIND');
    expect(answer(registry, 'xi-keynote-4', { slot: 'utterance' })).toBe('xi-keynote-4');
  });

  it('refuses text without letters', () => {
    for (const text of ['', ' ', '...', '’']) expect(answer(registry, text)).toBe('E-NAME-UNKNOWN');
  });
});

describe('Beijing', () => {
  it('is the government where only an actor can stand, the city where only a place can', () => {
    for (const slot of ['claimant', 'via', 'holder'] as const) {
      expect(found(registry, 'Beijing', { slot })).toMatchObject({
        entry: { id: 'cn-government' },
        reading: 'metonym',
      });
    }
    expect(found(registry, 'Beijing', { slot: 'place' })).toMatchObject({
      entry: { id: 'beijing-city' },
      reading: 'literal',
    });
  });

  it('is ambiguous where both can stand, with a remedy of one line', () => {
    const failure = refused(registry, 'Beijing', { slot: 'subject' });
    expect(failure.code).toBe('E-NAME-AMBIGUOUS');
    expect(idsOf(failure)).toEqual(['beijing-city', 'cn-government']);
    expect(failure.fix).toMatch(/Beijing: (beijing-city|cn-government)$/);
  });

  it('is what the names of the record say, and then no place', () => {
    const scope = emptyScope({ Beijing: 'cn-government' });
    const named = found(registry, 'Beijing', { slot: 'subject', scope });
    expect(named).toMatchObject({
      entry: { id: 'cn-government' },
      method: 'record-names',
      reading: 'metonym',
    });
    expect(answer(registry, 'Beijing', { slot: 'place', scope })).toBe('E-NAME-KIND');
  });

  it('has company: a metonym whose city is not in the registry is as ambiguous', () => {
    expect(answer(registry, 'the Kremlin')).toBe('ru-government');
    expect(answer(registry, 'Moscow', { slot: 'subject' })).toBe('E-NAME-AMBIGUOUS');
  });
});

describe('names of the record', () => {
  it('may hold an id, a retired id or a clear name, and are found folded', () => {
    const scope = emptyScope({
      'the Party': 'ccp',
      'tech firms': 'chinese-tech-companies',
      Rodong: 'North Korea',
    });
    expect(answer(registry, 'The party', { scope })).toBe('ccp');
    expect(answer(registry, 'tech firms', { scope })).toBe('chinese-technology-companies');
    expect(answer(registry, 'Rodong', { scope, slot: 'subject' })).toBe('iso-KP');
  });

  it('overrule the registry, but not an id', () => {
    expect(answer(registry, 'China', { scope: emptyScope({ China: 'iso-TW' }) })).toBe('iso-TW');
    expect(answer(registry, 'ccp', { scope: emptyScope({ ccp: 'iso-CN' }) })).toBe('ccp');
  });

  it('must lead somewhere', () => {
    const failure = refused(registry, 'Xi', { scope: emptyScope({ Xi: 'xi-jinpin' }) });
    expect(failure.message).toContain('xi-jinpin');
  });

  it('stop when two lines fold alike and differ', () => {
    const scope = emptyScope({ 'The Party': 'ccp', 'the party!': 'iso-CN' });
    expect(answer(registry, 'the party', { scope })).toBe('E-NAME-AMBIGUOUS');
    expect(answer(registry, 'The Party', { scope })).toBe('ccp');
  });
});

describe('entities of the record', () => {
  const site = {
    scope: 'record',
    recordId: 'some-record',
    file: 'sources/records/some-record.yaml',
    line: 9,
  } as const;
  const critics = makeEntry(
    'entity',
    { id: 'critics', type: 'group', name: 'unnamed critics', membership: 'open' },
    site,
  );
  const scope = { ...emptyScope(), local: new Map([['critics', critics]]) };

  it('match by id and name inside the record only', () => {
    expect(found(registry, 'critics', { scope }).entry).toBe(critics);
    expect(found(registry, 'Unnamed critics', { scope }).entry).toBe(critics);
    expect(answer(registry, 'critics')).toBe('E-NAME-UNKNOWN');
    expect(answer(registry, 'Unnamed critics')).toBe('E-NAME-UNKNOWN');
  });

  it('make a name ambiguous that the registry knows too', () => {
    const china = makeEntry(
      'entity',
      { ...critics.value, id: 'china-team', name: 'China' } as typeof critics.value,
      site,
    );
    const both = { ...emptyScope(), local: new Map([['china-team', china]]) };
    expect(idsOf(refused(registry, 'China', { scope: both }))).toEqual(['china-team', 'iso-CN']);
  });
});

describe('retired ids', () => {
  it('stop when they were split', () => {
    const split = buildRegistry([
      fileOf(
        `redirects:\n  - {from: old, split_into: [one, two], date: '2026-01-01', reason: Two things.}\n`,
      ),
      fileOf(
        `entities:\n${['one', 'two'].map((id) => `  - {id: ${id}, type: concept, name: ${id}}\n`).join('')}`,
      ),
    ]);
    const failure = refused(split, 'old', { slot: 'subject' });
    expect(failure.code).toBe('E-NAME-SPLIT');
    expect(idsOf(failure)).toEqual(['one', 'two']);
  });
});

describe('the name of an entry that was merged into another', () => {
  it('is told to be missing there, with the alias to add', () => {
    const merged = buildRegistry([
      fileOf(`redirects:\n  - {from: old-guild, to: guild, date: '2026-01-01', reason: The same.}\n`),
      fileOf('entities:\n  - {id: guild, type: organization, name: Guild of the Coast}\n'),
    ]);
    const failure = refused(merged, 'The Old Guild');
    expect(failure).toMatchObject({ code: 'E-NAME-UNKNOWN', suggestion: 'guild' });
    expect(failure.message).toContain('old-guild was merged into Guild of the Coast');
    expect(failure.fix).toBe(
      'Add the old name as an alias to guild in sources/registry/fixture.yaml, or write guild.',
    );
    expect(answer(merged, 'old-guild')).toBe('guild');
  });
});

describe('namesakes', () => {
  const people = ['alpha', 'beta']
    .map((id) => `  - {id: ${id}, type: person, name: Wang Wei, family_name: Wang}\n`)
    .join('');
  const twins = buildRegistry([fileOf(`entities:\n${people}`)]);

  it('are never decided by order', () => {
    expect(idsOf(refused(twins, 'Wang Wei'))).toEqual(['alpha', 'beta']);
    expect(idsOf(refused(twins, 'Wang'))).toEqual(['alpha', 'beta']);
    expect(answer(twins, 'beta')).toBe('beta');
  });
});

describe('describeResolution', () => {
  it('tells in one line what a name became and why', () => {
    expect(describeResolution('Beijing', found(registry, 'Beijing'), 'claimant')).toBe(
      'Beijing → cn-government (Government of China) · metonym, only reading in claimant',
    );
    expect(describeResolution('Burma', found(registry, 'Burma'))).toBe(
      'Burma → iso-MM (Myanmar) · exact name',
    );
  });
});

describe('buildRegistry', () => {
  it('gives each entry its country and place', () => {
    const countryOf = (id: string): string | null | undefined => registry.entries.get(id)?.country;
    expect(countryOf('cn-government')).toBe('iso-CN');
    expect(countryOf('cn-ccp-general-secretary')).toBe('iso-CN');
    expect(countryOf('ccp')).toBe('iso-CN');
    expect(countryOf('iso-CN')).toBe('iso-CN');
    expect(countryOf('xi-jinping')).toBe('iso-CN');
    const two = fileOf(
      '# people\nentities:\n  - id: a\n    type: concept\n    name: A\n  - {id: b, type: concept, name: B}\n',
    );
    expect(buildRegistry([two]).entries.get('b')).toMatchObject({
      line: 6,
      file: 'sources/registry/fixture.yaml',
    });
  });
});
