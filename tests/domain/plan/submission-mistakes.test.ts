import type { DemandAdjustment } from '../../../domain/cycle/submission';
import { submissionMistakes } from '../../../domain/plan/submission-mistakes';
import { planningInput } from './planning-input-of';

const base = planningInput();
const input = planningInput({
  families: [...base.families, { ...base.families[0]!, code: 'BAGS', name: 'Bags' }],
});
const mistakes = (content: Parameters<typeof submissionMistakes>[0], families: string[] = []) =>
  submissionMistakes(content, { input, families });

const adjustment: DemandAdjustment = {
  familyCode: 'TENTS',
  marketCode: null,
  itemCode: null,
  month: '2027-02',
  change: { kind: 'percent', value: 5 },
  reasonCode: 'event',
  comment: '',
};

test('what the month knows can be used, and so can nothing at all', () => {
  expect(mistakes({ kind: 'demand-input', adjustments: [adjustment] }, ['TENTS'])).toEqual([]);
  expect(mistakes({ kind: 'consensus', adjustments: [], assumptions: '' })).toEqual([]);
  const hours = { resourceCode: 'SEWING', month: '2027-03', regularHours: 8, overtimeHours: 0 };
  expect(mistakes({ kind: 'capacity-check', capacity: [hours] })).toEqual([]);
  const receipt = { familyCode: 'BAGS', month: '2027-01', quantityUnits: 5 };
  expect(mistakes({ kind: 'supply-input', receipts: [receipt] })).toEqual([]);
  expect(mistakes({ kind: 'attest', isAttested: true })).toEqual([]);
});

test('a family that the task is not about is refused', () => {
  const adjustments = [adjustment, { ...adjustment, familyCode: 'BAGS' }];
  expect(mistakes({ kind: 'demand-input', adjustments }, ['TENTS'])).toEqual([
    'Row 2: this task is about TENTS, not about BAGS; leave it out.',
  ]);
  const receipts = [{ familyCode: 'TENTS', month: '2027-01', quantityUnits: 5 }];
  expect(mistakes({ kind: 'supply-input', receipts }, ['BAGS'])).toEqual([
    'Row 1: this task is about BAGS, not about TENTS; leave it out.',
  ]);
});

test('what the month does not know is refused, with what there is', () => {
  const adjustments = [{ ...adjustment, month: '2027-07' }];
  expect(mistakes({ kind: 'demand-input', adjustments })).toEqual([
    'Row 1: 2027-07 is not planned in this cycle; choose a month from 2027-01 to 2027-03.',
  ]);
  const hours = { resourceCode: 'L9', month: '2026-12', regularHours: 8, overtimeHours: 0 };
  expect(mistakes({ kind: 'capacity-check', capacity: [hours] })).toEqual([
    'Row 1: the resource L9 is not known; choose one of SEWING.',
    'Row 1: 2026-12 is not planned in this cycle; choose a month from 2027-01 to 2027-03.',
  ]);
  const receipts = [{ familyCode: 'SHOES', month: '2027-01', quantityUnits: 5 }];
  expect(mistakes({ kind: 'supply-input', receipts })).toEqual([
    'Row 1: the family SHOES is not known; choose one of TENTS, BAGS.',
  ]);
});

test('hours stated twice for one line and month are refused: nobody can tell which count', () => {
  const hours = { resourceCode: 'SEWING', month: '2027-03', regularHours: 8, overtimeHours: 0 };
  const capacity = [hours, { ...hours, month: '2027-02' }, { ...hours, regularHours: 4 }];
  expect(mistakes({ kind: 'capacity-check', capacity })).toEqual([
    'Row 3: row 1 states the hours of SEWING in 2027-03 already; keep one of them.',
  ]);
});
