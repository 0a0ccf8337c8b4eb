import { stringify } from 'yaml';
import type { Code, Codebook, Vocabulary } from '../../model/codebook.ts';
import { propertiesOf, type Schema } from '../../model/schemas.ts';
import { vocabularyOf } from '../vocabulary-use.ts';

/** Where to look up what a key refers to. */
const LOOK_UP: Record<string, string> = {
  entity: 'Look it up in sources/registry/, or write the name as the source prints it.',
  'entity-or-event': 'Look it up in sources/registry/, or write the name as the source prints it.',
  event: 'Look it up in sources/registry/events.yaml, or under events in this record.',
  'event-or-none':
    'Look it up in sources/registry/events.yaml, or under events in this record; none when there is no event.',
  utterance: 'Look it up in sources/registry/events.yaml, or under events and entities in this record.',
  office: 'Look it up in sources/registry/offices.yaml.',
  coder: 'Look it up in sources/registry/coders.yaml.',
  source: 'Look it up in sources/registry/sources.yaml.',
};

const FLOW = { collectionStyle: 'flow', flowCollectionPadding: false, lineWidth: 0 } as const;

/** What the editor says when a list is wanted and a single value is written. */
const LIST_WANTED = 'A list is wanted here: [one, two], or one item a line after a dash.';

/**
 * Gives a part of a schema the texts that an editor shows: what it is, the question to ask, where to look it up and
 * examples when the mouse rests on it; what each code means beside the code; what is wanted when the value is wrong.
 * @param whole the schema it belongs to, for lists of keys
 */
export function withHover(node: Schema, whole: Schema, codebook: Codebook): Schema {
  if (typeof node.description !== 'string') return node;
  const vocabulary = vocabularyOf(node, codebook);
  const parts = [
    node.description,
    vocabulary === undefined ? '' : askAbout(vocabulary),
    lookUp(node),
    examples(node.examples),
  ].filter((part) => part !== '');
  return {
    ...(vocabulary === undefined ? {} : { title: vocabulary.title }),
    ...node,
    description: parts.join(' ').replaceAll('`', ''),
    markdownDescription: parts.join('\n\n'),
    ...(node.enum === undefined ? {} : meanings(node, whole, vocabulary)),
    ...(typeof node['x-pattern-hint'] === 'string'
      ? { patternErrorMessage: `Write ${node['x-pattern-hint']}.` }
      : {}),
    ...(node.type === 'array' ? { errorMessage: LIST_WANTED } : {}),
  };
}

function askAbout({ question, description, default: fallback }: Vocabulary): string {
  const otherwise = fallback === undefined ? '' : ` Left out, it counts as \`${fallback}\`.`;
  return `${question} ${description}${otherwise}`;
}

function lookUp(node: Schema): string {
  const said = typeof node.description === 'string' && /look it up/i.test(node.description);
  return said ? '' : (LOOK_UP[String(node['x-ref'])] ?? '');
}

/** Examples as they would stand in the file, on one line. */
function examples(values: unknown): string {
  if (!Array.isArray(values) || values.length === 0) return '';
  const written = values.map((value) => `\`${stringify(value, FLOW).trim()}\``);
  return `${written.length === 1 ? 'Example' : 'Examples'}: ${written.join(', ')}`;
}

/** One text a code, beside the code in the list that the editor offers. */
function meanings(node: Schema, whole: Schema, vocabulary: Vocabulary | undefined): Schema {
  const keys = typeof node['x-key-of'] === 'string' ? propertiesOf(whole, node['x-key-of']) : {};
  const codes = (node.enum as string[]).map((code) => {
    const entry = vocabulary?.codes.find((candidate) => candidate.code === code);
    // Without an entry in the codebook the description of the key explains the codes.
    return entry === undefined ? String(keys[code]?.description ?? node.description) : meaning(entry);
  });
  return { enumDescriptions: codes.map((text) => text.replaceAll('`', '')), markdownEnumDescriptions: codes };
}

function meaning({ label, definition, test }: Code): string {
  return `${label}: ${definition} Ask: ${test}`;
}
