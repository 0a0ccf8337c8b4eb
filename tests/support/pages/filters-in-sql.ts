/** What the facets of the explorer mean, in SQL on claims.sqlite: for each the claims and their values. */
const VALUES: Readonly<Record<string, string>> = {
  claimant: 'SELECT DISTINCT claim_id, claimant_id AS value FROM dyads',
  country: "SELECT DISTINCT claim_id, coalesce(claimant_country, '-') AS value FROM dyads",
  type: 'SELECT claim_id, claim_type AS value FROM claims',
  topic: 'SELECT claim_id, main_topic AS value FROM claims',
  target: 'SELECT DISTINCT claim_id, target_id AS value FROM dyads WHERE target_id IS NOT NULL',
  tcountry: "SELECT DISTINCT claim_id, coalesce(target_country, '-') AS value FROM dyads",
  year: 'SELECT claim_id, CAST(year AS TEXT) AS value FROM claims WHERE year IS NOT NULL',
  work: 'SELECT claim_id, source_id AS value FROM claims',
  voice: 'SELECT claim_id, voice AS value FROM claims',
  stance: 'SELECT DISTINCT claim_id, stance AS value FROM claim_actors WHERE stance IS NOT NULL',
  certainty: 'SELECT claim_id, certainty AS value FROM claims WHERE certainty IS NOT NULL',
  coder: 'SELECT claim_id, coder_kind AS value FROM claims',
  basis: 'SELECT claim_id, date_basis AS value FROM claims WHERE date_basis IS NOT NULL',
  chain: 'SELECT claim_id, CAST(chain_length AS TEXT) AS value FROM claims',
  attribution: 'SELECT claim_id, attribution AS value FROM claims',
  also: "SELECT claim_id, code AS value FROM claim_codes WHERE vocabulary = 'topic'",
  own: "SELECT claim_id, iif(own_words, 'true', 'false') AS value FROM claims",
  recommended: "SELECT claim_id, iif(recommended, 'true', 'false') AS value FROM claims",
};

export const FACETS = Object.keys(VALUES).filter((name) => !['own', 'recommended'].includes(name));

/** Values chosen, by facet; `-` is "none". */
export type Filters = Readonly<Record<string, readonly string[]>>;

/** Every value of a facet that some claim has, and "none" where some claim has none. */
export function valuesSql(facet: string): string {
  const values = VALUES[facet] as string;
  return `SELECT claim_id, value FROM (${values}) UNION ALL SELECT claim_id, '-' FROM claims WHERE claim_id NOT IN (SELECT claim_id FROM (${values}))`;
}

/** The ids of the claims that pass filters. */
export function chosenSql(filters: Filters): string {
  const conditions = Object.entries(filters).map(
    ([facet, values]) =>
      `claim_id IN (SELECT claim_id FROM (${valuesSql(facet)}) WHERE value IN (${values.map(text).join(', ')}))`,
  );
  return `SELECT claim_id FROM claims${conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`}`;
}

/** How many claims each value of each facet has, while all other facets are filtered by. */
export function countsSql(filters: Filters): string {
  return FACETS.map((facet) => {
    const { [facet]: _, ...others } = filters;
    return `SELECT ${text(facet)} AS facet, value, count(*) AS claims FROM (${valuesSql(facet)}) WHERE claim_id IN (${chosenSql(others)}) GROUP BY value`;
  }).join(' UNION ALL ');
}

/** Filters as they stand in the address of the page. */
export function hashOf(filters: Filters): string {
  const words = new URLSearchParams();
  for (const [name, values] of Object.entries(filters)) for (const value of values) words.append(name, value);
  if (filters.recommended === undefined) words.append('recommended', 'all');
  return `#${words}`;
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
