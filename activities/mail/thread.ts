import type { MailRecords } from './mail-records';
import type { MailRequest } from './mail-request';

/**
 * Which mails to one person answer each other: all about one task; all about the sign-off of one step, whichever
 * version is asked for; an escalation to a third person is a conversation of its own.
 */
export async function threadOf(records: MailRecords, request: MailRequest): Promise<string> {
  switch (request.kind) {
    case 'kick-off':
    case 'plan-published':
    case 'cancelled':
    case 'closed-without-plan':
      return `cycle ${request.cycleId}`;
    case 'task-assigned':
    case 'task-skipped':
      return `task ${request.subjectId}`;
    case 'sign-off-request':
    case 'sign-off-voided':
      return signOffThread(request.cycleId, await records.signOff(request.subjectId));
    case 'sign-off-out-of-reach':
    case 'decision':
      return signOffThread(request.cycleId, await records.decision(request.subjectId));
    case 'reminder':
    case 'past-due':
    case 'escalation':
    case 'handed-over':
      return request.about === 'task'
        ? `task ${request.subjectId}`
        : signOffThread(request.cycleId, await records.signOff(request.subjectId));
  }
}

function signOffThread(cycleId: string, about: { readonly stepKey: string } | null): string {
  return `sign-off ${cycleId} ${about?.stepKey ?? null}`;
}
