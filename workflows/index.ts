/** Every workflow that the worker runs. */
export { kickOff } from './kick-off';
export { monthlyCycle } from './monthly-cycle';
export { signOffRequest } from './sign-off-request';
export { step } from './step';
export { taskRequest } from './task-request';
