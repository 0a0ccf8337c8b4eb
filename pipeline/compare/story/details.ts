import type { TextRow } from '../differences.ts';

/** Rows of another table that tell more of a claim, entity or source: each as a few words under a field. */
export interface Details {
  table: string;
  /** Field and words of a row; null for rows that another field tells. */
  words: (row: TextRow) => { field: string; words: string } | null;
}

/** Words that are there, joined. */
function join(...words: (string | undefined)[]): string {
  return words.filter(Boolean).join(' ');
}

/** The tables that belong to claims, apart from those whose values stand in the table claims already. */
export const CLAIM_DETAILS: readonly Details[] = [
  {
    table: 'claim_actors',
    words: ({ role, as_written: text, entity_id: entity, event_id: event, method, reading }) =>
      text === '' || text === (entity || event)
        ? null
        : {
            field: `${role}, as written`,
            words: `${text} (${join(method, reading === 'literal' ? '' : reading)})`,
          },
  },
  {
    table: 'claim_quantities',
    words: ({ comparator, value, value_max: max, unit, of_name: of }) => ({
      field: 'quantities',
      words: join(comparator, value, max && `to ${max}`, unit, of && `of ${of}`),
    }),
  },
  {
    table: 'claim_members',
    words: ({ entity_id: entity, role, of_name: of, category, complete, as_written: text }) => ({
      field: 'members',
      words: join(
        entity,
        text === entity ? '' : `("${text}")`,
        `as ${role}`,
        of && `of ${of}`,
        category && `in ${category}`,
        complete === 'true' ? '(complete)' : '',
      ),
    }),
  },
  {
    table: 'claim_relations',
    words: ({ relation, to_claim_id: to, by }) => ({
      field: 'relations',
      words: join(relation, to, `(${by})`),
    }),
  },
];

/** The tables that belong to sources. */
export const SOURCE_DETAILS: readonly Details[] = [
  {
    table: 'source_copies',
    words: (row) => ({ field: 'copies', words: rest(row, ['source_id', 'publisher_name']) }),
  },
  {
    table: 'anchors',
    words: ({ unit, words, digest }) => ({ field: 'anchors', words: join(unit, `${words} words`, digest) }),
  },
];

/** The tables that belong to entities. */
export const ENTITY_DETAILS: readonly Details[] = [
  {
    table: 'entity_names',
    words: (row) =>
      row.kind === 'name'
        ? null
        : {
            field: 'names',
            words: join(
              row.name,
              `(${rest({ ...row, weak: row.weak === 'true' ? 'weak' : '' }, NAME_ITSELF)})`,
            ),
          },
  },
  {
    table: 'entity_tenures',
    words: ({ office_id: office, start, end, open_as_of: open, source }) => ({
      field: 'tenures',
      words: join(office, `${start}/${end || (open ? `open on ${open}` : '')}`, source && `(${source})`),
    }),
  },
];

const NAME_ITSELF = ['entity_id', 'position', 'name', 'normalized'];

function rest(row: TextRow, without: readonly string[]): string {
  return Object.entries(row)
    .filter(([column, value]) => value !== '' && !without.includes(column))
    .map(([, value]) => value)
    .join(', ');
}
