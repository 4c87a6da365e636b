/** No workflow ran for a made-up month of the sample company; its cycle's workflow id begins like this. */
export const MADE_UP_WORKFLOW = 'made-up/';

/**
 * Whether a cycle was made up, so that the sample company has something to compare with.
 *
 * Example: the cycle with the workflow id "made-up/EUROPE/2026-11" was, "cycle/EUROPE/2026-12" was not.
 */
export function isMadeUp({ workflowId }: { readonly workflowId: string }): boolean {
  return workflowId.startsWith(MADE_UP_WORKFLOW);
}
