import { DEFAULT_TEMPLATE } from '../../domain/cycle/default-template';
import type { CycleTemplate } from '../../domain/cycle/template';

/**
 * The default template, but each step opens as soon as the one before is signed off, and the first with the cycle.
 * Due dates are the same. Who tries the sample company can so walk through the whole month in one sitting, instead of
 * waiting for the business day on which the next step would open.
 */
export const ONE_SITTING_TEMPLATE: CycleTemplate = {
  ...DEFAULT_TEMPLATE,
  name: 'Monthly S&OP, step after step',
  steps: DEFAULT_TEMPLATE.steps.map((step) => ({ ...step, opening: 'predecessor' })),
};
