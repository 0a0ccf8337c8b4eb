import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyDelta, deltaOf, inKeyOrder } from '../../pipeline/compare/delta.ts';
import { emptyTable, type TextRow } from '../../pipeline/compare/differences.ts';
import { type BuiltDataset, type BuiltTable, readDataset } from '../../pipeline/compare/read.ts';
import { tellRelease } from '../../pipeline/compare/story/sentences.ts';
import { type Story, storyOf } from '../../pipeline/compare/story/story.ts';
import { MARKDOWN, TEXT } from '../../pipeline/compare/story/voice.ts';
import { raised } from '../../pipeline/compare/version.ts';
import { REPOSITORY } from '../support/project.ts';

/** The first release, which never changes: one record with 97 claims. */
const base = await readDataset(join(REPOSITORY, 'output', 'v0.1.0'));
const RECORD = 'foreign-policy-xi-party-outreach';

/** Tables that an edit may change. */
class Tables {
  readonly all: BuiltDataset = new Map(
    [...base].map(([name, table]) => [
      name,
      { ...table, key: [...table.key], columns: [...table.columns], rows: table.rows.map((row) => [...row]) },
    ]),
  );

  table(name: string): BuiltTable {
    return this.all.get(name) as BuiltTable;
  }
  place(name: string, column: string): number {
    return this.table(name).columns.findIndex((one) => one.name === column);
  }
  /** The row with this id, which must be there. */
  row(name: string, id: string): string[] {
    const row = this.table(name).rows.find(([first]) => first === id);
    if (row === undefined) throw new Error(`${name} has no row ${id}`);
    return row;
  }
  set(name: string, id: string, column: string, value: string): void {
    this.row(name, id)[this.place(name, column)] = value;
  }
  add(name: string, cells: TextRow): void {
    const table = this.table(name);
    table.rows.push(table.columns.map((column) => cells[column.name] ?? ''));
    table.rows = inKeyOrder(table);
  }
  /** Removes rows whose first cell is an id, or a part of it. */
  remove(name: string, id: string): void {
    const table = this.table(name);
    table.rows = table.rows.filter(([first = '']) => first !== id && !first.startsWith(`${id}/`));
  }
  retire(kind: string, id: string, reason: string, more: TextRow = {}): void {
    this.add('retired', { kind, id, reason, date: '2027-01-10', file: 'sources/x.yaml', line: '1', ...more });
  }
}

interface Told {
  story: Story;
  version: string;
  after: BuiltDataset;
  /** Sentences of the changelog, and the same for a terminal. */
  lines: string[];
  plain: string[];
}

function edited(edit: (tables: Tables) => void): Told {
  const tables = new Tables();
  edit(tables);
  const story = storyOf(base, tables.all);
  const [lines, plain] = [MARKDOWN, TEXT].map((voice) =>
    tellRelease({ story, dataset: tables.all }, voice).flatMap((section) => section.lines),
  ) as [string[], string[]];
  return { story, version: raised('0.1.0', story.step.step), after: tables.all, lines, plain };
}

const HARBOUR = { title: 'A Harbour for All', kind: 'op-ed', record_status: 'published', claims: '1' };

function addRecord(tables: Tables, id: string): void {
  tables.add('sources', { source_id: id, ...HARBOUR, coder_name: 'Claude' });
  tables.add('claims', { claim_id: `${id}/c01`, source_id: id, claim_text: 'The strait stays open.' });
  tables.add('claim_codes', { claim_id: `${id}/c01`, vocabulary: 'topic', rank: '1', code: 'trade' });
}

