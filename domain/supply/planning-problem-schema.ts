import { z } from 'zod';
import { DomainError } from '../errors';
import type { PlanningProblem } from './planning-problem';

/**
 * Reads a planning problem from what a file or a request holds. Throws a DomainError 'invalid-input' whose `details`
 * have one line per mistake, each with its path and how to mend it.
 *
 * @example readPlanningProblem({ id: 'p', periods: ['jan', 'feb'], families: [{ id: 'f', demand: [1] }], resources: [] })
 *   throws with details ['families[0].demand: has 1 value, but there are 2 periods; give one value for each period'].
 */
export function readPlanningProblem(input: unknown): PlanningProblem {
  const parsed = planningProblemSchema(outlineOf(input)).safeParse(input);
  const mistakes = [...(parsed.error?.issues.flatMap(tellMistake) ?? []), ...mistakesBetweenFields(input)];
  if (parsed.success && mistakes.length === 0) return parsed.data as PlanningProblem;

  const count = mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`;
  throw new DomainError(
    'invalid-input',
    `The planning problem has ${count}; mend it and try again.`,
    mistakes,
  );
}

/** What the fields must agree with: how many periods there are (null = not known) and which resources. */
interface Outline {
  readonly periodCount: number | null;
  readonly resourceIds: readonly string[] | null;
}

/** Reads the outline before anything is checked, so that one broken field does not hide the mistakes of another. */
function outlineOf(input: unknown): Outline {
  const { periods, resources } = asRecord(input);
  return {
    periodCount: Array.isArray(periods) ? periods.length : null,
    resourceIds: Array.isArray(resources)
      ? resources.map((resource) => asRecord(resource).id).filter((id) => typeof id === 'string')
      : null,
  };
}

function planningProblemSchema(outline: Outline) {
  const family = z.strictObject(
    {
      id: name,
      demand: seriesOnly(outline),
      unmetDemand: unmetDemand.optional(),
      backlogCost: perPeriod(outline).optional(),
      price: perPeriod(outline).optional(),
      initialInventory: amount.optional(),
      initialBacklog: amount.optional(),
      finalInventoryMinimum: amount.optional(),
      finalBacklogMaximum: amount.optional(),
      safetyStock: perPeriod(outline).optional(),
      productionCost: perPeriod(outline).optional(),
      holdingCost: perPeriod(outline).optional(),
      setupCost: perPeriod(outline).optional(),
      minimumLot: amount.optional(),
      subcontract: z
        .strictObject({ cost: perPeriod(outline), limit: perPeriod(outline).nullable().optional() }, asObject)
        .nullable()
        .optional(),
      hoursPerUnit: hoursPerUnit(outline).optional(),
      fixedProduction: fixedProduction(outline).nullable().optional(),
      receipts: perPeriod(outline).optional(),
    },
    asObject,
  );
  const workforce = z.strictObject(
    {
      initialWorkers: amount,
      hireCost: amount,
      layoffCost: amount,
      wagePerPeriod: amount,
      hoursPerWorker: perPeriod(outline),
      overtimeHoursPerWorker: amount.optional(),
      integer: yesOrNo.optional(),
      idleAllowed: yesOrNo.optional(),
    },
    asObject,
  );
  const resource = z.strictObject(
    {
      id: name,
      regularHours: perPeriod(outline).nullable().optional(),
      regularCostPerHour: perPeriod(outline).optional(),
      overtimeHours: perPeriod(outline).nullable().optional(),
      overtimeCostPerHour: perPeriod(outline).optional(),
      workforce: workforce.nullable().optional(),
    },
    asObject,
  );
  return z.strictObject(
    {
      id: name,
      periods: z
        .array(name, { error: required('a list of period labels, e.g. ["2026-01", "2026-02"]') })
        .min(1, { error: 'is empty; give at least one period label' }),
      families: z.array(family, { error: required('a list of families') }),
      resources: z.array(resource, { error: required('a list of resources ([] when nothing is limited)') }),
      options: z
        .strictObject({ timeLimitSeconds: seconds.optional(), gapRatio: amount.optional() }, asObject)
        .optional(),
    },
    asObject,
  );
}

const asObject = {
  error: (issue: { code?: string; input?: unknown }) => {
    if (issue.code === 'unrecognized_keys') return undefined;
    return `${given(issue.input)}; give an object { ... }`;
  },
};

const name = z
  .string({ error: required('a text') })
  .refine((text) => text.trim() !== '', { error: 'is empty; give a text' });

const amount = z.unknown().superRefine((value, context) => {
  const mistake = mistakeInAmount(value);
  if (mistake) context.addIssue(mistake);
}) as z.ZodType<number>;

const seconds = z.unknown().superRefine((value, context) => {
  const mistake = value === 0 ? 'is 0; give a number of seconds above 0' : mistakeInAmount(value);
  if (mistake) context.addIssue(mistake);
}) as z.ZodType<number>;

const yesOrNo = z.boolean({ error: required('true or false') });

const unmetDemand = z.enum(['forbidden', 'backlog', 'lost'], {
  error: required('"forbidden", "backlog" or "lost"'),
});

function perPeriod(outline: Outline) {
  return z.unknown().superRefine((value, context) => {
    if (Array.isArray(value)) return checkSeries(value, outline, mistakeInAmount, context);
    const mistake = mistakeInAmount(value, 'a number, or a list with one number for each period');
    if (mistake) context.addIssue(mistake);
  }) as z.ZodType<number | number[]>;
}

function seriesOnly(outline: Outline) {
  return z.unknown().superRefine((value, context) => {
    if (Array.isArray(value)) return checkSeries(value, outline, mistakeInAmount, context);
    context.addIssue(`${given(value)}; give a list with one number for each period`);
  }) as z.ZodType<number[]>;
}

function fixedProduction(outline: Outline) {
  return z.unknown().superRefine((value, context) => {
    if (value === null) return;
    if (!Array.isArray(value)) {
      context.addIssue(
        `${given(value)}; give a list with a number (fixed) or null (free) for each period, or null`,
      );
      return;
    }
    const mistakeInEntry = (entry: unknown) =>
      entry === null ? null : mistakeInAmount(entry, 'a number or null');
    checkSeries(value, outline, mistakeInEntry, context);
  }) as z.ZodType<(number | null)[]>;
}

function hoursPerUnit(outline: Outline) {
  return z.unknown().superRefine((value, context) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      context.addIssue(`${given(value)}; give an object from resource id to hours, e.g. { "line-1": 0.5 }`);
      return;
    }
    for (const [resource, hours] of Object.entries(value)) {
      const mistake = mistakeInAmount(hours);
      if (mistake) context.addIssue({ code: 'custom', path: [resource], message: mistake });
      if (!outline.resourceIds || outline.resourceIds.includes(resource)) continue;
      const known = outline.resourceIds.map((id) => `"${id}"`).join(', ') || 'none';
      context.addIssue({
        code: 'custom',
        path: [resource],
        message: `no resource has this id; use one of "resources" (${known}) or add it there`,
      });
    }
  }) as z.ZodType<Record<string, number>>;
}

function checkSeries(
  values: readonly unknown[],
  { periodCount }: Outline,
  mistakeIn: (value: unknown) => string | null,
  context: z.RefinementCtx,
): void {
  if (periodCount !== null && values.length !== periodCount) {
    const has = `has ${values.length} value${values.length === 1 ? '' : 's'}`;
    const are = periodCount === 1 ? 'is 1 period' : `are ${periodCount} periods`;
    context.addIssue(`${has}, but there ${are}; give one value for each period`);
  }
  values.forEach((value, index) => {
    const mistake = mistakeIn(value);
    if (mistake) context.addIssue({ code: 'custom', path: [index], message: mistake });
  });
}

function mistakeInAmount(value: unknown, wanted = 'a number of 0 or more'): string | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return `${given(value)}; give ${wanted}`;
  return value < 0 ? `is ${value}; give a number of 0 or more` : null;
}

/** Mistakes that lie between fields; looked for in what was given, so that they show beside all others. */
function mistakesBetweenFields(input: unknown): string[] {
  const { periods, families, resources } = asRecord(input);
  return [
    ...repeats(listOf(periods), 'periods', 'period label'),
    ...repeats(
      listOf(families).map((family) => asRecord(family).id),
      'families',
      'family id',
    ),
    ...repeats(
      listOf(resources).map((resource) => asRecord(resource).id),
      'resources',
      'resource id',
    ),
    ...listOf(families).flatMap((family, f) => backlogWhereNoneMayBe(asRecord(family), f)),
  ];
}

function repeats(keys: readonly unknown[], path: string, what: string): string[] {
  return keys.flatMap((key, index) => {
    const first = keys.indexOf(key);
    if (typeof key !== 'string' || first === index) return [];
    return [`${path}[${index}]: repeats the ${what} "${key}" of [${first}]; give each its own`];
  });
}

function backlogWhereNoneMayBe(
  { initialBacklog, unmetDemand }: Record<string, unknown>,
  f: number,
): string[] {
  if (typeof initialBacklog !== 'number' || initialBacklog <= 0 || unmetDemand === 'backlog') return [];
  return [
    `families[${f}].initialBacklog: is above 0 although unmet demand may not wait; set unmetDemand to "backlog" or leave it out`,
  ];
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function required(wanted: string) {
  return (issue: { input?: unknown }) => `${given(issue.input)}; give ${wanted}`;
}

function given(value: unknown): string {
  if (value === undefined) return 'is missing';
  if (Array.isArray(value)) return 'is a list';
  if (value === null) return 'is null';
  if (typeof value === 'object') return 'is an object';
  return `is ${JSON.stringify(value)}`;
}

function tellMistake(issue: z.core.$ZodIssue): string[] {
  const path = tellPath(issue.path);
  if (issue.code !== 'unrecognized_keys') return [`${path}: ${issue.message}`];
  return issue.keys.map(
    (key) => `${tellPath([...issue.path, key])}: unknown field; correct its name or take it out`,
  );
}

function tellPath(path: readonly PropertyKey[]): string {
  const text = path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
  return text || 'the file';
}
