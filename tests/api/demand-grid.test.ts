import { demandGrid } from '../../api/views/demand-grid';
import type { DemandAdjustment, SubmissionContent } from '../../domain/cycle/submission';
import type { PlanRow } from '../../domain/plan/plan-row';
import { planningInput } from '../domain/plan/planning-input-of';

const input = planningInput();
/** Ten of each item in each month. */
const rows: PlanRow[] = ['T-1', 'T-2'].flatMap((itemCode) =>
  ['2027-01', '2027-02', '2027-03'].map((month) => ({
    ...{ familyCode: 'TENTS', itemCode, marketCode: 'DE', resourceCode: '' },
    ...{ measure: 'baseline' as const, month, value: 10 },
  })),
);

const change = (part: Partial<DemandAdjustment>): DemandAdjustment => ({
  ...{ familyCode: 'TENTS', marketCode: 'DE', itemCode: null, month: '2027-01' },
  ...{ change: { kind: 'percent', value: 50 }, reasonCode: 'event', comment: 'Fair' },
  ...part,
});

const given = (adjustments: DemandAdjustment[]) => ({
  ...{ person: { id: 'ana', name: 'Ana' }, taskTitle: 'Give your numbers', role: 'sales', comment: '' },
  submittedAt: new Date('2026-12-07T10:00:00Z'),
  content: { kind: 'demand-input', adjustments } as SubmissionContent,
});

test('what stands before the own changes is what the others gave, at whatever level, draft or not', () => {
  const ofOneItem = change({ itemCode: 'T-1' });
  const ofAllMarkets = change({ marketCode: null, month: '2027-02' });
  const inputs = [given([ofOneItem, ofAllMarkets])];
  const own: SubmissionContent = {
    kind: 'consensus',
    assumptions: '',
    adjustments: [change({ change: { kind: 'absolute', value: 100 } })],
  };
  const gridWith = (content: SubmissionContent | null) =>
    demandGrid({ input, rows, families: [], inputs, own: { role: 'demand-planner', content } }).rows[0]!;
  expect(gridWith(null)).toMatchObject({ standing: [25, 30, 20], adjusted: [25, 30, 20] });
  expect(gridWith(own)).toMatchObject({ standing: [25, 30, 20], adjusted: [100, 30, 20] });
});

test('whoever settles the consensus has the last word, whatever their role: as in the plan', () => {
  const financeSays = { ...given([change({ change: { kind: 'absolute', value: 100 } })]), role: 'finance' };
  const content: SubmissionContent = { kind: 'consensus', assumptions: '', adjustments: [change({})] };
  const settledBySales = { role: 'sales', content };
  const [row] = demandGrid({ input, rows, families: [], inputs: [financeSays], own: settledBySales }).rows;
  expect(row!.adjusted).toEqual([150, 20, 20]);
});
