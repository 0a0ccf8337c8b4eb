/** For every entity type the file of sources/registry/ in which it stands; a `/` at the end marks one file a country. */
const HOMES: Readonly<Record<string, string>> = {
  person: 'people/',
  party: 'parties/',
  state: 'states',
  territory: 'states',
  government: 'governments',
  agency: 'organizations',
  igo: 'igos',
  organization: 'organizations',
  company: 'organizations',
  media: 'media',
  group: 'groups',
  place: 'places',
  document: 'documents',
  concept: 'concepts',
  office: 'offices',
};

function homeIn(type: string): string | undefined {
  return Object.hasOwn(HOMES, type) ? HOMES[type] : undefined;
}

/** File for people and parties without a country. */
const NO_COUNTRY = 'other';

/** The file in which entries of a type stand, for messages: `states.yaml`, `people/<country>.yaml`. */
export function homeOf(type: string): string | undefined {
  const home = homeIn(type);
  if (home === undefined) return undefined;
  return home.endsWith('/') ? `${home}<country>.yaml` : `${home}.yaml`;
}

/**
 * The file in which an entity stands, from sources/registry/ on: `people/cn.yaml`, `states.yaml`.
 * @param country id of the country, for people and parties
 */
export function homeOfEntity(type: string, country: string | undefined): string | undefined {
  const home = homeIn(type);
  if (home === undefined) return undefined;
  if (!home.endsWith('/')) return `${home}.yaml`;
  return `${home}${country === undefined ? NO_COUNTRY : country.replace(/^iso-/, '').toLowerCase()}.yaml`;
}
