import { findLatestSnapshot } from '../../database/snapshot-repository';
import type { TaskRecord } from '../../domain/cycle/records';
import type { SubmissionContent } from '../../domain/cycle/submission';
import { DomainError } from '../../domain/errors';
import { submissionMistakes } from '../../domain/plan/submission-mistakes';
import type { ApiDependencies } from '../dependencies';

const TOLD_MISTAKES = 20;

/** Refuses figures that no plan of the month could use, or that are not this task's to change; nothing is recorded. */
export async function requireUsableFigures(
  { database }: Pick<ApiDependencies, 'database'>,
  { cycleId, families }: Pick<TaskRecord, 'cycleId' | 'families'>,
  content: SubmissionContent,
): Promise<void> {
  if (isWithoutFigures(content)) return;
  const frozen = await findLatestSnapshot(database, cycleId);
  if (frozen === null) return; // data gathering was skipped: what does not fit is left out of the plan, and said there
  const mistakes = submissionMistakes(content, { input: frozen.input, families });
  if (mistakes.length === 0) return;
  const more = mistakes.length - TOLD_MISTAKES;
  throw new DomainError(
    'invalid-input',
    `Nothing was recorded: ${mistakes.length === 1 ? 'one row' : `${mistakes.length} rows`} cannot be used. Correct them and send again.`,
    [...mistakes.slice(0, TOLD_MISTAKES), ...(more > 0 ? [`And ${more} more.`] : [])],
  );
}

function isWithoutFigures(content: SubmissionContent): boolean {
  switch (content.kind) {
    case 'demand-input':
    case 'consensus':
      return content.adjustments.length === 0;
    case 'capacity-check':
      return content.capacity.length === 0;
    case 'supply-input':
      return content.receipts.length === 0;
    default:
      return true;
  }
}
