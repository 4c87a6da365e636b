import { DomainError } from '../errors';
import { type BusinessCalendar, instantOfMoment } from './business-calendar';
import { isMonth } from './month';
import type { CycleTemplate, StepKey } from './template';

export interface PlannedStep {
  readonly key: StepKey;
  readonly openAt: Date;
  readonly dueAt: Date;
  /** null: the step has no sign-off. */
  readonly signOffDueAt: Date | null;
  readonly tasks: readonly { readonly key: string; readonly dueAt: Date }[];
}

/** The dates of one cycle as UTC instants. */
export interface PlannedDates {
  readonly kickOffAt: Date;
  readonly publishDueAt: Date;
  readonly steps: readonly PlannedStep[];
}

/**
 * Dates a template for one month ("YYYY-MM") on a unit's calendar. Throws invalid-input for a month that is none.
 *
 * Example: the default template for 2027-02 in Europe/Berlin without holidays kicks off on 2027-01-27 09:00 local
 * time (BD-3) and opens the demand review on 2027-02-04 09:00 (BD4).
 */
export function plannedDates(
  template: CycleTemplate,
  period: string,
  calendar: BusinessCalendar,
): PlannedDates {
  if (!isMonth(period)) {
    throw new DomainError(
      'invalid-input',
      `"${period}" is no month; write it as YYYY-MM, for example 2027-01.`,
    );
  }
  return {
    kickOffAt: instantOfMoment(calendar, period, template.kickOff),
    publishDueAt: instantOfMoment(calendar, period, template.publishDue),
    steps: template.steps.map((step) => ({
      key: step.key,
      openAt: instantOfMoment(calendar, period, step.opensAt),
      dueAt: instantOfMoment(calendar, period, step.due),
      signOffDueAt: step.signOff && instantOfMoment(calendar, period, step.signOff.due),
      tasks: step.tasks.map((task) => ({
        key: task.key,
        dueAt: instantOfMoment(calendar, period, task.due),
      })),
    })),
  };
}