/** Edits: what is done, the version that it asks for, and how the changelog tells it. */
const EDITS: [string, (tables: Tables) => void, version: string, line: string][] = [
  [
    'a typo is fixed',
    (tables) =>
      tables.set(
        'claims',
        `${RECORD}/c02`,
        'claim_text',
        "Xi Jinping's image was shown on a big screen at a Beijing show.",
      ),
    '0.1.1',
    `\`${RECORD}/c02\`: claim_text was “Xi Jinping's image was shown on a big screen at a Beijing performance for the CCP's centenary.”, is “Xi Jinping's image was shown on a big screen at a Beijing show.”.`,
  ],
  [
    'a claim is dated otherwise, and the spans that follow change too',
    (tables) => {
      tables.set('claims', `${RECORD}/c02`, 'made', '2021-02');
      tables.set('claims', `${RECORD}/c02`, 'made_min', '2021-02-01');
    },
    '0.1.1',
    `\`${RECORD}/c02\`: made was empty, is “2021-02”.`,
  ],
  [
    'an actor is another one, told by the name',
    (tables) => {
      tables.set('claims', `${RECORD}/c01`, 'subject_ids', 'ccp');
      tables.set('claims', `${RECORD}/c01`, 'subject_names', 'Chinese Communist Party');
    },
    '0.1.1',
    `\`${RECORD}/c01\`: subject was “Xi Jinping”, is “Chinese Communist Party”.`,
  ],
  [
    'many claims change in the same way',
    (tables) => {
      for (const row of tables.table('claims').rows) row[tables.place('claims', 'certainty')] = 'possible';
    },
    '0.1.1',
    'certainty was “certain”, is “possible”.',
  ],
  [
    'a record is added',
    (tables) => addRecord(tables, 'quay'),
    '0.1.1',
    'New record `quay`: A Harbour for All (op-ed, published; 1 claim; coded by Claude).',
  ],
  [
    'a claim is added to a record that was there',
    (tables) =>
      tables.add('claims', { claim_id: `${RECORD}/c999`, source_id: RECORD, claim_text: 'Ships come.' }),
    '0.1.1',
    `New claim \`${RECORD}/c999\`: Ships come.`,
  ],
  [
    'an entity is added',
    (tables) => tables.add('entities', { entity_id: 'aa-new', name: 'A New One', type: 'party' }),
    '0.1.1',
    'New entity: `aa-new` (A New One).',
  ],
  [
    'an entity gets another name',
    (tables) => tables.set('entities', 'a-just-russia', 'name', 'For Truth'),
    '0.1.1',
    '`a-just-russia` (For Truth): name was “A Just Russia”, is “For Truth”.',
  ],
  [
    'two entities are merged',
    (tables) => {
      tables.remove('entities', 'a-just-russia');
      tables.retire('entry', 'a-just-russia', 'They are the same.', { successors: 'ccp' });
    },
    '0.1.1',
    '`a-just-russia` is now `ccp`: They are the same.',
  ],
  [
    'an entity is split',
    (tables) => {
      tables.remove('entities', 'a-just-russia');
      tables.retire('entry', 'a-just-russia', 'They are two', { successors: 'ccp | iso-RU' });
    },
    '0.1.1',
    '`a-just-russia` was split into `ccp` and `iso-RU`: They are two.',
  ],
  [
    'a claim is retired',
    (tables) => {
      tables.remove('claims', `${RECORD}/c03`);
      tables.retire('claim', `${RECORD}/c03`, 'The sentence was misread.', { successors: `${RECORD}/c02` });
    },
    '0.1.1',
    `\`${RECORD}/c03\` is retired; \`${RECORD}/c02\` took its place: The sentence was misread.`,
  ],
  [
    'a record is withdrawn with its claims',
    (tables) => {
      const file = `sources/records/${RECORD}.yaml`;
      const claims = tables.table('claims').rows.map(([id = '']) => id);
      tables.retire('source', RECORD, 'A forgery.', { file });
      for (const id of claims) tables.retire('claim', id, 'A forgery.', { file });
      tables.remove('sources', RECORD);
      for (const id of claims) tables.remove('claims', id);
    },
    '0.1.1',
    `Record \`${RECORD}\` is withdrawn, with 97 claims: A forgery.`,
  ],
  [
    'the reason of a retirement is worded otherwise',
    (tables) => {
      tables.table('retired').rows[0]![tables.place('retired', 'reason')] = 'Twice the same.';
    },
    '0.1.1',
    '`chinese-tech-companies`: reason corrected.',
  ],
  [
    'a column is renamed',
    (tables) => {
      const { columns } = tables.table('sources');
      const place = tables.place('sources', 'doi');
      columns[place] = { ...columns[place]!, name: 'source_doi' };
    },
    '0.2.0',
    'The column `sources.doi` is now called `source_doi`.',
  ],
  [
    'a column is removed',
    (tables) => {
      const place = tables.place('sources', 'doi');
      tables.table('sources').columns.splice(place, 1);
      for (const row of tables.table('sources').rows) row.splice(place, 1);
    },
    '0.2.0',
    'The column `sources.doi` is removed.',
  ],
  [
    'a column gets another type',
    (tables) => {
      const { columns } = tables.table('sources');
      const place = tables.place('sources', 'url');
      columns[place] = { ...columns[place]!, type: 'list of string' };
    },
    '0.2.0',
    'The column `sources.url` was string and is list of string.',
  ],
  [
    'columns change places',
    (tables) => {
      const { columns, rows } = tables.table('events');
      columns.push(...columns.splice(3, 1));
      for (const row of rows) row.push(...row.splice(3, 1));
    },
    '0.2.0',
    'The columns of `events` stand in another order.',
  ],
  [
    'a column is added',
    (tables) => {
      tables.table('events').columns.push({ name: 'guest', type: 'string', counts: true });
      for (const row of tables.table('events').rows) row.push('');
    },
    '0.2.0',
    'The column `events.guest` is new.',
  ],
  [
    'other columns tell rows apart',
    (tables) => {
      tables.table('retired').key.splice(0, 2, 'id');
    },
    '0.2.0',
    'Rows of `retired` are now told apart by id.',
  ],
  [
    'a table is removed',
    (tables) => tables.all.delete('anchors'),
    '0.2.0',
    'The table `anchors` is removed.',
  ],
  [
    'a table is added',
    (tables) => tables.all.set('more', { ...emptyTable('more'), key: ['id'] }),
    '0.1.1',
    'The table `more` is new.',
  ],
  [
    'a code is removed',
    (tables) => {
      const table = tables.table('codebook');
      table.rows = table.rows.filter(([vocabulary, code]) => vocabulary !== 'topic' || code !== 'consular');
    },
    '0.2.0',
    'The code `consular` of topic is removed.',
  ],
  [
    'a code is added',
    (tables) => tables.add('codebook', { vocabulary: 'topic', code: 'space', definition: 'Outer space.' }),
    '0.1.1',
    'New code `space` of topic: Outer space.',
  ],
  [
    'a code is defined otherwise',
    (tables) => {
      const row = tables.table('codebook').rows.find(([, code]) => code === 'alpha')!;
      row[tables.place('codebook', 'definition')] = 'Agreement beyond chance.';
    },
    '0.1.1',
    'The code `alpha` of agreement-measure: definition changed.',
  ],
];

