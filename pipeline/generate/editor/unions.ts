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
    return conditionsOf(node, branches, definitionsOf(schema));
  }) as Schema;
  const definitions = Object.entries(definitionsOf(conditional));
  return {
    ...conditional,
    definitions: Object.fromEntries(
      definitions.map(([name, part]) => [name, kinds.has(name) ? withoutTypeText(part) : part]),
    ),
  };
}

/**
 * Turns "a text of this kind, else a list" into a choice of the two, both of which an editor offers. The list loses its
 * texts, which would hide those of the key.
 * @param whole the expanded schema that holds the definition of the list
 */
export function asChoice(node: Schema, whole: Schema): Schema {
  const { if: condition, then: text, else: list, ...rest } = node;
  if (condition === undefined || list === undefined) return node;
  const word = (text as { const: string }).const;
  const {
    description: _,
    examples: __,
    ...bare
  } = definitionsOf(whole)[nameOf((list as { $ref: string }).$ref)] as Schema;
  const errorMessage = `Write ${word}, or a list: [one, two].`;
  return {
    ...rest,
    anyOf: [
      { const: word, errorMessage },
      { ...bare, errorMessage },
    ],
  };
}

function conditionsOf(
  union: Schema,
  branches: { $ref: string }[],
  definitions: Record<string, Schema>,
): Schema {
  const { oneOf: _, discriminator: __, 'x-kinds': kinds, ...rest } = union;
  return {
    ...rest,
    required: ['type'],
    properties: {
      type: {
        description: 'What it is. Which other keys are allowed depends on it.',
        type: 'string',
        enum: kinds,
      },
    },
    allOf: branches.flatMap(({ $ref }) =>
      codesOfKind(definitions[nameOf($ref)] as Schema).map((code) => ({
        if: { required: ['type'], properties: { type: { const: code } } },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: { $ref },
      })),
    ),
  };
}

/** The condition has decided; a second text about `type` would only hide the codes of all kinds. */
function withoutTypeText(part: Schema): Schema {
  const { const: only, enum: several } = propertiesOf(part).type as Schema;
  const type = only === undefined ? { enum: several } : { const: only };
  return { ...part, properties: { ...propertiesOf(part), type } };
}

function codesOfKind(part: Schema): string[] {
  const type = propertiesOf(part).type as Schema;
  return type.const === undefined ? (type.enum as string[]) : [String(type.const)];
}

function definitionsOf(schema: Schema): Record<string, Schema> {
  return schema.definitions as Record<string, Schema>;
}

function propertiesOf(part: Schema): Record<string, unknown> {
  return (part.properties ?? {}) as Record<string, unknown>;
}

function nameOf(ref: string): string {
  return ref.split('/').at(-1) ?? '';
}
