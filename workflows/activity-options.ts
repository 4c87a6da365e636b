import { proxyActivities, type RetryPolicy } from '@temporalio/workflow';
import type { MailActivities } from '../activities/mail/mail-request';
import type { PlanActivities } from '../activities/process/plan-activities';
import type { ProcessActivities } from '../activities/process/process-activities';
import { TASK_QUEUES } from '../domain/cycle/workflow-ids';

/** For as long as it takes: what cannot be mended by waiting fails as non-retryable. */
const persistently: RetryPolicy = {
  initialInterval: '1 second',
  backoffCoefficient: 2,
  maximumInterval: '1 minute',
};

/** The activities as workflows call them, with their queues, deadlines and retries. */
export const processActivities = proxyActivities<ProcessActivities>({
  taskQueue: TASK_QUEUES.orchestration,
  startToCloseTimeout: '1 minute',
  retry: persistently,
});

export const planActivities = proxyActivities<PlanActivities>({
  taskQueue: TASK_QUEUES.computing,
  startToCloseTimeout: '1 hour',
  heartbeatTimeout: '1 minute',
  retry: persistently,
});

/** The mail activities say themselves when to try again after a mail server's "not now". */
export const mailActivities = proxyActivities<Pick<MailActivities, 'sendMail'>>({
  taskQueue: TASK_QUEUES.mail,
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '1 minute',
  retry: { ...persistently, maximumInterval: '15 minutes' },
});
