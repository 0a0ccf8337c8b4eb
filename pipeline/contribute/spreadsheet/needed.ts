import type { AuthoredMap, AuthoredValue } from '../../model/authored.ts';
import { branchesOf, branchOf, itemAt, resolve, type SchemaPlace } from '../../model/schema-tree.ts';
import { type Assembled, keyOf, type RowPlace } from './assemble.ts';
import { type FieldPath, type Layout, nameOf, propertiesAt, TABLES } from './fields.ts';
import { type CellDiagnostic, cellProblem } from './read/table.ts';
import type { Table } from './tables.ts';

/** Something that is needed and not there. */
interface Missing {
  path: FieldPath;
  description: string;
}

/** Finds what is needed and not there, each at the cell where it belongs, or at the head of a table without the column. */
export function findMissing(
  file: string,
  assembled: Assembled,
  layout: Layout,
  claims: Table | undefined,
): CellDiagnostic[] {
  const { value } = assembled;
  const missing = TABLES.flatMap((name) =>
    name === 'record'
      ? missingIn({ ...layout.record, schema: withoutTables(layout.record) }, value, [])
      : ((value[name] ?? []) as AuthoredValue[]).flatMap((item, index) =>
          missingIn(layout[name], item, [name, index]),
        ),
  );
  const known = new Set<string>();
  const diagnostics = missing.flatMap((one) => {
    const found = tell(file, assembled, one);
    if (found === null || known.has(`${found.cell} ${found.message}`)) return [];
    known.add(`${found.cell} ${found.message}`);
    return [found];
  });
  if (claims !== undefined && value.claims === undefined) {
    const place = { file, sheet: claims.sheet, row: Math.max(claims.last, claims.start) + 1, column: 1 };
    const fix = 'Fill in one claim a row, below the names of the columns.';
    diagnostics.push(cellProblem(place, '', 'E-CELL-EMPTY', 'the table claims has no claim', fix));
  }
  return diagnostics;
}

/** What is needed in the record itself; its tables are looked at row by row. */
function withoutTables({ schema: node }: SchemaPlace): SchemaPlace['schema'] {
  const properties = node.properties as object;
  return { ...node, required: (node.required as string[]).filter((key) => Object.hasOwn(properties, key)) };
}

function missingIn(place: SchemaPlace, value: AuthoredValue, path: FieldPath): Missing[] {
  if (typeof value === 'string') return [];
  if (Array.isArray(value)) {
    if (typeof value[0] !== 'object') return [];
    const items = itemAt(resolve(place)) as SchemaPlace;
    return value.flatMap((item, index) => missingIn(items, item, [...path, index]));
  }
  const properties = propertiesAt(place);
  const absent = neededKeys(place, value)
    .filter((key) => !Object.hasOwn(value, key))
    .flatMap((key) => leavesOf(properties.get(key) as SchemaPlace, [...path, key]));
  const inside = [...properties].flatMap(([key, child]) =>
    Object.hasOwn(value, key) ? missingIn(child, value[key] as AuthoredValue, [...path, key]) : [],
  );
  return [...absent, ...inside];
}

/** The keys that an object must have; of a union those of its kind, or those of all kinds when it says none. */
function neededKeys(place: SchemaPlace, value: AuthoredMap): string[] {
  const required = (branch: SchemaPlace): string[] => (branch.schema.required ?? []) as string[];
  const branches = branchesOf(place);
  const own = branchOf(place, value.type);
  const [first, ...others] = branches;
  if (own !== undefined || first === undefined) return own === undefined ? [] : required(own);
  return required(first).filter((key) => others.every((other) => required(other).includes(key)));
}

/** The cells that would hold what is needed of an absent group: those of its first item for a list of groups. */
function leavesOf(place: SchemaPlace, path: FieldPath): Missing[] {
  const at = resolve(place);
  const items = at.schema.type === 'array' ? itemAt(at) : undefined;
  const group = items?.schema.properties === undefined ? at : items;
  const needed = group.schema.properties === undefined ? [] : neededKeys(group, {});
  if (needed.length === 0) return [{ path, description: String(at.schema.description ?? '') }];
  const here = group === items ? [...path, 0] : path;
  const properties = propertiesAt(group);
  return needed.flatMap((key) => leavesOf(properties.get(key) as SchemaPlace, [...here, key]));
}

function tell(file: string, assembled: Assembled, { path, description }: Missing): CellDiagnostic | null {
  const [depth, row] = nearestRow(assembled, path);
  // Without its table nothing can be filled in; that the table is missing is told by itself.
  if (row === undefined) return null;
  const { table } = row;
  const name = `${row.prefix}${nameOf(path.slice(depth))}`;
  const at = row.columns.get(name);
  const isRecord = table.name === 'record';
  // The name is there with a slip in it, and that is told.
  if (at === undefined && row.meant.has(name)) return null;
  if (at === undefined) {
    const what = isRecord ? 'row' : 'column';
    const message = `the table ${table.name} has no ${what} ${name}, which is needed`;
    const fix = `Add the ${what} and fill it. ${description}`;
    const place = { file, sheet: table.sheet, row: headOf(table), column: 1 };
    return cellProblem(place, '', 'E-COLUMN-MISSING', message, fix);
  }
  const [place, id] = [
    isRecord ? { row: at, column: 2 } : { row: row.row, column: at },
    idOf(assembled, path),
  ];
  const message = id === undefined ? `${name} is empty` : `${id} has no ${name}`;
  return cellProblem(
    { file, sheet: table.sheet, ...place },
    '',
    'E-CELL-EMPTY',
    message,
    `Fill the cell. ${description}`,
  );
}

function nearestRow({ rows }: Assembled, path: FieldPath): [number, RowPlace | undefined] {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const row = rows.get(keyOf(path.slice(0, depth)));
    if (row !== undefined) return [depth, row];
  }
  return [0, undefined];
}

/** Row with the names of the columns. */
function headOf({ rows, start }: Table): number {
  return rows[0]?.number ?? start + 1;
}

function idOf({ value }: Assembled, [table, index]: FieldPath): string | undefined {
  if (typeof index !== 'number') return undefined;
  const { id } = (value[table as string] as AuthoredMap[])[index] as AuthoredMap;
  return typeof id === 'string' && id !== '' ? id : undefined;
}

/**
 * The names of what is needed in each entry of a table.
 * @param group the path of a group: what is needed there as soon as anything of it is filled in
 */
export function neededNames(layout: Layout, table: keyof Layout, group: FieldPath = []): string[] {
  const place =
    table === 'record' ? { ...layout.record, schema: withoutTables(layout.record) } : layout[table];
  if (group.length === 0) return missingIn(place, {}, []).map(({ path }) => nameOf(path));
  let at = resolve(place);
  for (const step of group) {
    const child =
      typeof step === 'number' ? (itemAt(at) as SchemaPlace) : (propertiesAt(at).get(step) as SchemaPlace);
    at = resolve(child);
  }
  return neededKeys(at, {}).map((key) => nameOf([...group, key]));
}
