/** The parts of the index, each a ratio from 0 to 1 or null where it was not measured. */
export interface IndexParts {
  readonly steps: number | null;
  readonly inputs: number | null;
  readonly signOffs: number | null;
  readonly attendance: number | null;
  readonly decisions: number | null;
}

/** The weights of the process: they add up to 1. */
export const INDEX_WEIGHTS: Readonly<Record<keyof IndexParts, number>> = {
  steps: 0.3,
  inputs: 0.2,
  signOffs: 0.2,
  attendance: 0.15,
  decisions: 0.15,
};

/**
 * Is the process kept, in one figure from 0 to 1: 30 % steps on time, 20 % inputs at cut-off, 20 % sign-offs on time, 15 %
 * attendance, 15 % decisions executed. Parts that were not measured give their weight to the others; with none
 * measured it is null.
 *
 * Example: steps 0.8, inputs 1, sign-offs 0.5, the rest not measured: (0.24 + 0.2 + 0.1) / 0.7 = 0.771.
 */
export function complianceIndex(parts: IndexParts): number | null {
  const measured = (Object.keys(INDEX_WEIGHTS) as (keyof IndexParts)[]).flatMap((part) => {
    const ratio = parts[part];
    return ratio === null ? [] : [{ ratio, weight: INDEX_WEIGHTS[part] }];
  });
  if (measured.length === 0) return null;
  const weight = measured.reduce((sum, part) => sum + part.weight, 0);
  return measured.reduce((sum, part) => sum + part.ratio * part.weight, 0) / weight;
}
