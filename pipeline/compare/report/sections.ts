import { count } from '../../diagnostics/render/text.ts';
import { LIST_SEPARATOR } from '../../model/tables.ts';
import { type TextRow, tableDifferences } from '../differences.ts';
import type { Changes } from './changes.ts';
import { code, cut, fieldTable, list, plain, rows } from './markdown.ts';
import type { ChangedThing, ThingChanges } from './things.ts';

/** Claims that are named when many change in the same way. */
const IN_A_GROUP = 12;

/** A record in a few words. */
export function aboutRecord(row: TextRow): string {
  const claims = count(Number(row.claims), 'claim');
  return `${plain(row.title ?? '')} (${row.kind}, ${row.record_status}; ${claims}; coded by ${plain(row.coder_name ?? '')})`;
}

/** An entity or event in a few words. */
export function aboutThing(row: TextRow): string {
  return `${plain(row.name ?? '')} (${row.type}, ${row.scope === 'record' ? `of ${code(row.record_id ?? '')} alone` : row.file})`;
}

/**
 * What came, went and changed among records, entities or events.
 * @param heirs what became of ids that went, by id
 */
export function thingList(
  { added, changed, removed }: ThingChanges,
  key: string,
  about: (row: TextRow) => string,
  heirs: ReadonlyMap<string, readonly string[]> = new Map(),
): string {
  const listed = (words: string, some: readonly TextRow[]): string[] =>
    some.map((row) => `${words}: ${code(row[key] ?? '')} ${about(row)}`);
  const gone = (row: TextRow): string => {
    const id = row[key] ?? '';
    const now = heirs.get(id) ?? [];
    const words = now.length > 1 ? 'split into' : 'merged into';
    return now.length === 0
      ? `**removed**: ${code(id)} ${about(row)}`
      : `${words} ${now.map(code).join(', ')}: ${code(id)} ${about(row)}`;
  };
  const lines = [...listed('added', added), ...removed.map(gone)];
  const tables = cut(changed, (some) =>
    some
      .map(({ id, row, fields }) => `\nChanged: ${code(id)} ${about(row)}\n\n${fieldTable(fields)}`)
      .join(''),
  );
  return list(lines) + tables;
}

/** What became of the entities and events that were retired since, by id. */
export function heirsIn({ differences }: Changes): Map<string, string[]> {
  const retired = tableDifferences(differences, 'retired').added.filter(({ kind }) => kind === 'entry');
  return new Map(
    retired.map(({ id = '', successors = '' }) => [id, successors.split(LIST_SEPARATOR).filter(Boolean)]),
  );
}

/** Claims that came or went. */
export function claimTable(claims: readonly TextRow[]): string {
  return rows(
    ['claim', 'says', 'claimant', 'voice', 'type'],
    claims.map((row) => [
      code(row.claim_id ?? ''),
      plain(row.claim_text ?? ''),
      plain((row.claimant_names ?? '').replaceAll(' | ', ', ')),
      row.voice ?? '',
      row.claim_type ?? '',
    ]),
  );
}

/** Changed claims, field by field; claims that change in the same way are told together. */
export function changedClaims({ claims }: Changes): string {
  const groups = new Map<string, ChangedThing[]>();
  for (const claim of claims.changed) {
    const sign = JSON.stringify(claim.fields);
    const group = groups.get(sign);
    if (group === undefined) groups.set(sign, [claim]);
    else group.push(claim);
  }
  return cut([...groups.values()], (some) => some.map(claimGroup).join('\n'));
}

function claimGroup(group: readonly ChangedThing[]): string {
  const [first] = group as [ChangedThing];
  const text = plain(first.row.claim_text ?? '');
  const title =
    group.length === 1
      ? `${code(first.id)} ${text}`
      : `${group.length} claims: ${group
          .slice(0, IN_A_GROUP)
          .map(({ id }) => code(id))
          .join(', ')}`;
  const left = group.length - IN_A_GROUP;
  return `${title}${left > 0 ? ` and ${left} more` : ''}\n\n${fieldTable(first.fields)}`;
}

/** Names that mean something else than before. */
export function namesTable({ names }: Changes): string {
  return rows(
    ['claim', 'key', 'written', 'before', 'after'],
    names.map(({ claim, slot, text, old, new: now }) => [
      code(claim),
      slot,
      plain(text),
      old.map(code).join(', '),
      now.map(code).join(', '),
    ]),
  );
}

/** Changes of tables, columns and codes. */
export function contract({ differences }: Changes): string {
  const codebook = tableDifferences(differences, 'codebook');
  const codes = (words: string, some: readonly TextRow[]): string[] =>
    some.map(
      (row) => `code ${code(row.code ?? '')} of ${row.vocabulary} ${words}: ${plain(row.definition ?? '')}`,
    );
  return list([
    ...differences.addedTables.map((name) => `table ${code(name)} added`),
    ...differences.removedTables.map((name) => `table ${code(name)} removed`),
    ...differences.tables.flatMap(({ table, columns }) => [
      ...columns.added.map((name) => `column ${code(`${table}.${name}`)} added`),
      ...columns.removed.map((name) => `column ${code(`${table}.${name}`)} removed`),
      ...columns.retyped.map((one) => `column ${code(`${table}.${one.column}`)}: ${one.old} → ${one.new}`),
      ...(columns.reordered ? [`columns of ${code(table)} in another order`] : []),
    ]),
    ...codes('added', codebook.added),
    ...codes('removed', codebook.removed),
    ...codebook.changed.map(
      ({ key, fields }) =>
        `code ${code(key[1] ?? '')} of ${key[0]} changed: ${fields.map(({ field }) => field).join(', ')}`,
    ),
  ]);
}

/** The step of the version and why. */
export function versionText({ step: { step, reasons } }: Changes): string {
  if (step === 'none') return 'None: the two states give the same data.\n';
  const shift = { major: 'the second number', minor: 'the third number', patch: 'the third number' }[step];
  return `**${step}** (before version 1.0.0 it raises ${shift}), because\n\n${list(reasons.map(plain))}`;
}
