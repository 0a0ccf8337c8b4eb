import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../pipeline/diagnostics/diagnostic.ts';
import { check, FIXTURES, withClaim } from '../support/checked.ts';

/** A record with something to be mended: its id and its text. */
type Faulty = [name: string, id: string, text: string];

const FAULTY: Faulty[] = [
  ...readdirSync(FIXTURES)
    .filter((name) => name.endsWith('.yaml'))
    .map(
      (name): Faulty => [
        name,
        name.toLowerCase().replace('.yaml', ''),
        readFileSync(join(FIXTURES, name), 'utf8'),
      ],
    ),
  ...Object.entries({
    'a code in another form': 'type: Fact',
    'a code of two slips': 'topics: [trade, diplomcay]',
    'a code by its beginning': 'topics: [climate]',
    'a key in capitals': 'Certainty: certain',
    'a topic by another word': 'topics: [economy]',
    'a frame by another word': 'frames: [economy]\nnote: It is about growth.',
    'a key of two words': 'reporter stance: endorses',
    'a key in the plural': 'frame: [security]',
    'a truth value in words': 'presupposed: no',
    'one topic without brackets': 'topics: trade',
    'topics with commas': 'topics: trade, diplomacy',
    'a place without its dot': 'at: p1s1',
    'a place in words': 'at: P3 S1',
    'a date with slashes': 'made: 2021/03/04',
    'a date in words': 'made: 4 March 2021',
    'a span in words': 'period: 2019 to 2021',
    'a season': 'period: spring 2021',
    'a decade': 'period: the 1990s',
    'a number with blanks': 'quantities: [{value: 1 000, comparator: exactly, unit: ships}]',
    'a stance of a code with a slip': 'stance: {Arvania: negativ}',
    'a name with a slip': 'subject: [Arvnia]',
    'an id with a slip': 'subject: [mira-tollan]',
  }).map(([name, line]): Faulty => [name, 'harbour-speech', withClaim(line)]),
];

/** The text with what the suggestion says, written as it is or, where YAML needs it, in quotes. */
function followed(text: string, { line, column, endColumn, suggestion = '' }: Diagnostic): string[] {
  const lines = text.split('\n');
  const old = lines[line - 1] ?? '';
  return [suggestion, `'${suggestion.replaceAll("'", "''")}'`].map((written) => {
    const changed = old.slice(0, column - 1) + written + old.slice(endColumn - 1);
    return lines.map((one, index) => (index === line - 1 ? changed : one)).join('\n');
  });
}

/** What is found, wherever it stands: a suggestion may be longer than what it takes the place of. */
function words(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code, line }) => `${code} ${line}`).sort();
}

describe('a suggestion of the check, followed to the letter,', () => {
  const offers = FAULTY.flatMap(([name, id, text]) =>
    check(text, id)
      .filter(({ suggestion }) => suggestion !== undefined)
      .map((one) => [`${name}: ${one.code} ${one.suggestion}`, id, text, one] as const),
  );

  it('is offered for many faults', () => {
    expect(offers.length).toBeGreaterThan(25);
  });

  it.each(offers)('mends it, and nothing new is found: %s', (_, id, text, offer) => {
    const before = words(check(text, id));
    before.splice(before.indexOf(`${offer.code} ${offer.line}`), 1);
    const added = followed(text, offer).map((after) =>
      words(check(after, id)).filter((one) => !before.includes(one)),
    );
    expect(added).toContainEqual([]);
  });
});

describe('a remedy in words, followed to the letter,', () => {
  const claim = (lines: string, above = ''): string => withClaim(lines, above);

  it('adds what was said in to the list in which it belongs', () => {
    const [unknown] = check(claim('said_in: quay-day\nclaimant: [mira-tolan]\nattribution: indirect-speech'));
    expect(unknown?.code).toBe('E-NAME-UNKNOWN');
    expect(unknown?.fix).toContain('to events or entities in');
    const event = 'events:\n  - {id: quay-day, type: speech, name: Day of the Quay}\n';
    const lines = 'said_in: quay-day\nclaimant: [mira-tolan]\nattribution: indirect-speech';
    expect(check(claim(lines, event))).toEqual([]);
    expect(check(claim('event: quay-day'))[0]?.fix).toContain('to events in');
    expect(check(claim('claimant: [Zzyx Qwert]'))[0]?.fix).toContain('to entities in');
  });

  it('writes pairs in curly brackets where a list cannot hold them', () => {
    const [colon, ...others] = check(claim('stance: [Arvania: neutral]'));
    expect(others).toEqual([]);
    expect(colon).toMatchObject({ code: 'E-YAML-COLON-IN-VALUE', line: expect.any(Number) });
    expect(colon?.suggestion).toBe('{Arvania: neutral}');
    expect(colon?.fix).toContain('instead of square ones: {Arvania: neutral}.');
    expect(check(claim('stance: {Arvania: neutral}'))).toEqual([]);
  });

  it('moves a key that stands too far out to where it belongs, and offers no other that is like it', () => {
    for (const key of ['authors: [mira-tolan]', 'publisher: mira-tolan', 'coder: ada-coder']) {
      const [stray] = check(claim('', `${key}\n`));
      expect(stray, key).toMatchObject({ code: 'E-KEY-UNKNOWN' });
      expect(stray?.suggestion, key).toBeUndefined();
      expect(stray?.fix, key).toMatch(/^It belongs .*(source|coding)|^(source|coding) has \w+ already/);
    }
  });
});
