import { findMailRoster, type MailTask } from '../../database/mail-facts-repository';
import type { MailSignOff } from '../../database/mail-sign-off-repository';
import type { RenderedMail } from '../../email/mail-content';
import { cancelledMail } from '../../email/templates/cancelled';
import { closedWithoutPlanMail } from '../../email/templates/closed-without-plan';
import { decisionMail } from '../../email/templates/decision';
import { escalationMail } from '../../email/templates/escalation';
import { handedToYouMail, takenFromYouMail } from '../../email/templates/handed-over';
import { kickOffMail } from '../../email/templates/kick-off';
import type { Asked, CycleFacts } from '../../email/templates/mail-facts';
import { planPublishedMail } from '../../email/templates/plan-published';
import { pastDueMail, reminderMail } from '../../email/templates/reminder';
import { signOffRequestMail, taskAssignedMail } from '../../email/templates/request';
import { signOffOutOfReachMail } from '../../email/templates/sign-off-out-of-reach';
import { signOffVoidedMail } from '../../email/templates/sign-off-voided';
import { taskSkippedMail } from '../../email/templates/task-skipped';
import { inSentence } from '../../email/wording';
import { actUrl, cycleUrl } from './addresses';
import { askedSignOff, askedTask, nextAfter, planFacts } from './asked-facts';
import type { MailContext } from './mail-context';
import type {
  CancelledMail,
  DecisionMail,
  EscalationMail,
  HandedOverMail,
  MailAbout,
  MailRequest,
  OutOfReachMail,
  PlanPublishedMail,
  ReminderMail,
  SignOffVoidedMail,
  TaskSkippedMail,
} from './mail-request';

/** Reads what the request names and writes the mail; null when a record is missing. */
export async function renderRequest(
  context: MailContext,
  request: MailRequest,
): Promise<RenderedMail | null> {
  switch (request.kind) {
    case 'kick-off':
      return renderKickOff(context);
    case 'task-assigned': {
      const asked = await findAsked(context, { about: 'task', subjectId: request.subjectId }, true);
      return asked?.about === 'task' ? taskAssignedMail({ ...commonFacts(context), asked }) : null;
    }
    case 'task-skipped':
      return renderSkipped(context, request);
    case 'sign-off-request': {
      const asked = await findAsked(context, { about: 'sign-off', subjectId: request.subjectId }, true);
      return asked?.about === 'sign-off' ? signOffRequestMail({ ...commonFacts(context), asked }) : null;
    }
    case 'reminder':
    case 'past-due':
      return renderReminder(context, request);
    case 'escalation':
      return renderEscalation(context, request);
    case 'handed-over':
      return renderHandedOver(context, request);
    case 'sign-off-voided':
      return renderVoided(context, request);
    case 'sign-off-out-of-reach':
      return renderOutOfReach(context, request);
    case 'decision':
      return renderDecision(context, request);
    case 'plan-published':
      return renderPublished(context, request);
    case 'cancelled':
      return renderCancelled(context, request);
    case 'closed-without-plan':
      return renderClosedWithoutPlan(context);
  }
}

function commonFacts(context: MailContext) {
  const { cycle, reader } = context;
  const facts: CycleFacts = {
    unitName: cycle.unitName,
    period: cycle.period,
    url: cycleUrl(context),
    owner: cycle.owner,
  };
  return { cycle: facts, reader };
}

/** The task or sign-off, with the reader's own link when they may act, else with the cycle's page. */
async function findAsked(context: MailContext, what: MailAbout, mayAct: boolean): Promise<Asked | null> {
  const { records, cycle } = context;
  const record =
    what.about === 'task' ? await records.task(what.subjectId) : await records.signOff(what.subjectId);
  if (!record) return null;
  const url = mayAct ? await actUrl(context, what, record.dueAt) : cycleUrl(context);
  return what.about === 'task'
    ? askedTask(records, cycle, what.subjectId, url)
    : askedSignOff(records, cycle, what.subjectId, url);
}

async function renderKickOff(context: MailContext): Promise<RenderedMail> {
  const { connection, cycle, reader } = context;
  const roster = await findMailRoster(connection, cycle, reader.id);
  return kickOffMail({
    ...commonFacts(context),
    ...roster,
    publishDueAt: cycle.publishDueAt,
    steps: cycle.steps.map(({ name, openAt, dueAt }) => ({ name, opensAt: openAt, dueAt })),
  });
}

async function renderSkipped(context: MailContext, request: TaskSkippedMail): Promise<RenderedMail | null> {
  const { records } = context;
  const task = await records.task(request.subjectId);
  const by = await records.person(request.byId);
  if (!task || !by) return null;
  const { title, stepName, isStepSkipped } = task;
  return taskSkippedMail({
    ...commonFacts(context),
    ...{ title, stepName, isStepSkipped, byName: by.name, reason: request.reason },
  });
}

async function renderReminder(context: MailContext, request: ReminderMail): Promise<RenderedMail | null> {
  const asked = await findAsked(context, request, true);
  if (!asked) return null;
  const by = request.byId === undefined ? null : await context.records.person(request.byId);
  const facts = { ...commonFacts(context), asked, byName: by?.name ?? null };
  return request.kind === 'reminder' ? reminderMail(facts) : pastDueMail(facts);
}

