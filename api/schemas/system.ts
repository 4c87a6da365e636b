import { z } from 'zod';
import { defineRoute } from '../route-definition';
import { Id } from './common';

const Part = z.object({
  state: z.enum(['up', 'down']),
  message: z.string().meta({ description: 'What to do when it is down', example: '' }),
});

export const Health = z
  .object({
    state: z.enum(['up', 'down']),
    database: Part,
    temporal: Part,
    worker: Part,
    mail: Part,
  })
  .meta({ id: 'Health' });

const tag = 'System';

export const routes = {
  getHealth: defineRoute({
    method: 'get',
    path: '/health',
    operationId: 'getHealth',
    tag,
    summary: 'Whether every part is up; 503 when one is down',
    isOpen: true,
    answer: Health,
  }),
  getEvents: defineRoute({
    method: 'get',
    path: '/api/events',
    operationId: 'getEvents',
    tag,
    summary: 'Server-sent events: "changed" whenever something was recorded in a cycle that I can see',
    query: z.object({ cycleId: Id.optional() }),
    answer: z.string(),
    contentType: 'text/event-stream',
  }),
};
