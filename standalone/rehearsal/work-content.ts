import type { z } from 'zod';
import type { SubmissionContentSchema } from '../../api/schemas/submissions';
import type { TaskView } from '../../api/schemas/tasks';
import { seededRandom } from '../sample-company/seeded-random';

type Task = z.output<typeof TaskView>;
type Content = z.output<typeof SubmissionContentSchema>;

/** What a simulated person fills in: small, plausible changes that the seed, person and task decide. */
export function workContent(task: Task, who: { readonly seed: number; readonly email: string }): Content {
  const chance = seededRandom(who.seed, 'work', who.email, task.period, task.key, task.round);
  switch (task.kind) {
    case 'attest':
      return { kind: 'attest', isAttested: true };
    case 'demand-input':
      return { kind: 'demand-input', adjustments: adjustments(task, chance.uniform) };
    case 'consensus':
      return {
        kind: 'consensus',
        adjustments: [],
        assumptions: 'The inputs of sales, marketing and finance stand as given.',
      };
    case 'capacity-check':
      return { kind: 'capacity-check', capacity: capacity(task, chance.uniform) };
    case 'supply-input':
      return { kind: 'supply-input', receipts: receipts(task, chance.uniform) };
    case 'scenario-choice':
      return { kind: 'scenario-choice', scenario: recommendedScenario(task) };
    case 'supply-plan':
    case 'finance-review':
    case 'general':
      return { kind: task.kind };
  }
}

const pick = <Item>(items: readonly Item[], drawn: number): Item | undefined =>
  items[Math.floor(drawn * items.length)];

/** One to three changes of −6 to +10 % in one of the next six months. */
function adjustments(
  task: Task,
  drawn: () => number,
): Extract<Content, { kind: 'demand-input' }>['adjustments'] {
  if (task.grid?.kind !== 'demand') return [];
  const { rows, months } = task.grid;
  const families = [...new Set(rows.map(({ familyCode }) => familyCode))].sort();
  const changes = new Map<string, ReturnType<typeof adjustments>[number]>();
  const count = 1 + Math.floor(3 * drawn());
  for (let made = 0; made < count; made += 1) {
    const familyCode = pick(families, drawn());
    const month = pick(months.slice(0, 6), drawn());
    const value = Math.round(-6 + 16 * drawn());
    if (familyCode === undefined || month === undefined || value === 0) continue;
    changes.set(`${familyCode} ${month}`, {
      ...{ familyCode, marketCode: null, itemCode: null, month },
      change: { kind: 'percent', value },
      reasonCode: value > 0 ? 'promotion' : 'market-trend',
      comment: '',
    });
  }
  return [...changes.values()];
}

/** Half of the time one line loses a twentieth of one month's regular hours. */
function capacity(task: Task, drawn: () => number): Extract<Content, { kind: 'capacity-check' }>['capacity'] {
  if (task.grid?.kind !== 'capacity' || drawn() < 0.5) return [];
  const { rows, months } = task.grid;
  const row = pick(
    [...rows].sort((a, b) => a.resourceCode.localeCompare(b.resourceCode)),
    drawn(),
  );
  const place = Math.floor(drawn() * Math.min(6, months.length));
  const month = months[place];
  if (!row || month === undefined) return [];
  return [
    {
      resourceCode: row.resourceCode,
      month,
      regularHours: Math.round((row.regularHours[place] ?? 0) * 0.95),
      overtimeHours: row.overtimeHours[place] ?? 0,
    },
  ];
}

/** Half of the time a delivery of a tenth of a month's demand is on its way. */
function receipts(task: Task, drawn: () => number): Extract<Content, { kind: 'supply-input' }>['receipts'] {
  if (task.grid?.kind !== 'receipts' || drawn() < 0.5) return [];
  const { rows, months } = task.grid;
  const row = pick(
    [...rows].sort((a, b) => a.familyCode.localeCompare(b.familyCode)),
    drawn(),
  );
  const place = Math.floor(drawn() * Math.min(3, months.length));
  const month = months[place];
  if (!row || month === undefined) return [];
  return [{ familyCode: row.familyCode, month, quantityUnits: Math.round((row.demand[place] ?? 0) / 10) }];
}

/** The scenario with the highest margin, of equal ones the first by name; after a rejection the next best, and so on. */
function recommendedScenario(task: Task): string {
  const { grid } = task;
  if (grid?.kind !== 'scenario-choice') throw new Error(`"${task.title}" shows no scenarios.`);
  const margin = (line: (typeof grid.scenarios)[number]) => line.summary.margin ?? -Infinity;
  const ranked = [...grid.scenarios].sort(
    (a, b) => margin(b) - margin(a) || a.scenario.localeCompare(b.scenario),
  );
  const chosen = ranked[(task.round - 1) % ranked.length];
  if (!chosen) throw new Error(`"${task.title}" has no scenario to choose from.`);
  return chosen.scenario;
}
