/** Monthly sales with trend, season and noise, so that speed can be measured without any file; always the same. */
export function madeUpSeries(count: number, months: number): { id: string; values: number[] }[] {
  let state = 12345;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return Array.from({ length: count }, (_, i) => {
    const level = 50 + 950 * random();
    const growth = 0.01 * (random() - 0.4);
    const season = 0.4 * random();
    const noise = 0.05 + 0.15 * random();
    const values = Array.from({ length: months }, (__, t) => {
      const usual = level * Math.exp(growth * t) * (1 + season * Math.sin((2 * Math.PI * t) / 12));
      return Math.round(100 * usual * (1 + noise * (random() + random() - 1))) / 100;
    });
    return { id: `item ${i + 1}`, values };
  });
}
