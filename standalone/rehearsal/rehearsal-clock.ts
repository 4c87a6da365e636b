/**
 * The time of the rehearsed world, at hand without asking: the Temporal server's clock as last heard of, plus the real
 * time since. Each activity brings the server's time with it, so that this clock follows every jump.
 */
export class RehearsalClock {
  private heardMs: number;
  private heardAt: number;

  constructor(serverMs: number) {
    this.heardMs = serverMs;
    this.heardAt = performance.now();
  }

  readonly now = (): Date => new Date(this.nowMs());

  /** The server's clock was seen to show this; it never goes back. */
  hear(serverMs: number): void {
    if (serverMs <= this.nowMs()) return;
    this.heardMs = serverMs;
    this.heardAt = performance.now();
  }

  private nowMs(): number {
    return this.heardMs + (performance.now() - this.heardAt);
  }
}
