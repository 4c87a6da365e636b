import { asActivities } from './as-activity';
import type { ActivityDependencies } from './dependencies';
import { createMailActivities } from './mail/mail-activities';
import { createPlanActivities } from './plans';
import { createProcessActivities } from './process';

/** Everything that workflows may ask for, on real PostgreSQL, planners and mail. */
export function createActivities(dependencies: ActivityDependencies) {
  return {
    ...asActivities(createProcessActivities(dependencies)),
    ...createPlanActivities(dependencies),
    ...asActivities(createMailActivities(dependencies), { heartbeat: true }),
  };
}
