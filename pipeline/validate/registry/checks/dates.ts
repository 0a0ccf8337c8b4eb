import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { DATE_ORDER_FIX, dateFaultsOf } from '../../date-order.ts';
import { seasonsIn } from '../../seasons.ts';
import type { RegistryContext } from '../context.ts';
import { report } from '../report.ts';

/** What has a start and an end begins before it ends: entries, their aliases and tenures. No date is a season by mistake. */
export function* dates({ lists }: RegistryContext): Generator<Diagnostic> {
  for (const item of [...lists.entities, ...lists.events]) {
    for (const { steps, message } of dateFaultsOf(item.id, item.value))
      yield report(item, steps, 'E-REG-DATE-ORDER', message, DATE_ORDER_FIX);
    for (const { steps, message, fix } of seasonsIn(item.value))
      yield report(item, steps, 'W-DATE-SEASON', message, fix);
  }
}
