import type { Model } from '../../../model/model.ts';
import { type Table, type TableContract, tableNamed } from '../../../model/tables.ts';
import { csvPieces } from '../csv/pieces.ts';
import {
  encodeTable,
  type Gathered,
  itemsOf,
  type Knowledge,
  type KnownTable,
  type Packer,
  startColumn,
} from './encode.ts';
import type { StoredTable } from './layout.ts';

/** Columns of claims that name entities and events. */
const ACTOR_LISTS = [
  'claimant_ids',
  'via_ids',
  'holder_ids',
  'addressee_ids',
  'subject_ids',
  'object_ids',
  'stance_ids',
];
const ACTOR_CELLS = ['said_in_id', 'event_id', 'place_id', 'change_from_event_id', 'change_to_event_id'];
/** Columns of claims that name states. */
const STATE_LISTS = [
  'claimant_countries',
  'holder_countries',
  'addressee_countries',
  'subject_countries',
  'object_countries',
];

/** What follows from another column in most datasets; where it does not, the column is packed as it is. */
const THROUGH: Knowledge['through'] = {
  source_title: ['source_id', 'title'],
  source_publisher: ['source_id', 'publisher_name'],
  source_published: ['source_id', 'published'],
  source_url: ['source_id', 'url'],
  coder: ['source_id', 'coder_name'],
  coder_kind: ['source_id', 'coder_kind'],
  '+work': ['source_id', '+work'],
  topic_caps: ['topics', 'cap'],
  claimant_names: ['claimant_ids', 'name'],
  claimant_types: ['claimant_ids', 'type'],
  claimant_country_names: ['claimant_countries', 'name'],
  via_names: ['via_ids', 'name'],
  holder_names: ['holder_ids', 'name'],
  addressee_names: ['addressee_ids', 'name'],
  subject_names: ['subject_ids', 'name'],
  subject_country_names: ['subject_countries', 'name'],
  object_names: ['object_ids', 'name'],
  object_country_names: ['object_countries', 'name'],
  said_in_name: ['said_in_id', 'name'],
  event_name: ['event_id', 'name'],
  place_name: ['place_id', 'name'],
};

/** Columns that are in no table: parts of which others are made, and what other tables say of a claim. Their names begin with +. */
const LOCAL = '+local';
const WORK = '+work';

const JOINED: Knowledge['joined'] = {
  claim_id: [{ column: 'source_id' }, '/', { column: LOCAL }],
  citation: [
    { column: WORK },
    ' At ',
    { column: 'anchor' },
    '. Foreign-Policy Claims, ',
    { column: 'claim_id' },
    '.',
  ],
};

/** What follows in the table of works, in most datasets. */
const JOINED_OF_WORKS: Knowledge['joined'] = {
  citation: [{ column: WORK }, { column: 'url', after: ' ' }],
  record_path: ['sources/records/', { column: 'source_id' }, '.yaml'],
};

/** Columns of sources that the page shows. */
const SOURCE_COLUMNS = [
  ...['source_id', 'title', 'kind', 'language', 'publisher_name', 'author_names', 'contributor_names'],
  ...['published', 'url', 'url_of', 'archived_url', 'citation', 'rights', 'corrections'],
  ...[
    'coder_name',
    'coder_kind',
    'coded_on',
    'coding_mode',
    'coding_basis',
    'coding_note',
    'codebook_version',
  ],
  ...['claims', 'coded_sentences', 'text_sentences', 'sentence_share', 'verification', 'open_disagreements'],
  ...['not_stated', 'gaps', 'record_path'],
];

/** Columns of the smaller tables that the page shows. */
const SHOWN = {
  claim_quantities: ['claim_id', 'comparator', 'value', 'value_max', 'unit', 'unit_code', 'of_name'],
  claim_relations: ['claim_id', 'relation', 'to_claim_id', 'by'],
  source_copies: ['source_id', 'kind', 'publisher_name', 'url', 'archived_url', 'seen', 'completeness'],
  propositions: [
    'proposition_id',
    'text',
    'claims',
    'works',
    'publishers',
    'claim_ids',
    'quantities_differ',
    'types_differ',
    'polarities_differ',
  ],
  agreement: [
    'coding_id',
    'measure',
    'field',
    'source_id',
    'first_coder',
    'second_coder',
    'units',
    'value',
    'low',
    'high',
  ],
  disagreements: [
    'coding_id',
    'kind',
    'source_id',
    'raised_by',
    'anchor',
    'first_claim',
    'second_claim',
    'field',
    'first_value',
    'second_value',
    'reason',
    'decision',
  ],
  codebook: ['vocabulary', 'code', 'rank', 'label', 'definition'],
} as const;

