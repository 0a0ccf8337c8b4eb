import type { Codebook, Vocabulary } from '../model/codebook.ts';
import { codesOf } from '../model/codebook.ts';
import type { Schema, Schemas } from '../model/schemas.ts';

/** A key under which codes of a vocabulary are written. */
export interface Use {
  /** What has the key: claim, source, alias, … */
  owner: string;
  /** The key, `stance` or `topics`. */
  key: string;
  /** Which of the two schemas it stands in. */
  schema: keyof Schemas;
}

/**
 * The vocabulary that explains a list of codes: the one the schema names, or else the only one that holds them all.
 * Several keys allow a part of a vocabulary, such as the five kinds of an alias that are written by hand.
 */
export function vocabularyOf(node: Schema, codebook: Codebook): Vocabulary | undefined {
  const named = node['x-vocabulary'];
  if (typeof named === 'string') return codebook.vocabularies.get(named);
  const codes = (node['x-kinds'] ?? node.enum) as string[] | undefined;
  // One code alone, such as person or none, stands in several vocabularies by accident.
  if (codes === undefined || codes.length < 2) return undefined;
  const holders = [...codebook.vocabularies.values()].filter(({ vocabulary }) => {
    const all = new Set(codesOf(codebook, vocabulary));
    return codes.every((code) => all.has(code));
  });
  return holders.length === 1 ? holders[0] : undefined;
}

/** Vocabulary name → the keys it is written under, in the order of the schemas. A derived vocabulary has none. */
export function vocabularyUses(schemas: Schemas, codebook: Codebook): Map<string, Use[]> {
  const uses = new Map<string, Use[]>();
  for (const schema of ['record', 'registry'] as const) {
    const whole = schemas[schema];
    const parts = { [schema]: { properties: whole.properties }, ...(whole.definitions as Schema) };
    for (const [owner, part] of Object.entries(parts)) {
      visit(part, owner, '', (node, key) => {
        const vocabulary = vocabularyOf(node, codebook)?.vocabulary;
        if (vocabulary === undefined) return;
        const list = uses.get(vocabulary) ?? [];
        if (!list.some((use) => use.owner === owner && use.key === key)) list.push({ owner, key, schema });
        uses.set(vocabulary, list);
      });
    }
  }
  return uses;
}

function visit(value: unknown, owner: string, key: string, see: (node: Schema, key: string) => void): void {
  if (typeof value !== 'object' || value === null) return;
  const node = value as Schema;
  // A union is told apart by its key `type`.
  see(node, node['x-kinds'] === undefined ? key : 'type');
  for (const [name, child] of Object.entries(node)) {
    if (name === 'properties') {
      for (const [property, schema] of Object.entries(child as Schema)) visit(schema, owner, property, see);
    } else if (name !== 'examples' && !Array.isArray(child)) visit(child, owner, key, see);
  }
}
