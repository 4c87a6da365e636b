import type { Database } from '../../database/client';
import { addBusinessDays } from '../../domain/cycle/business-calendar';
import { instantAt, localDayOf } from '../../domain/cycle/local-time';
import { addMonths, monthRange } from '../../domain/cycle/month';
import type { MailCatcher } from '../mail-catcher';
import { seededRandom } from '../sample-company/seeded-random';
import { Agenda, nextLookUp, nextReading } from './agenda';
import { ApiCaller } from './api-caller';
import { type Actor, ownerOf, readCast } from './cast';
import { Participant } from './participant';
import { passedMonthFiles } from './passed-month';
import { ProcessOwner } from './process-owner';
import { temperamentOf } from './temperament';

/** Where a rehearsal plays: the running product on a server whose time can be moved on. */
export interface Stage {
  readonly database: Database;
  readonly apiUrl: string;
  readonly catcher: MailCatcher;
  readonly clock: () => Date;
  /** Lets time pass until then; all that falls due on the way happens. */
  sleepUntil(at: Date): Promise<void>;
}

export interface Play {
  readonly unitId: string;
  readonly firstMonth: string;
  readonly months: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

const DAY_MS = 86_400_000;
/** A month that has not ended so long after its plan was due will not end. */
const PATIENCE_DAYS = 30;

/** Plays months from their kick-off until the last one is published (true), or patience is at its end (false). */
export async function playMonths(stage: Stage, play: Play): Promise<boolean> {
  return new Performance(stage, play, await readCast(stage.database, play.unitId)).run();
}

class Performance {
  private readonly agenda = new Agenda();
  private readonly owner: ProcessOwner;
  private readonly participants: ReadonlyMap<string, Participant>;
  private readonly ownersApi: ApiCaller;
  private mailsRead = 0;
  private readonly toStart: string[];
  private monthsToCome: number;
  private endBy = new Date(0);
  private toldUntil = new Date(0);

  constructor(
    private readonly stage: Stage,
    private readonly play: Play,
    cast: readonly Actor[],
  ) {
    const { apiUrl, catcher } = stage;
    const { seed, say } = play;
    const { agenda } = this;
    this.toStart = monthRange(play.firstMonth, play.months);
    this.monthsToCome = play.months;
    this.ownersApi = new ApiCaller(apiUrl);
    this.owner = new ProcessOwner(ownerOf(cast), { agenda, api: this.ownersApi, catcher, cast, say });
    const api = new ApiCaller(apiUrl);
    this.participants = new Map(
      cast.map((actor) => [actor.email, new Participant(actor, { seed, agenda, api, say })]),
    );
  }

  async run(): Promise<boolean> {
    const { stage, agenda } = this;
    await this.owner.signIn();
    await this.planNextMonth();
    let running = 0;
    while (running > 0 || this.monthsToCome > 0) {
      if (stage.clock() > this.endBy) return false;
      const planned = agenda.next();
      const reading = nextReading(stage.clock());
      const at = planned && (running === 0 || planned < reading) ? planned : reading;
      await stage.sleepUntil(at);
      const hasNews = await this.readMails(at);
      const hasActed = await agenda.doDue(stage.clock());
      // Whatever happens follows from an act or is told by mail; without either nothing has changed.
      if (hasNews || hasActed) running = await this.lookAround();
    }
    return true;
  }

  private async planNextMonth(): Promise<void> {
    const period = this.toStart.shift();
    if (period === undefined) return;
    const { unitId, say } = this.play;
    const preview = await this.owner.previewMonth(unitId, period);
    const kickOffAt = new Date(Math.max(Date.parse(preview.kickOffAt), this.stage.clock().getTime()));
    this.endBy = new Date(Date.parse(preview.publishDueAt) + PATIENCE_DAYS * DAY_MS);
    this.agenda.plan(kickOffAt, `kick-off ${period}`, async () => {
      await this.owner.signIn();
      await this.castMonth(period, kickOffAt);
      await this.owner.startMonth(unitId, period);
      this.monthsToCome -= 1;
      say(`${period} kicked off ${written(kickOffAt)}`);
      await this.planNextMonth();
    });
    if (period !== this.play.firstMonth)
      this.planPassedMonth(period, new Date(preview.steps[0]?.openAt ?? kickOffAt));
  }

  /** When data gathering opens, the month before has passed: its sales and stock are loaded. */
  private planPassedMonth(period: string, openAt: Date): void {
    const { unitId, seed } = this.play;
    const at = nextLookUp(openAt);
    this.agenda.plan(at, `files ${period}`, async () => {
      const month = addMonths(period, -1);
      for (const file of await passedMonthFiles(this.stage.database, { unitId, month, seed })) {
        await this.ownersApi.upload(
          `/api/units/${unitId}/imports`,
          { kind: file.kind },
          new File([file.content], file.fileName, { type: 'text/csv' }),
        );
      }
    });
  }

  /** The seed decides how everybody is this month; who is away says so beforehand. */
  private async castMonth(period: string, kickOffAt: Date): Promise<void> {
    const { seed } = this.play;
    for (const [email, participant] of this.participants) {
      const { actor } = participant;
      const isIndispensable = actor.id === this.owner.actor.id;
      participant.temperament = temperamentOf({ seed, period, email, isIndispensable });
      if (participant.temperament === 'away') await this.sendAway(participant, period, kickOffAt);
    }
  }

  private async sendAway(participant: Participant, period: string, kickOffAt: Date): Promise<void> {
    const { actor } = participant;
    const chance = seededRandom(this.play.seed, 'absence', period, actor.email);
    const { calendar } = actor;
    const today = localDayOf(calendar.timeZone, kickOffAt);
    const firstDay = addBusinessDays(calendar, today, 2 + Math.floor(12 * chance.uniform()));
    const lastDay = addBusinessDays(calendar, firstDay, 3 + Math.floor(5 * chance.uniform()));
    await this.owner.recordAbsence(actor.id, { firstDay, lastDay, delegateId: actor.backupId });
    participant.awayFrom = instantAt(calendar.timeZone, firstDay, '00:00');
    participant.awayUntil = instantAt(calendar.timeZone, addBusinessDays(calendar, lastDay, 1), '09:00');
  }

  /** True when there were any. */
  private async readMails(at: Date): Promise<boolean> {
    const mails = (await this.stage.catcher.mails()).slice(this.mailsRead);
    for (const mail of mails) {
      for (const address of mail.envelope.to) this.participants.get(address)?.read(mail, at);
      if (mail.envelope.to.includes(this.owner.actor.email)) this.owner.read(mail, at);
    }
    this.mailsRead += mails.length;
    return mails.length > 0;
  }

  /** Tells which steps have closed, and counts the cycles that run. */
  private async lookAround(): Promise<number> {
    const { prisma } = this.stage.database;
    const { unitId, say } = this.play;
    const [closed, running] = await Promise.all([
      prisma.step.findMany({
        where: { closedAt: { gt: this.toldUntil }, cycle: { unitId } },
        include: { cycle: { select: { period: true } } },
        orderBy: { closedAt: 'asc' },
      }),
      prisma.cycle.count({ where: { unitId, state: 'running' } }),
    ]);
    for (const { cycle, name, outcome, closedAt } of closed) {
      if (closedAt === null) continue;
      say(`${cycle.period} ${name}: ${outcome} ${written(closedAt)}`);
      this.toldUntil = closedAt;
    }
    return running;
  }
}

const written = (at: Date): string => at.toISOString().slice(0, 16).replace('T', ' ');
