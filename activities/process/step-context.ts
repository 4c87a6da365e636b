import type { Connection } from '../../database/client';
import { getCycleWithTemplate } from '../../database/cycle-repository';
import { loadRosterOfCycle } from '../../database/roster-repository';
import { getStep } from '../../database/step-repository';
import type { CycleRecord, StepRecord } from '../../domain/cycle/records';
import type { CycleTemplate, StepTemplate } from '../../domain/cycle/template';
import type { Roster } from '../../domain/people/roster';

/** What nearly every act in a cycle needs to know. */
export interface CycleContext {
  readonly cycle: CycleRecord;
  readonly template: CycleTemplate;
  readonly roster: Roster;
}

export interface StepContext extends CycleContext {
  readonly step: StepRecord;
  readonly stepTemplate: StepTemplate;
}

export async function loadCycleContext(connection: Connection, cycleId: string): Promise<CycleContext> {
  const [{ cycle, template }, roster] = await Promise.all([
    getCycleWithTemplate(connection, cycleId),
    loadRosterOfCycle(connection, cycleId),
  ]);
  return { cycle, template, roster };
}

export async function loadStepContext(connection: Connection, stepId: string): Promise<StepContext> {
  const step = await getStep(connection, stepId);
  const context = await loadCycleContext(connection, step.cycleId);
  const stepTemplate = context.template.steps.find(({ key }) => key === step.key);
  if (stepTemplate === undefined) {
    throw new Error(`Step ${stepId} (${step.key}) is not in the template of its cycle.`);
  }
  return { ...context, step, stepTemplate };
}
