import type { PageIndex } from '../../../write/formats/explorer/layout.ts';
import { type DataTable, type Listed, openTables } from './decode.ts';

/** Stands for "none" among values, also in addresses. */
export const NONE = '-';

/** What the page holds, ready to be asked. */
export interface Dataset {
  about: Readonly<Record<string, string>>;
  claimColumns: readonly string[];
  claims: DataTable;
  sources: DataTable;
  actors: DataTable;
  states: DataTable;
  table: (name: string) => DataTable;
  /** What a code is called; the code itself where the codebook has no word. */
  label: (vocabulary: string, code: string) => string;
  definition: (vocabulary: string, code: string) => string;
  actorName: (id: string) => string;
  stateName: (id: string) => string;
  /** Whom each claim is about or put to, each once, as rows of actors. */
  targets: Listed;
  /** The states that those belong to or else are about, each once, as in the table dyads; NONE where one has none. */
  targetStates: Listed;
  /** The states that claimants belong to, in the same way. */
  claimantStates: Listed;
  /** The state that each actor belongs to, as a row of states; -1 without one. */
  countryOf: Int32Array;
  /** The states that each actor belongs to or else is about, as rows of states. */
  places: Places;
  /** What part of a claim each of its claimants has: joint ones share it. */
  shareOf: (claim: number) => number;
}

/** States by actor: those of actor r stand from `starts[r]` to before `starts[r + 1]`. */
type Places = Pick<Listed, 'starts' | 'items'>;

/** Opens the dataset that lies in the page. */
export function openDataset(index: PageIndex, block: string): Dataset {
  const table = openTables(index.tables, block);
  const [claims, sources, actors, states] = ['claims', 'sources', 'actors', 'states'].map(table) as [
    DataTable,
    DataTable,
    DataTable,
    DataTable,
  ];
  const codebook = table('codebook');
  const codes = new Map<string, number>();
  for (let row = 0; row < codebook.rows; row += 1)
    codes.set(`${codebook.cell('vocabulary', row)} ${codebook.cell('code', row)}`, row);
  const ofCode = (column: string, vocabulary: string, code: string): string | null => {
    const row = codes.get(`${vocabulary} ${code}`);
    return row === undefined ? null : codebook.cell(column, row);
  };
  const nameIn = (some: DataTable, id: string): string => {
    const row = some.find(id);
    return row === -1 ? id : some.cell('name', row);
  };
  const targets = targetsOf(claims, actors.rows);
  const [own, places] = [placesOf(actors, states, false), placesOf(actors, states, true)];
  const jointly = claims.coded('claimants_jointly');
  const isJoint = jointly.values.indexOf('true');
  const claimants = claims.listed('claimant_ids');
  return {
    about: index.about,
    claimColumns: index.claimColumns,
    claims,
    sources,
    actors,
    states,
    table,
    label: (vocabulary, code) => ofCode('label', vocabulary, code) ?? code,
    definition: (vocabulary, code) => ofCode('definition', vocabulary, code) ?? '',
    actorName: (id) => nameIn(actors, id),
    stateName: (id) => nameIn(states, id),
    targets,
    targetStates: statesOf(targets, places, states),
    claimantStates: statesOf(claimants, own, states),
    countryOf: Int32Array.from({ length: actors.rows }, (_, actor) =>
      own.starts[actor] === own.starts[actor + 1] ? -1 : (own.items[own.starts[actor] as number] as number),
    ),
    places,
    shareOf: (claim) =>
      isJoint !== -1 && jointly.codes[claim] === isJoint
        ? 1 / Math.max(1, (claimants.starts[claim + 1] as number) - (claimants.starts[claim] as number))
        : 1,
  };
}

/** The same as the targets of the table dyads: subjects, objects, addressees and whoever only an attitude names. */
function targetsOf(claims: DataTable, actors: number): Listed {
  const roles = ['subject_ids', 'object_ids', 'addressee_ids', 'stance_ids'].map((name) =>
    claims.listed(name),
  );
  const seen = new Int32Array(actors).fill(-1);
  const starts = new Uint32Array(claims.rows + 1);
  const items = new Uint32Array(roles.reduce((sum, role) => sum + role.items.length, 0));
  // A column that is empty everywhere has no values of its own.
  const filled = roles.filter((role) => role.items.length > 0);
  let count = 0;
  for (let claim = 0; claim < claims.rows; claim += 1) {
    for (const { starts: from, items: ids } of filled)
      for (let at = from[claim] as number; at < (from[claim + 1] as number); at += 1) {
        const actor = ids[at] as number;
        if (seen[actor] === claim) continue;
        seen[actor] = claim;
        items[count++] = actor;
      }
    starts[claim + 1] = count;
  }
  return { values: filled[0]?.values ?? [], starts, items: items.subarray(0, count) };
}

/** The states of all actors: own ones, and else, if asked for, those they are about. */
function placesOf(actors: DataTable, states: DataTable, orAbout: boolean): Places {
  const country = actors.coded('country');
  const about = actors.listed('about');
  const [ownRows, aboutRows] = [country.values.map(states.find), about.values.map(states.find)];
  const starts = new Uint32Array(actors.rows + 1);
  const items = new Uint32Array(actors.rows + about.items.length);
  let count = 0;
  for (let actor = 0; actor < actors.rows; actor += 1) {
    const own = ownRows[country.codes[actor] as number] as number;
    if (own !== -1) items[count++] = own;
    else if (orAbout)
      for (let at = about.starts[actor] as number; at < (about.starts[actor + 1] as number); at += 1)
        items[count++] = aboutRows[about.items[at] as number] as number;
    starts[actor + 1] = count;
  }
  return { starts, items: items.subarray(0, count) };
}

/** The states of those that claims name, each once. Who has none has the state "none". */
function statesOf(named: Listed, places: Places, states: DataTable): Listed {
  const none = states.rows;
  const seen = new Int32Array(none + 1).fill(-1);
  const items: number[] = [];
  const starts = new Uint32Array(named.starts.length);
  const add = (state: number, claim: number): void => {
    if (seen[state] === claim) return;
    seen[state] = claim;
    items.push(state);
  };
  for (let claim = 0; claim + 1 < starts.length; claim += 1) {
    const [from, to] = [named.starts[claim] as number, named.starts[claim + 1] as number];
    for (let at = from; at < to; at += 1) {
      const actor = named.items[at] as number;
      const [first, end] = [places.starts[actor] as number, places.starts[actor + 1] as number];
      for (let place = first; place < end; place += 1) add(places.items[place] as number, claim);
      if (first === end) add(none, claim);
    }
    if (from === to) items.push(none);
    starts[claim + 1] = items.length;
  }
  return { values: [...states.keys(), NONE], starts, items: Uint32Array.from(items) };
}
