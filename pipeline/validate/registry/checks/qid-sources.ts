import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { RegistryContext } from '../context.ts';
import { lacks } from '../read-value.ts';
import { report } from '../report.ts';

/** A Wikidata number says where it was read, and nothing says so without a number. */
export function* qidSources({ lists }: RegistryContext): Generator<Diagnostic> {
  for (const item of lists.entities) {
    const { id, value } = item;
    if ('qid' in value && lacks(value, 'qid_sources')) {
      const fix =
        'Add qid_sources: [id of an entry of sources.yaml], or remove the qid until somebody has looked it up.';
      yield report(item, ['qid'], 'E-REG-QID-SOURCE', `${id}: ${value.qid} has no qid_sources`, fix);
    }
    if ('qid_sources' in value && lacks(value, 'qid')) {
      const fix = 'Add the qid that was read there, or give the source of other facts under sources.';
      yield report(item, ['qid_sources'], 'E-REG-QID-SOURCE', `${id} has qid_sources, but no qid`, fix);
    }
  }
}
