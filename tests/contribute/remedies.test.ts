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
    'a key in capitals': 'Certainty: probable',
    'a key of two words': 'reporter stance: endorses',
    'a key in the plural': 'frame: [security]',
    'a truth value in words': 'presupposed: yes',
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
