import type { components } from '../../web/src/api/schema';

type Schemas = components['schemas'];

const monthFrom = (start: string, count: number) =>
  Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(Number(start.slice(0, 4)), Number(start.slice(5)) - 1 + index, 1))
      .toISOString()
      .slice(0, 7),
  );

export const months = monthFrom('2026-12', 18);
const past = monthFrom('2024-12', 24);

/** A season with its peak in spring and a little growth: hand-made, the same every time. */
const level = (base: number, index: number) =>
  Math.round(base * (1 + 0.18 * Math.sin((index / 12) * 2 * Math.PI)) * (1 + index * 0.004));

/** What a plan says that time ran out for. */
export const cutShort =
  'Time ran out before this plan was proven best: another could earn up to EUR 40,000 (1.2 %) more.';

export function planSummary(scenario: string | null): Schemas['PlanSummary'] {
  const isDemandOnly = scenario === null;
  const isCutShort = scenario === 'upside';
  const extra = scenario === 'overtime' ? 1 : scenario === 'upside' ? 2 : 0;
  return {
    currency: 'EUR',
    firstMonth: '2026-12',
    lastMonth: '2028-05',
    volumeUnits: 164_200 + (extra === 2 ? 9_800 : 0),
    deliveredUnits: isDemandOnly ? null : 163_800 + extra * 300,
    serviceRatio: isDemandOnly ? null : 0.962 + extra * 0.011,
    inventoryUnits: isDemandOnly ? null : 5_100,
    inventoryValue: isDemandOnly ? null : 812_000 + extra * 31_000,
    inventoryDays: isDemandOnly ? null : 23 + extra,
    backlogUnits: isDemandOnly ? null : 380 - extra * 150,
    utilisationRatio: isDemandOnly ? null : 0.914,
    revenue: 12_450_000 + extra * 220_000,
    cost: isDemandOnly ? null : 9_120_000 + extra * 190_000,
    margin: isDemandOnly ? null : 3_330_000 + extra * 30_000,
    cashAtEnd: isDemandOnly ? null : 2_910_000 - extra * 40_000,
    lowestCash: isDemandOnly ? null : -420_000 - extra * 15_000,
    budgetRevenue: 12_700_000,
    gapToBudget: -250_000 + extra * 220_000,
    bottlenecks: isDemandOnly
      ? []
      : [{ resourceCode: 'LINE-1', month: '2027-04', utilisationRatio: 1, valueOfOneMoreHour: 184 }],
    changes: [...(isCutShort ? [cutShort] : []), 'Tools: +4.0 % in March (promotion, Ana Ruiz).'],
    solverStatus: isDemandOnly ? null : isCutShort ? 'not proven best' : 'proven best',
  };
}

export function demandGrid(): Schemas['DemandGrid'] {
  const families = [
    ['TOOLS', 'Tools', 1900],
    ['GARDEN', 'Garden', 1250],
    ['PUMPS', 'Pumps', 640],
  ] as const;
  const markets = [
    ['DE', 'Germany', 1],
    ['ES', 'Spain', 0.6],
    ['SE', 'Sweden', 0.35],
  ] as const;
  return {
    kind: 'demand',
    months,
    rows: families.flatMap(([familyCode, familyName, base]) =>
      markets.map(([marketCode, marketName, share]) => {
        const baseline = months.map((_, index) => level(base * share, index + 24));
        return {
          familyCode,
          familyName,
          marketCode,
          marketName,
          history: past.map((month, index) => ({
            month,
            quantity: level(base * share, index) + (index % 3) * 25,
          })),
          baseline,
          lastYear: months.map((_, index) => (index < 12 ? level(base * share, index + 12) : null)),
          lower80: baseline.map((value) => value * 0.86),
          upper80: baseline.map((value) => value * 1.14),
          standing: baseline,
          adjusted: baseline,
        };
      }),
    ),
    inputs: [],
    reasonCodes: [
      'promotion',
      'price-change',
      'new-customer',
      'lost-customer',
      'launch',
      'end-of-life',
      'market-trend',
      'event',
      'supply',
      'correction',
      'other',
    ],
  };
}

