/** The people around one request; null or [] = missing. Only people who can act (active) belong here. */
export interface PeopleAround {
  /** Who holds the task or sign-off now. */
  readonly holderId: string;
  readonly backupId: string | null;
  readonly managerId: string | null;
  readonly processOwnerIds: readonly string[];
  readonly sponsorIds: readonly string[];
  /** Asked last, when the unit has lost its process owner. */
  readonly administratorIds: readonly string[];
}
