import {
  type Client,
  isGrpcDeadlineError,
  isGrpcServiceError,
  type ScheduleClient,
  WorkflowFailedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure, type UpdateDefinition } from '@temporalio/common';
import { kickOffWorkflowId, TASK_QUEUES, WORKFLOW_TYPES } from '../../domain/cycle/workflow-ids';
import { DomainError, type DomainErrorCode } from '../../domain/errors';
import type { KickOffInput, KickOffResult } from '../../workflows/messages';
import { NotConfirmed } from './not-confirmed';
import { workerPresence } from './worker-presence';

/** Together an act ends within ten seconds. */
export interface Deadlines {
  /** Whether Temporal and a worker are there at all. */
  readonly checkMs: number;
  /** The act itself. */
  readonly actMs: number;
  /** Asking once more about an act that got no answer. */
  readonly askAgainMs: number;
  /** Beginning a month: its rows are written before the answer. */
  readonly startMs: number;
}

const DEADLINES: Deadlines = { checkMs: 2_000, actMs: 5_000, askAgainMs: 1_500, startMs: 7_500 };

export interface Act<Answer, Input> {
  readonly workflowId: string;
  readonly update: UpdateDefinition<Answer, [Input]>;
  readonly input: Input;
  /** Names the act: the same act again gets the recorded answer. */
  readonly updateId: string;
}

/** The way from the API to running cycles. Every call ends within ten seconds with an answer or a clear refusal. */
export interface CycleDoor {
  /**
   * Sends an act and gives back what was recorded. Throws a DomainError with what the workflow refused, `not-found`
   * when it is over, `unavailable` when nothing was recorded, or NotConfirmed.
   */
  act<Answer, Input>(act: Act<Answer, Input>): Promise<Answer>;
  /** Begins a month now; the same month again gives the cycle that is there. */
  kickOff(unitCode: string, input: KickOffInput & { readonly period: string }): Promise<KickOffResult>;
  /** Runs one call to Temporal's Schedules under a deadline. */
  withSchedules<Answer>(call: (schedules: ScheduleClient) => Promise<Answer>): Promise<Answer>;
  /** Whether Temporal answers, and whether a worker polls. */
  health(): Promise<{ readonly isReachable: boolean; readonly hasWorker: boolean }>;
}

export function createCycleDoor(client: Client, deadlines: Deadlines = DEADLINES): CycleDoor {
  const door = { client, deadlines };
  return {
    async act(act) {
      await refuseWithoutWorker(door);
      try {
        return await within(client, deadlines.actMs, () => sendOnceStarted(client, act, deadlines.actMs));
      } catch (error) {
        if (!isTimeout(error)) throw refusalOf(error);
        return askAgain(door, act);
      }
    },
    async kickOff(unitCode, input) {
      await refuseWithoutWorker(door);
      const workflowId = kickOffWorkflowId(unitCode, input.period);
      try {
        return await within(client, deadlines.startMs, async () => {
          const handle = await client.workflow.start(WORKFLOW_TYPES.kickOff, {
            workflowId,
            workflowIdConflictPolicy: 'USE_EXISTING',
            taskQueue: TASK_QUEUES.orchestration,
            args: [input],
          });
          return (await handle.result()) as KickOffResult;
        });
      } catch (error) {
        throw refusalOf(error);
      }
    },
    async withSchedules(call) {
      const presence = await workerPresence(client, TASK_QUEUES.orchestration, deadlines.checkMs);
      if (presence === 'unreachable') throw temporalIsDown();
      try {
        return await within(client, deadlines.actMs, () => call(client.schedule));
      } catch (error) {
        throw refusalOf(error);
      }
    },
    async health() {
      const presence = await workerPresence(client, TASK_QUEUES.orchestration, deadlines.checkMs);
      return { isReachable: presence !== 'unreachable', hasWorker: presence === 'polling' };
    },
  };
}

interface Door {
  readonly client: Client;
  readonly deadlines: Deadlines;
}

const STARTING_MS = 200;

/** A request or a month is in the database a moment before its workflow takes acts: then the act waits for it. */
async function sendOnceStarted<Answer, Input>(
  client: Client,
  act: Act<Answer, Input>,
  patienceMs: number,
): Promise<Answer> {
  const until = performance.now() + patienceMs - 2 * STARTING_MS;
  for (;;) {
    try {
      return await sendUpdate(client, act);
    } catch (error) {
      const isUnknown = error instanceof WorkflowNotFoundError && !isCompleted(error);
      const isStarting = isUnknown || takesNoActsYet(error);
      if (!isStarting || performance.now() > until) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, STARTING_MS));
  }
}

