import type { Connection } from '../../database/client';
import { findStepKeyOfSignOff } from '../../database/mail-sign-off-repository';
import type { MailRequest } from './mail-request';

/**
 * Which mails to one person answer each other: all about one task; all about the sign-off of one step, whichever
 * version is asked for; an escalation to a third person is a conversation of its own.
 */
export async function threadOf(connection: Connection, request: MailRequest): Promise<string> {
  switch (request.kind) {
    case 'kick-off':
    case 'plan-published':
    case 'cancelled':
      return `cycle ${request.cycleId}`;
    case 'task-assigned':
    case 'task-skipped':
      return `task ${request.subjectId}`;
    case 'sign-off-request':
    case 'sign-off-voided':
    case 'sign-off-out-of-reach':
    case 'decision':
      return signOffThread(connection, request.cycleId, request.subjectId);
    case 'reminder':
    case 'past-due':
    case 'escalation':
    case 'handed-over':
      return request.about === 'task'
        ? `task ${request.subjectId}`
        : signOffThread(connection, request.cycleId, request.subjectId);
  }
}

async function signOffThread(connection: Connection, cycleId: string, id: string): Promise<string> {
  return `sign-off ${cycleId} ${await findStepKeyOfSignOff(connection, id)}`;
}
