import type { z } from 'zod';
import type { Attention, CycleLine, CycleView } from '../../api/schemas/cycles';
import type { CalendarPreview } from '../../api/schemas/units';
import { addWorkingHours } from '../../domain/cycle/working-time';
import type { CaughtMail } from '../../email/mailbox';
import type { MailCatcher } from '../mail-catcher';
import { type Agenda, nextLookUp } from './agenda';
import { type ApiCaller, Refused } from './api-caller';
import type { Actor } from './cast';

type Item = z.output<typeof Attention>;
type Cycle = z.output<typeof CycleView>;

/** Escalations before the owner takes work away: the backup was told, and the line manager. */
const MANAGER_LEVEL = 2;
const WORKING_DAY_HOURS = 8;

export interface OwnerWorld {
  readonly agenda: Agenda;
  readonly api: ApiCaller;
  readonly catcher: MailCatcher;
  readonly cast: readonly Actor[];
  readonly say: (line: string) => void;
}

/** The process owner's own work: starts months, and puts right what the ladder brings. Signed in like a person. */
export class ProcessOwner {
  /** Whom a task or sign-off was given to already. */
  private readonly tried = new Map<string, Set<string>>();
  private readonly isAlarmed = new Set<string>();

  constructor(
    readonly actor: Actor,
    private readonly world: OwnerWorld,
  ) {}

  /** By the link in a mail, as everybody does. */
  async signIn(): Promise<void> {
    const { api, catcher } = this.world;
    const old = new Set((await catcher.mails()).map(({ messageId }) => messageId));
    await api.post('/api/sign-in', { email: this.actor.email });
    const mail = await catcher.waitForMail(
      ({ envelope, text, messageId }) =>
        envelope.to.includes(this.actor.email) && text.includes('/sign-in/') && !old.has(messageId),
    );
    const token = /\/sign-in\/([\w.-]+)/.exec(mail.text)?.[1];
    await api.post('/api/sign-in/confirm', { token });
  }

  /** How a month would be dated, before it is started. */
  previewMonth(unitId: string, period: string): Promise<z.output<typeof CalendarPreview>> {
    return this.world.api.get(`/api/units/${unitId}/calendar?period=${period}`);
  }

  startMonth(unitId: string, period: string): Promise<z.output<typeof CycleLine>> {
    return this.world.api.post(`/api/units/${unitId}/cycles`, { period });
  }

  async recordAbsence(
    personId: string,
    absence: { firstDay: string; lastDay: string; delegateId: string | null },
  ) {
    await this.world.api.post(`/api/people/${personId}/absences`, absence);
  }

  /** A mail that something is overdue makes the owner look at the cycle within hours. */
  read(mail: CaughtMail, at: Date): void {
    const cycleId = /\/cycles\/([\w-]+)/.exec(mail.text)?.[1];
    if (cycleId && mail.subject.includes('] Overdue: ')) this.lookAfter(cycleId, 1, at);
  }

  private lookAfter(cycleId: string, workingHours: number, from: Date): void {
    if (this.isAlarmed.has(cycleId)) return;
    this.isAlarmed.add(cycleId);
    const at = nextLookUp(addWorkingHours(this.actor.calendar, from, workingHours));
    this.world.agenda.plan(at, `${this.actor.email} overdue`, () => this.putRight(cycleId, at));
  }

  private async putRight(cycleId: string, at: Date): Promise<void> {
    this.isAlarmed.delete(cycleId);
    const cycle = await this.lookAt(cycleId);
    const late = cycle.needsYou.filter(
      ({ isLate, escalationLevel, acts }) =>
        isLate && escalationLevel >= MANAGER_LEVEL && acts.includes('reassign'),
    );
    late.sort((a, b) => `${a.title} ${a.person.name}`.localeCompare(`${b.title} ${b.person.name}`));
    for (const item of late) await this.handOver(cycle, item);
    // Whoever has it now gets a day, then the owner looks again.
    if (late.length > 0) this.lookAfter(cycleId, WORKING_DAY_HOURS, at);
  }

  /** A session ends after a month; then the owner signs in again. */
  private async lookAt(cycleId: string): Promise<Cycle> {
    const look = () => this.world.api.get<Cycle>(`/api/cycles/${cycleId}`);
    try {
      return await look();
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 401) throw error;
      await this.signIn();
      return look();
    }
  }

  private async handOver(cycle: Cycle, item: Item): Promise<void> {
    const { api, say } = this.world;
    const place = item.kind === 'task' ? 'tasks' : 'sign-offs';
    for (const person of this.candidates(cycle, item)) {
      this.triedFor(item).add(person.id);
      try {
        await api.post(`/api/${place}/${item.id}/reassign`, {
          toPersonId: person.id,
          reason: `${item.person.name} does not answer.`,
        });
        say(`  ${this.actor.name} gave "${item.title}" of ${item.person.name} to ${person.name}`);
        return;
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
      }
    }
    say(`  ${this.actor.name} found nobody to take "${item.title}" of ${item.person.name}`);
  }

  /** The backup first, then colleagues of the same role, then anybody with another role than the owner's. */
  private candidates(cycle: Cycle, item: Item): readonly Actor[] {
    const holder = this.world.cast.find(({ id }) => id === item.person.id);
    const rank = (actor: Actor): number => {
      if (actor.id === holder?.backupId) return 0;
      if (actor.roles.some((role) => holder?.roles.includes(role))) return 1;
      return actor.id === this.actor.id ? 3 : 2;
    };
    const tried = this.triedFor(item);
    const open = cycle.needsYou.filter(({ kind }) => kind === item.kind).map(({ person }) => person.id);
    return this.world.cast
      .filter(({ id }) => id !== item.person.id && !tried.has(id) && !open.includes(id))
      .sort((a, b) => rank(a) - rank(b) || a.email.localeCompare(b.email));
  }

  private triedFor({ id }: Item): Set<string> {
    const tried = this.tried.get(id) ?? new Set<string>();
    this.tried.set(id, tried);
    return tried;
  }
}
