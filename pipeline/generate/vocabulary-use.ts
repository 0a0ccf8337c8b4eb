import type { Codebook, Vocabulary } from '../model/codebook.ts';
import { codesOf } from '../model/codebook.ts';
import type { Schema, Schemas } from '../model/schemas.ts';

/** A key under which codes of a vocabulary are written. */
export interface Use {
  /** Definition that has the key: claim, source, alias, … */
  owner: string;
  /** The same in words. */
  title: string;
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
    const definitions = whole.definitions as Record<string, Schema>;
    const branches = branchesOf(definitions);
    const parts: Record<string, Schema> = { [schema]: { properties: whole.properties }, ...definitions };
    for (const [owner, part] of Object.entries(parts)) {
      visit(part, '', (node, key) => {
        const vocabulary = vocabularyOf(node, codebook)?.vocabulary;
        // The union lists the codes of all its branches.
        if (vocabulary === undefined || (key === 'type' && branches.has(owner))) return;
        const list = uses.get(vocabulary) ?? [];
        const use = { owner, title: String(part.title ?? owner).toLowerCase(), key, schema };
        if (!list.some((other) => other.owner === owner && other.key === key)) list.push(use);
        uses.set(vocabulary, list);
      });
    }
  }
  return uses;
}

/** Names of the definitions that a union chooses from. */
function branchesOf(definitions: Record<string, Schema>): Set<string> {
  const refs = Object.values(definitions).flatMap((part) =>
    part['x-kinds'] === undefined ? [] : (part.oneOf as { $ref: string }[]),
  );
  return new Set(refs.map(({ $ref }) => $ref.split('/').at(-1) ?? ''));
}

function visit(value: unknown, key: string, see: (node: Schema, key: string) => void): void {
  if (typeof value !== 'object' || value === null) return;
  const node = value as Schema;
  // A union is told apart by its key `type`.
  see(node, node['x-kinds'] === undefined ? key : 'type');
  for (const [name, child] of Object.entries(node)) {
    if (name === 'properties') {
      for (const [property, schema] of Object.entries(child as Schema)) visit(schema, property, see);
    } else if (name !== 'examples' && !Array.isArray(child)) visit(child, key, see);
  }
}
