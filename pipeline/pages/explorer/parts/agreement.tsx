import * as Plot from '@observablehq/plot';
import { useMemo } from 'preact/hooks';
import { Chart, type Paper, styleOn } from '../../shared/chart.tsx';
import type { Explorer } from '../explorer.ts';

interface Dot {
  field: string;
  measure: string;
  value: number;
  low: number;
  high: number;
  units: string;
}

/** From here on agreement is usually called reliable, and from there on good enough for careful conclusions (Krippendorff 2004). */
const RELIABLE = 0.8;
const CAREFUL = 0.667;

/** How far two codings of the same work agree, field by field, with the interval in which the figure lies. */
export function AgreementChart({ explorer }: { explorer: Explorer }) {
  const { data, state, go } = explorer;
  const table = data.table('agreement');
  const dots = useMemo(() => {
    const number = (column: string, row: number): number =>
      table.cell(column, row) === '' ? Number.NaN : Number(table.cell(column, row));
    return Array.from({ length: table.rows }, (_, row) => row)
      .filter((row) => table.cell('coding_id', row) === 'all' && !Number.isNaN(number('value', row)))
      .map(
        (row): Dot => ({
          field: table.cell('field', row),
          measure: table.cell('measure', row),
          value: number('value', row),
          low: number('low', row),
          high: number('high', row),
          units: table.cell('units', row),
        }),
      )
      .sort(
        (a, b) =>
          Number(a.measure !== 'alpha') - Number(b.measure !== 'alpha') ||
          b.value - a.value ||
          (a.field < b.field ? -1 : 1),
      );
  }, []);
  const name = ({ field, measure }: Dot): string =>
    measure === 'alpha' ? field : `${field}: ${data.label('agreement-measure', measure)}`;
  const draw = (rows: readonly Dot[], { palette, width }: Paper): Element =>
    Plot.plot({
      width,
      height: 66 + rows.length * 23,
      marginLeft: width < 480 ? 110 : 170,
      marginRight: 20,
      marginBottom: 44,
      style: styleOn(palette),
      x: {
        domain: [Math.min(0, ...rows.map(({ low }) => low || 0)), 1],
        grid: true,
        label: 'agreement (1 is complete, 0 is chance)',
        labelOffset: 38,
      },
      y: { type: 'band', domain: rows.map(name), label: null },
      marks: [
        Plot.ruleX([CAREFUL, RELIABLE], { stroke: palette.muted, strokeDasharray: '3 3' }),
        Plot.link(
          rows.filter(({ low, high }) => !Number.isNaN(low) && !Number.isNaN(high)),
          {
            x1: 'low',
            x2: 'high',
            y1: name,
            y2: name,
            stroke: palette.muted,
            strokeWidth: 2,
          },
        ),
        Plot.dot(rows, {
          className: 'picks',
          x: 'value',
          y: name,
          r: 5,
          fill: palette.accent,
          title: (dot: Dot) => `${name(dot)}: ${dot.value} (${dot.low} to ${dot.high}), ${dot.units} units`,
        }),
      ],
    });
  // The values that differ on this field stand among the questions; a claim with one is found by it.
  const pick = ({ field }: Dot): void =>
    go({ view: 'claims', filters: { ...state.filters, question: [field] }, claim: '' });
  return (
    <Chart
      name="agreement"
      title="How far two codings agree"
      unit="Krippendorff's alpha for each field, and how far the same claims were found, with 95 % intervals"
      rests={`n = ${Math.max(0, ...dots.map(({ units }) => Number(units)))} claims coded twice`}
      alternative={`${dots.map((dot) => `${name(dot)} ${dot.value}`).join(', ')}.`}
      rows={dots}
      columns={[
        { title: 'field', cell: name },
        { title: 'agreement', cell: ({ value }) => String(value), isAmount: true },
        { title: 'from', cell: ({ low }) => (Number.isNaN(low) ? '' : String(low)), isAmount: true },
        { title: 'to', cell: ({ high }) => (Number.isNaN(high) ? '' : String(high)), isAmount: true },
        { title: 'units', cell: ({ units }) => units, isAmount: true },
      ]}
      draw={draw}
      onPick={pick}
      note="Of all works with a second coding, whatever is chosen above. Lines: 0.667 and 0.8, from which on such data are used with care, and relied on (Krippendorff 2004). A click on a dot opens the claims on which that field is open to question."
    />
  );
}
