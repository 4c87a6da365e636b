import type { components } from '../../web/src/api/schema';

type Schemas = components['schemas'];

/** What the API answers in the middle of a month of a small company; typed by the OpenAPI document. */
export const now = '2026-12-08T09:12:00.000Z';

export const unit: Schemas['UnitRef'] = {
  id: 'unit-europe',
  code: 'europe',
  name: 'Europe',
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
};

const person = (id: string, name: string): Schemas['PersonRef'] => ({ id, name });
export const people = {
  maria: person('maria', 'Maria Keller'),
  ana: person('ana', 'Ana Ruiz'),
  li: person('li', 'Li Wei'),
  tom: person('tom', 'Tom Becker'),
  sofia: person('sofia', 'Sofia Lindqvist'),
  raj: person('raj', 'Raj Patel'),
};

/** The process owner, whom everybody writes to. */
export const processOwner: Schemas['Contact'] = { ...people.maria, email: 'maria.keller@example.com' };

export const allowed: Schemas['Permission'] = { allowed: true, why: '' };
export const refused = (why: string): Schemas['Permission'] => ({ allowed: false, why });

export const me: Schemas['Me'] = {
  person: {
    ...people.maria,
    email: 'maria.keller@example.com',
    timeZone: 'Europe/Berlin',
    isAdministrator: true,
  },
  units: [{ ...unit, roles: ['process-owner', 'demand-planner'] }],
  isOneMachine: true,
  now,
};
