import type { Schemas } from '../../api/client';

/** A task or a sign-off, as far as the owner's acts need to know it. */
export interface OpenRequest {
  readonly kind: 'task' | 'sign-off';
  readonly id: string;
  readonly title: string;
  readonly person: { readonly id: string; readonly name: string };
  readonly dueAt: string;
  readonly acts: readonly string[];
  readonly unitId: string;
}

/** The request that a task is, from its line in a cycle or from its page. */
export const requestOfTask = (
  {
    id,
    title,
    assignee,
    dueAt,
    acts,
  }: Pick<Schemas['TaskLine'], 'id' | 'title' | 'assignee' | 'dueAt' | 'acts'>,
  unitId: string,
): OpenRequest => ({ kind: 'task', id, title, person: assignee, dueAt, acts, unitId });
