import type { ColumnStory } from '../../contribute/explain/columns.ts';
import { type Differences, differencesOf, tableDifferences } from '../differences.ts';
import type { BuiltDataset } from '../read.ts';
import { tombstonesOf } from '../tombstones.ts';
import { type VersionStep, versionStep } from '../version.ts';
import { CLAIM_DETAILS, ENTITY_DETAILS, SOURCE_DETAILS } from './details.ts';
import { type Reinterpretation, reinterpretations } from './names.ts';
import { type ChangedThing, changesOfKind, type Kind, type ThingChanges } from './things.ts';

/** Everything that the report tells about two states of the data. */
export interface Changes {
  records: ThingChanges;
  claims: ThingChanges;
  entities: ThingChanges;
  events: ThingChanges;
  names: Reinterpretation[];
  /** Records whose file differs although nothing in the data does. */
  untold: string[];
  differences: Differences;
  step: VersionStep;
}

const RECORDS: Kind = {
  table: 'sources',
  compares: (column) =>
    !/^(claims|anchored_units|record_digest|publisher_name|author_names|contributor_names)$/.test(column),
  details: SOURCE_DETAILS,
};
const ENTITIES: Kind = {
  table: 'entities',
  compares: (column) => column !== 'line' && column !== 'actor_country_name',
  details: ENTITY_DETAILS,
};
const EVENTS: Kind = { table: 'events', compares: (column) => column !== 'line', details: [] };

/** Finds what the later state changes. */
export function changesBetween(
  before: BuiltDataset,
  after: BuiltDataset,
  stories: Map<string, ColumnStory>,
): Changes {
  const differences = differencesOf(before, after);
  const sides = { before, after, differences };
  const records = changesOfKind(sides, RECORDS);
  const claims = changesOfKind(sides, claimKind(stories));
  claims.changed = claims.changed.flatMap((claim) => withoutEchoes(claim, stories));
  const stayed = new Set(
    tableDifferences(differences, 'claim_actors').changed.map(({ key }) => key[0] ?? ''),
  );
  for (const { id } of claims.changed) stayed.add(id);
  return {
    records,
    claims,
    entities: changesOfKind(sides, ENTITIES),
    events: changesOfKind(sides, EVENTS),
    names: reinterpretations(before, after, stayed),
    untold: untoldRecords(differences, records, claims),
    differences,
    step: versionStep(differences, tombstonesOf(after)),
  };
}

/** What a coder decides is compared; what follows from it by a rule, or is told of the record, would only repeat it. */
function claimKind(stories: Map<string, ColumnStory>): Kind {
  return {
    table: 'claims',
    compares: (column) => {
      const kind = stories.get(column)?.kind;
      return kind === 'written' || kind === 'id' || column === 'voice';
    },
    details: CLAIM_DETAILS,
    shows: (row, column) => row[column.replace(/_id(s?)$/, '_name$1')] ?? row[column] ?? '',
    names: (column) => nameOf(stories.get(column), column),
  };
}

function nameOf(story: ColumnStory | undefined, column: string): string {
  return story?.kind === 'id' ? (story.from[0] ?? column) : column;
}

/** Leaves out where a value comes from when the value itself is listed as changed. */
function withoutEchoes(claim: ChangedThing, stories: Map<string, ColumnStory>): ChangedThing[] {
  const told = new Set(
    [...stories.values()]
      .filter((story) => claim.fields.some(({ field }) => field === nameOf(story, story.column)))
      .map(({ from }) => from[0]),
  );
  const fields = claim.fields.filter(({ field }) => {
    const origin = /^(.*), where from$/.exec(field)?.[1];
    return origin === undefined || !told.has(origin);
  });
  return fields.length === 0 ? [] : [{ ...claim, fields }];
}

function untoldRecords(differences: Differences, records: ThingChanges, claims: ThingChanges): string[] {
  const told = new Set(records.changed.map(({ id }) => id));
  for (const row of [...claims.added, ...claims.removed]) told.add(row.source_id ?? '');
  for (const { row } of claims.changed) told.add(row.source_id ?? '');
  return tableDifferences(differences, 'sources')
    .changed.filter(({ fields }) => fields.some(({ field }) => field === 'record_digest'))
    .map(({ key }) => key[0] ?? '')
    .filter((id) => !told.has(id));
}
