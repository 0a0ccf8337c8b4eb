import { mapNodes, type Schema } from '../../model/schemas.ts';

/**
 * Turns each union into a list of codes for `type` and one condition a code. With `oneOf` an editor compares all kinds
 * and reports the mistakes of the one that it finds nearest; with conditions the word behind `type:` decides, only keys of
 * that kind are offered, and only its mistakes are reported. Before `type` is written, the keys of all kinds are offered.
 * @param schema an expanded schema whose unions carry `x-kinds`
 */
export function asConditions(schema: Schema): Schema {
  const kinds = new Set<string>();
  const conditional = mapNodes(schema, (node) => {
    if (node['x-kinds'] === undefined) return node;
    const branches = node.oneOf as { $ref: string }[];
    for (const { $ref } of branches) kinds.add(nameOf($ref));
    return conditionsOf(node, branches, schema.definitions as Record<string, Schema>);
  }) as Schema;
  const definitions = Object.entries(conditional.definitions as Record<string, Schema>);
  return { ...conditional, definitions: Object.fromEntries(definitions.map(([name, part]) => [name, kinds.has(name) ? typeLeftOpen(part) : part])) };
}

function conditionsOf(union: Schema, branches: { $ref: string }[], definitions: Record<string, Schema>): Schema {
  const { oneOf: _, discriminator: __, 'x-kinds': kinds, ...rest } = union;
  const targets = branches.map(({ $ref }) => ({ $ref, part: definitions[nameOf($ref)] as Schema }));
  const shared = Object.entries(propertiesOf(targets[0]?.part)).filter(
    ([key, own]) => key !== 'type' && targets.every(({ part }) => sameText(propertiesOf(part)[key], own)),
  );
  return {
    ...rest,
    required: ['type'],
    properties: {
      // Without rules, which the condition brings: a mistake would be reported twice.
      ...Object.fromEntries(shared.slice(0, 1).map(([key]) => [key, {}])),
      type: { description: 'What it is. Which other keys are allowed depends on it.', type: 'string', enum: kinds },
      ...Object.fromEntries(shared.slice(1).map(([key]) => [key, {}])),
    },
    allOf: targets.flatMap(({ $ref, part }) =>
      codesOfKind(part).map((code) => ({
        if: { required: ['type'], properties: { type: { const: code } } },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: { $ref },
      })),
    ),
  };
}

/** The condition has decided; a second list of codes would only repeat the complaint. */
function typeLeftOpen(part: Schema): Schema {
  return { ...part, properties: { ...propertiesOf(part), type: {} } };
}

function codesOfKind(part: Schema): string[] {
  const type = propertiesOf(part).type as Schema;
  return type.const === undefined ? (type.enum as string[]) : [String(type.const)];
}

function propertiesOf(part: Schema | undefined): Record<string, unknown> {
  return (part?.properties ?? {}) as Record<string, unknown>;
}

function sameText(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function nameOf(ref: string): string {
  return ref.split('/').at(-1) ?? '';
}
