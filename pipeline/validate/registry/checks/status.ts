import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { RegistryContext } from '../context.ts';
import type { Item } from '../item.ts';
import { lacks } from '../read-value.ts';
import { report } from '../report.ts';

/** Standings in dispute: the vocabulary sovereignty-status asks for the claimants of these. */
const DISPUTED: ReadonlySet<unknown> = new Set(['partly-recognised', 'de-facto', 'contested']);

/** A state or territory carries what its standing calls for: claimants when disputed, an end and successors when former. */
export function* status({ lists }: RegistryContext): Generator<Diagnostic> {
  for (const item of lists.entities) {
    if (item.type === 'state' || item.type === 'territory') yield* faultsOf(item);
  }
}

function* faultsOf(item: Item): Generator<Diagnostic> {
  const { id, value } = item;
  if (DISPUTED.has(value.status) && lacks(value, 'claimed_by')) {
    const fix = 'Add claimed_by with the ids of the states that claim it.';
    yield report(
      item,
      ['status'],
      'E-REG-CLAIMED-BY',
      `"${id}" is ${value.status} and has no claimed_by`,
      fix,
    );
  }
  if (value.status === 'former') {
    if (lacks(value, 'end')) {
      const fix = 'Add the date on which it ceased to exist under end.';
      yield report(item, ['status'], 'E-REG-FORMER', `"${id}" is a former state and has no end`, fix);
    }
    if (lacks(value, 'successors')) {
      const fix = 'Add the ids of the states that took its place under successors.';
      yield report(
        item,
        ['status'],
        'W-REG-SUCCESSORS',
        `"${id}" is a former state and names no successors`,
        fix,
      );
    }
    return;
  }
  if (value.status === undefined) return;
  if (/^iso-[A-Z]{4}$/.test(id)) {
    const message = `"${id}" has the code of a former state, but the status ${value.status}`;
    yield report(item, ['status'], 'E-REG-FORMER', message, 'Write status: former.');
  } else if ('successors' in value && lacks(value, 'end')) {
    const message = `"${id}" has successors, but neither an end nor the status former`;
    yield report(
      item,
      ['successors'],
      'E-REG-FORMER',
      message,
      'Write status: former and add its end, or remove successors.',
    );
  }
}