describe('after a release, when', () => {
  it.each(EDITS)('%s, the version and the changelog say so', (_, edit, version, line) => {
    const told = edited(edit);
    expect(told.version).toBe(version);
    expect(told.lines).toContainEqual(expect.stringContaining(line));
    expect(told.plain).toEqual(told.lines.map((one) => one.replace(/[`\\]/g, '')));
    expect(told.story.lost).toEqual([]);
    for (const [name, table] of told.after) {
      const earlier = base.get(name) ?? emptyTable(name);
      const applied = applyDelta(earlier, deltaOf(earlier, table), table);
      expect(applied.rows, name).toEqual(inKeyOrder(table));
    }
  });

  it('nothing differs, there is nothing to tell', () => {
    const { version, lines } = edited(() => {});
    expect({ version, lines }).toEqual({ version: '0.1.0', lines: [] });
  });

  it('only a line or a digest of a file differs, there is nothing to tell either', () => {
    const { version, lines, story } = edited((tables) => {
      tables.set('claims', `${RECORD}/c02`, 'record_line', '7');
      tables.set('sources', RECORD, 'record_digest', 'other');
    });
    expect({ version, lines }).toEqual({ version: '0.1.0', lines: [] });
    expect(story.untold).toEqual([RECORD]);
  });

  it('a name in the registry changes, claims that only follow are counted and not told', () => {
    const { lines } = edited((tables) => {
      tables.set('entities', 'xi-jinping', 'name', 'Xi');
      tables.set('claims', `${RECORD}/c01`, 'subject_names', 'Xi');
    });
    expect(lines).toEqual([
      '`xi-jinping` (Xi): name was “Xi Jinping”, is “Xi”.',
      'The rows that belong to these, in `claims`: 1 changed.',
    ]);
  });

  it('there is more than a list can hold, what breaks programs comes first and the rest is counted', () => {
    const { lines } = edited((tables) => {
      EDITS.find(([what]) => what === 'a column is renamed')![1](tables);
      for (let number = 10; number < 32; number += 1) addRecord(tables, `quay-${number}`);
    });
    expect(lines[0]).toBe('The column `sources.doi` is now called `source_doi`.');
    expect(lines).toContain('2 more records are new.');
    expect(lines.at(-1)).toBe('The rows that belong to these, in `claim_codes`: 22 added.');
  });

  it('many entities are new, some are named and the rest is counted', () => {
    const { lines } = edited((tables) => {
      for (const sign of 'abcdefgh') tables.add('entities', { entity_id: `aa-${sign}`, name: sign });
    });
    expect(lines).toEqual([
      '8 new entities: `aa-a` (a), `aa-b` (b), `aa-c` (c), `aa-d` (d), `aa-e` (e), `aa-f` (f) and 2 more.',
    ]);
  });
});

describe('text of others', () => {
  const NASTY = [
    'One.\n- Two.\n\n## Three\n',
    'a\r\n# b\u2028- c\u2029- d\u0085e\u000bf\u001b[31mg',
    '<script>alert(1)</script> <!-- x --> &lt;b&gt;',
    '[a](javascript:x) ![b](c) `d` **e** _f_ ~~g~~ \\ {h}',
  ];
  const told = (text: string) =>
    edited((tables) => {
      tables.set('claims', `${RECORD}/c02`, 'note', text);
      tables.set('claims', `${RECORD}/c03`, 'claim_text', text);
      tables.set('entities', 'a-just-russia', 'name', text);
      tables.add('sources', { source_id: 'quay', ...HARBOUR, title: text, coder_name: text });
      tables.add('claims', { claim_id: `${RECORD}/c999`, source_id: RECORD, claim_text: text });
      tables.add('events', { event_id: 'fair', name: text });
      tables.add('codebook', { vocabulary: 'topic', code: 'space', definition: text });
      tables.retire('claim', `${RECORD}/c888`, text);
    });

  it.each(NASTY)('is one line of the changelog, whatever it holds: %j', (text) => {
    const { lines, plain } = told(text);
    expect(lines).toHaveLength(8);
    for (const line of [...lines, ...plain]) expect(line).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
  });

  it.each(NASTY)('is shown as it is and never read as Markdown or HTML: %j', (text) => {
    for (const line of told(text).lines) {
      // Ids, columns and codes are ours.
      const words = line.replace(/`[^`\\]*`|claim_text/g, '').replace(/\\[^\p{L}\p{N}\s]/gu, '');
      expect(words).not.toMatch(/[<>&[\]*`#~\\{}]|_/);
    }
  });

  it('of any length is told in time that grows with it', () => {
    const lines = told(`a${' '.repeat(300_000)}b`).lines;
    expect(lines.join('').length).toBeGreaterThan(300_000);
  });

  it('tells of a claim that less than half of its words stay', () => {
    const { lines } = edited((tables) => tables.set('claims', `${RECORD}/c03`, 'claim_text', 'Ships sail.'));
    expect(lines[0]).toMatch(/is “Ships sail\.” \(rewritten: less than half of the words stay\)\.$/);
  });
});

describe('an id is for ever: when', () => {
  const lost = (edit: (tables: Tables) => void): string[] =>
    edited(edit).story.lost.map(({ fault, remedy }) => `${fault}. ${remedy}`);

  it('a claim is deleted without a word, it is told with what to add', () => {
    expect(lost((tables) => tables.remove('claims', `${RECORD}/c03`))).toEqual([
      `${RECORD}/c03 left claims without a word. Put it back, or add to retired in sources/records/${RECORD}.yaml: {id: c03, date: …, reason: …}.`,
    ]);
  });

  it('a record is deleted without a word, it is told once and not with its claims', () => {
    const told = lost((tables) => {
      tables.remove('sources', RECORD);
      tables.remove('claims', RECORD);
      const entities = tables.table('entities');
      const owner = tables.place('entities', 'record_id');
      entities.rows = entities.rows.filter((row) => row[owner] !== RECORD);
    });
    expect(told).toEqual([
      `${RECORD} left sources without a word. Put sources/records/${RECORD}.yaml back with status: withdrawn and withdrawn: {date: …, reason: …}.`,
    ]);
  });

  it('an entry of the registry is deleted without a word, it is told with the redirect to add', () => {
    expect(lost((tables) => tables.remove('entities', 'a-just-russia'))).toEqual([
      expect.stringContaining('sources/registry/redirects.yaml: {from: a-just-russia, to: …,'),
    ]);
  });

  it('the line that retires an id is taken out, it is told with the file', () => {
    expect(lost((tables) => tables.table('retired').rows.splice(0))).toEqual([
      'chinese-tech-companies is no longer listed as retired. Put the line that retires it back into sources/registry/redirects.yaml.',
    ]);
  });

  it('a retired id is used again, it is told so', () => {
    const again = (tables: Tables): void =>
      tables.add('entities', { entity_id: 'chinese-tech-companies', name: 'Firms' });
    const words = 'chinese-tech-companies was retired and is in use again. Ids are never used again';
    expect(lost(again)).toEqual([expect.stringContaining(words)]);
    expect(
      lost((tables) => {
        again(tables);
        tables.table('retired').rows.splice(0);
      }),
    ).toEqual([expect.stringContaining(words)]);
  });
});

describe('the first release', () => {
  it('says what it holds', () => {
    expect(tellRelease({ story: null, dataset: base }, MARKDOWN)).toEqual([
      { title: 'Data', lines: ['The first release: 1 record, 97 claims, 617 entities, 9 events.'] },
    ]);
  });
});
