/**
 * Is this demand that comes now and then: on average at least 1.32 months from one sale to the next?
 *
 * `smooth` and `erratic` sell nearly every month; `intermittent` and `lumpy` do not; `erratic` and `lumpy` vary
 * in size (squared coefficient of variation of the sizes at least 0.49). No sale at all is `none`.
 *
 * Source: Syntetos, Boylan & Croston (2005), "On the categorization of demand patterns", Journal of the
 * Operational Research Society 56, 495-503.
 * Example: 0, 5, 0, 0, 5, 0 has an interval of 3 months and no variation: intermittent.
 */
export function demandPattern(values: Float64Array): DemandPattern {
  let sales = 0;
  let sum = 0;
  let squares = 0;
  for (let t = 0; t < values.length; t++) {
    const value = values[t]!;
    if (value === 0) continue;
    sales++;
    sum += value;
    squares += value * value;
  }
  if (sales === 0) return 'none';

  const isRare = values.length / sales >= 1.32;
  const mean = sum / sales;
  const variation = mean === 0 ? Number.POSITIVE_INFINITY : squares / sales / (mean * mean) - 1;
  const isVaried = variation >= 0.49;
  if (isRare) return isVaried ? 'lumpy' : 'intermittent';
  return isVaried ? 'erratic' : 'smooth';
}

export type DemandPattern = 'none' | 'smooth' | 'erratic' | 'intermittent' | 'lumpy';

/**
 * Demand a month of an item that sells now and then, by three methods, in the units of `values`; 0 when nothing
 * was ever sold.
 *
 * Croston smooths the size of a sale and the months between sales, and divides. Syntetos-Boylan (SBA) takes
 * half a smoothing constant off, which removes Croston's bias. Teunter-Syntetos-Babai (TSB) smooths the chance
 * of a sale every month, also in months without, so that an item that dies out fades.
 *
 * Source: Croston (1972); Syntetos & Boylan (2005), "The accuracy of intermittent demand estimates", IJF 21;
 * Teunter, Syntetos & Babai (2011), "Intermittent demand: linking forecasting to inventory obsolescence", EJOR
 * 214.
 * Example: 6, 0, 6, 0, 6, 0 with alpha 0.1: Croston 6 / 2 = 3 and SBA 0.95 * 3 = 2.85.
 */
export function intermittentRates(values: Float64Array, alpha: number): IntermittentRates {
  const firstSale = values.findIndex((value) => value !== 0);
  if (firstSale < 0) return { croston: 0, syntetosBoylan: 0, teunter: 0 };

  const start = startingValues(values, firstSale);
  let size = start.size;
  let interval = start.interval;
  let chance = 1 / start.interval;
  let teunterSize = start.size;
  let monthsSince = 1;
  for (let t = firstSale + 1; t < values.length; t++) {
    const value = values[t]!;
    if (value === 0) {
      chance += alpha * (0 - chance);
      monthsSince++;
      continue;
    }
    size += alpha * (value - size);
    interval += alpha * (monthsSince - interval);
    chance += alpha * (1 - chance);
    teunterSize += alpha * (value - teunterSize);
    monthsSince = 1;
  }

  const croston = size / interval;
  return { croston, syntetosBoylan: (1 - alpha / 2) * croston, teunter: chance * teunterSize };
}

export interface IntermittentRates {
  readonly croston: number;
  readonly syntetosBoylan: number;
  readonly teunter: number;
}

/** The first sale's size, and the average months between sales since then (never below one). */
function startingValues(values: Float64Array, firstSale: number): { size: number; interval: number } {
  let sales = 0;
  for (let t = firstSale; t < values.length; t++) if (values[t] !== 0) sales++;
  return { size: values[firstSale]!, interval: Math.max(1, (values.length - firstSale) / sales) };
}
