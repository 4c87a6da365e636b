import type { z } from 'zod';
import { DomainError } from '../../domain/errors';
import { reassign } from '../../workflows/messages';
import { ALLOWED, requireVerdict } from '../access';
import type { ApiDependencies } from '../dependencies';
import type { SignOffCandidates } from '../schemas/sign-offs';
import type { Viewer } from '../viewer';
import { personRef } from '../views/lines';
import { signOffCandidates, takeOverVerdict } from '../views/take-over';
import { signOffVerdicts } from '../views/who-may';
import { actId } from './id-of-act';
import { loadSignOff } from './load-subject';
import { requireMember } from './owner-acts';

type Needs = Pick<ApiDependencies, 'database' | 'clock' | 'cycles'>;

/** Who could be asked instead, for whoever may hand the sign-off on. */
export async function listSignOffCandidates(
  needs: Needs,
  viewer: Viewer,
  signOffId: string,
): Promise<z.input<typeof SignOffCandidates>> {
  const { facts, group, signOff } = await loadSignOff(needs, viewer, signOffId);
  const looking = { viewer, now: needs.clock() };
  requireVerdict({ ...signOffVerdicts(facts, group, signOff, looking).reassign, state: ALLOWED });
  return signOffCandidates(facts, group, signOff, looking.now);
}

/**
 * Asks someone else of the unit in the place of whoever holds a pending sign-off: refused for authors of the plan where
 * nobody signs their own, for whoever answers in the same group already, and for whoever is away.
 */
export async function reassignSignOff(
  needs: Needs,
  viewer: Viewer,
  signOffId: string,
  to: { readonly toPersonId: string; readonly reason: string },
): Promise<{ readonly message: string }> {
  const { facts, group, signOff } = await loadSignOff(needs, viewer, signOffId);
  const looking = { viewer, now: needs.clock() };
  requireVerdict(signOffVerdicts(facts, group, signOff, looking).reassign);
  requireMember(facts, to.toPersonId);
  const name = personRef(facts, to.toPersonId).name;
  const asked = { personId: to.toPersonId, now: looking.now };
  const { why } = takeOverVerdict(facts, group, signOff, asked);
  if (why !== null) throw new DomainError('forbidden', `${name} ${why}. Choose someone else.`);
  await needs.cycles.act({
    workflowId: group.workflowId,
    update: reassign,
    input: { byId: viewer.id, fromPersonId: signOff.personId, ...to },
    updateId: actId('reassign', signOff.id, looking, to),
  });
  return { message: `${name} is asked to sign now and gets a mail.` };
}
