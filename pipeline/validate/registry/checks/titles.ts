import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { RegistryContext } from '../context.ts';
import { lacks } from '../read-value.ts';
import { report } from '../report.ts';

/** A title that claims a post says which role it is, and no other title does. */
export function* titles({ lists }: RegistryContext): Generator<Diagnostic> {
  for (const item of lists.titles) {
    const { id, value } = item;
    if (value.kind === 'office' && lacks(value, 'role')) {
      const fix = 'Add the role that offices.yaml gives such posts, or write kind: honorific.';
      yield report(
        item,
        ['title'],
        'E-REG-TITLE-ROLE',
        `"${id}" is the title of an office and has no role`,
        fix,
      );
    } else if (typeof value.kind === 'string' && value.kind !== 'office' && 'role' in value) {
      const message = `"${id}" has a role, but the kind ${value.kind}`;
      yield report(item, ['role'], 'E-REG-TITLE-ROLE', message, 'Write kind: office, or remove role.');
    }
  }
}
