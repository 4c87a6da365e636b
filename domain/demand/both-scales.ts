/**
 * A history as it is and, when every month is above zero, as natural logarithms, where steps are percentages.
 *
 * Example: 1, e has the logarithms 0, 1; 0, 5 has none.
 */
export function onBothScales(values: Float64Array): BothScales {
  const logs = new Float64Array(values.length);
  for (let t = 0; t < values.length; t++) {
    const value = values[t]!;
    if (!(value > 0)) return { values, logs: null };
    logs[t] = Math.log(value);
  }
  return { values, logs };
}

/** Only the first `months` of it, as if the rest were not known yet; shares its memory. */
export function firstMonths({ values, logs }: BothScales, months: number): BothScales {
  return { values: values.subarray(0, months), logs: logs?.subarray(0, months) ?? null };
}

export interface BothScales {
  readonly values: Float64Array;
  readonly logs: Float64Array | null;
}
