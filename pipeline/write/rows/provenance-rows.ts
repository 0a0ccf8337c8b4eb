import type { ProvenanceRow } from '../../model/generated/tables.ts';
import type { Actor, Origin, ResolvedClaim, ResolvedRecord } from '../../normalize/resolved.ts';

/** What the rows of a claim itself say: values that a rule made of something else, in this claim alone. */
export function claimProvenance({ id, origins }: ResolvedClaim): ProvenanceRow[] {
  return origins
    .filter(({ rule, origin }) => rule === 'blame' || (rule === 'name' && origin !== 'name'))
    .map((one) => ({ ...rowOf('claim', id, one), line: one.line, claims: 1 }))
    .sort(byFieldAndPosition);
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
      if (one.rule === 'defaults')
        add(rows, { ...rowOf('record', record.id, one), line: one.line, claims: 1 });
      if (one.rule === 'utterance' && saidIn !== null) {
        const { kind, id, scope } = saidIn.entry;
        const row = { ...rowOf(kind, id, one), claims: 1 };
        if (scope === 'record') add(rows, { ...row, line: one.line });
        else add(ofRegistry, { ...row, line: undefined });
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
  return { own: mergedProvenance([...rows.values()]), ofRegistry: [...ofRegistry.values()] };
}

/** Rows of several records together: what one utterance gives in several is told once. Sorted as the table has them. */
export function mergedProvenance(rows: readonly ProvenanceRow[]): ProvenanceRow[] {
  const merged = new Map<string, ProvenanceRow>();
  for (const row of rows) add(merged, row);
  const sorted = [...merged.values()].sort(byOwner);
  // Values of one key get their places in it: a name may have become several entities, by the date of the claim.
  let last = '';
  let position = 0;
  return sorted.map((row) => {
    const key = `${row.owner_kind} ${row.owner_id} ${row.field}`;
    position = key === last ? position + 1 : 1;
    last = key;
    return { ...row, position };
  });
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
): Omit<ProvenanceRow, 'line' | 'claims'> {
  return {
    owner_kind: kind,
    owner_id: id,
    field,
    position,
    value,
    as_written: asWritten ?? undefined,
    origin,
    file,
  };
}

function add(rows: Map<string, ProvenanceRow>, row: ProvenanceRow): void {
  const key = [row.owner_kind, row.owner_id, row.field, row.value, row.as_written].join('\u001f');
  const earlier = rows.get(key);
  if (earlier === undefined) rows.set(key, { ...row });
  else earlier.claims += row.claims;
}

function byFieldAndPosition(a: ProvenanceRow, b: ProvenanceRow): number {
  return a.field === b.field ? a.position - b.position : a.field < b.field ? -1 : 1;
}

function byOwner(a: ProvenanceRow, b: ProvenanceRow): number {
  if (a.owner_kind !== b.owner_kind) return a.owner_kind < b.owner_kind ? -1 : 1;
  if (a.owner_id !== b.owner_id) return a.owner_id < b.owner_id ? -1 : 1;
  return byFieldAndPosition(a, b) || (a.value < b.value ? -1 : 1);
}