async function renderEscalation(context: MailContext, request: EscalationMail): Promise<RenderedMail | null> {
  const { records, reader } = context;
  const record =
    request.about === 'task'
      ? await records.task(request.subjectId)
      : await records.signOff(request.subjectId);
  if (!record) return null;
  const isHolder = record.holder.id === reader.id;
  const audience = standing(request.audience, record, reader.id);
  const mayAct = isHolder || audience === 'backup';
  const asked = await findAsked(context, request, mayAct);
  return asked && escalationMail({ ...commonFacts(context), asked, audience, isHolder, mayAct });
}

/** Where a backup or manager is missing the ladder falls to the process owner, who is told as what they are. */
function standing(
  audience: EscalationMail['audience'],
  record: MailTask | MailSignOff,
  readerId: string,
): EscalationMail['audience'] {
  const { holder } = record;
  const backupId = 'backupId' in record ? (record.backupId ?? holder.backupId) : holder.backupId;
  if (audience === 'backup' && readerId !== backupId) return 'process-owner';
  if (audience === 'manager' && readerId !== holder.managerId) return 'process-owner';
  return audience;
}

async function renderHandedOver(context: MailContext, request: HandedOverMail): Promise<RenderedMail | null> {
  const { records, reader } = context;
  const isNewHolder = request.toPersonId === reader.id;
  const asked = await findAsked(context, request, isNewHolder);
  const from = await records.person(request.fromPersonId);
  const to = await records.person(request.toPersonId);
  const by = await records.person(request.byId);
  if (!asked || !from || !to || !by) return null;
  const facts = {
    ...commonFacts(context),
    ...{ asked, fromName: from.name, toName: to.name, byName: by.name, reason: request.reason },
  };
  return isNewHolder ? handedToYouMail(facts) : takenFromYouMail(facts);
}

async function renderVoided(context: MailContext, request: SignOffVoidedMail): Promise<RenderedMail | null> {
  const { records, reader } = context;
  const signOff = await records.signOff(request.subjectId);
  const plan = signOff && (await planFacts(records, signOff.planVersionId));
  if (!signOff || !plan) return null;
  return signOffVoidedMail({
    ...commonFacts(context),
    planKind: plan.kind,
    planNumber: plan.number,
    answer: signOff.answers.find(({ by }) => by === reader.name)?.answer ?? null,
    reason: request.reason,
  });
}

async function renderOutOfReach(context: MailContext, request: OutOfReachMail): Promise<RenderedMail | null> {
  const decision = await context.records.decision(request.subjectId);
  const plan = decision && (await planFacts(context.records, decision.planVersionId));
  if (!decision || !plan) return null;
  return signOffOutOfReachMail({
    ...commonFacts(context),
    stepName: inSentence(decision.stepName),
    ...{ planKind: plan.kind, planNumber: plan.number, answers: decision.answers },
  });
}

async function renderDecision(context: MailContext, request: DecisionMail): Promise<RenderedMail | null> {
  const { records, cycle, now } = context;
  const decision = await records.decision(request.subjectId);
  const plan = decision && (await planFacts(records, decision.planVersionId));
  if (!decision || !plan) return null;
  const isApproved = decision.state !== 'rejected';
  return decisionMail({
    ...commonFacts(context),
    stepName: inSentence(decision.stepName),
    plan,
    isApproved,
    decidedAt: decision.closedAt ?? now,
    answers: decision.answers,
    whatNext: isApproved
      ? `What comes next: ${nextAfter(cycle, decision.stepKey)}.`
      : 'The work behind it is open again with this comment; when it is done, the new version comes to the same people.',
  });
}

async function renderPublished(
  context: MailContext,
  request: PlanPublishedMail,
): Promise<RenderedMail | null> {
  const { records } = context;
  const publication = await records.publication(request.cycleId);
  const plan = publication && (await planFacts(records, publication.planVersionId));
  if (!publication || !plan) return null;
  const { publishedAt, rowCount, answers } = publication;
  return planPublishedMail({
    ...commonFacts(context),
    ...{ plan, publishedAt, rowCount },
    approvedBy: answers.filter(({ answer }) => answer !== 'abstained').map(({ by }) => by),
    conditions: answers.filter(({ answer }) => answer === 'approved with conditions'),
  });
}

async function renderCancelled(context: MailContext, { byId }: CancelledMail): Promise<RenderedMail | null> {
  const by = await context.records.person(byId);
  const reason = context.cycle.cancelReason ?? '';
  return by && cancelledMail({ ...commonFacts(context), byName: by.name, reason });
}

function renderClosedWithoutPlan(context: MailContext): RenderedMail {
  const meeting = context.cycle.steps.find(({ key }) => key === 'executive-meeting');
  const { name = 'Executive meeting', skipReason = null } = meeting ?? {};
  return closedWithoutPlanMail({
    ...commonFacts(context),
    stepName: inSentence(name),
    reason: skipReason ?? '',
  });
}
