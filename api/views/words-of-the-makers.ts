import type { Connection } from '../../database/client';
import type { CycleFacts } from '../../database/cycle-facts-repository';
import { findStandingSubmission } from '../../database/submission-repository';
import type { SubmissionContent } from '../../domain/cycle/submission';
import { personRef } from './lines';

export interface MakersWords {
  readonly person: { readonly id: string; readonly name: string };
  readonly taskTitle: string;
  readonly text: string;
}

/**
 * What those who made a plan wrote for those who sign it: the comments of the step's tasks, and the assumptions of the
 * consensus, which hold for every plan after it.
 */
export async function wordsOfTheMakers(
  connection: Connection,
  facts: CycleFacts,
  stepId: string,
): Promise<MakersWords[]> {
  const done = facts.tasks.filter(
    (task) => task.state === 'done' && (task.stepId === stepId || task.kind === 'consensus'),
  );
  const words = await Promise.all(
    done.map(async (task) => {
      const standing = await findStandingSubmission(connection, task);
      if (!standing) return [];
      const content = standing.content as SubmissionContent;
      const comment = task.stepId === stepId ? standing.comment : '';
      return [content.kind === 'consensus' ? content.assumptions : '', comment]
        .map((text) => text.trim())
        .filter((text) => text !== '')
        .map((text) => ({ person: personRef(facts, standing.personId), taskTitle: task.title, text }));
    }),
  );
  return words.flat();
}
