import { firstMonths, onBothScales } from '../../../domain/demand/both-scales';
import { ScratchMemory } from '../../../domain/demand/scratch-memory';

describe('a history on both scales', () => {
  test('the worked examples: logarithms only where every month is above zero', () => {
    expect(Array.from(onBothScales(Float64Array.of(1, Math.E)).logs!)).toEqual([0, 1]);
    expect(onBothScales(Float64Array.of(0, 5)).logs).toBeNull();
  });

  test('the first months know nothing of the later ones', () => {
    const { values, logs } = firstMonths(onBothScales(Float64Array.of(1, 1, 7)), 2);
    expect(Array.from(values)).toEqual([1, 1]);
    expect(Array.from(logs!)).toEqual([0, 0]);
  });
});

describe('scratch memory', () => {
  test('gives as many places as asked for, also more than ever before', () => {
    const scratch = new ScratchMemory();
    expect(scratch.take(3)).toHaveLength(3);
    expect(scratch.take(5000)).toHaveLength(5000);
    expect(scratch.take(3)).toHaveLength(3);
  });

  test('takes nothing anew for a length which it gave before', () => {
    const scratch = new ScratchMemory();
    const first = scratch.take(120);
    scratch.take(7);
    expect(scratch.take(120)).toBe(first);
  });
});
