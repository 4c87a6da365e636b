import { proposeReorderPoint } from '../../../domain/inventory/reorder-proposal';

const facts = (old: number | null, computed: number) => ({
  item: 'pump',
  location: 'north',
  oldReorderPointUnits: old,
  computedReorderPointUnits: computed,
});

describe('proposing a reorder point', () => {
  test.each([
    [100, 180, 125, true],
    [100, 20, 75, true],
    [100, 110.2, 111, false],
    [null, 180.5, 181, false],
    [0, 40, 40, false],
    [3, 3.0000000001, 3, false],
  ])(
    'When the old value is %p and %p is computed, then %p is proposed (capped: %p)',
    (old, computed, proposed, isCapped) => {
      const proposal = proposeReorderPoint(facts(old, computed), 0.25);
      expect(proposal.proposedReorderPointUnits).toBe(proposed);
      expect(proposal.isCapped).toBe(isCapped);
      expect(proposal.oldReorderPointUnits).toBe(old);
    },
  );

  test('When the cap or the value makes no sense, then it is refused', () => {
    expect(() => proposeReorderPoint(facts(100, 10), -0.1)).toThrow(/cap of -0.1/);
    expect(() => proposeReorderPoint(facts(100, Number.NaN), 0.1)).toThrow(/"pump" at "north" came to NaN/);
  });
});
