import type { TypedCell } from '../../table-rows.ts';

/** An entity or event as its table has it. */
export interface NamedRow {
  id: string;
  kind: 'entity' | 'event';
  name: string;
  /** Entity type or event type. */
  type: string;
  qid: string | null;
}

/** An entity or event as other nodes mention it. */
export interface Named {
  type: string;
  /** Its node where a claim is about it, as JSON. */
  thing: string;
  /** Its node where it speaks or publishes, as JSON. */
  speaker: string;
}

/** What an entity type is in schema.org when it is spoken about. */
const THINGS: Record<string, string> = {
  person: 'Person',
  party: 'PoliticalParty',
  state: 'Country',
  territory: 'Place',
  government: 'GovernmentOrganization',
  agency: 'GovernmentOrganization',
  igo: 'Organization',
  organization: 'Organization',
  company: 'Corporation',
  media: 'NewsMediaOrganization',
  group: 'Organization',
  place: 'Place',
  document: 'CreativeWork',
};

/** Only people and organisations can speak or publish in schema.org: a state speaks as one. */
export function asNamed(row: NamedRow): Named {
  const { kind, type } = row;
  const thing = mention(row, kind === 'event' ? 'Event' : (THINGS[type] ?? 'Thing'));
  const isPlace = type === 'state' || type === 'territory';
  return { type, thing, speaker: isPlace ? mention(row, 'Organization') : thing };
}

function mention({ id, kind, name, qid }: NamedRow, type: string): string {
  return JSON.stringify({
    '@type': type,
    '@id': `#${kind}/${id}`,
    name,
    sameAs: qid === null ? undefined : `http://www.wikidata.org/entity/${qid}`,
  });
}

/** A code of the codebook, as JSON. */
export function definedTerm(vocabulary: string, code: string, label: string): string {
  return JSON.stringify({
    '@type': 'DefinedTerm',
    '@id': `#codebook/${vocabulary}/${code}`,
    name: label,
    termCode: code,
    inDefinedTermSet: { '@id': `#codebook/${vocabulary}` },
  });
}

/** A date that ISO 8601 knows, for properties that take such dates; EDTF's open and uncertain ones are left out. */
export function plainDate(edtf: TypedCell): string | undefined {
  return typeof edtf === 'string' && /^\d{4}(-\d{2}(-\d{2})?)?$/.test(edtf) ? edtf : undefined;
}
