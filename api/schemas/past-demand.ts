import { z } from 'zod';
import { Period } from './common';

const Bias = z.number().nullable().meta({
  description: '(forecast − sold) / sold; positive: too high; null: n/a',
  example: 0.042,
});

const line = {
  givenUnits: z.number().nullable().meta({ description: 'null: nothing was handed in' }),
  plannedUnits: z.number(),
  soldUnits: z.number(),
  givenBias: Bias,
  givenWords: z.string().meta({ example: '4.2 % too high' }),
  plannedBias: Bias,
  plannedWords: z.string().meta({ example: '1.7 % too low' }),
};

export const PastDemand = z
  .object({
    who: z.string().meta({ description: 'Whose numbers they are', example: 'Sales' }),
    sentence: z.string().meta({
      example:
        'For November 2026 sales gave 12,300 units and 11,800 units were sold: 4.2 % too high. The published plan said 12,000, 1.7 % too high, which was closer.',
    }),
    months: z
      .array(
        z.object({
          month: Period,
          givenBy: z.array(z.string()).meta({ description: 'Who handed it in', example: ['Ana Ruiz'] }),
          planName: z.string().nullable().meta({
            description: 'What was planned in the end; null: what was given',
            example: 'Published plan',
          }),
          total: z.object(line),
          families: z.array(z.object({ familyCode: z.string(), familyName: z.string(), ...line })),
        }),
      )
      .meta({ description: 'The last months that have passed, newest first; empty: nothing yet' }),
  })
  .meta({ id: 'PastDemand', description: 'What was given for the last months, and how it turned out' });