type Columns = Map<string, Gathered>;

/** Reads the tables of a build and packs what the page shows of them. */
export async function packTables(
  folder: string,
  model: Model,
  pack: Packer,
): Promise<Record<string, StoredTable>> {
  const contract = model.tables;
  const read = (name: string, wanted?: readonly string[]) => readColumns(folder, contract, name, wanted);
  const sources = await read('sources', SOURCE_COLUMNS);
  const topics = topicsOf(model);
  const claims = await read('claims');
  const sourcesKnown = known(sources, 'source_id');
  const claimsKnown = known(claims, 'claim_id');
  const { actors, states } = await actorsOf(folder, contract, claims);
  const actorsKnown = known(actors, 'id');
  const statesKnown = known(states, 'id');
  const tables = {
    sources: sourcesKnown,
    claims: claimsKnown,
    actors: actorsKnown,
    states: statesKnown,
    topics: known(topics, 'code'),
  };

  addParts(claims, sources, sourcesKnown);
  await addHistory(folder, contract, claims, claimsKnown);
  const lists = (name: string) =>
    new Set(tableNamed(contract, name).columns.flatMap((column) => (column.list ? [column.name] : [])));
  const stored: Record<string, StoredTable> = {
    states: encodeTable(states, 'id', tables, pack),
    topics: encodeTable(topics, 'code', tables, pack),
    actors: encodeTable(actors, 'id', tables, pack, {
      lists: new Set(['about', 'names']),
      refs: { country: 'states', about: 'states' },
    }),
    sources: encodeTable(sources, 'source_id', tables, pack, {
      lists: lists('sources'),
      joined: JOINED_OF_WORKS,
    }),
    claims: encodeTable(inOrder(claims), 'claim_id', tables, pack, {
      lists: lists('claims'),
      refs: {
        source_id: 'sources',
        repeats_id: 'claims',
        topics: 'topics',
        ...Object.fromEntries([...ACTOR_LISTS, ...ACTOR_CELLS].map((name) => [name, 'actors'])),
        ...Object.fromEntries(STATE_LISTS.map((name) => [name, 'states'])),
      },
      first: { main_topic: 'topics' },
      through: THROUGH,
      joined: JOINED,
    }),
  };
  const refs = { claim_id: 'claims', to_claim_id: 'claims', source_id: 'sources' };
  for (const [name, columns] of Object.entries(SHOWN))
    stored[name] = encodeTable(await read(name, columns), columns[0], tables, pack, {
      refs,
      lists: lists(name),
    });
  stored.roles = encodeTable(await rolesOf(folder, contract), 'claim_id', tables, pack, {
    refs: { claim_id: 'claims', entity_id: 'actors' },
  });
  stored.changes = encodeTable(await changesOf(folder, contract), 'table', tables, pack);
  return stored;
}

/** Goes through a written table and hands over the wanted cells of each row; the others are not even decoded. */
async function eachRow(
  folder: string,
  table: Table,
  wanted: readonly string[],
  take: (cells: string[]) => void,
): Promise<void> {
  const places = wanted.map((column) => placeOf(table, column));
  const width = table.columns.length;
  for await (const { bytes, bounds, rows } of csvPieces(folder, table))
    for (let row = 0; row < rows; row += 1)
      take(
        places.map((place) => {
          const at = (row * width + place) * 2;
          const [start, end] = [bounds[at] as number, bounds[at + 1] as number];
          return start === end ? '' : bytes.toString('utf8', start, end);
        }),
      );
}

/**
 * Columns of a written table, one after the other in each piece of it.
 * @param filled a column without which a row is left out
 */
