import type { PlanSummary } from '../../domain/cycle/plan-summary';
import { figuresOfSummary } from '../../domain/plan/compared-figures';
import type { RenderedMail } from '../../email/mail-content';
import { cancelledMail } from '../../email/templates/cancelled';
import { closedWithoutPlanMail } from '../../email/templates/closed-without-plan';
import { decisionMail } from '../../email/templates/decision';
import { escalationMail } from '../../email/templates/escalation';
import { handedToYouMail, takenFromYouMail } from '../../email/templates/handed-over';
import { kickOffMail } from '../../email/templates/kick-off';
import type {
  AskedSignOff,
  AskedTask,
  CycleFacts,
  PlanFacts,
  Reader,
} from '../../email/templates/mail-facts';
import { planPublishedMail } from '../../email/templates/plan-published';
import { pastDueMail, reminderMail } from '../../email/templates/reminder';
import { signOffRequestMail, taskAssignedMail } from '../../email/templates/request';
import { signInMail } from '../../email/templates/sign-in';
import { signOffOutOfReachMail } from '../../email/templates/sign-off-out-of-reach';
import { signOffVoidedMail } from '../../email/templates/sign-off-voided';
import { taskSkippedMail } from '../../email/templates/task-skipped';
import { undeliverableMail } from '../../email/templates/undeliverable';

/** One plausible mail of every kind: Europe, December 2026, read in Berlin. */

export const utc = (iso: string) => new Date(`${iso}Z`);

export const cycle: CycleFacts = {
  unitName: 'Europe',
  period: '2026-12',
  url: 'https://sop.example.com/cycles/c1',
  owner: { name: 'Ingrid Larsen', email: 'ingrid.larsen@example.com' },
};

export const reader: Reader = { name: 'Ana Ruiz', timeZone: 'Europe/Berlin' };

export const salesInput: AskedTask = {
  about: 'task',
  kind: 'demand-input',
  title: 'Adjust the forecast: sales',
  instructions: 'Change the baseline where you know better. Each change needs a reason.',
  sentBack: null,
  stepName: 'Demand review',
  holderName: 'Ana Ruiz',
  role: 'sales',
  askedAt: utc('2026-12-04T08:00'),
  dueAt: utc('2026-12-08T16:00'),
  minutes: 20,
  isStarted: false,
  remindersSent: 2,
  url: 'https://sop.example.com/act/token',
  waiting: ['“Settle the consensus demand plan”'],
};

const summary: PlanSummary = {
  currency: 'EUR',
  firstMonth: '2026-12',
  lastMonth: '2028-05',
  volumeUnits: 1_234_567,
  deliveredUnits: null,
  serviceRatio: 0.974,
  inventoryUnits: 45_000,
  inventoryValue: 3_456_789,
  inventoryDays: 31,
  backlogUnits: 812,
  utilisationRatio: 0.93,
  revenue: 45_678_901,
  cost: 30_000_000,
  margin: 15_678_901,
  cashAtEnd: null,
  lowestCash: null,
  budgetRevenue: 44_000_000,
  gapToBudget: 1_678_901,
  bottlenecks: [],
  changes: ['Tools: +4 % in March (promotion).', 'Line 2: 40 hours less in January.'],
  solverStatus: 'proven best',
};

export const supplyPlan: PlanFacts = {
  kind: 'supply',
  number: 4,
  sha256: '2f9a41c7d0a1'.padEnd(64, '0'),
  summary,
  comparedWith: {
    name: 'version 3',
    now: figuresOfSummary(summary),
    before: {
      ...figuresOfSummary(summary),
      serviceRatio: 0.962,
      inventoryValue: 3_600_000,
      margin: 15_000_000,
    },
  },
};

export const demandPlan: PlanFacts = {
  ...supplyPlan,
  kind: 'consensus',
  number: 1,
  summary: { ...summary, serviceRatio: null, inventoryValue: null, margin: null },
  comparedWith: {
    name: 'the November 2026 plan',
    now: figuresOfSummary(summary),
    before: { ...figuresOfSummary(summary), volumeUnits: 1_200_000, revenue: 46_000_000 },
  },
};

export const supplySignOff: AskedSignOff = {
  about: 'sign-off',
  plan: supplyPlan,
  conditions: [{ by: 'Li Wei', comment: 'Only with the second shift in January.' }],
  stepName: 'Supply review',
  holderName: 'Ana Ruiz',
  role: 'leadership',
  askedAt: utc('2026-12-15T11:00'),
  dueAt: utc('2026-12-15T16:00'),
  minutes: 10,
  isStarted: false,
  remindersSent: 0,
  url: 'https://sop.example.com/act/token',
  waiting: ['the pre-S&OP'],
};

