import { useMemo } from 'preact/hooks';
import { byCodeUnit } from '../../../model/order.ts';
import type { Explorer } from '../explorer.ts';
import { ClaimList } from '../parts/claim-list.tsx';

const ORDERS = {
  work: 'as they stand in their works',
  newest: 'newest first',
  oldest: 'oldest first',
} as const;

/** The claims of the selection, one below the other. */
export function ClaimsView({ explorer }: { explorer: Explorer }) {
  const { data, state, selection, go } = explorer;
  const sort = state.options.sort ?? 'work';
  const rows = useMemo(() => {
    if (sort !== 'newest' && sort !== 'oldest') return selection.claims;
    const { values, codes } = data.claims.coded('date_max');
    const places = values
      .map((_, code) => code)
      .sort((a, b) => byCodeUnit(values[a] as string, values[b] as string));
    const rank = new Int32Array(values.length);
    for (const [place, code] of places.entries()) rank[code] = place;
    const unknown = values.indexOf('');
    const far = sort === 'newest' ? -1 : values.length;
    if (unknown !== -1) rank[unknown] = far;
    const sign = sort === 'newest' ? -1 : 1;
    return selection.claims
      .slice()
      .sort(
        (a, b) =>
          sign * ((rank[codes[a] as number] as number) - (rank[codes[b] as number] as number)) || a - b,
      );
  }, [selection, sort]);
  return (
    <div class="claims-view">
      <p class="order small muted no-print">
        <label>
          Order{' '}
          <select
            value={sort}
            onChange={(event) => go({ options: { ...state.options, sort: event.currentTarget.value } }, true)}
          >
            {Object.entries(ORDERS).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
      </p>
      {rows.length === 0 ? (
        <div class="notice">
          <p>
            <b>No claim fits.</b> Take away a filter above, or see all claims, not only recommended ones.
          </p>
        </div>
      ) : (
        <ClaimList explorer={explorer} rows={rows} />
      )}
    </div>
  );
}
