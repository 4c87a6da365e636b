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
