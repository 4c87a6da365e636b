import { complianceIndex, INDEX_WEIGHTS } from '../../../domain/compliance/compliance-index';
import { escalationRate } from '../../../domain/compliance/escalation-rate';
import { firstPassApproval } from '../../../domain/compliance/first-pass-approval';
import {
  isInAtCutOff,
  isSignOffOnTime,
  isStepOnTime,
  isTaskOnTime,
} from '../../../domain/compliance/on-time';
import { shareOf } from '../../../domain/compliance/ratio';
import { quantile, signOffLatency } from '../../../domain/compliance/sign-off-latency';
import type { SignOffGroupRecord } from '../../../domain/cycle/records';
import { berlin } from '../cycle/calendars';

const at = (text: string) => new Date(`2027-02-${text}:00+01:00`);
const now = at('10T12:00');

test('a share counts what can be judged, and is n/a for nothing', () => {
  expect(shareOf([true, false, null])).toEqual({ kept: 1, measured: 2, ratio: 0.5 });
  expect(shareOf([null]).ratio).toBeNull();
});

test('a step is on time by the date first planned, wherever it was moved to', () => {
  const planned = { plannedDueAt: at('08T17:00') };
  expect(isStepOnTime({ ...planned, state: 'closed', closedAt: at('08T17:00') }, now)).toBe(true);
  expect(isStepOnTime({ ...planned, state: 'closed', closedAt: at('09T09:00') }, now)).toBe(false);
  expect(isStepOnTime({ ...planned, state: 'open', closedAt: null }, now)).toBe(false);
  expect(isStepOnTime({ ...planned, state: 'open', closedAt: null }, at('08T16:00'))).toBeNull();
  expect(isStepOnTime({ ...planned, state: 'skipped', closedAt: at('07T09:00') }, now)).toBeNull();
});

test('a task that waited for others is on time by its date in force, and late at the cut-off', () => {
  const task = {
    state: 'done' as const,
    plannedDueAt: at('08T17:00'),
    dueAt: at('09T17:00'),
    completedAt: at('09T10:00'),
  };
  expect(isTaskOnTime(task, now)).toBe(true);
  expect(isInAtCutOff(task, now)).toBe(false);
  expect(isTaskOnTime({ ...task, state: 'skipped', completedAt: null }, now)).toBeNull();
});

test('a late sign-off is late, an overdue one too', () => {
  const group = { dueAt: at('08T12:00') };
  expect(isSignOffOnTime({ state: 'approved', decidedAt: at('08T12:01'), dueAt: null }, group, now)).toBe(
    false,
  );
  expect(isSignOffOnTime({ state: 'pending', decidedAt: null, dueAt: null }, group, now)).toBe(false);
  expect(isSignOffOnTime({ state: 'not-needed', decidedAt: null, dueAt: null }, group, now)).toBeNull();
  expect(isSignOffOnTime({ state: 'voided', decidedAt: null, dueAt: null }, group, now)).toBeNull();
  expect(isSignOffOnTime({ state: 'voided', decidedAt: at('08T11:00'), dueAt: null }, group, now)).toBe(true);
});

test('latency is in working hours: median and 90th percentile', () => {
  expect(quantile([1, 2, 6], 0.5)).toBe(2);
  expect(quantile([1, 2, 6], 0.9)).toBeCloseTo(5.2);
  expect(quantile([], 0.5)).toBeNull();
  const group = {
    requestedAt: at('05T16:00'), // Friday
    signOffs: [{ decidedAt: at('05T17:00') }, { decidedAt: at('08T10:00') }, { decidedAt: null }],
  } as unknown as SignOffGroupRecord;
  expect(signOffLatency([group], berlin)).toEqual({ decisions: 2, medianHours: 1.5, p90Hours: 1.9 });
});

test('first pass: the first decision of each step, void askings left out', () => {
  const groups = [
    { stepId: 'demand', number: 1, state: 'voided' },
    { stepId: 'demand', number: 2, state: 'approved' },
    { stepId: 'supply', number: 1, state: 'rejected' },
    { stepId: 'supply', number: 2, state: 'approved' },
  ] as const;
  expect(firstPassApproval(groups)).toEqual({ kept: 1, measured: 2, ratio: 0.5 });
});

test('escalation rate: of everything that was asked for', () => {
  const asked = { id: 'asked', openedAt: now, escalationLevel: 0 };
  const none = new Set<string>();
  const tasks = [
    asked,
    { ...asked, id: 'late', escalationLevel: 2 },
    { ...asked, id: 'to come', openedAt: null },
  ];
  expect(escalationRate(tasks, [], none)).toEqual({ kept: 1, measured: 2, ratio: 0.5 });
  // Handed on after it was escalated, or asked for again: it was escalated all the same.
  expect(escalationRate(tasks, [], new Set(['asked', 'late']))).toEqual({ kept: 2, measured: 2, ratio: 1 });
  // One after another: the second one's turn never came.
  const signOffs = [
    { id: 'first', escalationLevel: 1, askedAt: null },
    { id: 'second', escalationLevel: 0, askedAt: null },
  ];
  const rule = { kind: 'any', roles: ['leadership'], forbidOwn: true } as const;
  const groups = (order: 'parallel' | 'sequence') => [{ rule: { ...rule, order }, signOffs }];
  expect(escalationRate([asked], groups('sequence'), none)).toMatchObject({ kept: 1, measured: 2 });
  expect(escalationRate([asked], groups('parallel'), none)).toMatchObject({ kept: 1, measured: 3 });
});

test('the index gives the weight of what was not measured to the rest', () => {
  const parts = { steps: 0.8, inputs: 1, signOffs: 0.5, attendance: null, decisions: null };
  expect(complianceIndex(parts)).toBeCloseTo(0.771, 3);
  expect(
    complianceIndex({ steps: null, inputs: null, signOffs: null, attendance: null, decisions: null }),
  ).toBeNull();
  const all = { steps: 1, inputs: 1, signOffs: 1, attendance: 1, decisions: 1 };
  expect(complianceIndex(all)).toBeCloseTo(1);
  expect(Object.values(INDEX_WEIGHTS).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1);
});
