import type { Role } from '../domain/cycle/template';

/** A unit as its members know it. */
export interface ViewerUnit {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly roles: readonly Role[];
}

/** Who asks: signed in, by a link from a mail, or a command on this machine. */
export interface Viewer {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly timeZone: string;
  readonly isAdministrator: boolean;
  /** An administrator has all units, those without a role of theirs with none. */
  readonly units: readonly ViewerUnit[];
  readonly door: 'session' | 'link' | 'local-command';
}

export const unitOf = (viewer: Viewer, unitId: string): ViewerUnit | undefined =>
  viewer.units.find((unit) => unit.id === unitId);

export const rolesIn = (viewer: Viewer, unitId: string): readonly Role[] =>
  unitOf(viewer, unitId)?.roles ?? [];
