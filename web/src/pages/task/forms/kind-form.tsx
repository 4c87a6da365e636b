import { memo } from 'react';
import type { OnFilled } from '../filled';
import type { TaskView } from '../task-door';
import { AttestForm } from './attest-form';
import { CapacityForm } from './capacity-form';
import { ConfirmForm } from './confirm-form';
import { DemandForm } from './demand-form';
import { FinanceReviewForm } from './finance-review-form';
import { PlanReviewForm } from './plan-review-form';
import { ReceiptsForm } from './receipts-form';
import { ScenarioForm } from './scenario-form';

/** Each kind of task has its own form; what it shows is decided by what the server gave to fill in. */
export const KindForm = memo(function KindForm({ task, onFilled }: { task: TaskView; onFilled: OnFilled }) {
  const { grid, kind } = task;
  if (grid?.kind === 'demand' && (kind === 'demand-input' || kind === 'consensus')) {
    return <DemandForm task={task} grid={grid} kind={kind} onFilled={onFilled} />;
  }
  if (grid?.kind === 'capacity') return <CapacityForm task={task} grid={grid} onFilled={onFilled} />;
  if (grid?.kind === 'receipts') return <ReceiptsForm task={task} grid={grid} onFilled={onFilled} />;
  if (grid?.kind === 'scenario-choice' && kind === 'finance-review') {
    return <FinanceReviewForm cycleId={task.cycleId} grid={grid} onFilled={onFilled} />;
  }
  if (grid?.kind === 'scenario-choice') return <ScenarioForm task={task} grid={grid} onFilled={onFilled} />;
  if (grid?.kind === 'plan-review') {
    return <PlanReviewForm key={grid.plan.id} grid={grid} cycleId={task.cycleId} onFilled={onFilled} />;
  }
  if (kind === 'attest') {
    return (
      <AttestForm grid={grid?.kind === 'attest' ? grid : null} unitId={task.unit.id} onFilled={onFilled} />
    );
  }
  return <ConfirmForm kind={kind} onFilled={onFilled} />;
});
