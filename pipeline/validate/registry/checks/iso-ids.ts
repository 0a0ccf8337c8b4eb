import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { RegistryContext } from '../context.ts';
import { asMap, textAt } from '../read-value.ts';
import { report } from '../report.ts';

/** The id of a state agrees with its ISO code, so that nobody has to look either up. */
export function* isoIds({ lists }: RegistryContext): Generator<Diagnostic> {
  for (const item of lists.entities) {
    // The two letters of a former state may be another's today.
    for (const key of item.value.status === 'former' ? ['alpha4'] : ['alpha2', 'alpha4']) {
      const code = textAt(asMap(item.value.iso), key);
      if (code === undefined || item.id === '' || item.id === `iso-${code}`) continue;
      const message = `"${item.id}" has the ISO code ${code}, which belongs to the id iso-${code}`;
      const fix = `Correct the code, or the id: iso-${code}.`;
      yield report(item, ['iso', key], 'E-REG-ISO-ID', message, fix);
    }
  }
}
