import { z } from 'zod';
import { orNull, Period } from './common';

const Units = z.number().nullable().meta({ description: 'Units; null where nothing is on record' });

/** What a person looks at before confirming data: sums to judge it by, each beside what it is compared with. */
export const AttestedSales = z
  .object({
    months: z.array(Period),
    units: z.array(Units),
    yearBefore: z.array(Units),
    families: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        lastMonthUnits: Units,
        yearBeforeUnits: Units,
        lastYearUnits: Units,
        yearBeforeLastUnits: Units,
      }),
    ),
  })
  .meta({ id: 'AttestedSales', description: 'The last twelve months of sales beside the twelve before' });

export const AttestedStock = z
  .object({
    code: z.string(),
    name: z.string(),
    stockUnits: z.number(),
    onOrderUnits: z.number(),
    monthsOfSales: z.number().nullable().meta({
      description:
        'How long the stock lasts at the mean of the last three months; null where nothing was sold',
    }),
  })
  .meta({ id: 'AttestedStock' });

const Hours = z.number().nullable().meta({ description: 'Hours; null in a month without a record' });

export const AttestedCapacity = z
  .object({
    months: z.array(Period),
    resources: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        regularHours: z.array(Hours),
        overtimeHours: z.array(Hours),
      }),
    ),
  })
  .meta({ id: 'AttestedCapacity', description: 'Hours on record for the months that are planned' });

/** null: not among the data that this task asks to confirm. */
export const attestedFigures = {
  sales: orNull(AttestedSales),
  stock: z.array(AttestedStock).nullable(),
  capacity: orNull(AttestedCapacity),
};
