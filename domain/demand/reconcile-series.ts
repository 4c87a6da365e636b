import { forecastSeries } from './forecast-series';
import { type HierarchyNode, type HierarchySum, reconcileHierarchy } from './reconcile-hierarchy';

/**
 * Lets families, markets and the total speak: each level is forecast from its own sums, and all are made to agree
 * with the items by minimum trace. Returns the expected demand of each series, in its order; sums over them are the
 * agreeing forecasts of the levels.
 *
 * Kept only where it helped: the last twelve known months are forecast as if they were not known, with the reliability
 * seen in the twelve before them; the error is the mean of all levels' WMAPE. Needs two series and three years.
 *
 * Source: see `reconcileHierarchy`. Example: one series alone stays as it is.
 */
export function reconcileSeries(
  series: readonly SeriesToReconcile[],
  seasonLengthMonths: number,
  stopIfAsked: () => void = () => {},
): ReconciledSeries {
  const asForecast = series.map(({ mean }) => [...mean]);
  const months = Math.max(0, ...series.map(({ history }) => history.length));
  if (series.length < 2 || months < FEWEST_MONTHS) return { means: asForecast, gain: null };

  const levels = levelsOf(series, months);
  const testAt = (monthsBefore: number) =>
    levels.nodes.map((node) => {
      stopIfAsked();
      const origin = node.history.length - monthsBefore;
      const { mean } = forecastSeries(node.history.slice(0, Math.max(0, origin)), {
        horizonMonths: TEST_MONTHS,
        seasonLengthMonths,
        isCleaned: true,
      });
      const actual = Array.from({ length: TEST_MONTHS }, (_, k) => node.history[origin + k] ?? 0);
      return { mean, actual, errors: actual.map((value, k) => value - mean[k]!) };
    });
  const earlier = testAt(2 * TEST_MONTHS);
  const later = testAt(TEST_MONTHS);

  const asNodes = (forecasts: readonly (readonly number[])[], errors: readonly (readonly number[])[]) =>
    levels.nodes.map(({ id }, i): HierarchyNode => ({ id, forecast: forecasts[i]!, pastErrors: errors[i]! }));
  const reconcile = (nodes: readonly HierarchyNode[]) => {
    const agreeing = reconcileHierarchy(nodes, levels.sums);
    return levels.nodes.map(({ id }) => agreeing.get(id)!);
  };
  const addUp = (forecasts: readonly (readonly number[])[]) =>
    levels.nodes.map(({ leaves }) =>
      forecasts[0]!.map((_, k) => leaves.reduce((sum, leaf) => sum + forecasts[leaf]![k]!, 0)),
    );

  const tested = later.map(({ mean }) => mean);
  const actuals = later.map(({ actual }) => actual);
  const errorOfSums = errorOverLevels(levels, addUp(tested), actuals);
  const errorReconciled = errorOverLevels(
    levels,
    reconcile(
      asNodes(
        tested,
        earlier.map(({ errors }) => errors),
      ),
    ),
    actuals,
  );
  const gain = errorOfSums > 0 ? 1 - errorReconciled / errorOfSums : 0;
  if (gain <= 0) return { means: asForecast, gain };

  const now = levels.nodes.map(({ history, leaf }) => {
    stopIfAsked();
    if (leaf !== null) return asForecast[leaf]!;
    const horizonMonths = asForecast[0]!.length;
    return forecastSeries(history, { horizonMonths, seasonLengthMonths, isCleaned: true }).mean;
  });
  const bothTests = levels.nodes.map((_, i) => [...earlier[i]!.errors, ...later[i]!.errors]);
  return { means: reconcile(asNodes(now, bothTests)).slice(0, series.length), gain };
}

export interface SeriesToReconcile {
  readonly itemCode: string;
  readonly familyCode: string;
  readonly marketCode: string;
  /** Units a month; all series end in the same month. */
  readonly history: readonly number[];
  /** Its own forecast over the horizon. */
  readonly mean: readonly number[];
}

export interface ReconciledSeries {
  readonly means: readonly (readonly number[])[];
  /** Share of the error that reconciling takes away on known months; null when it could not be judged. */
  readonly gain: number | null;
}

const FEWEST_MONTHS = 36;
const TEST_MONTHS = 12;

interface LevelNode {
  readonly id: string;
  readonly level: string;
  readonly history: readonly number[];
  /** Its place among the series; null for a sum. */
  readonly leaf: number | null;
  readonly leaves: readonly number[];
}

interface Levels {
  /** The series first, in their order. */
  readonly nodes: readonly LevelNode[];
  readonly sums: readonly HierarchySum[];
}

/** Items, families, markets and the total, wherever there is more than one thing to add up. */
function levelsOf(series: readonly SeriesToReconcile[], months: number): Levels {
  const nodes: LevelNode[] = series.map(({ history }, leaf) => ({
    id: `series ${leaf}`,
    level: 'series',
    history: [...new Array<number>(months - history.length).fill(0), ...history],
    leaf,
    leaves: [leaf],
  }));
  const sums: HierarchySum[] = [];
  const sumUp = (parts: readonly LevelNode[], level: string, keyOf: (part: LevelNode) => string) => {
    const groups = new Map<string, LevelNode[]>();
    for (const part of parts) groups.set(keyOf(part), [...(groups.get(keyOf(part)) ?? []), part]);
    return [...groups].map(([key, members]): LevelNode => {
      const [only] = members;
      if (members.length === 1) return only!;
      const leaves = members.flatMap((member) => member.leaves);
      const history = Array.from({ length: months }, (_, t) =>
        leaves.reduce((sum, leaf) => sum + nodes[leaf]!.history[t]!, 0),
      );
      const node = { id: `${level} ${key}`, level, history, leaf: null, leaves };
      nodes.push(node);
      sums.push({ total: node.id, parts: members.map(({ id }) => id) });
      return node;
    });
  };
  const first = (node: LevelNode) => series[node.leaves[0]!]!;
  const leaves = [...nodes];
  const items = sumUp(leaves, 'item', (node) => first(node).itemCode);
  const families = sumUp(items, 'family', (node) => first(node).familyCode);
  const markets = sumUp(leaves, 'market', (node) => first(node).marketCode);
  const [total] = sumUp(families, 'total', () => '');
  // The markets add up to the same total; one market alone is the total already.
  if (markets.length > 1 && total && total.leaf === null) {
    sums.push({ total: total.id, parts: markets.map(({ id }) => id) });
  }
  return { nodes, sums };
}

/** The mean of the levels' WMAPE: a total must not drown the items, nor they the total. */
function errorOverLevels(
  { nodes }: Levels,
  forecasts: readonly (readonly number[])[],
  actuals: readonly (readonly number[])[],
): number {
  const byLevel = new Map<string, { error: number; actual: number }>();
  nodes.forEach(({ level }, i) => {
    const sum = byLevel.get(level) ?? { error: 0, actual: 0 };
    actuals[i]!.forEach((actual, k) => {
      sum.error += Math.abs(actual - forecasts[i]![k]!);
      sum.actual += actual;
    });
    byLevel.set(level, sum);
  });
  const ratios = [...byLevel.values()].flatMap(({ error, actual }) => (actual > 0 ? [error / actual] : []));
  return ratios.length > 0 ? ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length : 0;
}
