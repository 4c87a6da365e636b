import { colourOf, type MonthChartSpec, type MonthSeries } from './month-chart-option';

/** What each line, bar and band is, above the chart; it wraps where there is little room. */
export function ChartLegend({ spec, isDark }: { spec: MonthChartSpec; isDark: boolean }) {
  return (
    <ul className="legend">
      {spec.series.map((one) => (
        <li key={one.name}>
          <Swatch look={one.look} colour={colourOf(one.colour, isDark)} />
          {one.name}
        </li>
      ))}
      {spec.band ? (
        <li>
          <svg width="22" height="10" aria-hidden="true">
            <rect width="22" height="10" rx="2" fill={colourOf(spec.band.colour, isDark)} opacity="0.25" />
          </svg>
          {spec.band.name}
        </li>
      ) : null}
    </ul>
  );
}

const dashes: Readonly<Record<string, string>> = { dashed: '5 3', dotted: '2 3' };

function Swatch({ look, colour }: { look: MonthSeries['look']; colour: string }) {
  const isBar = look === 'bar' || look === 'stack';
  return (
    <svg width="22" height="10" aria-hidden="true">
      {isBar ? (
        <rect x="5" width="12" height="10" rx="2" fill={colour} />
      ) : (
        <line x1="0" y1="5" x2="22" y2="5" stroke={colour} strokeWidth="2.4" strokeDasharray={dashes[look]} />
      )}
    </svg>
  );
}
