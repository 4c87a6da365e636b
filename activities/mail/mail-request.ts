/**
 * What a workflow says when it wants a mail written: which kind, about which record, to whom. Ids and counters only;
 * `queueMail` reads names, dates and figures from the database when it renders.
 *
 * One mail is one (subjectId, personId, kind, number). The workflow counts `number` upwards per request, so that a
 * retried activity finds the mail it has already stored, and a second reminder is a mail of its own. A reopened task
 * keeps its id: go on with the numbers (for example round × 100 + n).
 */
interface Addressed {
  readonly cycleId: string;
  /** The recipient. */
  readonly personId: string;
  readonly number: number;
}

/** The thing asked for: a task, or one person's sign-off (SignOff.id, not the group's). */
export type MailAbout =
  | { readonly about: 'task' /** Task.id */; readonly subjectId: string }
  | { readonly about: 'sign-off' /** SignOff.id */; readonly subjectId: string };

/** The month has begun: the roster, the dates and what this person will be asked. subjectId = cycleId. */
export interface KickOffMail extends Addressed {
  readonly kind: 'kick-off';
  readonly subjectId: string;
}

/** To the assignee when the task opens, and again in each round (a rejection's comment is read from the database). */
export interface TaskAssignedMail extends Addressed {
  readonly kind: 'task-assigned';
  /** Task.id */
  readonly subjectId: string;
}

/** The owner goes on without a task, or skips its step: its holder need do nothing more. One a round. */
export interface TaskSkippedMail extends Addressed {
  readonly kind: 'task-skipped';
  /** Task.id */
  readonly subjectId: string;
  readonly byId: string;
  readonly reason: string;
}

/** To each person of a new sign-off group. */
export interface SignOffRequestMail extends Addressed {
  readonly kind: 'sign-off-request';
  /** SignOff.id */
  readonly subjectId: string;
}

/** Before or at the due time, to the one who holds it. Suppressed when it is no longer open. */
export type ReminderMail = Addressed &
  MailAbout & {
    readonly kind: 'reminder' | 'past-due';
    /** The person who pressed "remind now"; left out when the ladder does it. */
    readonly byId?: string;
  };

/** Past due, to someone beside the holder. Suppressed when it is no longer open. */
export type EscalationMail = Addressed &
  MailAbout & {
    readonly kind: 'escalation';
    readonly audience: 'assignee' | 'backup' | 'manager' | 'process-owner' | 'sponsor';
  };

/** After a reassignment: one to the new holder (with the link), one to the former (nothing more to do). */
export type HandedOverMail = Addressed &
  MailAbout & {
    readonly kind: 'handed-over';
    readonly fromPersonId: string;
    readonly toPersonId: string;
    readonly byId: string;
    readonly reason: string;
  };

/** The plan changed under a sign-off that was asked for or given: to each person of the voided group. */
export interface SignOffVoidedMail extends Addressed {
  readonly kind: 'sign-off-voided';
  /** SignOff.id of the voided one */
  readonly subjectId: string;
  readonly reason: string;
}

/** Too many have abstained for the rule to be met: to those who keep the process going. */
export interface OutOfReachMail extends Addressed {
  readonly kind: 'sign-off-out-of-reach';
  /** SignOffGroup.id */
  readonly subjectId: string;
}

/** A sign-off group was approved or rejected: outcome, who, conditions, what happens next. */
export interface DecisionMail extends Addressed {
  readonly kind: 'decision';
  /** SignOffGroup.id */
  readonly subjectId: string;
}

/** The month is published. subjectId = cycleId. */
export interface PlanPublishedMail extends Addressed {
  readonly kind: 'plan-published';
  readonly subjectId: string;
}

/** The cycle was cancelled (reason: Cycle.cancelReason). subjectId = cycleId. */
export interface CancelledMail extends Addressed {
  readonly kind: 'cancelled';
  readonly subjectId: string;
  readonly byId: string;
}

/** The month is over and no plan was approved: its executive meeting was skipped. subjectId = cycleId. */
export interface ClosedWithoutPlanMail extends Addressed {
  readonly kind: 'closed-without-plan';
  readonly subjectId: string;
}

/** What `queueMail` takes. Mails that a workflow never asks for (sign-in, undeliverable) are written elsewhere. */
export type MailRequest =
  | KickOffMail
  | TaskAssignedMail
  | TaskSkippedMail
  | SignOffRequestMail
  | ReminderMail
  | EscalationMail
  | HandedOverMail
  | SignOffVoidedMail
  | OutOfReachMail
  | DecisionMail
  | PlanPublishedMail
  | CancelledMail
  | ClosedWithoutPlanMail;

export interface QueuedMail {
  readonly mailId: string;
  /** `suppressed`: on record, not to be sent, because what it asks for is no longer open. */
  readonly state: 'queued' | 'suppressed';
}

/** What `sendMail` takes; run it on TASK_QUEUES.mail. A suppressed mail may be passed too: nothing is sent. */
export interface SendMailInput {
  readonly mailId: string;
}

export interface SentMail {
  /** `undeliverable`: refused for good; process owner and backup were told by mails of their own. */
  readonly state: 'sent' | 'suppressed' | 'undeliverable';
}

export interface MailActivities {
  /** Renders and stores; the same request again gives the same mail back. Sends nothing. */
  queueMail(request: MailRequest): Promise<QueuedMail>;
  /** Sends what was stored, once. Throws a retryable failure when the mail server cannot take it now. */
  sendMail(input: SendMailInput): Promise<SentMail>;
}
