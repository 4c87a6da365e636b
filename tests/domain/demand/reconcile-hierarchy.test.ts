import * as fc from 'fast-check';
import { estimateErrorCovariance } from '../../../domain/demand/error-covariance';
import { type HierarchyNode, reconcileHierarchy } from '../../../domain/demand/reconcile-hierarchy';

/** Errors of equal size which never move together: W is the identity. */
const INDEPENDENT = [
  [1, 0, 0, -1, 0, 0],
  [0, 1, 0, 0, -1, 0],
  [0, 0, 1, 0, 0, -1],
];

describe('agreeing forecasts', () => {
  test('the worked example: equally reliable, the gap is shared by three', () => {
    const nodes = [100, 30, 40].map((value, i) => ({
      id: ['total', 'a', 'b'][i]!,
      forecast: [value],
      pastErrors: INDEPENDENT[i]!,
    }));
    const agreeing = reconcileHierarchy(nodes, [{ total: 'total', parts: ['a', 'b'] }]);
    expect(agreeing.get('total')![0]).toBeCloseTo(90, 9);
    expect(agreeing.get('a')![0]).toBeCloseTo(40, 9);
    expect(agreeing.get('b')![0]).toBeCloseTo(50, 9);
  });

  test('forecasts which agree already are left alone', () => {
    const nodes = [70, 30, 40].map((value, i) => ({
      id: ['total', 'a', 'b'][i]!,
      forecast: [value],
      pastErrors: [i + 1, -2, 0.5 * i],
    }));
    const agreeing = reconcileHierarchy(nodes, [{ total: 'total', parts: ['a', 'b'] }]);
    expect(agreeing.get('a')![0]).toBeCloseTo(30, 9);
  });

  test("is the same as MinT with the summing matrix: (S' W^-1 S)^-1 S' W^-1", () => {
    const nodes = crossedHierarchy([13, 5, 9, 7, 6, 2, 4, 1, 8]);
    const agreeing = reconcileHierarchy(nodes, CROSSED_SUMS);

    const covariance = estimateErrorCovariance(nodes.map(({ pastErrors }) => pastErrors));
    const W = nodes.map((_, j) =>
      Array.from(covariance.times(Float64Array.from(nodes, (__, i) => (i === j ? 1 : 0)))),
    );
    const expected = minTraceBySummingMatrix(
      nodes.map(({ forecast }) => forecast[0]!),
      W,
    );
    expect(covariance.lambda).toBeGreaterThan(0);
    expect(covariance.lambda).toBeLessThan(1);
    LEAVES.forEach((leaf, i) => {
      expect(agreeing.get(leaf)![0]).toBeCloseTo(expected[i]!, 6);
    });
  });

  test('families, markets and the total agree with the items, whatever they were', () => {
    const forecasts = fc.array(fc.double({ min: 0, max: 1000, noNaN: true }), { minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(forecasts, (values) => {
        const agreeing = reconcileHierarchy(crossedHierarchy(values), CROSSED_SUMS);
        const isNeverNegative = LEAVES.every((leaf) => agreeing.get(leaf)![0]! >= -1e-7);
        return (
          isNeverNegative &&
          CROSSED_SUMS.every(({ total, parts }) => {
            const sum = parts.reduce((s, part) => s + agreeing.get(part)![0]!, 0);
            return Math.abs(agreeing.get(total)![0]! - sum) < 1e-9 * (1 + Math.abs(sum));
          })
        );
      }),
    );
  });

  test('ten times the units give ten times the answer', () => {
    const values = [13, 5, 9, 7, 6, 2, 4, 1, 8];
    const plain = reconcileHierarchy(crossedHierarchy(values), CROSSED_SUMS);
    const tenfold = reconcileHierarchy(crossedHierarchy(values.map((v) => 10 * v)), CROSSED_SUMS);
    for (const [id, [value]] of plain) expect(tenfold.get(id)![0]).toBeCloseTo(10 * value!, 6);
  });

  test('unknown and circular sums are refused by name', () => {
    const nodes = ['a', 'b'].map((id) => ({ id, forecast: [1], pastErrors: [1, -1] }));
    expect(() => reconcileHierarchy(nodes, [{ total: 'a', parts: ['c'] }])).toThrow(
      '"c" is in a sum but not',
    );
    const circle = [
      { total: 'a', parts: ['b'] },
      { total: 'b', parts: ['a'] },
    ];
    expect(() => reconcileHierarchy(nodes, circle)).toThrow('lead back to themselves');
  });
});

describe('how errors move together', () => {
  test('the worked example: variances 1 and 4', () => {
    const { variances } = estimateErrorCovariance([
      [1, -1],
      [2, -2],
    ]);
    expect(Array.from(variances)).toEqual([1, 4]);
  });

  test('errors which never move together are taken as independent', () => {
    expect(estimateErrorCovariance(INDEPENDENT).lambda).toBe(1);
  });

  test('shrinks the correlation of two nodes as R corpcor does', () => {
    const a = [1, -2, 3, -1];
    const b = [2, -1, 2, -2];
    // By hand: r = 12 / sqrt(15 * 13); products scaled 1 to sum 4r; lambda = Var(r) / r^2.
    const r = 12 / Math.sqrt(15 * 13);
    const products = a.map((value, t) => (value * b[t]!) / Math.sqrt((15 / 4) * (13 / 4)));
    const spread = products.reduce((sum, p) => sum + p * p, 0) - 4 * r * r;
    const lambda = spread / 12 / (r * r);
    const covariance = estimateErrorCovariance([a, b]);
    expect(covariance.lambda).toBeCloseTo(lambda, 12);
    expect(covariance.times(Float64Array.of(0, 1))[0]).toBeCloseTo((1 - lambda) * 3, 12);
  });
});

/** Two families and two markets over four leaves, and the total of both. */
const LEAVES = ['f1m1', 'f1m2', 'f2m1', 'f2m2'];
const NODES = ['total', 'f1', 'f2', 'm1', 'm2', ...LEAVES];
const CROSSED_SUMS = [
  { total: 'total', parts: ['f1', 'f2'] },
  { total: 'total', parts: ['m1', 'm2'] },
  { total: 'f1', parts: ['f1m1', 'f1m2'] },
  { total: 'f2', parts: ['f2m1', 'f2m2'] },
  { total: 'm1', parts: ['f1m1', 'f2m1'] },
  { total: 'm2', parts: ['f1m2', 'f2m2'] },
];
/** Which leaves are in each node, in the order of `NODES`. */
const SUMMING = [
  [1, 1, 1, 1],
  [1, 1, 0, 0],
  [0, 0, 1, 1],
  [1, 0, 1, 0],
  [0, 1, 0, 1],
  [1, 0, 0, 0],
  [0, 1, 0, 0],
  [0, 0, 1, 0],
  [0, 0, 0, 1],
];

function crossedHierarchy(values: readonly number[]): HierarchyNode[] {
  return NODES.map((id, i) => ({
    id,
    forecast: [values[i]!],
    pastErrors: Array.from({ length: 12 }, (_, t) => Math.sin(i * 3 + t) + 0.8 * Math.cos(t) + 0.1 * i),
  }));
}

function minTraceBySummingMatrix(forecast: readonly number[], W: readonly number[][]): number[] {
  const inverse = solve(
    W,
    NODES.map((_, i) => NODES.map((__, j) => (i === j ? 1 : 0))),
  );
  const weighted = LEAVES.map((_, a) =>
    NODES.map((__, j) => sum(NODES.map((___, i) => SUMMING[i]![a]! * inverse[i]![j]!))),
  );
  const left = LEAVES.map((_, a) =>
    LEAVES.map((__, b) => sum(NODES.map((___, j) => weighted[a]![j]! * SUMMING[j]![b]!))),
  );
  const right = LEAVES.map((_, a) => [sum(forecast.map((value, j) => weighted[a]![j]! * value))]);
  return solve(left, right).map(([value]) => value!);
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Gauss-Jordan elimination with row exchange. */
function solve(matrix: readonly number[][], right: readonly number[][]): number[][] {
  const rows = matrix.map((row, i) => [...row, ...right[i]!]);
  const n = rows.length;
  for (let i = 0; i < n; i++) {
    const pivot = rows
      .slice(i)
      .reduce((best, row, k) => (Math.abs(row[i]!) > Math.abs(rows[best]![i]!) ? i + k : best), i);
    [rows[i], rows[pivot]] = [rows[pivot]!, rows[i]!];
    const scale = rows[i]![i]!;
    rows[i] = rows[i]!.map((value) => value / scale);
    for (let r = 0; r < n; r++) {
      if (r !== i) rows[r] = rows[r]!.map((value, c) => value - rows[r]![i]! * rows[i]![c]!);
    }
  }
  return rows.map((row) => row.slice(n));
}
