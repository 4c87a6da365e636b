/** A planner may answer so much later than it was allowed: this share of the time, and at least so many seconds. */
const graceRatio = 0.1;
const leastGraceSeconds = 0.5;

/**
 * The time a planner is allowed, in seconds, counted from when it was made. Searching for something better ends with
 * the limit; what an answer cannot do without (a first plan, exact quantities, the reason why there is no plan) may
 * take a little longer, and no more than that.
 *
 * @example new TimeAllowed(10).left() // just below 10; leftForAnswer() just below 11
 */
export class TimeAllowed {
  private readonly startedAt = performance.now();

  constructor(readonly seconds: number) {}

  /** Seconds until the limit; 0 or less when it is over. */
  left(): number {
    return this.seconds - (performance.now() - this.startedAt) / 1000;
  }

  /** Seconds until there must be an answer. */
  leftForAnswer(): number {
    return this.left() + Math.max(leastGraceSeconds, graceRatio * this.seconds);
  }
}
