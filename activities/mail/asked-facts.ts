import type { MailCycle, MailPlan } from '../../database/mail-facts-repository';
import { templateKeyOf } from '../../domain/cycle/records';
import type { AskedSignOff, AskedTask, PlanFacts } from '../../email/templates/mail-facts';
import { inSentence, month } from '../../email/wording';
import type { MailRecords } from './mail-records';

/** A task as mails tell it; `url` is where this reader acts or looks. */
export async function askedTask(
  records: MailRecords,
  cycle: MailCycle,
  taskId: string,
  url: string,
): Promise<AskedTask | null> {
  const task = await records.task(taskId);
  if (!task) return null;
  const step = cycle.template.steps.find(({ key }) => key === task.stepKey);
  const template = step?.tasks.find(({ key }) => key === templateKeyOf(task.key));
  return {
    about: 'task',
    kind: task.kind,
    title: task.title,
    instructions: task.instructions,
    sentBack: task.sentBack,
    stepName: task.stepName,
    holderName: task.holder.name,
    role: task.role,
    askedAt: task.askedAt,
    dueAt: task.dueAt,
    minutes: task.minutes ?? template?.minutes ?? 10,
    isStarted: task.isStarted,
    remindersSent: task.remindersSent,
    url,
    waiting:
      task.dependents.length > 0
        ? task.dependents.map((title) => `“${title}”`)
        : [
            step?.signOff
              ? `the sign-off of the ${inSentence(task.stepName)}`
              : nextAfter(cycle, task.stepKey),
          ],
  };
}

/** A sign-off as mails tell it. */
export async function askedSignOff(
  records: MailRecords,
  cycle: MailCycle,
  signOffId: string,
  url: string,
): Promise<AskedSignOff | null> {
  const signOff = await records.signOff(signOffId);
  const plan = signOff && (await planFacts(records, signOff.planVersionId));
  if (!signOff || !plan) return null;
  const template = cycle.template.steps.find(({ key }) => key === signOff.stepKey);
  return {
    about: 'sign-off',
    plan,
    conditions: signOff.answers.filter(({ answer }) => answer === 'approved with conditions'),
    stepName: signOff.stepName,
    holderName: signOff.holder.name,
    role: signOff.role,
    askedAt: signOff.askedAt,
    dueAt: signOff.dueAt,
    minutes: template?.signOff?.minutes ?? 10,
    isStarted: signOff.isStarted,
    remindersSent: signOff.remindersSent,
    url,
    waiting: [
      signOff.nextName === null ? nextAfter(cycle, signOff.stepKey) : `the sign-off of ${signOff.nextName}`,
    ],
  };
}

export async function planFacts(records: MailRecords, planVersionId: string): Promise<PlanFacts | null> {
  const plan = await records.plan(planVersionId);
  return plan && { ...plan, comparedWith: comparedWith(plan) };
}

function comparedWith({ before, lastMonth }: MailPlan): PlanFacts['comparedWith'] {
  if (before) return before.figures && { name: `version ${before.number}`, ...before.figures };
  return lastMonth?.figures
    ? { name: `the ${month(lastMonth.period)} plan, over the same months`, ...lastMonth.figures }
    : null;
}

/** What begins when this step is over: "the supply review", or at the end "the publication of the plan". */
export function nextAfter(cycle: MailCycle, stepKey: string): string {
  const place = cycle.steps.findIndex(({ key }) => key === stepKey);
  const next = cycle.steps[place + 1];
  return next ? `the ${inSentence(next.name)}` : 'the publication of the plan';
}
