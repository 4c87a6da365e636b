import type { z } from 'zod';
import type { LinkView } from '../../api/schemas/links';
import { addWorkingHours } from '../../domain/cycle/working-time';
import type { CaughtMail } from '../../email/mailbox';
import { seededRandom } from '../sample-company/seeded-random';
import { type Agenda, nextLookUp } from './agenda';
import { type ApiCaller, Refused } from './api-caller';
import type { Actor } from './cast';
import { responseHours, type Temperament } from './temperament';
import { workContent } from './work-content';

/** One thing that mails have asked of this person: all of them carry the same link. */
interface Asked {
  readonly thing: string;
  mailNumber: number;
  isPlanned: boolean;
}

export interface ParticipantWorld {
  readonly seed: number;
  readonly agenda: Agenda;
  readonly api: ApiCaller;
  readonly say: (line: string) => void;
}

/** A simulated person: reads mails, follows their links, and acts through the API as a person does. */
export class Participant {
  private readonly asked = new Map<string, Asked>();
  /** Steps of a month that this person has decided about. */
  private readonly decided = new Set<string>();
  temperament: Temperament = 'prompt';
  /** Away until then. */
  awayUntil: Date | null = null;
  awayFrom: Date | null = null;

  constructor(
    readonly actor: Actor,
    private readonly world: ParticipantWorld,
  ) {}

  /** Reads one mail at a planned instant, however long the machine took to get there, and plans what follows from it. */
  read(mail: CaughtMail, at: Date): void {
    const token = /\/act\/([\w.-]+)/.exec(mail.text)?.[1];
    if (!token) return;
    const asked = this.asked.get(token) ?? {
      thing: mail.subject.replace(/^Re: /, ''),
      mailNumber: 0,
      isPlanned: false,
    };
    this.asked.set(token, asked);
    asked.mailNumber += 1;
    if (asked.isPlanned) return;
    const { seed, agenda } = this.world;
    const { thing, mailNumber } = asked;
    const isHandedOver = / in place of |, as the backup,/.test(mail.text);
    const hours = responseHours(this.temperament, {
      ...{ seed, email: this.actor.email, thing, mailNumber, isHandedOver },
    });
    if (hours === null) return;
    asked.isPlanned = true;
    const actsAt = nextLookUp(addWorkingHours(this.actor.calendar, this.backAtWork(at), hours));
    agenda.plan(actsAt, `${this.actor.email} ${thing}`, () => this.follow(token, asked));
  }

  private backAtWork(now: Date): Date {
    const { awayFrom, awayUntil } = this;
    return awayFrom && awayUntil && awayFrom <= now && now < awayUntil ? awayUntil : now;
  }

  private async follow(token: string, asked: Asked): Promise<void> {
    asked.isPlanned = false;
    const { api, say } = this.world;
    try {
      const view = await api.get<z.output<typeof LinkView>>(`/api/links/${token}`);
      if (view.task) await this.handIn(token, view.task);
      else if (view.signOff) await this.decide(token, view.signOff);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      say(`  ${this.actor.name} was told: ${error.message}`);
    }
  }

  private async handIn(token: string, task: NonNullable<z.output<typeof LinkView>['task']>): Promise<void> {
    const content = workContent(task, { seed: this.world.seed, email: this.actor.email });
    const { round } = task;
    await this.world.api.post(`/api/links/${token}/submit`, {
      ...{ round, content, comment: '', confirmation: true },
    });
  }

  private async decide(
    token: string,
    signOff: NonNullable<z.output<typeof LinkView>['signOff']>,
  ): Promise<void> {
    const asking = `${signOff.period} ${signOff.step}`;
    const answer = drawnDecision(this.world.seed, this.actor.email, asking, this.decided.has(asking));
    this.decided.add(asking);
    await this.world.api.post(`/api/links/${token}/decide`, {
      ...answer,
      planHash: signOff.planHash,
      confirmation: true,
    });
  }
}

/**
 * Of a hundred who are asked about a step for the first time four reject, and twelve approve with conditions. Whoever
 * is asked again approves.
 */
function drawnDecision(
  seed: number,
  email: string,
  asking: string,
  isAskedAgain: boolean,
): { readonly decision: string; readonly comment: string } {
  const drawn = seededRandom(seed, 'decision', email, asking).uniform() * 100;
  if (isAskedAgain || drawn >= 16) return { decision: 'approve', comment: '' };
  return drawn < 4
    ? { decision: 'reject', comment: 'The next two months look too high against the orders we see.' }
    : { decision: 'approve-with-conditions', comment: 'Provided that the bottleneck is reviewed weekly.' };
}
