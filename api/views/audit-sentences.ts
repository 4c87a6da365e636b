import type { AuditRecord } from '../../database/audit-repository';
import type { CycleFacts } from '../../database/cycle-facts-repository';
import { moment } from '../../email/wording';

export interface SentenceContext {
  readonly facts: CycleFacts;
  readonly nameOf: (personId: string) => string;
  readonly timeZone: string;
}

/**
 * One line of the audit trail for people: who, what, and the reason in their words. An act that has no sentence of its
 * own is told by its name: "step-closed" → "Step closed".
 */
export function auditSentence(record: AuditRecord, context: SentenceContext): string {
  const who = record.actorId === null ? 'The system' : context.nameOf(record.actorId);
  const subject = subjectName(record, context.facts);
  const act = record.action.replaceAll('-', ' ');
  const about = subject === '' ? '' : ` (${subject})`;
  return `${who}: ${act}${about}${detailWords(record.details, context)}`;
}

function subjectName({ subjectType, subjectId }: AuditRecord, facts: CycleFacts): string {
  switch (subjectType) {
    case 'task':
      return facts.tasks.find(({ id }) => id === subjectId)?.title ?? '';
    case 'step':
      return facts.steps.find(({ id }) => id === subjectId)?.name ?? '';
    case 'sign-off-group':
      return stepOfGroup(facts, subjectId);
    case 'sign-off': {
      const group = facts.groups.find(({ signOffs }) => signOffs.some(({ id }) => id === subjectId));
      return group ? stepOfGroup(facts, group.id) : '';
    }
    default:
      return '';
  }
}

function stepOfGroup(facts: CycleFacts, groupId: string): string {
  const group = facts.groups.find(({ id }) => id === groupId);
  const step = facts.steps.find(({ id }) => id === group?.stepId);
  return step ? `sign-off of ${step.name}` : '';
}

/** Reasons and comments as they were written; ids by name, instants in the reader's zone. */
function detailWords(details: AuditRecord['details'], { nameOf, timeZone }: SentenceContext): string {
  const words: string[] = [];
  const text = (key: string) => (typeof details[key] === 'string' ? (details[key] as string) : '');
  if (text('fromPersonId') && text('toPersonId')) {
    words.push(`from ${nameOf(text('fromPersonId'))} to ${nameOf(text('toPersonId'))}`);
  }
  if (text('decision')) words.push(text('decision').replaceAll('-', ' '));
  if (details.isLate === true) words.push('late');
  if (text('dueAt')) words.push(`due ${moment(new Date(text('dueAt')), timeZone)}`);
  if (text('openAt')) words.push(`opens ${moment(new Date(text('openAt')), timeZone)}`);
  const said = text('reason') || text('comment') || text('message');
  if (said) words.push(`“${said}”`);
  return words.length === 0 ? '' : `: ${words.join(', ')}`;
}
