import type { Model } from '../../../model/model.ts';
import { tableNamed } from '../../../model/tables.ts';
import { citationLine } from '../../cite.ts';
import type { Identity } from '../../descriptor.ts';
import { versionInWords } from '../../released.ts';
import type { SheetLayout, SheetRow } from './file/sheet.ts';
import { STYLE } from './file/styles.ts';
import type { TableSheet } from './layout.ts';

export const START: SheetLayout = {
  name: 'start',
  columns: [
    { width: 16, style: STYLE.text },
    { width: 150, style: STYLE.wrapped },
  ],
  tabColour: '70AD47',
  print: { columns: 2 },
};

/** What a reader of the tables must know, a line each. */
const READING = [
  'A claim is not a fact. A row says that somebody said it, not that it is so.',
  'On the sheet claims, each row reads from left to right: when, who, from where, does what, says what, about whom, with which attitude, on what.',
  'claim_text is our paraphrase. Exact words of public officials and documents stand in quote, and nowhere else.',
  'Reading a mind is not quoting it: who is said to think or want something stands in holder_names, never in claimant_names.',
  'An empty cell means "not known" or "does not apply", never "none". Several values in one cell are separated by " | ".',
  'More columns are folded away: the button + above the columns opens them, and every one is explained on the sheet notes.',
  'To count by country, pivot the sheet "who about whom": sum count_claimant_country for claimants, count_target_country for those spoken about.',
];

/** The three columns that decide what is counted. */
const SWITCHES = [
  'voice: author = said by the authors of the work; reported = by somebody whom they report; publisher = in a headline or caption.',
  "own_words: true = the claimant's own words are there; false = only a report of them.",
  'recommended: true = may be counted; false = leave out of a plain count, not_recommended_because says why (draft, repeated, taken for granted …).',
];

/**
 * The rows of the first sheet: what this is, how much of it there is, how to read it, what to filter by, licence and
 * citation.
 * @param counts what the manifest counts
 */
export function startRows(
  { title, description, version, released }: Identity,
  counts: Readonly<Record<string, number>>,
  sheets: readonly TableSheet[],
  { tables }: Model,
): SheetRow[] {
  return [
    [
      { value: null, style: STYLE.head },
      { value: `${title}, ${versionInWords(version)}`, style: STYLE.head },
    ],
    ...topic('what it is', [description]),
    ...topic('how much', [
      `${counts.claims} claims from ${counts.records} works, ${counts.reported_claims} of them reported by an author rather than made by one.`,
      `${counts.entities} people, states, organisations and other actors; ${counts.events} events.`,
      'What was coded was chosen by people: counts tell of these works, not of the world.',
    ]),
    ...topic('how to read', READING),
    ...topic('what to filter', SWITCHES),
    ...sheets.map(({ name, table }, index): SheetRow => {
      const { description: what } = tableNamed(tables, table);
      return [
        index === 0 ? { value: 'sheets', style: STYLE.strong } : null,
        `${name}: ${firstSentence(what)}`,
      ];
    }),
    [null, 'notes: how cells are written, every column explained, and what was too long for a cell.'],
    ...topic('licence', [
      'Creative Commons Attribution 4.0 International, https://creativecommons.org/licenses/by/4.0/',
    ]),
    ...topic('how to cite', [
      citationLine(version, released ?? null),
      'For a single claim, copy its cells in the columns citation and source_url.',
    ]),
  ];
}

function topic(name: string, lines: readonly string[]): SheetRow[] {
  return lines.map((line, index) => [index === 0 ? { value: name, style: STYLE.strong } : null, line]);
}

function firstSentence(text: string): string {
  return /^.*?\.(?= |$)/s.exec(text)?.[0] ?? text;
}
