import { z } from 'zod';
import { defineRoute } from '../route-definition';
import { Id, Permission } from './common';

const days = (who: string) =>
  z
    .number({ error: 'must be a number of days' })
    .int({ error: 'must be whole days' })
    .min(0, { error: 'must be 0 days or more' })
    .max(360, { error: 'must be at most 360 days' })
    .meta({ description: `Days until ${who}; a month of payment terms has 30`, example: 30 });

const paymentDays = {
  customerPaymentDays: days('customers pay'),
  supplierPaymentDays: days('suppliers are paid'),
};

export const UnitSettings = z
  .object({ ...paymentDays, can: z.object({ change: Permission }) })
  .meta({ id: 'UnitSettings', description: 'What the plans of a unit are measured with' });

const params = z.object({ unitId: Id });
const tag = 'Units';

export const routes = {
  getUnitSettings: defineRoute({
    method: 'get',
    path: '/api/units/{unitId}/settings',
    operationId: 'getUnitSettings',
    tag,
    summary: 'What the plans of a unit are measured with',
    params,
    answer: UnitSettings,
  }),
  putUnitSettings: defineRoute({
    method: 'put',
    path: '/api/units/{unitId}/settings',
    operationId: 'putUnitSettings',
    tag,
    summary: 'Change it; plans take it over when their data is frozen next',
    params,
    body: z.strictObject(paymentDays).meta({ id: 'NewUnitSettings' }),
    answer: UnitSettings,
  }),
};
