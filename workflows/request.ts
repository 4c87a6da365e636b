import { condition, isCancellation, setHandler } from '@temporalio/workflow';
import type {
  About,
  RecordReassignment,
  Remind,
  RequestMoved,
} from '../activities/process/process-activities';
import { ALLOWED, type Allowance } from '../domain/cycle/allowed-acts';
import { processActivities } from './activity-options';
import type { AskedPerson } from './asked-person';
import { Effects } from './effects';
import { MailRoom } from './mail-room';
import {
  type MoveDue,
  moveDue,
  type Reassign,
  type RemindNow,
  reassign,
  remindNow,
  requestMoved,
} from './messages';
import { refuse, requireAhead, requireReason } from './refusal';

/**
 * Ask, remind, escalate, decide: what a task and a group of sign-offs have in common. Handlers record an act and leave
 * its effects here; the one loop carries them out, and between them climbs each person's ladder. Settled at the very
 * moment of the decision: no reminder comes after it.
 */
export class OpenRequest {
  isSettled = false;
  readonly mails = new MailRoom();
  private readonly effects: Effects;
  /** Accepted, and not on record yet: what was due when is about to change. */
  private handOversUnderWay = 0;

  constructor(
    readonly about: About & { readonly cycleId: string },
    readonly people: readonly AskedPerson[],
    public dueAt: string,
    private readonly remindersPerDay: number,
    /** Who may have it in another's place, beside that they are not asked already. */
    private readonly mayTakeOver: (personId: string) => Allowance = () => ALLOWED,
  ) {
    this.effects = new Effects({ cycleId: about.cycleId, subjectType: about.about, subjectId: about.id });
    setHandler(remindNow, (act) => this.remindNow(act), { validator: (act) => this.checkRemind(act) });
    setHandler(reassign, (act) => this.reassign(act), { validator: (act) => this.checkReassign(act) });
    setHandler(moveDue, (act) => this.moveDue(act), { validator: (act) => this.checkMove(act) });
    setHandler(requestMoved, (moved) => this.takeNewDates(moved));
  }

  /** Leaves an effect to the main loop. */
  andThen(effect: () => Promise<void>): void {
    this.effects.add(effect);
  }

  /** Runs until the request is settled (true) or was called off by its step (false); acts in hand are recorded first. */
  async untilSettled(): Promise<boolean> {
    try {
      for (;;) {
        await this.effects.carryOut();
        if (this.isSettled) return true;
        await this.nextEvent();
        this.climbLadders();
      }
    } catch (error) {
      if (!isCancellation(error)) throw error;
      await this.effects.carryOut();
      return this.isSettled;
    }
  }

  personOf(subjectId: string): AskedPerson | undefined {
    return this.people.find((person) => person.subjectId === subjectId);
  }

  /** While it is being handed on nobody is late: its new holder gets time, and may hear of it before this workflow does. */
  isLate(person: AskedPerson | undefined, at: string): boolean {
    return this.handOversUnderWay === 0 && at > (person ? this.dueAtOf(person) : this.dueAt);
  }

  private dueAtOf({ ownDueAt }: AskedPerson): string {
    return ownDueAt > this.dueAt ? ownDueAt : this.dueAt;
  }

  private pending(): readonly AskedPerson[] {
    return this.isSettled ? [] : this.people.filter(({ isPending }) => isPending);
  }

  private async nextEvent(): Promise<void> {
    const rungs = this.pending().flatMap((person) => person.nextRungAt() ?? []);
    const hasWork = () => this.effects.arePending || this.isSettled;
    if (rungs.length === 0) return condition(hasWork);
    const waitMs = Math.min(...rungs.map((at) => Date.parse(at))) - Date.now();
    if (waitMs > 0) await condition(hasWork, waitMs);
  }

  private climbLadders(): void {
    const now = new Date().toISOString();
    for (const person of this.pending()) {
      const due = person.climb(now);
      if (due === null) continue;
      const kind = due.kind === 'assigned' ? 'reminder' : due.kind;
      this.andThen(() => this.give(person, { kind, audience: due.audience, byId: null }));
    }
  }

  private async give(
    person: AskedPerson,
    reminder: Pick<Remind, 'kind' | 'audience' | 'byId'>,
  ): Promise<void> {
    if (this.isSettled || !person.isPending) return;
    const now = new Date().toISOString();
    const isByHand = reminder.byId !== null; // counted when it was accepted
    person.remindersGiven += 1;
    const reminded = await processActivities.remind({
      ...reminder,
      about: person.about,
      subjectId: person.subjectId,
      holderId: person.holderId,
      escalationLevel: person.escalationLevel(),
      number: person.nextNumber(),
      remindersSent: person.remindersGiven,
      cappedIds: isByHand ? [] : person.cappedIds(this.remindersPerDay, now),
    });
    if (!isByHand) person.noteMails(reminded.mailedIds, now);
    if (reminded.handedOver) person.handOver(reminded.handedOver, now);
    this.mails.post(reminded.mailIds);
  }

