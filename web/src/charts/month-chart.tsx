import { Skeleton, useComputedColorScheme } from '@mantine/core';
import { lazy, Suspense, useMemo } from 'react';
import { TableScroll } from '../components/table-scroll';
import { formatMonth } from '../words/dates';
import { formatRatio, formatUnits } from '../words/figures';
import { ChartLegend } from './chart-legend';
import { type MonthChartSpec, monthChartOption } from './month-chart-option';

const EChart = lazy(() => import('./echart'));

/** A chart over months with its caption, and the same figures as a table for those who cannot see it. */
export function MonthChart({
  caption,
  spec,
  height = 300,
  hasTable = true,
}: {
  caption: string;
  spec: MonthChartSpec;
  height?: number;
  hasTable?: boolean;
}) {
  const isDark = useComputedColorScheme('light') === 'dark';
  const option = useMemo(() => monthChartOption(spec, isDark), [spec, isDark]);
  const isEmpty = spec.series.every((one) => one.values.every((value) => value === null));
  return (
    <figure className="chart-figure">
      <figcaption>{caption}</figcaption>
      {isEmpty ? (
        <p className="soft">There is nothing to show yet.</p>
      ) : (
        <>
          <ChartLegend spec={spec} isDark={isDark} />
          <Suspense fallback={<Skeleton height={height} radius="md" />}>
            <EChart option={option} height={height} label={describe(caption, spec)} />
          </Suspense>
        </>
      )}
      {hasTable && !isEmpty ? <FigureTable caption={caption} spec={spec} /> : null}
    </figure>
  );
}

function FigureTable({ caption, spec }: { caption: string; spec: MonthChartSpec }) {
  const format = (value: number | null | undefined) =>
    value === null || value === undefined ? '' : spec.isRatio ? formatRatio(value) : formatUnits(value);
  return (
    <details className="chart-table">
      <summary>The figures as a table</summary>
      <TableScroll label={`${caption}: figures`}>
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">Month</th>
              {spec.series.map((one) => (
                <th key={one.name} scope="col" className="number">
                  {one.name} ({spec.isRatio ? '%' : spec.unit})
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {spec.months.map((month, index) => (
              <tr key={month}>
                <th scope="row">{formatMonth(month)}</th>
                {spec.series.map((one) => (
                  <td key={one.name} className="number">
                    {format(one.values[index])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </details>
  );
}

function describe(caption: string, spec: MonthChartSpec): string {
  const first = spec.months[0];
  const last = spec.months.at(-1);
  const span = first && last ? `, ${formatMonth(first)} to ${formatMonth(last)}` : '';
  return `${caption}${span}. Lines: ${spec.series.map((one) => one.name).join(', ')}.`;
}
