import type { z } from 'zod';
import type { CycleView } from '../../api/schemas/cycles';
import type { SignOffView } from '../../api/schemas/sign-offs';
import type { TaskLine, TaskView } from '../../api/schemas/tasks';
import { type Agent, eventually } from './api-under-test';
import { type MonthUnderTest, startLastMonth, startMonth } from './month-under-test';

export type Cycle = z.output<typeof CycleView>;
export type Task = z.output<typeof TaskView>;
export type SignOff = z.output<typeof SignOffView>;
type Line = z.output<typeof TaskLine>;
type Asked = Pick<Line, 'id' | 'assignee'>;

/** The people of a month that the tests of the calling file share; they are there once it has begun as these need it. */
export function peopleOfOneMonth(begin = async (): Promise<void> => undefined): PeopleOfTheMonth {
  const people = new PeopleOfTheMonth();
  beforeAll(async () => {
    people.month = await startMonth();
    await people.month.startWorkers();
    await begin();
  }, 120_000);
  afterAll(() => people.month.stop(), 60_000);
  return people;
}

/** What the people of a running month see and do through the API, each signed in as themselves. */
class PeopleOfTheMonth {
  month!: MonthUnderTest;
  readonly #agents = new Map<string, Agent>();
  #cycleId = '';
  #owner: Agent | undefined;

  /** The process owner starts the month; all that follows is about it. */
  async start(): Promise<void> {
    this.#owner = await this.agentOf(await this.holderOf('process-owner'));
    this.#cycleId = await startLastMonth(this.month, this.#owner);
  }

  get cycleId(): string {
    return this.#cycleId;
  }

