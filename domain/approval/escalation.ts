import type { RungAudience } from '../cycle/template';
import type { PeopleAround } from '../people/people-around';

export interface AudienceMember {
  readonly personId: string;
  readonly audience: RungAudience;
}

/**
 * Who a rung reaches: one entry a person, by the highest audience they stand for. A missing backup, manager or sponsor
 * falls to the process owner, a missing process owner to the sponsor, then to the administrators; nobody at all gives [].
 *
 * Example: audience ['assignee', 'manager'] with no manager gives the holder and the process owner.
 */
export function audienceMembers(
  audience: readonly RungAudience[],
  people: PeopleAround,
): readonly AudienceMember[] {
  const members = new Map<string, RungAudience>();
  for (const wanted of audience) {
    for (const personId of peopleOf(wanted, people)) members.set(personId, wanted);
  }
  return [...members].map(([personId, reachedAs]) => ({ personId, audience: reachedAs }));
}

function peopleOf(audience: RungAudience, people: PeopleAround): readonly string[] {
  switch (audience) {
    case 'assignee':
      return [people.holderId];
    case 'backup':
      return people.backupId ? [people.backupId] : processOwners(people);
    case 'manager':
      return people.managerId ? [people.managerId] : processOwners(people);
    case 'process-owner':
      return processOwners(people);
    case 'sponsor':
      return people.sponsorIds.length > 0 ? people.sponsorIds : processOwners(people);
  }
}

function processOwners(people: PeopleAround): readonly string[] {
  const inOrder = [people.processOwnerIds, people.sponsorIds, people.administratorIds];
  return inOrder.find((ids) => ids.length > 0) ?? [];
}
