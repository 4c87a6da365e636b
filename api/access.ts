import type { Role } from '../domain/cycle/template';
import { DomainError } from '../domain/errors';
import { rolesIn, type Viewer } from './viewer';

/**
 * Who may do what in a unit: one row an act. `member` is everybody with a role in the unit. Acts on a person's own
 * work (submit, decide) are decided by who holds it: domain/approval/who-may-act.ts. Administrators set the system
 * up and stand in for the process owner; they submit and sign nothing for others.
 */
export const WHO_MAY = {
  'see the unit': ['member', 'administrator'],
  'see mails': ['process-owner', 'sponsor', 'leadership', 'administrator'],
  'start a cycle': ['process-owner', 'administrator'],
  'cancel a cycle': ['process-owner', 'sponsor', 'administrator'],
  'change the schedule': ['process-owner', 'administrator'],
  'move a step': ['process-owner', 'administrator'],
  'reopen a step': ['process-owner', 'administrator'],
  'skip a step': ['process-owner', 'sponsor', 'administrator'],
  remind: ['process-owner', 'administrator'],
  reassign: ['process-owner', 'holder', 'administrator'],
  'move a task': ['process-owner', 'administrator'],
  'skip a task': ['process-owner', 'administrator'],
  'add a task': ['process-owner', 'administrator'],
  'add a scenario': [
    'process-owner',
    'sales',
    'marketing',
    'finance',
    'demand-planner',
    'supply-planner',
    'operations',
    'procurement',
    'logistics',
    'administrator',
  ],
  'remove a scenario of others': ['process-owner', 'holder', 'administrator'],
  'change the settings': ['process-owner', 'finance', 'administrator'],
  'change the template': ['process-owner', 'administrator'],
  'change people': ['process-owner', 'administrator'],
  'change holidays': ['process-owner', 'administrator'],
  'keep demand': ['demand-planner', 'process-owner', 'administrator'],
  'choose a like item': ['demand-planner', 'process-owner', 'administrator'],
  'load data': [
    'process-owner',
    'demand-planner',
    'supply-planner',
    'operations',
    'logistics',
    'administrator',
  ],
} as const satisfies Readonly<Record<string, readonly Who[]>>;

type Who = Role | 'member' | 'holder' | 'administrator';
export type UnitAct = keyof typeof WHO_MAY;

export interface Permission {
  readonly allowed: boolean;
  /** Empty when allowed. */
  readonly why: string;
}

export const ALLOWED: Permission = { allowed: true, why: '' };

/** May this person do it in this unit? `isHolder`: the task or sign-off in question is asked of them. */
export function mayIn(viewer: Viewer, unitId: string, act: UnitAct, isHolder = false): Permission {
  const roles = rolesIn(viewer, unitId);
  const allowed: readonly Who[] = WHO_MAY[act];
  const isAllowed =
    (viewer.isAdministrator && allowed.includes('administrator')) ||
    (roles.length > 0 && allowed.includes('member')) ||
    (isHolder && allowed.includes('holder')) ||
    roles.some((role) => allowed.includes(role));
  return isAllowed ? ALLOWED : { allowed: false, why: refusalWords(act) };
}

/** The same for an act: throws `forbidden` with the reason. */
export function requireIn(viewer: Viewer, unitId: string, act: UnitAct, isHolder = false): void {
  const { allowed, why } = mayIn(viewer, unitId, act, isHolder);
  if (!allowed) throw new DomainError('forbidden', why);
}

/** May this person do it, and may it be done in the state that things are in? */
export interface Verdict {
  readonly who: Permission;
  readonly state: { readonly allowed: boolean; readonly why: string | null };
}

/** What pages are told: the first reason against it. */
export function permissionOf({ who, state }: Verdict): Permission {
  if (!who.allowed) return who;
  return state.allowed ? ALLOWED : { allowed: false, why: state.why ?? '' };
}

/** What an act is told: `forbidden` for who, `conflict` for the state. */
export function requireVerdict({ who, state }: Verdict): void {
  if (!who.allowed) throw new DomainError('forbidden', who.why);
  if (!state.allowed) throw new DomainError('conflict', state.why ?? '');
}

/** Every act's verdict as a permission. */
export function permissionsOf<Act extends string>(
  verdicts: Readonly<Record<Act, Verdict>>,
): Record<Act, Permission> {
  const entries = Object.entries<Verdict>(verdicts).map(([act, verdict]) => [act, permissionOf(verdict)]);
  return Object.fromEntries(entries) as Record<Act, Permission>;
}

function refusalWords(act: UnitAct): string {
  const roles = WHO_MAY[act].filter((who) => who !== 'administrator' && who !== 'holder' && who !== 'member');
  if (roles.length === 0)
    return `You have no role in this unit, so you cannot ${act}. Ask its process owner.`;
  const words = roles.map((role) =>
    role === 'leadership' ? 'the leadership' : `a ${role.replaceAll('-', ' ')}`,
  );
  const listed = words.length === 1 ? words[0] : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
  return `Only ${listed} of the unit can ${act}. Ask one of them.`;
}
