import { z } from 'zod';
import { defineRoute } from '../route-definition';
import { Id, Instant, RoleSchema, UnitRef } from './common';

export const Me = z
  .object({
    person: z.object({
      id: Id,
      name: z.string().meta({ example: 'Ana Ruiz' }),
      email: z.string().meta({ example: 'ana.ruiz@example.com' }),
      timeZone: z.string().meta({ example: 'Europe/Madrid' }),
      isAdministrator: z.boolean(),
    }),
    units: z.array(UnitRef.extend({ roles: z.array(RoleSchema) })),
    isOneMachine: z.boolean().meta({ description: 'There is a mailbox page that shows every mail' }),
    now: Instant,
  })
  .meta({ id: 'Me', description: 'Who is signed in, and where they have a role' });

export const routes = {
  signIn: defineRoute({
    method: 'post',
    path: '/api/sign-in',
    operationId: 'signIn',
    tag: 'Sign-in',
    summary: 'Ask for a sign-in link by mail; the answer does not say whether the address is known',
    isOpen: true,
    body: z.object({
      email: z
        .string({ error: 'your e-mail address is needed' })
        .trim()
        .toLowerCase()
        .max(320)
        .regex(/^[^\s@<>]+@[^\s@<>]+$/, { error: 'must be an e-mail address' })
        .meta({ example: 'ana.ruiz@example.com' }),
    }),
    status: 202,
    answer: z.object({ message: z.string() }),
  }),
  confirmSignIn: defineRoute({
    method: 'post',
    path: '/api/sign-in/confirm',
    operationId: 'confirmSignIn',
    tag: 'Sign-in',
    summary: 'Use a sign-in link, once; sets the session cookie',
    isOpen: true,
    body: z.object({ token: z.string().min(1).max(500) }),
    answer: Me,
  }),
  signOut: defineRoute({
    method: 'post',
    path: '/api/sign-out',
    operationId: 'signOut',
    tag: 'Sign-in',
    summary: 'End this session',
    status: 204,
  }),
  getMe: defineRoute({
    method: 'get',
    path: '/api/me',
    operationId: 'getMe',
    tag: 'Sign-in',
    summary: 'Who is signed in',
    answer: Me,
  }),
};