export function everyMail(): Readonly<Record<string, RenderedMail>> {
  const asked = salesInput;
  const common = { cycle, reader };
  const handedOver = {
    ...{ ...common, asked, fromName: 'Tom Okafor', toName: 'Ana Ruiz', byName: 'Ingrid Larsen' },
    reason: 'Tom is on leave until Monday.',
  };
  return {
    'kick-off': kickOffMail({
      ...common,
      roles: ['sales'],
      publishDueAt: utc('2026-12-22T16:00'),
      steps: [
        { name: 'Data gathering', opensAt: utc('2026-12-01T08:00'), dueAt: utc('2026-12-03T16:00') },
        { name: 'Demand review', opensAt: utc('2026-12-04T08:00'), dueAt: utc('2026-12-10T11:00') },
      ],
      asks: [{ title: asked.title, dueAt: asked.dueAt }],
    }),
    'kick-off of the owner': kickOffMail({
      ...common,
      roles: ['process-owner'],
      publishDueAt: utc('2026-12-22T16:00'),
      steps: [{ name: 'Data gathering', opensAt: utc('2026-12-01T08:00'), dueAt: utc('2026-12-03T16:00') }],
      asks: [],
    }),
    'task-assigned': taskAssignedMail({ ...common, asked }),
    'task-assigned again': taskAssignedMail({
      ...common,
      asked: { ...asked, sentBack: { by: 'Li Wei', comment: 'Spain is too high.\nSee the lost order.' } },
    }),
    reminder: reminderMail({ ...common, asked, byName: null }),
    'reminder by hand': reminderMail({ ...common, asked, byName: 'Tom Okafor' }),
    'past-due': pastDueMail({ ...common, asked, byName: null }),
    'past-due by hand': pastDueMail({ ...common, asked: supplySignOff, byName: 'Tom Okafor' }),
    'escalation to the holder': escalationMail({
      ...common,
      asked,
      audience: 'assignee',
      isHolder: true,
      mayAct: true,
    }),
    'escalation to the backup': escalationMail({
      ...common,
      asked,
      audience: 'backup',
      isHolder: false,
      mayAct: true,
    }),
    'escalation to the manager': escalationMail({
      ...common,
      asked,
      audience: 'manager',
      isHolder: false,
      mayAct: false,
    }),
    'escalation to the owner': escalationMail({
      ...common,
      ...{ asked: supplySignOff, audience: 'process-owner', isHolder: false, mayAct: false },
    }),
    'escalation to the sponsor': escalationMail({
      ...common,
      asked,
      audience: 'sponsor',
      isHolder: false,
      mayAct: false,
    }),
    'sign-off-request': signOffRequestMail({ ...common, asked: supplySignOff }),
    'sign-off-request of demand': signOffRequestMail({
      ...common,
      asked: { ...supplySignOff, plan: demandPlan, conditions: [] },
    }),
    'task-skipped': taskSkippedMail({
      ...common,
      ...{ title: 'Ask the carrier', stepName: 'Supply review' },
      ...{ isStepSkipped: false, byName: 'Ingrid Larsen', reason: 'The carrier has answered.' },
    }),
    'task-skipped with its step': taskSkippedMail({
      ...common,
      ...{ title: 'Ask the carrier', stepName: 'Supply review' },
      ...{ isStepSkipped: true, byName: 'Ingrid Larsen', reason: 'The plant is closed.' },
    }),
    'sign-off-out-of-reach': signOffOutOfReachMail({
      ...common,
      ...{ stepName: 'supply review', planKind: 'supply', planNumber: 3 },
      answers: [{ by: 'Li Wei', answer: 'abstained', comment: 'I was not there.' }],
    }),
    'sign-off-voided': signOffVoidedMail({
      ...common,
      ...{ planKind: 'supply', planNumber: 3, answer: 'approved', reason: 'The capacity of Line 2 changed.' },
    }),
    'sign-off-voided before an answer': signOffVoidedMail({
      ...common,
      ...{ planKind: 'supply', planNumber: 3, answer: null, reason: 'The capacity of Line 2 changed.' },
    }),
    'decision approved': decisionMail({
      ...common,
      stepName: 'supply review',
      plan: supplyPlan,
      isApproved: true,
      decidedAt: utc('2026-12-15T15:02'),
      answers: [
        { by: 'Li Wei', answer: 'approved with conditions', comment: 'Only with the second shift.' },
        { by: 'Ana Ruiz', answer: 'approved', comment: '' },
      ],
      whatNext: 'What comes next: the pre-S&OP.',
    }),
    'decision rejected': decisionMail({
      ...common,
      stepName: 'supply review',
      plan: supplyPlan,
      isApproved: false,
      decidedAt: utc('2026-12-15T15:02'),
      answers: [{ by: 'Li Wei', answer: 'rejected', comment: 'The backlog is not acceptable.' }],
      whatNext: 'The work behind it is open again with this comment.',
    }),
    'plan-published': planPublishedMail({
      ...common,
      plan: { ...supplyPlan, kind: 'final', number: 1 },
      publishedAt: utc('2026-12-22T11:04'),
      rowCount: 1296,
      approvedBy: ['Li Wei', 'Tom Okafor'],
      conditions: [],
    }),
    'handed-over to you': handedToYouMail(handedOver),
    'handed-over from you': takenFromYouMail(handedOver),
    cancelled: cancelledMail({ ...common, byName: 'Ingrid Larsen', reason: 'The unit is sold.' }),
    'closed-without-plan': closedWithoutPlanMail({
      ...common,
      stepName: 'executive meeting',
      reason: 'The board is on a journey.',
    }),
    'sign-in': signInMail({
      reader,
      url: 'https://sop.example.com/sign-in/token',
      expiresAt: utc('2026-12-01T09:15'),
    }),
    undeliverable: undeliverableMail({
      ...common,
      failed: {
        subject: '[S&OP Europe Dec 2026] Adjust the forecast: sales by Tue 8 Dec, 17:00',
        toName: 'Tom Okafor',
        toAddress: 'tom@example.com',
        at: utc('2026-12-04T08:00'),
        answer: '550 5.1.1 no such user',
      },
      isBackup: false,
      url: cycle.url,
    }),
  };
}
