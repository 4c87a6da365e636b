import { randomUUID } from 'node:crypto';
import { appendAudit } from '../../database/audit-repository';
import { findPlanAuthors } from '../../database/plan-authors-repository';
import {
  findSignOffGroupOfWorkflow,
  insertSignOffGroup,
  type NewSignOffGroup,
  voidSignOffsOfStep,
} from '../../database/sign-off-repository';
import { listTasksOfStep } from '../../database/task-repository';
import { type RoleHolder, type Signers, signersOf } from '../../domain/approval/sign-off-rule';
import { dueWhenOpened } from '../../domain/cycle/late-opening';
import { plannedDates } from '../../domain/cycle/planned-dates';
import type { SignOffGroupRecord } from '../../domain/cycle/records';
import type { SignOffTemplate } from '../../domain/cycle/template';
import { DomainError } from '../../domain/errors';
import { unitWorkingCalendar, whoActsNow } from '../../domain/people/roster';
import type { ActivityDependencies } from '../dependencies';
import { laddersOfGroup } from './ladders';
import type { RequestedSignOff, RequestSignOff } from './process-activities';
import { queueMails } from './queue-mails';
import { loadStepContext, type StepContext } from './step-context';

/** Asks everyone whom the step's rule names to sign one plan version. The same workflow asking twice asks once. */
export async function requestSignOff(
  dependencies: ActivityDependencies,
  input: RequestSignOff,
): Promise<RequestedSignOff> {
  const { prisma } = dependencies.database;
  const context = await loadStepContext(prisma, input.stepId);
  const authorIds = await findPlanAuthors(prisma, input.plan.planVersionId);
  const standing = await findSignOffGroupOfWorkflow(prisma, input.workflowId);
  const group = standing ?? (await writeGroup(dependencies, context, input, authorIds));
  const mailIds = await queueMails(
    dependencies,
    group.signOffs.filter(isAsked).map(({ id, personId }) => ({
      kind: 'sign-off-request',
      cycleId: context.cycle.id,
      subjectId: id,
      personId,
      number: 1,
    })),
  );
  const ladders = laddersOfGroup(group, context);
  return {
    groupId: group.id,
    rule: group.rule,
    requestedAt: group.requestedAt.toISOString(),
    dueAt: group.dueAt.toISOString(),
    remindersPerDay: context.template.remindersPerDay,
    barredAuthorIds: group.rule.forbidOwn ? authorIds : [],
    signOffs: group.signOffs.map((signOff) => ({
      signOffId: signOff.id,
      holderId: signOff.personId,
      isAsked: isAsked(signOff),
      rungs: ladders[signOff.id] ?? [],
    })),
    mailIds,
  };
}

async function writeGroup(
  { database, clock }: ActivityDependencies,
  context: StepContext,
  { stepId, workflowId, plan }: RequestSignOff,
  authorIds: readonly string[],
): Promise<SignOffGroupRecord> {
  const { cycle, step, stepTemplate } = context;
  const { signOff } = stepTemplate;
  if (signOff === null) throw new Error(`Step ${step.key} of cycle ${cycle.id} has no sign-off.`);
  const now = clock();
  const signers = whoSigns(context, signOff, authorIds, now);
  const group: NewSignOffGroup = {
    id: randomUUID(),
    cycleId: cycle.id,
    stepId,
    rule: signOff.rule,
    planVersionId: plan.planVersionId,
    planHash: plan.sha256,
    requestedAt: now,
    dueAt: await dueOf(database.prisma, context, now),
    workflowId,
    signOffs: signers.asked.map(({ personId, role }, position) => ({
      ...{ id: randomUUID(), personId, role, position },
      state: signOff.rule.order === 'sequence' && position > 0 ? 'waiting' : 'pending',
    })),
  };
  return database.prisma.$transaction(async (transaction) => {
    // What was signed in this step before was another plan; usually it is void already.
    await voidSignOffsOfStep(transaction, stepId, { at: now, reason: 'The plan has a new version.' });
    const written = await insertSignOffGroup(transaction, group);
    const { number, dueAt, signOffs } = written;
    await appendAudit(transaction, [
      {
        at: now,
        actorId: null,
        unitId: cycle.unitId,
        cycleId: cycle.id,
        action: 'sign-off-requested',
        subjectType: 'sign-off-group',
        subjectId: written.id,
        details: {
          step: step.key,
          number,
          planVersionId: plan.planVersionId,
          planHash: plan.sha256,
          dueAt: dueAt.toISOString(),
          asked: signOffs.filter(isAsked).map(({ personId }) => personId),
          next: signOffs.filter((each) => !isAsked(each)).map(({ personId }) => personId),
          leftOutAsAuthors: signers.leftOutAsAuthors,
          delegated: signers.delegated,
          isCompleted: signers.isCompleted,
        },
      },
    ]);
    return written;
  });
}

