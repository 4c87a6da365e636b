import type { BarSeriesOption, LineSeriesOption } from 'echarts/charts';
import type { GridComponentOption, TooltipComponentOption } from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import { formatMonth } from '../words/dates';
import { formatShort, formatUnits } from '../words/figures';

export type ChartOption = ComposeOption<
  BarSeriesOption | LineSeriesOption | GridComponentOption | TooltipComponentOption
>;

export type ChartColour = 'ink' | 'accent' | 'sky' | 'grey' | 'teal' | 'amber' | 'red' | 'violet';

/** `step`: a ceiling that holds for the whole month. `stack`: bars on top of each other. */
export interface MonthSeries {
  readonly name: string;
  readonly values: readonly (number | null)[];
  readonly look: 'line' | 'dashed' | 'dotted' | 'step' | 'bar' | 'stack';
  readonly colour: ChartColour;
}

export interface Band {
  readonly name: string;
  readonly lower: readonly (number | null)[];
  readonly upper: readonly (number | null)[];
  readonly colour: ChartColour;
}

export interface MonthChartSpec {
  readonly months: readonly string[];
  readonly series: readonly MonthSeries[];
  readonly band?: Band | undefined;
  readonly unit: string;
  /** Figures are shares: the axis and the tooltip show per cent. */
  readonly isRatio?: boolean | undefined;
}

/** As in the theme: the chart measures its labels itself, so it must know the fonts by name. */
const fonts =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif';

interface Palette {
  readonly text: string;
  readonly line: string;
  readonly surface: string;
  readonly colours: Readonly<Record<ChartColour, string>>;
}

const light: Palette = {
  text: '#566072',
  line: '#e0e4eb',
  surface: '#ffffff',
  colours: {
    ink: '#303847',
    accent: '#2b52c8',
    sky: '#5b94d6',
    grey: '#8b95a5',
    teal: '#0f7f78',
    amber: '#c77700',
    red: '#c0352c',
    violet: '#7a4fc0',
  },
};

const dark: Palette = {
  text: '#a9b3c4',
  line: '#303847',
  surface: '#1b212c',
  colours: {
    ink: '#d5dbe6',
    accent: '#8eabf3',
    sky: '#4f86c8',
    grey: '#7c879b',
    teal: '#45b8ae',
    amber: '#e3a13c',
    red: '#f0776d',
    violet: '#b194ea',
  },
};

/** One chart over months: thin axes, no decoration, the legend above in words. */
export function monthChartOption(spec: MonthChartSpec, isDark: boolean): ChartOption {
  const palette = isDark ? dark : light;
  const exact = (value: number) =>
    spec.isRatio ? `${(value * 100).toFixed(1)} %` : `${formatUnits(value)} ${spec.unit}`;
  return {
    animation: false,
    textStyle: { fontFamily: fonts, color: palette.text },
    grid: { left: 8, right: 12, top: 14, bottom: 4, outerBoundsMode: 'same' },
    tooltip: {
      trigger: 'axis',
      confine: true,
      backgroundColor: palette.surface,
      borderColor: palette.line,
      textStyle: { color: isDark ? '#e6eaf2' : '#1a2230', fontSize: 13 },
      valueFormatter: (value) => (typeof value === 'number' ? exact(value) : 'n/a'),
    },
    xAxis: {
      type: 'category',
      data: spec.months.map(formatMonth),
      axisLine: { lineStyle: { color: palette.line } },
      axisTick: { show: false },
      axisLabel: { color: palette.text, hideOverlap: true, fontSize: 11 },
    },
    yAxis: {
      type: 'value',
      splitNumber: 4,
      ...(isWithinWhole(spec) ? { max: 1, interval: 0.25 } : {}),
      splitLine: { lineStyle: { color: palette.line } },
      axisLabel: {
        color: palette.text,
        fontSize: 11,
        formatter: (value: number) =>
          spec.isRatio ? `${Math.round(value * 100)} %` : formatShort(value).replace('.00 M', ' M'),
      },
    },
    series: [...bandSeries(spec.band, palette), ...spec.series.map((one) => seriesOf(one, palette))],
  };
}

export function colourOf(colour: ChartColour, isDark: boolean): string {
  return (isDark ? dark : light).colours[colour];
}

/** Shares that never exceed the whole need no room above 100 %. */
function isWithinWhole(spec: MonthChartSpec): boolean {
  return (
    spec.isRatio === true &&
    spec.series.every((one) => one.values.every((value) => value === null || value <= 1))
  );
}

function seriesOf(one: MonthSeries, palette: Palette): BarSeriesOption | LineSeriesOption {
  const color = palette.colours[one.colour];
  const data = one.values.map((value) => value ?? null);
  if (one.look === 'bar' || one.look === 'stack') {
    return {
      type: 'bar',
      name: one.name,
      data,
      color,
      barMaxWidth: 28,
      barGap: '-100%',
      ...(one.look === 'stack' ? { stack: 'all' } : {}),
    };
  }
  return {
    type: 'line',
    name: one.name,
    data,
    color,
    symbol: hasLonePoint(one.values) ? 'circle' : 'none',
    symbolSize: 7,
    ...(one.look === 'step' ? { step: 'middle' as const } : {}),
    lineStyle: {
      color,
      width: one.look === 'line' || one.look === 'step' ? 2.4 : 1.8,
      type: one.look === 'line' || one.look === 'step' ? 'solid' : one.look,
    },
  };
}

/** A value without a neighbour draws no line: it needs a dot to be seen. */
function hasLonePoint(values: readonly (number | null)[]): boolean {
  return values.some(
    (value, index) =>
      value !== null && (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null,
  );
}

/** An interval is drawn as a clear line at its lower end with the width stacked on it. */
function bandSeries(band: Band | undefined, palette: Palette): LineSeriesOption[] {
  if (!band) return [];
  const width = band.upper.map((upper, index) => {
    const lower = band.lower[index];
    return upper === null || lower === null || lower === undefined ? null : upper - lower;
  });
  const shared = {
    type: 'line' as const,
    stack: 'band',
    symbol: 'none',
    lineStyle: { opacity: 0 },
    silent: true,
  };
  return [
    { ...shared, name: `${band.name}, lower end`, data: [...band.lower], tooltip: { show: false } },
    {
      ...shared,
      name: band.name,
      data: width,
      color: palette.colours[band.colour],
      areaStyle: { color: palette.colours[band.colour], opacity: 0.16 },
      tooltip: { show: false },
    },
  ];
}
