import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { oddSignsIn, SIGN_FIX } from '../../name-signs.ts';
import type { RegistryContext } from '../context.ts';
import { report } from '../report.ts';

/** Signs that no name has, in the entities and events of the registry. */
export function* nameSigns({ lists }: RegistryContext): Generator<Diagnostic> {
  for (const item of [...lists.entities, ...lists.events])
    for (const { steps, message } of oddSignsIn(item.value))
      yield report(item, steps, 'W-NAME-SIGN', message, SIGN_FIX);
}
