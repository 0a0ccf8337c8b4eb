import type { ProvenanceRow } from '../../model/generated/tables.ts';
import type { Actor, Origin, ResolvedClaim, ResolvedRecord } from '../../normalize/resolved.ts';

/** What the rows of a claim itself say: values that a rule made of something else, in this claim alone. */
export function claimProvenance({ id, origins }: ResolvedClaim): ProvenanceRow[] {
  const rows: ProvenanceRow[] = [];
  for (const one of origins)
    if (one.rule === 'blame' || (one.rule === 'name' && one.origin !== 'name'))
      rows.push(rowOf('claim', id, one, one.line));
  return rows.length < 2 ? rows : rows.sort(byFieldAndPosition);
}

/** Rows that stand once for many claims. */
export interface SharedProvenance {
  /** Of the record and its own events, as the table has them. */
  own: ProvenanceRow[];
  /** Of events of the registry, which other records may tell as well. */
  ofRegistry: ProvenanceRow[];
}

/**
 * What stands once for many claims: what the record's defaults and the utterances give them, with the number of claims that
 * take it, and the names in the record's head that became entities in another way than by their usual name.
 */
export function sharedProvenance({ record, source, claims, file }: ResolvedRecord): SharedProvenance {
  const rows = new Map<string, ProvenanceRow>();
  const ofRegistry = new Map<string, ProvenanceRow>();
  for (const { origins, saidIn } of claims) {
    for (const one of origins) {
      if (one.value === 'none') continue;
      if (one.rule === 'defaults') count(rows, 'record', record.id, one, one.line);
      if (one.rule === 'utterance' && saidIn !== null) {
        const { kind, id, scope } = saidIn.entry;
        if (scope === 'record') count(rows, kind, id, one, one.line);
        else count(ofRegistry, kind, id, one, undefined);
      }
    }
  }
  const head: [string, readonly (Actor | null)[]][] = [
    ['source.publisher', [source.publisher]],
    ['source.authors', source.authors],
    ['source.paratext.headline', [source.headlineBy]],
    ['source.paratext.caption', [source.captionBy]],
  ];
  for (const [field, actors] of head)
    for (const actor of actors) {
      if (actor === null || actor.asWritten === null) continue;
      const { entry, asWritten, method } = actor;
      if (asWritten === entry.id || asWritten === entry.name) continue;
      const origin = method === 'redirect' ? 'redirect' : 'alias';
      const key = field.split('.')[1] ?? '';
      const line = file.mapKeyLines.source?.[key] ?? 1;
      const row = { owner_kind: 'record', owner_id: record.id, field, position: 1, value: entry.id };
      add(rows, { ...row, as_written: asWritten, origin, file: file.path, line, claims: claims.length });
    }
  return { own: inPlaces([...rows.values()]), ofRegistry: [...ofRegistry.values()] };
}

/** Rows of several records together: what one utterance gives in several is told once. Sorted as the table has them. */
export function mergedProvenance(rows: readonly ProvenanceRow[]): ProvenanceRow[] {
  const merged = new Map<string, ProvenanceRow>();
  for (const row of rows) add(merged, row);
  return inPlaces([...merged.values()]);
}

/** Sorts rows as the table has them. Values of one key get their places in it: a name may have become several entities, by the date of the claim. */
function inPlaces(rows: ProvenanceRow[]): ProvenanceRow[] {
  rows.sort(byOwner);
  for (const [index, row] of rows.entries()) {
    const before = rows[index - 1];
    const isNext = before !== undefined && ownerOf(before) === ownerOf(row) && before.field === row.field;
    row.position = isNext ? before.position + 1 : 1;
  }
  return rows;
}

/** Whose a row is. Rows of the table that stand once for many claims are sorted by this. */
export function ownerOf({ owner_kind: kind, owner_id: id }: ProvenanceRow): string {
  return `${kind} ${id}`;
}

/** Sorted rows, cut where another owner begins. */
export function inOwners(rows: readonly ProvenanceRow[]): ProvenanceRow[][] {
  const owners = new Map<string, ProvenanceRow[]>();
  for (const row of rows) {
    const owner = ownerOf(row);
    const known = owners.get(owner);
    if (known === undefined) owners.set(owner, [row]);
    else known.push(row);
  }
  return [...owners.values()];
}

function rowOf(
  kind: string,
  id: string,
  { field, position, value, asWritten, origin, file }: Origin,
  line: number | undefined,
): ProvenanceRow {
  return {
    owner_kind: kind,
    owner_id: id,
    field,
    position,
    value,
    as_written: asWritten ?? undefined,
    origin,
    file,
    line,
    claims: 1,
  };
}

/** Counts a claim for the row that tells where a value of it comes from. */
function count(
  rows: Map<string, ProvenanceRow>,
  kind: string,
  id: string,
  one: Origin,
  line: number | undefined,
): void {
  const key = keyOf(kind, id, one.field, one.value, one.asWritten ?? '');
  const earlier = rows.get(key);
  if (earlier === undefined) rows.set(key, rowOf(kind, id, one, line));
  else earlier.claims += 1;
}

function add(rows: Map<string, ProvenanceRow>, row: ProvenanceRow): void {
  const key = keyOf(row.owner_kind, row.owner_id, row.field, row.value, row.as_written ?? '');
  const earlier = rows.get(key);
  if (earlier === undefined) rows.set(key, { ...row });
  else earlier.claims += row.claims;
}

function keyOf(kind: string, id: string, field: string, value: string, asWritten: string): string {
  return `${kind}\u001f${id}\u001f${field}\u001f${value}\u001f${asWritten}`;
}

function byFieldAndPosition(a: ProvenanceRow, b: ProvenanceRow): number {
  return a.field === b.field ? a.position - b.position : a.field < b.field ? -1 : 1;
}

function byOwner(a: ProvenanceRow, b: ProvenanceRow): number {
  if (a.owner_kind !== b.owner_kind) return a.owner_kind < b.owner_kind ? -1 : 1;
  if (a.owner_id !== b.owner_id) return a.owner_id < b.owner_id ? -1 : 1;
  return byFieldAndPosition(a, b) || (a.value < b.value ? -1 : 1);
}
