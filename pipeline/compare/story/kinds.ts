import { count } from '../../diagnostics/render/text.ts';
import type { TextRow } from '../differences.ts';
import { CLAIM_DETAILS, type Details, ENTITY_DETAILS, SOURCE_DETAILS } from './details.ts';
import type { Voice } from './voice.ts';

/** A kind of thing that is told one by one. */
export interface Kind {
  table: 'sources' | 'claims' | 'entities' | 'events';
  /** The key of its table. */
  id: string;
  one: string;
  many: string;
  /** Columns that follow from others of the row or are told of something else: no change of the thing itself. */
  follows: RegExp;
  /** Rows of other tables that tell more of it. */
  details: readonly Details[];
  /** The thing in a few words. */
  about: (row: TextRow, voice: Voice) => string;
}

/** The kinds in the order in which they are told. */
export const KINDS: readonly Kind[] = [
  {
    table: 'sources',
    id: 'source_id',
    one: 'record',
    many: 'records',
    follows: /^(claims|anchored_units|published_(min|max))$/,
    details: SOURCE_DETAILS,
    about: ({ title = '', kind, record_status: status, claims, coder_name: coder = '' }, { plain }) =>
      `${plain(title)} (${kind}, ${status}; ${count(Number(claims), 'claim')}; coded by ${plain(coder)})`,
  },
  {
    table: 'claims',
    id: 'claim_id',
    one: 'claim',
    many: 'claims',
    follows:
      /^(claimant_roles|main_topic|topic_caps|stance|own_words|not_recommended_because|citation|year|date_precision|paragraph|sentence|chain_length|claim_class|plover_event|factuality|quantities|quote_words|text_words|recommended|anchor_part|span_(words|digest)|attribution_chain|members_of|member_names|coder|coder_kind|coded_on|codebook_version|(source|record|coding)_.*|.*_(cap|types|countries|country_names|min|max))$/,
    details: CLAIM_DETAILS,
    about: ({ claim_text: text = '' }, { plain }) => plain(text),
  },
  {
    table: 'entities',
    id: 'entity_id',
    one: 'entity',
    many: 'entities',
    follows: /^$/,
    details: ENTITY_DETAILS,
    about: aboutEntry,
  },
  {
    table: 'events',
    id: 'event_id',
    one: 'event',
    many: 'events',
    follows: /^date_(min|max)$/,
    details: [],
    about: aboutEntry,
  },
];

function aboutEntry(
  { name = '', type, scope, record_id: record = '', file }: TextRow,
  { code, plain }: Voice,
): string {
  return `${plain(name)} (${type}, ${scope === 'record' ? `of ${code(record)} alone` : file})`;
}
