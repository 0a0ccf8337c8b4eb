import { oddSignsIn, SIGN_FIX } from '../name-signs.ts';
import { asMap, listAt } from '../registry/read-value.ts';
import type { Rule } from './context.ts';

/** Signs that no name has, in the entities and events of the record. */
export const nameSigns: Rule = ({ record, report }) => {
  for (const list of ['entities', 'events'])
    for (const [index, entry] of listAt(record, list).entries())
      for (const { steps, message } of oddSignsIn(asMap(entry) ?? {}))
        report('W-NAME-SIGN', [list, index, ...steps], message, SIGN_FIX);
};
