import type { PlanSummary } from '../../domain/cycle/plan-summary';
import type { TaskKind } from '../../domain/cycle/template';
import type { ComparedPlans } from '../../domain/plan/compared-figures';

/** What every mail about a month knows. All addresses of pages are complete ("https://…"). */
export interface CycleFacts {
  readonly unitName: string;
  /** YYYY-MM */
  readonly period: string;
  /** The cycle's page; needs a sign-in. */
  readonly url: string;
  /** The process owner: asks for everything, and is whom to turn to. */
  readonly owner: { readonly name: string; readonly email: string };
}

export interface Reader {
  readonly name: string;
  readonly timeZone: string;
}

/** The thing asked for: a task, or a sign-off of one plan version. */
export type Asked = AskedTask | AskedSignOff;

interface AskedAtAll {
  readonly stepName: string;
  /** Who holds it now. */
  readonly holderName: string;
  readonly role: string;
  readonly askedAt: Date;
  readonly dueAt: Date;
  readonly minutes: number;
  readonly isStarted: boolean;
  readonly remindersSent: number;
  /** Where the reader acts or looks: a link of their own, or the cycle page. */
  readonly url: string;
  /** What cannot begin before this is done, in words: "the demand consensus". */
  readonly waiting: readonly string[];
}

export interface AskedTask extends AskedAtAll {
  readonly about: 'task';
  readonly kind: TaskKind;
  /** "Sales input" */
  readonly title: string;
  readonly instructions: string;
  /** Why it came back: the comment of the rejection that reopened it. */
  readonly sentBack: { readonly by: string; readonly comment: string } | null;
}

export interface AskedSignOff extends AskedAtAll {
  readonly about: 'sign-off';
  readonly plan: PlanFacts;
  /** Conditions that others have set on this version. */
  readonly conditions: readonly { readonly by: string; readonly comment: string }[];
}

/** One plan version with the one it is best compared with: the version before it, else last month's plan. */
export interface PlanFacts {
  /** PlanVersion.kind */
  readonly kind: string;
  readonly number: number;
  readonly sha256: string;
  readonly summary: PlanSummary;
  readonly comparedWith: (ComparedPlans & { readonly name: string }) | null;
}
