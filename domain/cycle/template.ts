/** The five steps of the month, in order. A template may leave none out; it may rename them. */
export const STEP_KEYS = [
  'data-gathering',
  'demand-review',
  'supply-review',
  'pre-sop',
  'executive-meeting',
] as const;
export type StepKey = (typeof STEP_KEYS)[number];

export const ROLES = [
  'sales',
  'marketing',
  'finance',
  'demand-planner',
  'supply-planner',
  'operations',
  'procurement',
  'logistics',
  'executive',
  'sponsor',
  'process-owner',
  'leadership',
] as const;
export type Role = (typeof ROLES)[number];

/** What a task asks for; decides which page opens and what a submission must contain. */
export const TASK_KINDS = [
  'attest',
  'demand-input',
  'consensus',
  'capacity-check',
  'supply-input',
  'supply-plan',
  'finance-review',
  'scenario-choice',
  'general',
] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/**
 * A moment of the cycle on the unit's calendar. Business day 1 is the first business day of the cycle's month,
 * −1 the last one before it; there is no day 0. `time` is local wall-clock time, "HH:MM".
 */
export interface BusinessMoment {
  readonly businessDay: number;
  readonly time: string;
}

/**
 * When a step opens: when its predecessor is signed off, when its date comes even if the predecessor is late, or
 * (the default) when both hold.
 */
export type OpeningRule = 'predecessor' | 'date' | 'predecessor-and-date';

/**
 * Who must say yes. `everyone`: all holders of the roles; `quorum`: at least `quorum` of them; `any`: one of them.
 * Whoever abstains has answered, but not approved. One rejection with a comment reopens the work whatever the rule.
 */
export interface SignOffRule {
  readonly kind: 'everyone' | 'quorum' | 'any';
  readonly quorum?: number;
  readonly roles: readonly Role[];
  /**
   * `parallel`, the default: everyone is asked at once. `sequence`: one after another in the order of the roles; the next is
   * asked when the one before has approved or abstained.
   */
  readonly order?: 'parallel' | 'sequence' | undefined;
  /** Nobody approves a plan that their own submission went into. Default true. */
  readonly forbidOwn: boolean;
}

/** A rung's distance from the due time, in business time of the assignee. */
export type RungTiming =
  | { readonly at: 'assignment' }
  | { readonly at: 'business-days-before-due'; readonly days: number }
  | { readonly at: 'due-day'; readonly time: string }
  | { readonly at: 'due' }
  | { readonly at: 'working-hours-after-due'; readonly hours: number }
  | { readonly at: 'business-days-after-due'; readonly days: number };

export type RungAudience = 'assignee' | 'backup' | 'manager' | 'process-owner' | 'sponsor';

export interface LadderRung {
  readonly timing: RungTiming;
  readonly audience: readonly RungAudience[];
  readonly kind: 'assigned' | 'reminder' | 'past-due' | 'escalation';
}

export interface TaskTemplate {
  /** Unique within the step: "sales-input". */
  readonly key: string;
  readonly kind: TaskKind;
  readonly title: string;
  readonly instructions: string;
  readonly role: Role;
  /** `each`: one task for every holder of the role; `one`: one task for the first holder, the others may take it. */
  readonly assign: 'each' | 'one';
  readonly due: BusinessMoment;
  /** Keys of tasks of the same step that must be done first. */
  readonly dependsOn: readonly string[];
  /** Expected effort, said in the mail. */
  readonly minutes: number;
}

export interface SignOffTemplate {
  readonly rule: SignOffRule;
  readonly due: BusinessMoment;
  readonly minutes: number;
}

export interface StepTemplate {
  readonly key: StepKey;
  readonly name: string;
  readonly opening: OpeningRule;
  readonly opensAt: BusinessMoment;
  readonly due: BusinessMoment;
  readonly tasks: readonly TaskTemplate[];
  /** null: the step closes when its tasks are in. */
  readonly signOff: SignOffTemplate | null;
}

/** One version of how a unit's month goes; stored as TemplateVersion.definition and kept by running cycles. */
export interface CycleTemplate {
  readonly name: string;
  readonly kickOff: BusinessMoment;
  readonly publishDue: BusinessMoment;
  /** Working hours of a business day, local time: reminders and "working hours" count inside them. */
  readonly workingHours: { readonly from: string; readonly until: string };
  /** Weekdays that are worked, 1 = Monday … 7 = Sunday; left out: Monday to Friday. */
  readonly workingDays?: readonly number[] | undefined;
  readonly ladder: readonly LadderRung[];
  /** Most mails a person gets on one day from one request, ladder and manual reminders together. */
  readonly remindersPerDay: number;
  readonly steps: readonly StepTemplate[];
}