async function readColumns(
  folder: string,
  contract: TableContract,
  name: string,
  wanted?: readonly string[],
  filled?: string,
): Promise<Columns> {
  const table = tableNamed(contract, name);
  const names = wanted ?? table.columns.map((column) => column.name);
  const columns = names.map((column) => ({ place: placeOf(table, column), ...startColumn() }));
  const needed = filled === undefined ? 0 : placeOf(table, filled);
  const width = table.columns.length * 2;
  for await (const { bytes, bounds, rows } of csvPieces(folder, table)) {
    const end = rows * width;
    for (const { place, add, column } of columns) {
      let [from, to, code] = [0, 0, -1];
      for (let row = 0; row < end; row += width) {
        if (filled !== undefined && bounds[row + needed * 2] === bounds[row + needed * 2 + 1]) continue;
        const start = bounds[row + place * 2] as number;
        const stop = bounds[row + place * 2 + 1] as number;
        // Half of the cells are what stands above them, and that is seen sooner than read.
        if (code === -1 || !areSame(bytes, from, to, start, stop))
          code = add(start === stop ? '' : bytes.toString('utf8', start, stop));
        else column.codes.push(code);
        [from, to] = [start, stop];
      }
    }
  }
  return new Map(names.map((column, place) => [column, (columns[place] as { column: Gathered }).column]));
}

/** Whether the same bytes stand in two places. */
function areSame(bytes: Uint8Array, from: number, to: number, start: number, stop: number): boolean {
  if (to - from !== stop - start) return false;
  for (let at = start, before = from; at < stop; at += 1, before += 1)
    if (bytes[at] !== bytes[before]) return false;
  return true;
}

function placeOf(table: { name: string; columns: readonly { name: string }[] }, column: string): number {
  const place = table.columns.findIndex(({ name }) => name === column);
  if (place === -1) throw new Error(`schemas/tables.yaml has no column ${table.name}.${column}`);
  return place;
}

function known(columns: Columns, key: string): KnownTable {
  const { values, codes } = columns.get(key) as Gathered;
  return { columns, rowOf: new Map(codes.map((code, row) => [values[code] as string, row])) };
}

/** The entities and events that claims name, in the order in which they come, and the states they belong to or are about. */
async function actorsOf(
  folder: string,
  contract: TableContract,
  claims: Columns,
): Promise<{ actors: Columns; states: Columns }> {
  const ids = new Set<string>();
  for (const name of [...ACTOR_LISTS, ...ACTOR_CELLS])
    for (const cell of (claims.get(name) as Gathered).values) for (const id of itemsOf(cell)) ids.add(id);
  const found = new Map(
    [...ids].map((id) => [
      id,
      { name: id, type: '', country: '', about: [] as string[], names: [] as string[] },
    ]),
  );
  const each = (table: string, wanted: readonly string[], take: (cells: string[]) => void): Promise<void> =>
    eachRow(folder, tableNamed(contract, table), wanted, take);
  const states = new Map<string, string>();
  const describe = ([id = '', name = '', type = '']: string[]): void => {
    const actor = found.get(id);
    if (actor !== undefined) Object.assign(actor, { name, type });
  };
  await each('entities', ['entity_id', 'name', 'type'], describe);
  await each('events', ['event_id', 'name', 'type'], describe);
  await each(
    'entity_countries',
    ['id', 'country', 'country_name', 'relation'],
    ([id = '', country = '', name = '', relation]) => {
      const actor = found.get(id);
      if (actor === undefined) return;
      states.set(country, name);
      if (relation === 'belongs-to') actor.country = country;
      else actor.about.push(country);
    },
  );
  await each('entity_names', ['entity_id', 'name'], ([id = '', name = '']) => {
    const actor = found.get(id);
    if (actor !== undefined && actor.name !== name) actor.names.push(name);
  });
  for (const name of STATE_LISTS)
    for (const cell of (claims.get(name) as Gathered).values)
      for (const id of itemsOf(cell)) if (!states.has(id)) states.set(id, id);
  return {
    actors: columnsOf(
      ['id', 'name', 'type', 'country', 'about', 'names'],
      [...found].map(([id, { name, type, country, about, names }]) => [
        id,
        name,
        type,
        country,
        about.join(' | '),
        names.join(' | '),
      ]),
    ),
    states: columnsOf(['id', 'name'], [...states]),
  };
}

