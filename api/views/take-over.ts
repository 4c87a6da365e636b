import type { z } from 'zod';
import type { CycleFacts } from '../../database/cycle-facts-repository';
import { mayTakeOver } from '../../domain/approval/may-take-over';
import { ALLOWED, type Allowance, notAllowed } from '../../domain/cycle/allowed-acts';
import type { SignOffGroupRecord, SignOffRecord } from '../../domain/cycle/records';
import { whoActsNow } from '../../domain/people/roster';
import type { SignOffCandidates } from '../schemas/sign-offs';
import { personRef } from './lines';
import { barredAuthors } from './who-may';

/** May this person be asked in place of whoever holds the sign-off? `why` goes on after their name. */
export function takeOverVerdict(
  facts: CycleFacts,
  group: SignOffGroupRecord,
  signOff: SignOffRecord,
  asked: { readonly personId: string; readonly now: Date },
): Allowance {
  const { personId, now } = asked;
  if (personId === signOff.personId) return notAllowed('has this sign-off already');
  const others = group.signOffs.filter(({ id }) => id !== signOff.id);
  const allowance = mayTakeOver({ personId, barredAuthorIds: barredAuthors(facts, group), group: others });
  if (!allowance.allowed) return allowance;
  const acting = whoActsNow(facts.roster, personId, now);
  if (acting === personId) return ALLOWED;
  return notAllowed(`is away now, and ${personRef(facts, acting).name} acts for them`);
}

/** The people of the unit, each once and by name, with who of them can be asked instead and why the others cannot. */
export function signOffCandidates(
  facts: CycleFacts,
  group: SignOffGroupRecord,
  signOff: SignOffRecord,
  now: Date,
): z.input<typeof SignOffCandidates> {
  const { members } = facts.roster;
  const personIds = [...new Set(members.map(({ personId }) => personId))];
  return {
    people: personIds
      .filter((personId) => personId !== signOff.personId)
      .map((personId) => {
        const { why } = takeOverVerdict(facts, group, signOff, { personId, now });
        return {
          person: personRef(facts, personId),
          roles: [
            ...new Set(members.filter((member) => member.personId === personId).map(({ role }) => role)),
          ],
          can: { allowed: why === null, why: why ?? '' },
        };
      }),
  };
}
