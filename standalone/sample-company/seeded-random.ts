/** Numbers that look random and are the same for the same keys, in any order of asking. */
export interface SeededRandom {
  /** At least 0, below 1. */
  readonly uniform: () => number;
  /** Mean 0, standard deviation 1. */
  readonly normal: () => number;
}

/**
 * A stream of its own for each combination of keys: the sales of one series and month do not depend on which others
 * were drawn before. Keys are hashed by FNV-1a, numbers come from mulberry32.
 */
export function seededRandom(...keys: readonly (string | number)[]): SeededRandom {
  let state = hash(keys.join('|'));
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, normal };
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value;
}