/** The topics, with their code of the Comparative Agendas Project. */
function topicsOf({ codebook }: Model): Columns {
  const codes = codebook.vocabularies.get('topic')?.codes ?? [];
  return columnsOf(
    ['code', 'cap'],
    codes.map(({ code, maps }) => [code, String(maps?.cap ?? '')]),
  );
}

/** The number of a claim in its work, and the work in words, without its address, from which ids and citations are made. */
function addParts(claims: Columns, sources: Columns, { rowOf }: KnownTable): void {
  const [citations, urls] = [sources.get('citation'), sources.get('url')] as [Gathered, Gathered];
  const words = startColumn();
  for (const [row, code] of citations.codes.entries()) {
    const citation = citations.values[code] as string;
    const end = ` ${urls.values[urls.codes[row] as number]}`;
    words.add(citation.endsWith(end) ? citation.slice(0, -end.length) : citation);
  }
  sources.set(WORK, words.column);
  const { values, codes } = words.column;
  const local = startColumn();
  const work = startColumn();
  const [ids, works] = [claims.get('claim_id'), claims.get('source_id')] as [Gathered, Gathered];
  for (const [row, code] of ids.codes.entries()) {
    const source = works.values[works.codes[row] as number] as string;
    local.add((ids.values[code] as string).slice(source.length + 1));
    work.add(values[codes[rowOf.get(source) as number] as number] as string);
  }
  claims.set(LOCAL, local.column);
  claims.set(WORK, work.column);
}

/** In which release a claim came and last changed. */
async function addHistory(
  folder: string,
  contract: TableContract,
  claims: Columns,
  { rowOf }: KnownTable,
): Promise<void> {
  const history = await readColumns(folder, contract, 'claim_history');
  const ids = history.get('claim_id') as Gathered;
  const order = ids.codes.map((code) => rowOf.get(ids.values[code] as string) as number);
  for (const name of ['first_release', 'last_changed_release']) {
    const { values, codes } = history.get(name) as Gathered;
    const cells = new Array<string>(rowOf.size).fill('');
    for (const [row, code] of codes.entries()) cells[order[row] as number] = values[code] as string;
    const column = startColumn();
    for (const cell of cells) column.add(cell);
    claims.set(`+${name}`, column.column);
  }
}

/** Columns in the order in which they can be packed: what decides others comes first. */
function inOrder(claims: Columns): Columns {
  const first = ['source_id', LOCAL, 'claim_type', 'topics', 'date'];
  return new Map([...first.map((name) => [name, claims.get(name) as Gathered] as const), ...claims]);
}

/** In which capacity somebody speaks, is addressed or spoken of, where the work says so. */
async function rolesOf(folder: string, contract: TableContract): Promise<Columns> {
  return readColumns(
    folder,
    contract,
    'claim_actors',
    ['claim_id', 'role', 'entity_id', 'described_role'],
    'described_role',
  );
}

/** What changed since the release before, summed up. */
async function changesOf(folder: string, contract: TableContract): Promise<Columns> {
  const wanted = ['table', 'kind', 'field', 'cause'];
  const counts = new Map<string, { cells: string[]; rows: number }>();
  await eachRow(folder, tableNamed(contract, 'changes'), wanted, (cells) => {
    const key = JSON.stringify(cells);
    const count = counts.get(key);
    if (count === undefined) counts.set(key, { cells, rows: 1 });
    else count.rows += 1;
  });
  return columnsOf(
    [...wanted, 'rows'],
    [...counts.values()].map(({ cells, rows }) => [...cells, String(rows)]),
  );
}

function columnsOf(names: readonly string[], rows: readonly (readonly string[])[]): Columns {
  return new Map(
    names.map((name, place) => {
      const { add, column } = startColumn();
      for (const row of rows) add(row[place] as string);
      return [name, column];
    }),
  );
}