const isAsked = ({ state }: { readonly state: string }): boolean => state !== 'waiting';

type AskedSigners = Signers & {
  readonly delegated: readonly { readonly fromPersonId: string; readonly toPersonId: string }[];
};

/**
 * The rule's people, or who acts for them while they are away; a delegate who is an author cannot stand in. One who is asked
 * already answers for both, but never for two of a quorum.
 */
function whoSigns(
  { cycle, stepTemplate, roster }: StepContext,
  { rule }: SignOffTemplate,
  authorIds: readonly string[],
  now: Date,
): AskedSigners {
  const signers = signersOf({ rule, holders: roster.members, authorIds });
  const barred = new Set(rule.forbidOwn ? authorIds : []);
  const whoAreAsked = new Set(signers.asked.map(({ personId }) => personId));
  const asked: RoleHolder[] = [];
  const delegated: { fromPersonId: string; toPersonId: string }[] = [];
  for (const holder of signers.asked) {
    const standIn = whoActsNow(roster, holder.personId, now);
    const isAskedToo = standIn !== holder.personId && whoAreAsked.has(standIn);
    const isBarred = barred.has(standIn) || (rule.kind === 'quorum' && isAskedToo);
    const personId = isBarred ? holder.personId : standIn;
    whoAreAsked.add(personId);
    if (personId !== holder.personId) delegated.push({ fromPersonId: holder.personId, toPersonId: personId });
    if (!asked.some((other) => other.personId === personId)) asked.push({ ...holder, personId });
  }
  if (asked.length > 0) return { ...signers, asked, delegated };
  throw new DomainError(
    'conflict',
    `Nobody can sign off ${stepTemplate.name} of ${cycle.period}: whoever has one of the roles ${rule.roles.join(', ')}, process owner or sponsor has left or has a submission in the plan. Give one of these roles to someone else.`,
  );
}

/** Planned from when the step's work is due. */
async function dueOf(
  connection: ActivityDependencies['database']['prisma'],
  { cycle, step, stepTemplate, template, roster }: StepContext,
  now: Date,
): Promise<Date> {
  const tasks = await listTasksOfStep(connection, step.id);
  const workDue = tasks.map(({ plannedDueAt }) => plannedDueAt.getTime());
  const plannedOpenAt = new Date(Math.max(step.plannedOpenAt.getTime(), ...workDue));
  const planned = plannedDates(template, cycle.period, unitWorkingCalendar(roster, template));
  const ofStep = planned.steps.find(({ key }) => key === stepTemplate.key);
  const plannedDueAt = ofStep?.signOffDueAt ?? step.plannedDueAt;
  const calendar = unitWorkingCalendar(roster, template);
  const wasMoved = step.dueAt.getTime() !== step.plannedDueAt.getTime();
  const dueAt = wasMoved ? step.dueAt : plannedDueAt;
  return dueWhenOpened({ plannedOpenAt, plannedDueAt, dueAt, openedAt: now, calendar });
}
