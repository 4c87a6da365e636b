import type { SignOffGroupRecord, SignOffRecord } from '../cycle/records';

/**
 * When one person's sign-off is due: with its group, or later where a sequence asked them so late that the group's due time
 * left no time to answer.
 *
 * Example: the group is due at 12:00, the second of a sequence was asked at 11:00 and has until 15:00: 15:00.
 */
export function signOffDueAt(
  group: Pick<SignOffGroupRecord, 'dueAt'>,
  signOff: Pick<SignOffRecord, 'dueAt'>,
): Date {
  return signOff.dueAt !== null && signOff.dueAt > group.dueAt ? signOff.dueAt : group.dueAt;
}

/** When this person was asked: with the group, or in a sequence when their turn came. */
export function signOffAskedAt(
  group: Pick<SignOffGroupRecord, 'requestedAt'>,
  signOff: Pick<SignOffRecord, 'askedAt'>,
): Date {
  return signOff.askedAt ?? group.requestedAt;
}

/** Those who were asked: in a sequence the first, and whoever's turn came. */
export function signOffsAsked<T extends Pick<SignOffRecord, 'askedAt'>>(group: {
  readonly rule: Pick<SignOffGroupRecord['rule'], 'order'>;
  readonly signOffs: readonly T[];
}): readonly T[] {
  if (group.rule.order !== 'sequence') return group.signOffs;
  return group.signOffs.filter(({ askedAt }, place) => place === 0 || askedAt !== null);
}