  // ── Acts of the process owner ──

  private asked(personIds: readonly string[] | undefined): readonly AskedPerson[] {
    return this.pending().filter(({ holderId }) => personIds === undefined || personIds.includes(holderId));
  }

  private checkRemind({ personIds }: RemindNow): void {
    this.refuseIfSettled();
    const asked = this.asked(personIds);
    if (asked.length === 0)
      refuse('conflict', 'None of these people has anything open here; nobody is reminded.');
    const now = new Date().toISOString();
    if (asked.every((person) => person.isCapped(this.remindersPerDay, now))) {
      refuse(
        'conflict',
        `There were ${this.remindersPerDay} mails about this within the last 24 hours, which is the most the template allows. Try again later.`,
      );
    }
  }

  private remindNow({ byId, personIds }: RemindNow): { remindedIds: readonly string[] } {
    const now = new Date().toISOString();
    const asked = this.asked(personIds).filter((person) => !person.isCapped(this.remindersPerDay, now));
    for (const person of asked) {
      const kind = this.isLate(person, now) ? 'past-due' : 'reminder';
      person.noteMails([person.holderId], now);
      this.andThen(() => this.give(person, { kind, audience: ['assignee'], byId }));
    }
    return { remindedIds: asked.map(({ holderId }) => holderId) };
  }

  private checkReassign({ fromPersonId, toPersonId, reason }: Reassign): void {
    this.refuseIfSettled();
    requireReason(reason);
    if (!this.asked([fromPersonId])[0]) {
      refuse(
        'conflict',
        'This is not (or no longer) held by that person. Look at the page again.',
        fromPersonId,
      );
    }
    if (this.people.some(({ holderId }) => holderId === toPersonId)) {
      refuse('conflict', 'That person is asked already. Choose someone else.', toPersonId);
    }
    const { why } = this.mayTakeOver(toPersonId);
    if (why !== null) refuse('forbidden', `That person ${why}. Choose someone else.`, toPersonId);
  }

  private reassign({ byId, fromPersonId, toPersonId, reason }: Reassign): void {
    const [person] = this.asked([fromPersonId]);
    if (person === undefined) return;
    person.holderId = toPersonId;
    const act: RecordReassignment = {
      about: person.about,
      subjectId: person.subjectId,
      fromPersonId,
      toPersonId,
      byId,
      reason,
      number: person.nextNumber(),
    };
    this.handOversUnderWay += 1;
    this.andThen(() => this.handOn(person, act));
  }

  /** What cannot be recorded has not happened: the former holder has it still. */
  private async handOn(person: AskedPerson, act: RecordReassignment): Promise<void> {
    const now = new Date().toISOString();
    try {
      const { mailIds, ...asked } = await processActivities.recordReassignment(act);
      const isTask = person.about === 'task'; // a task has one due time, a group one for each who is asked late
      if (isTask) this.dueAt = asked.dueAt;
      person.askInstead({ ...asked, dueAt: isTask ? '' : asked.dueAt }, now);
      this.mails.post(mailIds);
    } catch (error) {
      person.holderId = act.fromPersonId;
      throw error;
    } finally {
      this.handOversUnderWay -= 1;
    }
  }

  private checkMove({ dueAt, reason }: MoveDue): void {
    this.refuseIfSettled();
    requireReason(reason);
    requireAhead(dueAt);
  }

  private moveDue({ byId, dueAt, reason }: MoveDue): void {
    this.dueAt = new Date(dueAt).toISOString();
    const { about, id } = this.about;
    this.andThen(async () => {
      const { ladders } = await processActivities.recordMovedDue({
        about: { about, id },
        dueAt,
        byId,
        reason,
      });
      this.takeNewDates({ dueAt: this.dueAt, ladders });
    });
  }

  private takeNewDates({ dueAt, ladders }: Pick<RequestMoved, 'dueAt' | 'ladders'>): void {
    this.dueAt = dueAt;
    const now = new Date().toISOString();
    for (const person of this.people) person.takeLadder(ladders[person.subjectId] ?? person.rungs, now);
    this.andThen(async () => undefined); // wakes the loop: the next rung is another one now
  }

  private refuseIfSettled(): void {
    if (this.isSettled) refuse('conflict', 'This is decided already; there is nothing left to ask for.');
  }
}
