import { DomainError } from '../errors';

/**
 * How the forecast errors of many nodes vary and move together, from a few past months: W = lambda * (variances
 * only) + (1 - lambda) * (observed covariance). `lambda` (0-1) is set by the data: few months, or weak
 * correlations, lead towards variances only. Units are squared units of the errors.
 *
 * W is never written out: `times(x)` is W x in time (nodes * months). A node without any error gets a thousandth
 * of the smallest variance of the others. Above 2,000 nodes lambda is 1. At least two months are needed.
 *
 * Source: Schaefer & Strimmer (2005), "A shrinkage approach to large-scale covariance matrix estimation",
 * Statistical Applications in Genetics and Molecular Biology 4(1); as in R `hts` (errors are not centred).
 * Example: errors 1, -1 and 2, -2 of two nodes have the variances 1 and 4.
 */
export function estimateErrorCovariance(errorsByNode: readonly (readonly number[])[]): ErrorCovariance {
  const months = errorsByNode[0]?.length ?? 0;
  if (months < 2 || errorsByNode.some((errors) => errors.length !== months)) {
    throw new DomainError(
      'invalid-input',
      'Give the errors of the same past months, at least two, for every node.',
    );
  }

  const nodeCount = errorsByNode.length;
  const variances = Float64Array.from(errorsByNode, (errors) => meanSquare(errors));
  const smallest = variances.reduce((least, v) => (v > 0 && v < least ? v : least), Number.POSITIVE_INFINITY);
  const floor = Number.isFinite(smallest) ? smallest / 1000 : 1;
  const lambda = nodeCount > MOST_CORRELATED_NODES ? 1 : shrinkage(errorsByNode, variances);

  return {
    variances: variances.map((v) => Math.max(v, floor)),
    lambda,
    times(x) {
      const product = new Float64Array(nodeCount);
      for (let i = 0; i < nodeCount; i++) {
        const fromVariances = lambda * variances[i]!;
        product[i] = x[i]! * (variances[i]! > 0 ? fromVariances : floor);
      }
      if (lambda === 1) return product;
      for (let t = 0; t < months; t++) {
        let alongMonth = 0;
        for (let i = 0; i < nodeCount; i++) alongMonth += errorsByNode[i]![t]! * x[i]!;
        const share = ((1 - lambda) * alongMonth) / months;
        for (let i = 0; i < nodeCount; i++) product[i]! += share * errorsByNode[i]![t]!;
      }
      return product;
    },
  };
}

export interface ErrorCovariance {
  readonly variances: Float64Array;
  /** 0 = the observed covariance as it is, 1 = variances only. */
  readonly lambda: number;
  times(x: Float64Array): Float64Array;
}

const MOST_CORRELATED_NODES = 2000;

/** Sum of the variances of all correlations over the sum of their squares. */
function shrinkage(errorsByNode: readonly (readonly number[])[], variances: Float64Array): number {
  const months = errorsByNode[0]!.length;
  const scaled = errorsByNode.map((errors, i) => {
    const deviation = Math.sqrt(variances[i]!);
    return Float64Array.from(errors, (error) => (deviation > 0 ? error / deviation : 0));
  });
  let varianceOfCorrelations = 0;
  let squaredCorrelations = 0;
  for (let i = 0; i < scaled.length; i++) {
    for (let j = 0; j < i; j++) {
      let sum = 0;
      let squares = 0;
      for (let t = 0; t < months; t++) {
        const product = scaled[i]![t]! * scaled[j]![t]!;
        sum += product;
        squares += product * product;
      }
      varianceOfCorrelations += (squares - (sum * sum) / months) / (months * (months - 1));
      squaredCorrelations += (sum / months) ** 2;
    }
  }
  if (squaredCorrelations === 0) return 1;
  return Math.max(SMALLEST_SHRINKAGE, Math.min(1, varianceOfCorrelations / squaredCorrelations));
}

/** Keeps W invertible when two nodes moved exactly alike. */
const SMALLEST_SHRINKAGE = 1e-4;

function meanSquare(errors: readonly number[]): number {
  let sum = 0;
  for (const error of errors) sum += error * error;
  return sum / errors.length;
}