export function planView(line: Schemas['PlanLine'], unit: Schemas['UnitRef']): Schemas['PlanView'] {
  const families = [
    { code: 'TOOLS', name: 'Tools', base: 3700 },
    { code: 'GARDEN', name: 'Garden', base: 2400 },
    { code: 'PUMPS', name: 'Pumps', base: 1250 },
  ];
  const isDemandOnly = line.kind === 'baseline' || line.kind === 'consensus';
  const shift = line.scenario === 'overtime' ? 120 : line.scenario === 'upside' ? 260 : 0;
  const measures = [
    { key: 'baseline', name: 'Baseline', unit: 'units', addsUp: true },
    { key: 'consensus', name: 'Consensus demand', unit: 'units', addsUp: true },
    ...(isDemandOnly
      ? [
          { key: 'lower80', name: '80 % interval, lower end', unit: 'units', addsUp: true },
          { key: 'upper80', name: '80 % interval, upper end', unit: 'units', addsUp: true },
        ]
      : [
          { key: 'production', name: 'Production', unit: 'units', addsUp: true },
          { key: 'delivered', name: 'Delivered', unit: 'units', addsUp: true },
          { key: 'inventory', name: 'Inventory at month end', unit: 'units', addsUp: true },
          { key: 'backlog', name: 'Backlog at month end', unit: 'units', addsUp: true },
          {
            key: 'marginal-cost-of-demand',
            name: 'Cost of one more unit of demand',
            unit: 'EUR per unit',
            addsUp: false,
          },
        ]),
  ];
  const factor: Record<string, number> = {
    lower80: 0.86,
    upper80: 1.14,
    inventory: 0.5,
    backlog: 0.01,
    'marginal-cost-of-demand': 0.03,
  };
  return {
    ...line,
    cycleId: 'cycle-1',
    period: '2026-12',
    unit,
    basedOnId: null,
    months,
    families: families.map(({ code, name }) => ({ code, name })),
    markets: [{ code: 'DE', name: 'Germany' }],
    measures,
    series: measures.flatMap((measure) =>
      families.map((family) => ({
        measure: measure.key,
        familyCode: family.code,
        values: months.map(
          (_, index) => (level(family.base, index + 24) + shift) * (factor[measure.key] ?? 1),
        ),
      })),
    ),
    history: families.map((family) => ({
      familyCode: family.code,
      months: past,
      values: past.map((_, index) => level(family.base, index)),
    })),
    resources: isDemandOnly
      ? []
      : ['Assembly line 1', 'Assembly line 2'].map((name, at) => ({
          code: `LINE-${at + 1}`,
          name,
          regularHoursAvailable: months.map(() => 320),
          overtimeHoursAvailable: months.map(() => 60),
          regularHours: months.map((_, index) => Math.min(320, 250 + ((index * 37 + at * 60) % 160))),
          overtimeHours: months.map((_, index) => Math.max(0, ((index * 37 + at * 60) % 160) - 70)),
        })),
  };
}

export const planDifference: Schemas['PlanDifference'] = {
  with: { id: 'plan-base', name: 'Scenario "As planned", version 1' },
  choices: [
    { id: 'plan-base', name: 'Scenario "As planned", version 1' },
    { id: 'plan-supply', name: 'Supply plan, version 4' },
  ],
  months,
  revenueChange: 220_000,
  costChange: 190_000,
  marginChange: 30_000,
  serviceChange: 0.011,
  stabilityRatio: 0.947,
  changeCount: 24,
  moves: [
    {
      familyCode: 'TOOLS',
      familyName: 'Tools',
      measure: 'production',
      measureName: 'Production',
      month: '2027-04',
      before: 2_050,
      after: 2_310,
    },
  ],
};

export const inventory: Schemas['Inventory'] = {
  from: { id: 'plan-supply', name: 'Supply plan, version 4' },
  items: [
    {
      itemCode: 'T-100',
      itemName: 'Cordless drill',
      familyCode: 'TOOLS',
      serviceKind: 'cycle-service',
      serviceRatio: 0.95,
      serviceNow: 0.812,
      assumed: ['lead time 30 days'],
      leadTimeDays: 30,
      reviewDays: 7,
      lotUnits: 200,
      monthlyDemandUnits: 840,
      monthlyErrorUnits: 120,
      safetyStockUnits: 218,
      oldReorderPointUnits: 900,
      computedReorderPointUnits: 1_240,
      proposedReorderPointUnits: 1_125,
      isCapped: true,
    },
  ],
  families: [{ familyCode: 'TOOLS', familyName: 'Tools', plannedUnits: 500, proposedUnits: 620 }],
  placements: [
    {
      familyCode: 'TOOLS',
      familyName: 'Tools',
      serviceRatio: 0.95,
      monthlyCost: 410,
      marketsOnlyMonthlyCost: 600,
      marketsWithoutStage: ['Sweden'],
      stages: [
        {
          code: 'PLANT',
          name: 'Plant Brno',
          marketName: null,
          monthlyDemandUnits: 3_700,
          monthlyErrorUnits: 500,
          inboundDays: 0,
          promisedDays: 20,
          coveredDays: 0,
          safetyStockUnits: 0,
          monthlyCost: 0,
        },
        {
          code: 'DC-1',
          name: 'Warehouse Lyon',
          marketName: 'Germany',
          monthlyDemandUnits: 3_700,
          monthlyErrorUnits: 500,
          inboundDays: 20,
          promisedDays: 0,
          coveredDays: 21,
          safetyStockUnits: 683,
          monthlyCost: 410,
        },
      ],
    },
  ],
};