function sendUpdate<Answer, Input>(
  client: Client,
  { workflowId, update, input, updateId }: Act<Answer, Input>,
): Promise<Answer> {
  return client.workflow
    .getHandle(workflowId)
    .executeUpdate<Answer, [Input]>(update.name, { args: [input], updateId });
}

/** No answer in time: the act is asked about once by its id before the person is told. */
async function askAgain<Answer, Input>(
  { client, deadlines }: Door,
  { workflowId, updateId }: Act<Answer, Input>,
): Promise<Answer> {
  try {
    const sent = client.workflow.getHandle(workflowId).getUpdateHandle<Answer>(updateId);
    return await within(client, deadlines.askAgainMs, () => sent.result());
  } catch (error) {
    if (!isTimeout(error) && !(error instanceof WorkflowNotFoundError)) throw refusalOf(error);
    // Handlers answer in the very step that takes the act: one that has no answer was taken by no worker yet.
    const presence = await workerPresence(client, TASK_QUEUES.orchestration, deadlines.checkMs);
    throw presence === 'unreachable' ? notConfirmed() : notRecorded();
  }
}

async function refuseWithoutWorker({ client, deadlines }: Door): Promise<void> {
  const presence = await workerPresence(client, TASK_QUEUES.orchestration, deadlines.checkMs);
  if (presence === 'unreachable') throw temporalIsDown();
  if (presence === 'absent') throw notRecorded();
}

/** Deadlines of calls are real time, whatever the product's clock says: the network knows no rehearsal. */
function within<Answer>(client: Client, ms: number, call: () => Promise<Answer>): Promise<Answer> {
  return client.withDeadline(Date.now() + ms, call);
}

function isTimeout(error: unknown): boolean {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return true;
  return causes(error).some((each) => isGrpcDeadlineError(each));
}

function refusalOf(error: unknown): unknown {
  if (takesNoActsYet(error)) return notRecorded();
  if (error instanceof WorkflowUpdateFailedError || error instanceof WorkflowFailedError) {
    return domainErrorOf(error.cause) ?? error;
  }
  if (error instanceof WorkflowNotFoundError) {
    if (!isCompleted(error)) return notRecorded();
    return new DomainError(
      'not-found',
      'This is no longer running, so nothing was changed. Reload the page to see how it ended.',
    );
  }
  if (isTimeout(error)) return notConfirmed();
  if (causes(error).some((each) => isGrpcServiceError(each) && each.code === GRPC_UNAVAILABLE))
    return temporalIsDown();
  return error;
}

/** Temporal says the same of a workflow that is over and of one that never was, but for the words. */
const isCompleted = (error: WorkflowNotFoundError): boolean => /already completed/.test(error.message);

/** A cycle reads its dates before it listens. The SDK refuses what comes earlier, and leaves no trace of it. */
const takesNoActsYet = (error: unknown): boolean =>
  error instanceof WorkflowUpdateFailedError &&
  error.cause instanceof ApplicationFailure &&
  error.cause.message.startsWith('No registered handler for update');

const GRPC_UNAVAILABLE = 14;

/** Workflows refuse with an ApplicationFailure whose type is the DomainError's code. */
function domainErrorOf(cause: unknown): DomainError | null {
  const failure = causes(cause).find((each) => each instanceof ApplicationFailure);
  if (!(failure instanceof ApplicationFailure)) return null;
  const code = CODES.find((each) => each === failure.type);
  return code ? new DomainError(code, failure.message, (failure.details ?? []).map(String)) : null;
}

const CODES: readonly DomainErrorCode[] = [
  'invalid-input',
  'not-found',
  'forbidden',
  'conflict',
  'stale',
  'unauthenticated',
  'unavailable',
];

function causes(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let current = error; current && chain.length < 6; current = (current as { cause?: unknown }).cause)
    chain.push(current);
  return chain;
}

const notRecorded = () =>
  new DomainError(
    'unavailable',
    'Not recorded: the worker, which takes tasks and decisions, does not answer. Try again in a minute; what you do twice counts once.',
  );

const temporalIsDown = () =>
  new DomainError(
    'unavailable',
    'Not recorded: Temporal, which runs the cycle, cannot be reached. You can go on reading; try again in a minute.',
  );

const notConfirmed = () =>
  new NotConfirmed(
    'Not confirmed: this was sent, and no answer came in time. Do it once more: you will see what stands, and it counts once.',
  );
