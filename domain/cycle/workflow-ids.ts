import type { StepKey } from './template';

/** By what names Temporal knows what runs: queues, workflow types, and one function for each id, from business keys. */

export const TASK_QUEUES = {
  orchestration: 'sop-cycle',
  computing: 'sop-computing',
  mail: 'sop-mail',
} as const;

/** Workflow types by name, for those who start them without importing their code. */
export const WORKFLOW_TYPES = {
  kickOff: 'kickOff',
  monthlyCycle: 'monthlyCycle',
  step: 'step',
  taskRequest: 'taskRequest',
  signOffRequest: 'signOffRequest',
} as const;

/** A month that is started again after it was cancelled has an id of its own, and so have all its steps and sign-offs. */
export const cycleWorkflowId = (unitCode: string, period: string, attempt = 1) =>
  attempt === 1 ? `cycle/${unitCode}/${period}` : `cycle/${unitCode}/${period}/attempt-${attempt}`;
/** Without a period: the Schedule's; it appends the time of its run. */
export const kickOffWorkflowId = (unitCode: string, period?: string) =>
  period === undefined ? `kick-off/${unitCode}` : `kick-off/${unitCode}/${period}`;
export const scheduleId = (unitCode: string) => `monthly/${unitCode}`;
export const stepWorkflowId = (cycleWorkflow: string, step: StepKey, round: number) =>
  `${cycleWorkflow}/${step}/${round}`;
export const taskWorkflowId = (stepWorkflow: string, taskId: string) => `${stepWorkflow}/task/${taskId}`;
export const signOffWorkflowId = (stepWorkflow: string, number: number) =>
  `${stepWorkflow}/sign-off/${number}`;
