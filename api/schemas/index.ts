import { routes as compliance } from './compliance';
import { routes as cycles } from './cycles';
import { routes as forecast } from './forecast';
import { routes as imports } from './imports';
import { routes as links } from './links';
import { routes as mailbox } from './mailbox';
import { routes as people } from './people';
import { routes as planReasons } from './plan-reasons';
import { routes as plans } from './plans';
import { routes as scenarios } from './scenarios';
import { routes as signIn } from './sign-in';
import { routes as signOffs } from './sign-offs';
import { routes as system } from './system';
import { routes as taskWorkbook } from './task-workbook';
import { routes as tasks } from './tasks';
import { routes as templates } from './templates';
import { routes as unitSettings } from './unit-settings';
import { routes as units } from './units';

/** Every address of the API by its operation id. */
export const allRoutes = {
  ...signIn,
  ...cycles,
  ...tasks,
  ...taskWorkbook,
  ...signOffs,
  ...units,
  ...unitSettings,
  ...templates,
  ...people,
  ...compliance,
  ...plans,
  ...planReasons,
  ...scenarios,
  ...forecast,
  ...imports,
  ...links,
  ...mailbox,
  ...system,
};
