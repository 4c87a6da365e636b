import { z } from 'zod';
import { isTimeZone } from '../../domain/cycle/local-time';
import { ROLES, STEP_KEYS, TASK_KINDS } from '../../domain/cycle/template';

/** Shapes that many routes share. */

const EXAMPLE_ID = 'b5b1c9a4-5a0e-4c4f-9a60-1f6f6f0c2f11';

/** Any text is taken, so that a mistyped id is answered like an unknown one: 404. */
export const Id = z.string().min(1).max(100).meta({ description: 'An id', example: EXAMPLE_ID });

export const Instant = z
  .string()
  .meta({ format: 'date-time', description: 'An instant in UTC', example: '2026-12-04T17:00:00.000Z' });

/** An instant as a request may give it: with Z or an offset, kept as UTC. */
export const InstantInput = z.iso
  .datetime({ offset: true, error: 'must be a date and time like 2026-12-04T17:00:00Z' })
  .meta({ format: 'date-time', example: '2026-12-04T17:00:00Z' });

export const Day = z.iso
  .date({ error: 'must be a day like 2026-12-04' })
  .meta({ format: 'date', description: 'A day, without time or zone', example: '2026-12-04' });

export const Period = z
  .string()
  .regex(/^20\d{2}-(0[1-9]|1[0-2])$/, { error: 'must be a month like 2026-12' })
  .meta({ description: 'A month', example: '2026-12' });

export const Reason = z
  .string({ error: 'a reason is needed' })
  .trim()
  .min(3, { error: 'a reason of at least 3 characters is needed; it is kept in the history' })
  .max(1000, { error: 'must have at most 1000 characters' })
  .meta({ description: 'Why; it is kept in the history', example: 'Ana is ill, Li Wei takes over.' });

export const Comment = z
  .string()
  .trim()
  .max(4000, { error: 'must have at most 4000 characters' })
  .meta({ example: 'Promotion in Iberia moved to March.' });

export const Minutes = z.number().int().min(1, { error: 'must be at least 1 minute' }).max(600);

export const TimeZone = z
  .string()
  .refine(isTimeZone, { error: 'must be a time zone like Europe/Berlin' })
  .meta({ description: 'IANA time zone', example: 'Europe/Berlin' });

export const PersonRef = z
  .object({ id: Id, name: z.string().meta({ example: 'Ana Ruiz' }) })
  .meta({ id: 'PersonRef', description: 'A person by id and name' });

export const Contact = PersonRef.extend({
  email: z.string().meta({ example: 'maria.keller@example.com' }),
}).meta({ id: 'Contact', description: 'A person to turn to' });

export const UnitRef = z
  .object({
    id: Id,
    code: z.string().meta({ example: 'europe' }),
    name: z.string().meta({ example: 'Europe' }),
    currency: z.string().meta({ example: 'EUR' }),
    timeZone: z.string().meta({ example: 'Europe/Berlin' }),
  })
  .meta({ id: 'UnitRef', description: 'A business unit' });

export const Permission = z
  .object({
    allowed: z.boolean(),
    why: z.string().meta({
      description: 'Empty when allowed; else why not and what to do, for the person who asked',
      example: 'Only the process owner can skip a task. Ask Maria Keller.',
    }),
  })
  .meta({ id: 'Permission' });

export const ErrorAnswer = z
  .object({
    error: z.object({
      code: z.enum([
        'invalid-input',
        'not-found',
        'forbidden',
        'conflict',
        'stale',
        'unauthenticated',
        'unavailable',
        'not-confirmed',
        'too-many-requests',
        'unexpected',
      ]),
      message: z.string().meta({
        description: 'What was refused, why, and what to do now',
        example: 'This sign-off was voided: the plan changed to version 5. Open the new request.',
      }),
      details: z.array(z.string()).meta({ description: 'Each mistake by itself, when there are several' }),
    }),
  })
  .meta({ id: 'ErrorAnswer' });

export const Receipt = z
  .object({
    recordedAt: Instant,
    isLate: z.boolean(),
    isRepeat: z
      .boolean()
      .meta({ description: 'This act had been recorded before; this is the first answer' }),
    outcome: z.string().meta({ example: 'approve' }),
    message: z
      .string()
      .meta({ example: 'Recorded on Thu 10 Dec, 16:02: approved, plan version 4 (2f9a41c7).' }),
    next: z.string().meta({ example: 'Li Wei and one other are still to sign.' }),
  })
  .meta({ id: 'Receipt', description: 'What was recorded, and what happens next' });

export const Done = z
  .object({ message: z.string().meta({ example: 'Moved to Fri 4 Dec, 17:00.' }) })
  .meta({ id: 'Done', description: 'An act of the process owner was recorded' });

export const Reminded = z
  .object({ reminded: z.number().int(), message: z.string().meta({ example: '3 people were reminded.' }) })
  .meta({ id: 'Reminded' });

export const StepKeySchema = z.enum(STEP_KEYS).meta({ id: 'StepKey' });

export const RoleSchema = z.enum(ROLES).meta({ id: 'Role' });

export const TaskKindSchema = z.enum(TASK_KINDS).meta({ id: 'TaskKind' });

/** A named shape or null; `.nullable()` would write the null into the shape itself in the API document. */
export const orNull = <Schema extends z.ZodType>(schema: Schema) => z.union([schema, z.null()]);

/** A domain type as an answer's schema reads it: without `readonly`. */
export type Mutable<Value> = Value extends readonly (infer Item)[]
  ? Mutable<Item>[]
  : Value extends object
    ? { -readonly [Key in keyof Value]: Mutable<Value[Key]> }
    : Value;
