import { amountText, countText } from '../../shared/numbers.ts';
import type { TableColumn } from '../../shared/table.tsx';
import type { Tally } from '../data/tally.ts';

/** What falls to a row, whole or by share. */
export const COUNTED: TableColumn<Tally> = {
  title: 'counted',
  cell: ({ amount }) => amountText(amount),
  isAmount: true,
};

/** What a row rests on; the last columns of the table of a picture. */
export const CLAIMS_AND_WORKS: readonly TableColumn<Tally>[] = [
  { title: 'claims', cell: ({ claims }) => countText(claims), isAmount: true },
  { title: 'works', cell: ({ works }) => countText(works), isAmount: true },
];
