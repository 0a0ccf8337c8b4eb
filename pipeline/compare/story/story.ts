import {
  countedDifferences,
  type Differences,
  differencesOf,
  type TableDifferences,
  tableDifferences,
} from '../differences.ts';
import { type LostId, lostIds } from '../lost-ids.ts';
import type { BuiltDataset } from '../read.ts';
import { retiredIdsIn } from '../retired.ts';
import { type VersionStep, versionStep } from '../version.ts';
import { type RenamedColumn, renamedColumns } from './columns.ts';
import { KINDS, type Kind } from './kinds.ts';
import { type Reinterpretation, reinterpretations } from './meanings.ts';
import { changesOfKind, type ThingChanges } from './things.ts';

/** What changed between two datasets, told once; {@link sectionsOf} and the report are two voices of it. */
export interface Story {
  /** What differs without columns that are no change of the data: tables, columns, codes and retired ids are told from it. */
  differences: Differences;
  renamed: RenamedColumn[];
  things: Record<Kind['table'], ThingChanges>;
  /** Names that stand where they stood and mean something else. */
  names: Reinterpretation[];
  /** Records whose file differs although nothing in the data does. */
  untold: string[];
  /** Numbers of rows that differ beside what is told thing by thing. */
  further: { table: string; added: number; changed: number; removed: number }[];
  /** Ids that vanished without a word or came back. */
  lost: LostId[];
  step: VersionStep;
}

/** Finds what the later dataset changes. */
export function storyOf(before: BuiltDataset, after: BuiltDataset): Story {
  const all = differencesOf(before, after);
  const differences = countedDifferences(all);
  const things = Object.fromEntries(
    KINDS.map((kind) => [kind.table, changesOfKind({ before, after, differences }, kind)]),
  ) as Story['things'];
  const stayed = idsIn(things.claims);
  for (const { key } of tableDifferences(differences, 'claim_actors').changed) stayed.add(key[0] ?? '');
  return {
    differences,
    renamed: differences.tables.flatMap(({ table, columns }) =>
      renamedColumns(table, columns, before.get(table), after.get(table)),
    ),
    things,
    names: reinterpretations(before, after, stayed),
    untold: untoldRecords(tableDifferences(all, 'sources'), things),
    further: furtherRows(differences, things),
    lost: lostIds(before, after, differences),
    step: versionStep(differences, retiredIdsIn(after)),
  };
}

/** Ids of the things that changed. */
function idsIn({ changed }: ThingChanges): Set<string> {
  return new Set(changed.flatMap(({ ids }) => ids));
}

function untoldRecords({ changed }: TableDifferences, { sources, claims }: Story['things']): string[] {
  const told = idsIn(sources);
  for (const row of [...claims.added, ...claims.removed]) told.add(row.source_id ?? '');
  for (const id of idsIn(claims)) told.add(id.split('/')[0] ?? '');
  return changed
    .filter(({ fields }) => fields.some(({ field }) => field === 'record_digest'))
    .map(({ key }) => key[0] ?? '')
    .filter((id) => !told.has(id));
}

/** Rows that are told by their number: those of other tables, and of things of which only what follows from others differs. */
function furtherRows({ tables }: Differences, things: Story['things']): Story['further'] {
  return tables.flatMap(({ table, added, changed, removed }) => {
    if (table === 'codebook' || table === 'retired') return [];
    if (!(table in things))
      return [{ table, added: added.length, changed: changed.length, removed: removed.length }];
    const told = idsIn(things[table as Kind['table']]);
    const rest = changed.filter(({ key }) => !told.has(key[0] ?? ''));
    return rest.length === 0 ? [] : [{ table, added: 0, changed: rest.length, removed: 0 }];
  });
}
