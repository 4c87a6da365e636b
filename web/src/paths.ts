/** Every address of the pages, in one place. */
export const paths = {
  home: '/',
  signIn: '/sign-in',
  unit: (unitId: string) => `/units/${unitId}`,
  schedule: (unitId: string) => `/units/${unitId}/schedule`,
  template: (unitId: string) => `/units/${unitId}/template`,
  people: (unitId: string) => `/units/${unitId}/people`,
  imports: (unitId: string) => `/units/${unitId}/data`,
  compliance: '/compliance',
  cycle: (cycleId: string, step?: string) => `/cycles/${cycleId}${step ? `?step=${step}` : ''}`,
  cyclePlans: (cycleId: string) => `/cycles/${cycleId}/plans`,
  scenarios: (cycleId: string, add?: string) => `/cycles/${cycleId}/scenarios${add ? `?add=${add}` : ''}`,
  plan: (cycleId: string, planId: string) => `/cycles/${cycleId}/plans/${planId}`,
  task: (taskId: string) => `/tasks/${taskId}`,
  signOff: (signOffId: string) => `/sign-offs/${signOffId}`,
  mailbox: '/mailbox',
  mail: (mailId: string) => `/mailbox/${mailId}`,
} as const;
