import { ApplicationFailure } from '@temporalio/workflow';
import type { Allowance } from '../domain/cycle/allowed-acts';
import type { DomainErrorCode } from '../domain/errors';

/**
 * Refuses an act from a validator. The API reads the code from the failure's type, the sentence from its message, and
 * from the details whom it lost against: ids only, it knows the names.
 */
export function refuse(code: DomainErrorCode, message: string, ...details: string[]): never {
  throw ApplicationFailure.nonRetryable(message, code, ...details);
}

export function refuseUnless(allowance: Allowance): void {
  if (allowance.why !== null) refuse('conflict', allowance.why);
}

export function requireReason(reason: string): void {
  if (reason.trim() === '') refuse('invalid-input', 'Give a reason in a few words; it goes on record.');
}

export function requireInstant(at: string | undefined): void {
  if (at !== undefined && Number.isNaN(Date.parse(at))) {
    refuse('invalid-input', `"${at}" is no instant; write it like 2027-01-04T09:00:00.000Z.`);
  }
}

export function requireAhead(dueAt: string): void {
  requireInstant(dueAt);
  if (Date.parse(dueAt) <= Date.now())
    refuse('invalid-input', 'The new date is over already; give one that lies ahead.');
}
