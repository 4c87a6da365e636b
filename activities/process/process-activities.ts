import type { DatedRung } from '../../domain/approval/due-rungs';
import type { Decision } from '../../domain/approval/sign-off-rule';
import type { PlanReference } from '../../domain/cycle/plan-summary';
import type { OpeningRule, RungAudience, SignOffRule, StepKey, TaskKind } from '../../domain/cycle/template';

/**
 * What workflows ask of the process: ids, instants (ISO UTC) and states go in and out, tables stay in PostgreSQL. Every
 * act is written with its audit row in one transaction, and may be asked for twice: the second time changes nothing.
 */
export interface ProcessActivities {
  // ── The cycle ──
  /** Which month of a unit is to be kicked off now; null when none is, or the owner skipped it. */
  findDueMonth(input: { readonly unitId: string }): Promise<string | null>;
  /** Writes the dated cycle with its steps and tasks; the same month again gives the cycle that is there. */
  createCycle(input: {
    readonly unitId: string;
    readonly period: string;
    readonly startedById: string | null;
  }): Promise<CreatedCycle>;
  /** Starts a cycle's workflow; false when it runs or has run. */
  startCycle(input: { readonly workflowId: string; readonly cycleId: string }): Promise<boolean>;
  /** The dates of a cycle; announces the kick-off to everyone on the roster. */
  beginCycle(input: { readonly cycleId: string }): Promise<DatedCycle>;
  endCycle(input: EndCycle): Promise<QueuedMails>;
  /** Something cannot go on by itself: on record for the owner to see. */
  recordProblem(input: RecordProblem): Promise<void>;

  // ── A step ──
  /** Opens a step (again) with the tasks that wait for nothing, and writes their mails. */
  openStep(input: OpenStep): Promise<OpenedStep>;
  /** Opens tasks whose work before them is in. */
  openTasks(input: {
    readonly stepId: string;
    readonly taskIds: readonly string[];
    readonly stepWorkflowId: string;
  }): Promise<OpenedTasks>;
  /** Asks for work that was handed in once more; the answer says which tasks wait for it now. */
  askAgain(input: {
    readonly stepId: string;
    readonly byId: string;
    readonly reason: string;
  }): Promise<readonly StepTask[]>;
  closeStep(input: { readonly stepId: string; readonly outcome: 'signed-off' | 'completed' }): Promise<void>;
  /** Ends a step's open work: skipped, or sent back to wait for its predecessor. */
  stopStep(input: StopStep): Promise<QueuedMails>;
  moveStep(input: MoveStepDates): Promise<readonly RequestMoved[]>;

  /** Adds a task to a step that waits or is open; the same task again changes nothing. */
  addTask(input: AddedTask): Promise<StepTask>;

  // ── A request ──
  recordCompletion(input: RecordCompletion): Promise<Recorded>;
  /** A submission takes the place of the one that counted for its task. */
  recordChange(input: RecordCompletion): Promise<Recorded>;
  /** Writes that the step goes on without a task, open or still waiting, and tells whoever holds it. */
  recordTaskSkipped(input: {
    readonly taskId: string;
    readonly byId: string;
    readonly reason: string;
  }): Promise<QueuedMails>;
  /** Takes a planner's scenario out of the comparison; the same again changes nothing. */
  removeScenario(input: { readonly scenarioId: string; readonly byId: string }): Promise<void>;
  requestSignOff(input: RequestSignOff): Promise<RequestedSignOff>;
  recordDecision(input: RecordDecision): Promise<Recorded>;
  /** Asks the next one of a sequence; null when nobody is left to ask. */
  askNextSigner(input: { readonly groupId: string }): Promise<(AskedNext & QueuedMails) | null>;
  /** Too many have abstained: on record, and told to the process owners. */
  recordOutOfReach(input: { readonly groupId: string }): Promise<QueuedMails>;
  closeSignOff(input: CloseSignOff): Promise<QueuedMails>;
  remind(input: Remind): Promise<Reminded>;
  recordReassignment(input: RecordReassignment): Promise<AskedInstead & QueuedMails>;
  recordMovedDue(input: {
    readonly about: About;
    readonly dueAt: string;
    readonly byId: string;
    readonly reason: string;
  }): Promise<{ readonly ladders: Readonly<Record<string, readonly DatedRung[]>> }>;
}

export interface QueuedMails {
  /** To be handed to `sendMail`. */
  readonly mailIds: readonly string[];
}

/** Whether an act took effect; if not, in words why. */
export type Recorded = { readonly isRecorded: true } | { readonly isRecorded: false; readonly why: string };

/** One task (Task.id), or one group of sign-offs (SignOffGroup.id). */
export interface About {
  readonly about: 'task' | 'sign-off-group';
  readonly id: string;
}

export interface CreatedCycle {
  readonly cycleId: string;
  readonly workflowId: string;
  readonly isNew: boolean;
}

export interface DatedStep {
  readonly stepId: string;
  readonly key: StepKey;
  readonly opening: OpeningRule;
  readonly hasSignOff: boolean;
  readonly openAt: string;
  readonly dueAt: string;
}

export interface DatedCycle extends QueuedMails {
  readonly workflowId: string;
  readonly steps: readonly DatedStep[];
}

