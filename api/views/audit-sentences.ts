import type { AuditRecord } from '../../database/audit-repository';
import type { CycleFacts } from '../../database/cycle-facts-repository';
import { listing, moment } from '../../email/wording';

export interface SentenceContext {
  readonly facts: CycleFacts;
  readonly nameOf: (personId: string) => string;
  readonly timeZone: string;
}

interface Told extends SentenceContext {
  readonly record: AuditRecord;
  /** Who acted; "The system" for what happened by itself. */
  readonly who: string;
  /** What it is about, by its name on the page. */
  readonly what: string;
  readonly text: (key: string) => string;
  readonly at: (key: string) => string;
}

/**
 * One line of the audit trail for people: who, what, and reasons in their own words. An act without a sentence of its
 * own is told by its name: "settings-changed" → "Maria Keller: settings changed."
 */
export function auditSentence(record: AuditRecord, context: SentenceContext): string {
  const text = (key: string) =>
    typeof record.details[key] === 'string' ? (record.details[key] as string) : '';
  const told: Told = {
    ...context,
    record,
    who: record.actorId === null ? 'The system' : context.nameOf(record.actorId),
    what: subjectName(record, context.facts),
    text,
    at: (key) => (text(key) ? moment(new Date(text(key)), context.timeZone) : '?'),
  };
  const sentence = SENTENCES[record.action] ?? byName;
  const words = sentence(told);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

const SENTENCES: Readonly<Record<string, (told: Told) => string>> = {
  'cycle-started': ({ record, who }) =>
    record.actorId === null
      ? 'The month was started by its schedule'
      : `${who} started the month${record.details.attempt === undefined ? '' : ' again'}`,
  'plan-published': ({ record, text }) =>
    `The plan went out as plan.csv, ${Number(record.details.rowCount).toLocaleString('en-GB')} rows, SHA-256 ${text('planCsvSha256').slice(0, 8)}`,
  'cycle-published': () => 'The plan was published and the month closed',
  'cycle-cancelled': ({ who, text }) => `${who} cancelled the cycle${because(text)}`,
  'cycle-closed-without-plan': () => 'The month ended without a plan',
  'step-opened': ({ what }) => `${what} opened`,
  'step-reopened': ({ who, what, text }) => `${who} reopened ${what}${because(text)}`,
  'step-closed': ({ what, record, text }) =>
    `${what} was ${text('outcome').replaceAll('-', ' ') || 'closed'}${record.details.isLate === true ? ', late' : ''}`,
  'step-skipped': ({ who, what, text }) => `${who} skipped ${what}${because(text)}`,
  'step-sent-back': ({ what, text }) => `${what} waits again${because(text)}`,
  'step-moved': ({ who, what, text, at }) =>
    `${who} moved ${what}${text('openAt') ? `, opens ${at('openAt')}` : ''}${text('dueAt') ? `, due ${at('dueAt')}` : ''}${because(text)}`,
  'task-opened': ({ what, nameOf, text, at }) =>
    `"${what}" was asked of ${nameOf(text('assigneeId'))}, due ${at('dueAt')}`,
  'task-added': ({ who, what, nameOf, text, at }) =>
    `${who} added "${what}" for ${nameOf(text('assigneeId'))}, due ${at('dueAt')}`,
  'task-started': ({ who, what }) => `${who} opened "${what}"`,
  'task-completed': ({ who, what, record, nameOf, text }) =>
    `${who} handed in "${what}"${forOther(nameOf, text)}${record.details.isLate === true ? ', late' : ''}`,
  'submission-changed': ({ who, what, record }) =>
    `${who} changed what was handed in for "${what}"${record.details.isLate === true ? ', late' : ''}`,
  'task-skipped': ({ who, what, text }) => `${who} cancelled "${what}"${because(text)}`,
  'task-reassigned': handedOver,
  'sign-off-reassigned': handedOver,
  'task-delegated': handedOver,
  'sign-off-delegated': handedOver,
  'scenario-added': ({ who, text }) => `${who} added the scenario "${text('name')}"`,
  'scenario-removed': ({ who, text }) => `${who} removed the scenario "${text('name')}"`,
  'scenario-computed': ({ text }) => `The plan of the scenario "${text('name')}" was computed`,
  'scenario-without-plan': ({ text }) => `The scenario "${text('name')}" has no plan${said(text('problem'))}`,
  'work-reopened': ({ who, what, text }) => `${who} sent the work of ${what} back${because(text)}`,
  'due-moved': ({ who, what, text, at }) => `${who} moved "${what}" to ${at('to')}${because(text)}`,
  'sign-off-requested': ({ what, record, nameOf, at }) =>
    `${what} was asked of ${peopleOf(record.details.asked, nameOf)}, due ${at('dueAt')}`,
  'sign-off-next-asked': ({ what, nameOf, text, at }) =>
    `${what} was asked of ${nameOf(text('personId'))} next, due ${at('dueAt')}`,
  'sign-off-out-of-reach': ({ what }) => `${what}: cannot be approved any more, too many have abstained`,
  'sign-off-decided': ({ who, what, record, nameOf, text }) =>
    `${who} ${DECIDED[text('decision')] ?? 'decided'} ${what}${forOther(nameOf, text)}${record.details.isLate === true ? ', late' : ''}${said(text('comment'))}`,
  'sign-off-approved': ({ what }) => `${what}: approved`,
  'sign-off-rejected': ({ what, text }) => `${what}: rejected${because(text)}`,
  'sign-off-voided': ({ what, text }) => `${what}: void${because(text)}`,
  'sign-off-cancelled': ({ what, text }) => `${what}: withdrawn${because(text)}`,
  reminded: ({ who, what, record, nameOf }) =>
    record.actorId === null
      ? `${peopleOf(record.details.to, nameOf)} was reminded of ${what}`
      : `${who} reminded ${peopleOf(record.details.to, nameOf)} of ${what}`,
  escalated: ({ what, record, nameOf }) => `${what} was escalated to ${peopleOf(record.details.to, nameOf)}`,
  'submission-refused': ({ who, what, text }) =>
    `What ${who} sent for "${what}" was not taken${said(text('why'))}`,
  'decision-refused': ({ who, what, text }) =>
    `The decision of ${who} on ${what} was not taken${said(text('why'))}`,
  problem: ({ what, text }) => `${what || 'The month'} needs a look${said(text('message'))}`,
};

const DECIDED: Readonly<Record<string, string>> = {
  approve: 'approved',
  'approve-with-conditions': 'approved with conditions',
  reject: 'rejected',
  abstain: 'abstained from',
};

function handedOver({ who, what, nameOf, text }: Told): string {
  return `${who} handed "${what}" over from ${nameOf(text('fromPersonId'))} to ${nameOf(text('toPersonId'))}${because(text)}`;
}

const byName = ({ who, what, record }: Told): string =>
  `${who}: ${record.action.replaceAll('-', ' ')}${what === '' ? '' : ` (${what})`}`;

const because = (text: Told['text']): string => said(text('reason'));
const said = (words: string): string => (words === '' ? '' : `: “${words.replace(/\.$/, '')}”`);

function forOther(nameOf: SentenceContext['nameOf'], text: Told['text']): string {
  return text('forPersonId') ? ` for ${nameOf(text('forPersonId'))}` : '';
}

/** Ids, or records with a personId. */
function peopleOf(people: unknown, nameOf: SentenceContext['nameOf']): string {
  const ids = (Array.isArray(people) ? people : []).flatMap((each: unknown) => {
    if (typeof each === 'string') return [each];
    const { personId } = (each ?? {}) as { personId?: unknown };
    return typeof personId === 'string' ? [personId] : [];
  });
  return ids.length === 0 ? 'nobody' : listing(ids.map(nameOf));
}

function subjectName({ subjectType, subjectId }: AuditRecord, facts: CycleFacts): string {
  switch (subjectType) {
    case 'task':
      return facts.tasks.find(({ id }) => id === subjectId)?.title ?? 'a task';
    case 'step':
      return facts.steps.find(({ id }) => id === subjectId)?.name ?? 'a step';
    case 'sign-off-group':
      return signOffOf(facts, subjectId);
    case 'sign-off':
      return signOffOf(
        facts,
        facts.groups.find(({ signOffs }) => signOffs.some(({ id }) => id === subjectId))?.id,
      );
    default:
      return '';
  }
}

function signOffOf(facts: CycleFacts, groupId: string | undefined): string {
  const group = facts.groups.find(({ id }) => id === groupId);
  const step = facts.steps.find(({ id }) => id === group?.stepId);
  return step ? `the sign-off of ${step.name}` : 'a sign-off';
}
