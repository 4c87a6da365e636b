import { ApplicationFailure, Context } from '@temporalio/activity';
import { DomainError } from '../domain/errors';

type Activity = (input: never) => Promise<unknown>;
type Activities = Readonly<Record<string, Activity>>;

/**
 * What every activity does alike: a refusal by a rule of the domain is final, anything else is tried again. With
 * `heartbeat`, the server hears every few seconds that the work goes on, and notices a lost worker soon.
 */
export function asActivities<Group extends object>(
  group: Group,
  options: { readonly heartbeat: boolean } = { heartbeat: false },
): Group {
  const wrapped = Object.entries(group as Activities).map(([name, run]) => [
    name,
    async (input: never) => {
      const stop = options.heartbeat ? keepBeating() : () => undefined;
      try {
        return await run(input);
      } catch (error) {
        throw asFailure(error);
      } finally {
        stop();
      }
    },
  ]);
  return Object.fromEntries(wrapped) as Group;
}

const beatMs = 10_000;

/** What each running activity told last of how it gets on; every beat repeats it. */
const lastProgress = new WeakMap<Context, object>();

function keepBeating(): () => void {
  const context = Context.current();
  const timer = setInterval(() => context.heartbeat(lastProgress.get(context)), beatMs);
  return () => clearInterval(timer);
}

/** For the running activity to tell how it gets on, in the details of its heartbeat; may be called from anywhere. */
export function progressReporter(): (progress: object) => void {
  const context = Context.current();
  return (progress) => {
    lastProgress.set(context, progress);
    context.heartbeat(progress);
  };
}

function asFailure(error: unknown): unknown {
  if (!(error instanceof DomainError) || error.code === 'unavailable') return error;
  return ApplicationFailure.create({
    message: error.message,
    type: error.code,
    nonRetryable: true,
    details: [...error.details],
    cause: error,
  });
}
