import { Switch } from '../../shared/switch.tsx';
import type { Explorer } from '../explorer.ts';
import { withFilter } from '../state.ts';

/** The switches that stand above every view: voice, own words, recommended, and how joint claims count. */
export function Switches({ explorer }: { explorer: Explorer }) {
  const { data, engine, state, selection, go } = explorer;
  const countOf = (name: string, value: string): number => {
    const code = engine.facets.get(name)?.values.indexOf(value) ?? -1;
    return code === -1 ? 0 : (selection.counts.get(name)[code] as number);
  };
  const allOf = (name: string): number => selection.counts.get(name).reduce((sum, count) => sum + count, 0);
  const set = (name: string, value: string): void =>
    go({ filters: withFilter(state.filters, name, value === '' ? [] : [value]) });
  const chosen = (name: string): string => {
    const values = state.filters[name] ?? [];
    return values.length === 0 ? '' : values.length === 1 ? (values[0] as string) : 'several';
  };
  const answer = (name: string, value: string, label: string, hint?: string) => ({
    value,
    label,
    count: value === '' ? allOf(name) : countOf(name, value),
    ...(hint === undefined ? {} : { hint }),
  });
  const voice = (code: string, label: string) => answer('voice', code, label, data.definition('voice', code));
  return (
    <section class="switches no-print" aria-label="Switches">
      <Switch
        legend="Voice"
        value={chosen('voice')}
        onChange={(value) => set('voice', value)}
        answers={[
          answer('voice', '', 'all'),
          voice('author', 'author'),
          voice('publisher', 'publisher'),
          voice('reported', 'reported'),
        ]}
      />
      <Switch
        legend="Words"
        value={chosen('own')}
        onChange={(value) => set('own', value)}
        answers={[
          answer('own', '', 'all'),
          answer('own', 'true', 'own', 'Said by the claimants themselves, or quoted from them'),
          answer('own', 'false', 'of others', 'Put into words by whoever reports them'),
        ]}
      />
      <Switch
        legend="Claims"
        value={chosen('recommended') === 'true' ? 'true' : ''}
        onChange={(value) => set('recommended', value)}
        answers={[
          answer(
            'recommended',
            'true',
            'recommended',
            'Without drafts, fallen claims, headlines, what is taken for granted and what repeats another claim of the work',
          ),
          answer('recommended', '', 'all'),
        ]}
      />
      <Switch
        legend="Joint claims"
        value={state.isWhole ? 'whole' : 'share'}
        onChange={(value) => go({ isWhole: value === 'whole' })}
        answers={[
          {
            value: 'share',
            label: 'by share',
            hint: 'A claim of two counts a half for each of them in pictures',
          },
          {
            value: 'whole',
            label: 'whole',
            hint: 'A claim of two counts once for each: sums can exceed the number of claims',
          },
        ]}
      />
    </section>
  );
}
