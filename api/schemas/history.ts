import { z } from 'zod';
import { Id, Instant, orNull, PersonRef } from './common';

export const HistoryLine = z
  .object({
    id: z.string(),
    at: Instant,
    actor: orNull(PersonRef).meta({ description: 'null: the system' }),
    action: z.string().meta({ example: 'task.submitted' }),
    subjectType: z.string().meta({ example: 'task' }),
    subjectId: Id,
    sentence: z.string().meta({ example: 'Ana Ruiz submitted "Your sales numbers", in time.' }),
  })
  .meta({ id: 'HistoryLine', description: 'One line of the audit trail, as a sentence' });

export const MailLine = z
  .object({
    id: Id,
    kind: z.string().meta({ example: 'reminder' }),
    to: PersonRef,
    subject: z.string().meta({ example: '[S&OP Europe Dec 2026] Your sales numbers by Fri 4 Dec, 17:00' }),
    subjectId: Id.meta({ description: 'The task, sign-off group, step or cycle that it is about' }),
    number: z.number().int(),
    state: z.enum(['queued', 'sent', 'failed', 'undeliverable', 'suppressed']),
    attempts: z.number().int(),
    lastError: z.string().nullable(),
    createdAt: Instant,
    sentAt: Instant.nullable(),
  })
  .meta({ id: 'MailLine', description: 'A mail on record' });
