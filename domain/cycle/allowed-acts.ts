/**
 * What may be done in which state, and in words why not: workflows refuse by it, the API says it, pages grey out a
 * button with it. Who may do it is another question (domain/approval/who-may-act.ts). Library-free.
 */
export interface Allowance {
  readonly allowed: boolean;
  /** null when allowed; else one sentence: what stands in the way and what to do. */
  readonly why: string | null;
}

export type CycleState = 'running' | 'published' | 'cancelled' | 'closed-without-plan';
export type StepState = 'waiting' | 'open' | 'closed' | 'skipped' | 'cancelled';
export type TaskState = 'waiting' | 'open' | 'done' | 'skipped' | 'cancelled';
export type SignOffGroupState = 'open' | 'approved' | 'rejected' | 'voided' | 'cancelled';
export type SignOffRowState =
  | 'waiting'
  | 'pending'
  | 'approved'
  | 'approved-with-conditions'
  | 'rejected'
  | 'abstained'
  | 'voided'
  | 'not-needed';

export type StepActKind = 'move' | 'reopen' | 'skip' | 'add-task';

export const ALLOWED: Allowance = { allowed: true, why: null };
/** A refusal; `why` is a sentence for the person who asked. */
export const notAllowed = (why: string): Allowance => ({ allowed: false, why });

const cycleEnd: Record<Exclude<CycleState, 'running'>, string> = {
  published: 'This cycle has published its plan; nothing in it can be changed any more.',
  cancelled: 'This cycle was cancelled; nothing in it can be changed any more.',
  'closed-without-plan': 'This cycle has ended without a plan; nothing in it can be changed any more.',
};

/** Cancelling, reminding all, and every other act need a cycle that runs. */
export function mayActOnCycle(cycle: CycleState): Allowance {
  return cycle === 'running' ? ALLOWED : notAllowed(cycleEnd[cycle]);
}

/**
 * Acts of the process owner on a step.
 *
 * Example: skipping a closed step is refused: "This step is closed already. Reopen it if it must be done again."
 */
export function mayActOnStep(
  act: StepActKind,
  facts: { readonly cycle: CycleState; readonly step: StepState; readonly isExecutive: boolean },
): Allowance {
  if (facts.cycle !== 'running') return mayActOnCycle(facts.cycle);
  return act === 'reopen' ? mayReopen(facts.step, facts.isExecutive) : mayChange(facts.step);
}

function mayReopen(step: StepState, isExecutive: boolean): Allowance {
  if (isExecutive) {
    return notAllowed(
      'The executive meeting is not reopened by itself; reopen the pre-S&OP, and it is held again.',
    );
  }
  if (step === 'waiting')
    return notAllowed('This step has not been open yet; move its date to open it earlier.');
  return step === 'cancelled' ? notAllowed('This step was cancelled with its cycle.') : ALLOWED;
}

function mayChange(step: StepState): Allowance {
  switch (step) {
    case 'waiting':
    case 'open':
      return ALLOWED;
    case 'closed':
      return notAllowed('This step is closed already. Reopen it if it must be done again.');
    case 'skipped':
      return notAllowed('This step was skipped. Reopen it if it must be done after all.');
    case 'cancelled':
      return notAllowed('This step was cancelled with its cycle.');
  }
}

/** Submitting a task, and the owner's acts on it: all of them need an open task. */
export function mayActOnTask(facts: { readonly cycle: CycleState; readonly task: TaskState }): Allowance {
  if (facts.cycle !== 'running') return mayActOnCycle(facts.cycle);
  switch (facts.task) {
    case 'open':
      return ALLOWED;
    case 'waiting':
      return notAllowed('This task is not open yet: its step or the work before it comes first.');
    case 'done':
      return notAllowed(
        'This task is done already. Ask the process owner to reopen the step if it must change.',
      );
    case 'skipped':
      return notAllowed('This task was cancelled; the step goes on without it.');
    case 'cancelled':
      return notAllowed('This task was cancelled; there is nothing more to do.');
  }
}

/** Letting the step go on without a task: also one that is not open yet. */
export function maySkipTask(facts: { readonly cycle: CycleState; readonly task: TaskState }): Allowance {
  return facts.cycle === 'running' && facts.task === 'waiting' ? ALLOWED : mayActOnTask(facts);
}

/** Deciding, reminding and reassigning a sign-off: all of them need an open group and a pending sign-off. */
export function mayActOnSignOff(facts: {
  readonly cycle: CycleState;
  readonly group: SignOffGroupState;
  readonly signOff: SignOffRowState;
}): Allowance {
  if (facts.cycle === 'cancelled') return mayActOnCycle(facts.cycle);
  if (facts.group === 'voided' || facts.signOff === 'voided') {
    return notAllowed('The plan has changed since: this sign-off is void. Use the newest request for it.');
  }
  if (facts.signOff === 'not-needed') {
    return notAllowed('The others have decided already; your sign-off is not needed any more.');
  }
  if (facts.signOff === 'waiting' && facts.group === 'open') {
    return notAllowed('Others come first: you get a mail when the one before you has answered.');
  }
  if (facts.signOff !== 'pending') return notAllowed('This sign-off has been decided already.');
  if (facts.group === 'cancelled')
    return notAllowed('This sign-off was withdrawn; there is nothing to decide.');
  if (facts.group !== 'open')
    return notAllowed('The others have decided already; nothing is left to decide.');
  return mayActOnCycle(facts.cycle);
}