  get owner(): Agent {
    if (!this.#owner) throw new Error('Nobody has started the month yet: call start().');
    return this.#owner;
  }

  // ── Who ──

  async holderOf(role: string): Promise<string> {
    const row = await this.month.database.prisma.membership.findFirstOrThrow({
      where: { unitId: this.month.unitId, role },
      orderBy: { person: { name: 'asc' } },
    });
    return row.personId;
  }

  async agentOf(personId: string): Promise<Agent> {
    const known = this.#agents.get(personId);
    if (known) return known;
    const { email } = await this.month.database.prisma.person.findUniqueOrThrow({ where: { id: personId } });
    const agent = await this.month.signIn(email);
    this.#agents.set(personId, agent);
    return agent;
  }

  // ── What they see ──

  async cycle(): Promise<Cycle> {
    return (await this.owner.get(`/api/cycles/${this.cycleId}`).expect(200)).body;
  }

  async step(key: string): Promise<Cycle['steps'][number]> {
    return stepIn(await this.cycle(), key);
  }

  async untilStep(key: string, state: string): Promise<Cycle> {
    return eventually(async () => {
      const cycle = await this.cycle();
      return stepIn(cycle, key).state === state ? cycle : null;
    });
  }

  async task(key: string): Promise<Line> {
    const tasks = (await this.cycle()).steps.flatMap((step) => step.tasks);
    return tasks.find((task) => task.key.split('/')[0] === key)!;
  }

  async openTask(key: string): Promise<Line> {
    return eventually(async () => {
      const task = await this.task(key);
      return task.state === 'open' ? task : null;
    });
  }

  async untilTask(taskId: string, state: string): Promise<void> {
    await eventually(async () => {
      const row = await this.month.database.prisma.task.findUnique({ where: { id: taskId } });
      return row?.state === state ? true : null;
    });
  }

  async view(task: Asked): Promise<Task> {
    const agent = await this.agentOf(task.assignee.id);
    return (await agent.get(`/api/tasks/${task.id}`).expect(200)).body;
  }

  async pendingSignOff(key: string): Promise<SignOff> {
    const line = await eventually(async () => {
      const signOffs = openSignOffs(await this.step(key));
      return signOffs.find(({ state }) => state === 'pending');
    });
    const agent = await this.agentOf(line.person.id);
    return (await agent.get(`/api/sign-offs/${line.id}`).expect(200)).body;
  }

  // ── What they do ──

  /** Hands a task in with its figures as they are, `units` more where demand is settled. */
  async submit(task: Asked, units = 0): Promise<void> {
    const view = await this.view(task);
    const agent = await this.agentOf(task.assignee.id);
    const { body, status } = await agent
      .post(`/api/tasks/${task.id}/submit`)
      .send({ round: view.round, content: workFor(view, units) });
    expect({ status, error: body.error }).toEqual({ status: 200, error: undefined });
    await this.untilTask(task.id, 'done');
  }

  /** Hands in what is open in a step until its sign-offs are asked for, or it is closed. */
  async submitAll(key: string): Promise<void> {
    await eventually(async () => ((await this.step(key)).state === 'waiting' ? null : true));
    await eventually(async () => {
      const step = await this.step(key);
      for (const task of step.tasks.filter(({ state }) => state === 'open')) await this.submit(task);
      const isAsked = step.signOffGroups.some(({ state }) => state === 'open');
      return isAsked || step.state === 'closed' ? true : null;
    });
  }

  async approveAll(key: string): Promise<void> {
    await eventually(async () => {
      const step = await this.step(key);
      if (step.state === 'closed') return true;
      for (const line of openSignOffs(step).filter(({ state }) => state === 'pending')) {
        const agent = await this.agentOf(line.person.id);
        await agent
          .post(`/api/sign-offs/${line.id}/decide`)
          .send({ decision: 'approve', planHash: line.planHash });
      }
      return null;
    });
  }

  async auditCount(subjectId: string, action: string): Promise<number> {
    return this.month.database.prisma.audit.count({ where: { subjectId, action } });
  }
}

export function stepIn(cycle: Cycle, key: string): Cycle['steps'][number] {
  return cycle.steps.find((step) => step.key === key)!;
}

function openSignOffs(step: Cycle['steps'][number]) {
  return step.signOffGroups.filter(({ state }) => state === 'open').flatMap(({ signOffs }) => signOffs);
}

/** What a person would send: the grid as it is, moved by `units` where demand is settled. */
function workFor(view: Task, units: number): object {
  switch (view.kind) {
    case 'attest':
      return { kind: 'attest', isAttested: true };
    case 'demand-input':
      return { kind: 'demand-input', adjustments: [] };
    case 'consensus': {
      if (view.grid?.kind !== 'demand') throw new Error('Not a demand grid');
      const [row] = view.grid.rows;
      const adjustment = {
        familyCode: row!.familyCode,
        marketCode: row!.marketCode,
        itemCode: null,
        month: view.grid.months[0],
        change: { kind: 'delta', value: units },
        reasonCode: 'promotion',
        comment: '',
      };
      return { kind: 'consensus', adjustments: units === 0 ? [] : [adjustment], assumptions: 'As agreed.' };
    }
    case 'capacity-check': {
      if (view.grid?.kind !== 'capacity') throw new Error('Not a capacity grid');
      const { months, rows } = view.grid;
      expect(rows.some(({ neededHours }) => neededHours.some((hours) => hours > 0))).toBe(true);
      return {
        kind: 'capacity-check',
        capacity: rows.flatMap((row) =>
          months.map((each, index) => ({
            resourceCode: row.resourceCode,
            month: each,
            regularHours: row.regularHours[index],
            overtimeHours: row.overtimeHours[index],
          })),
        ),
      };
    }
    case 'supply-input':
      expect(view.grid?.kind).toBe('receipts');
      return { kind: 'supply-input', receipts: [] };
    case 'scenario-choice':
      expect(view.grid?.kind === 'scenario-choice' && view.grid.scenarios.length).toBe(3);
      return { kind: 'scenario-choice', scenario: 'base' };
    default:
      return { kind: view.kind };
  }
}
