import {
  type DatedRung,
  type DueReminder,
  dueReminder,
  escalationLevel,
  mayMailAgain,
  nextRungAt,
  rungsPassedAtOpening,
} from '../domain/approval/due-rungs';

/** Someone who holds a task or a sign-off: how far the ladder was climbed, and who was mailed when. */
export class AskedPerson {
  isPending = true;
  rungs: readonly DatedRung[];
  private climbed: number;
  remindersGiven = 0;
  private number: number;
  private readonly mailedAt = new Map<string, string[]>();

  /** Due no earlier than this, since they were asked late; '': with the request. */
  ownDueAt = '';

  constructor(
    readonly about: 'task' | 'sign-off',
    /** Task.id or SignOff.id */
    readonly subjectId: string,
    public holderId: string,
    start: {
      readonly rungs: readonly DatedRung[];
      readonly askedAt: string;
      /** Mails are numbered on from here. */
      readonly firstNumber: number;
    },
  ) {
    this.rungs = start.rungs;
    this.climbed = rungsPassedAtOpening(start.rungs, start.askedAt);
    this.number = start.firstNumber;
    this.noteMails([holderId], start.askedAt);
  }

  /** In a sequence: their turn has come. */
  ask(
    to: { readonly holderId: string; readonly rungs: readonly DatedRung[]; readonly dueAt: string },
    at: string,
  ): void {
    this.isPending = true;
    this.ownDueAt = to.dueAt;
    this.noteMails([to.holderId], at);
    this.handOver(to, at);
  }

  /** Asked in another's place: the ladder starts anew, and nothing was said to them before. */
  askInstead(
    to: { readonly holderId: string; readonly rungs: readonly DatedRung[]; readonly dueAt: string },
    at: string,
  ): void {
    this.remindersGiven = 0;
    this.ask(to, at);
  }

  nextRungAt(): string | null {
    return nextRungAt(this.rungs, this.climbed);
  }

  /** What the ladder asks for now, once: the rungs count as climbed from here on. */
  climb(now: string): DueReminder | null {
    const due = dueReminder(this.rungs, this.climbed, now);
    if (due !== null) this.climbed = due.climbed;
    return due;
  }

  escalationLevel(): number {
    return escalationLevel(this.rungs, this.climbed);
  }

  nextNumber(): number {
    this.number += 1;
    return this.number;
  }

  noteMails(personIds: readonly string[], at: string): void {
    for (const personId of personIds) {
      this.mailedAt.set(personId, [...(this.mailedAt.get(personId) ?? []), at]);
    }
  }

  isCapped(perDay: number, now: string): boolean {
    return !mayMailAgain(this.mailedAt.get(this.holderId) ?? [], perDay, now);
  }

  cappedIds(perDay: number, now: string): string[] {
    return [...this.mailedAt]
      .filter(([, at]) => !mayMailAgain(at, perDay, now))
      .map(([personId]) => personId);
  }

  handOver(to: { readonly holderId: string; readonly rungs: readonly DatedRung[] }, now: string): void {
    this.holderId = to.holderId;
    this.takeLadder(to.rungs, now);
  }

  /** A new due time or holder: rungs that lie behind are not caught up on. */
  takeLadder(rungs: readonly DatedRung[], now: string): void {
    this.rungs = rungs;
    this.climbed = rungsPassedAtOpening(rungs, now);
  }
}