export type EndCycle = { readonly cycleId: string } & (
  | { readonly state: 'published'; readonly planVersionId: string }
  | { readonly state: 'closed-without-plan' }
  | { readonly state: 'cancelled'; readonly byId: string; readonly reason: string }
);

export interface RecordProblem {
  readonly cycleId: string;
  readonly subjectType: 'cycle' | 'step' | 'task' | 'sign-off-group';
  readonly subjectId: string;
  readonly message: string;
}

export interface OpenStep {
  readonly stepId: string;
  readonly round: number;
  readonly stepWorkflowId: string;
  /** Set when the owner or a rejection reopened this very step. */
  readonly reopened: { readonly byId: string; readonly reason: string } | null;
}

/** A task as its step keeps it in mind. */
export interface StepTask {
  readonly taskId: string;
  /** Of the template: what others' `dependsOn` names. */
  readonly key: string;
  readonly kind: TaskKind;
  readonly dependsOn: readonly string[];
  readonly state: 'waiting' | 'open' | 'done' | 'skipped';
}

export interface AddedTask {
  readonly stepId: string;
  readonly taskId: string;
  readonly title: string;
  readonly instructions: string;
  readonly assigneeId: string;
  readonly dueAt: string;
  readonly minutes: number;
  /** Template key of the tasks that come first; null: none. */
  readonly waitsFor: string | null;
  readonly byId: string;
}

/** What a request workflow needs to ask for one task. */
export interface AskedTask {
  readonly taskId: string;
  readonly round: number;
  readonly holderId: string;
  readonly openedAt: string;
  readonly dueAt: string;
  readonly rungs: readonly DatedRung[];
}

export interface OpenedTasks extends QueuedMails {
  readonly asked: readonly AskedTask[];
  /** The template's cap on mails to one person within a day. */
  readonly remindersPerDay: number;
}

export interface OpenedStep extends OpenedTasks {
  readonly tasks: readonly StepTask[];
}

export type StopStep = {
  readonly stepId: string;
  readonly reason: string;
  readonly byId: string;
} & ({ readonly as: 'skipped' } | { readonly as: 'waiting'; readonly round: number });

export interface MoveStepDates {
  readonly stepId: string;
  readonly openAt?: string;
  readonly dueAt?: string;
  readonly byId: string;
  readonly reason: string;
}

export interface RecordCompletion {
  readonly taskId: string;
  readonly round: number;
  readonly submissionId: string;
  readonly byId: string;
  readonly at: string;
  readonly isLate: boolean;
}

export interface RequestSignOff {
  readonly stepId: string;
  readonly workflowId: string;
  readonly plan: PlanReference;
}

export interface AskedNext {
  readonly signOffId: string;
  readonly holderId: string;
  readonly rungs: readonly DatedRung[];
  readonly askedAt: string;
  readonly dueAt: string;
}

export interface AskedSignOff {
  readonly signOffId: string;
  readonly holderId: string;
  /** False: their turn comes later. */
  readonly isAsked: boolean;
  readonly rungs: readonly DatedRung[];
}

export interface RequestedSignOff extends QueuedMails {
  readonly groupId: string;
  readonly rule: SignOffRule;
  readonly requestedAt: string;
  readonly dueAt: string;
  readonly remindersPerDay: number;
  /** Nobody of these may sign; [] where the rule allows it. */
  readonly barredAuthorIds: readonly string[];
  readonly signOffs: readonly AskedSignOff[];
}

export interface RecordDecision {
  readonly signOffId: string;
  readonly byId: string;
  readonly decision: Decision;
  readonly comment: string;
  readonly at: string;
  readonly isLate: boolean;
}

export interface CloseSignOff {
  readonly groupId: string;
  readonly state: 'approved' | 'rejected' | 'voided' | 'cancelled';
  readonly reason: string | null;
}

export interface Remind {
  readonly about: 'task' | 'sign-off';
  /** Task.id or SignOff.id */
  readonly subjectId: string;
  readonly holderId: string;
  readonly kind: 'reminder' | 'past-due' | 'escalation';
  readonly audience: readonly RungAudience[];
  readonly escalationLevel: number;
  /** Of the mails of this request. */
  readonly number: number;
  /** How many reminders there were with this one. */
  readonly remindersSent: number;
  /** Who pressed "remind now"; null: the ladder. */
  readonly byId: string | null;
  /** People who got as many mails about this as one day allows. */
  readonly cappedIds: readonly string[];
}

export interface HandedOver {
  readonly holderId: string;
  readonly rungs: readonly DatedRung[];
}

/** Asked in another's place: due no sooner than four working hours from then. */
export interface AskedInstead extends HandedOver {
  readonly dueAt: string;
}

export interface Reminded extends QueuedMails {
  readonly mailedIds: readonly string[];
  /** Set when the holder is away: who has it now. */
  readonly handedOver: HandedOver | null;
}

export interface RecordReassignment {
  readonly about: 'task' | 'sign-off';
  readonly subjectId: string;
  readonly fromPersonId: string;
  readonly toPersonId: string;
  readonly byId: string;
  readonly reason: string;
  readonly number: number;
}

/** New due time and ladders of one open request. */
export interface RequestMoved {
  readonly workflowId: string;
  readonly dueAt: string;
  /** By Task.id or SignOff.id. */
  readonly ladders: Readonly<Record<string, readonly DatedRung[]>>;
}
