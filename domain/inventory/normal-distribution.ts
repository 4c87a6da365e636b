/** Density of the standard normal distribution. */
export function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
}

/**
 * Probability that a standard normal variable is at most z. Accurate to about 1e-15.
 * Source: series and continued fraction of Abramowitz & Stegun 26.2.11 and 26.2.14.
 *
 * @example normalProbability(1.959963984540054) is 0.975.
 */
export function normalProbability(z: number): number {
  const distance = Math.abs(z);
  if (distance > 38) return z > 0 ? 1 : 0;
  const upperTail = distance < 3 ? 0.5 - centralProbability(distance) : tailProbability(distance);
  return z > 0 ? 1 - upperTail : upperTail;
}

/**
 * The z that a standard normal variable stays below with the given probability, 0 < p < 1. Newton steps on
 * `normalProbability`.
 *
 * @example normalQuantile(0.9) is 1.2815515655446004.
 */
export function normalQuantile(probability: number): number {
  if (!(probability > 0 && probability < 1)) {
    throw new RangeError(`A probability lies between 0 and 1, both excluded; got ${probability}.`);
  }
  let below = -38;
  let above = 38;
  let z = 0;
  for (let step = 0; step < 200 && above - below > 1e-14; step++) {
    const excess = normalProbability(z) - probability;
    if (excess === 0) return z;
    if (excess > 0) above = z;
    else below = z;
    const newton = z - excess / normalDensity(z);
    const next = newton > below && newton < above ? newton : (below + above) / 2;
    if (Math.abs(next - z) < 1e-14 * Math.max(1, Math.abs(z))) return next;
    z = next;
  }
  return z;
}

/**
 * Expected amount by which a standard normal variable exceeds z (the unit loss function).
 *
 * @example normalLoss(0) is 0.3989422804.
 */
export function normalLoss(z: number): number {
  if (z > 37) return 0;
  return normalDensity(z) - z * normalProbability(-z);
}

function centralProbability(z: number): number {
  let term = z;
  let sum = z;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (z * z) / (2 * n + 1);
    sum += term;
  }
  return normalDensity(z) * sum;
}

function tailProbability(z: number): number {
  let fraction = z;
  for (let n = 60; n >= 1; n--) fraction = z + n / fraction;
  return normalDensity(z) / fraction;
}
