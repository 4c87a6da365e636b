import type { PlanReference } from '../../domain/cycle/plan-summary';

/** What workflows ask of the planners. The same input gives the same version back, new input a new number. */
export interface PlanActivities {
  freezeSnapshot(input: { readonly cycleId: string }): Promise<{
    readonly snapshotId: string;
    readonly sha256: string;
  }>;
  computeBaseline(input: { readonly cycleId: string }): Promise<PlanReference>;
  buildConsensus(input: { readonly cycleId: string }): Promise<PlanReference>;
  computeSupplyPlan(input: { readonly cycleId: string }): Promise<PlanReference>;
  computeScenarios(input: { readonly cycleId: string }): Promise<readonly PlanReference[]>;
  computeOwnScenario(input: { readonly cycleId: string; readonly scenarioId: string }): Promise<void>;
  selectFinalPlan(input: { readonly cycleId: string }): Promise<PlanReference>;
  publishPlan(input: { readonly cycleId: string; readonly planVersionId: string }): Promise<{
    readonly planCsvSha256: string;
    readonly rowCount: number;
  }>;
}
