import { describe, expect, it } from 'vitest';
import { withoutExponents } from '../../pipeline/write/formats/json.ts';

describe('a number in JSON', () => {
  it('stands in digits, as in CSV, and is the same number', () => {
    const row = { value: 1e-7, value_max: 2.5e-8, large: 1e21, count: -3, share: 0.25 };
    const json = withoutExponents(JSON.stringify(row));
    expect(json).toBe(
      '{"value":0.0000001,"value_max":0.000000025,"large":1000000000000000000000,"count":-3,"share":0.25}',
    );
    expect(JSON.parse(json)).toEqual(row);
  });

  it('is not looked for in texts', () => {
    const json = JSON.stringify({ unit: 'about 1e-7 g', note: 'a \\" 2e-8', value: 3e-9 });
    expect(withoutExponents(json)).toBe(json.replace(':3e-9', ':0.000000003'));
  });
});
