import type { Explorer } from '../explorer.ts';
import { listInWords } from './words.ts';

/** Properties of {@link ShortList}. */
interface ShortListProps {
  explorer: Explorer;
  rows: readonly number[];
  /** Claims shown. */
  most?: number;
  /** Leads to the others. */
  all?: string | undefined;
  /** Whether each claim says who says it. */
  isNamed?: boolean;
}

/** Some claims as a plain list; each opens in the pane. */
export function ShortList({ explorer, rows, most = 8, all, isNamed = false }: ShortListProps) {
  const { data, link } = explorer;
  return (
    <>
      <ul class="short">
        {rows.slice(0, most).map((row) => {
          const cell = (column: string): string => data.claims.cell(column, row);
          return (
            <li key={row} class={`voice-${cell('voice')}`}>
              {isNamed && (
                <b>
                  <bdi>{listInWords(cell('claimant_names'))}</bdi>:{' '}
                </b>
              )}
              <a href={link({ claim: cell('claim_id') })} dir="auto">
                {cell('claim_text')}
              </a>{' '}
              <span class="small muted">
                {data.label('type', cell('claim_type')).toLowerCase()},{' '}
                <span class="nowrap">{cell('date') || 'no date'}</span>
              </span>
            </li>
          );
        })}
      </ul>
      {rows.length > most && all !== undefined && (
        <p class="small">
          <a href={all}>all {rows.length}</a>
        </p>
      )}
    </>
  );
}
