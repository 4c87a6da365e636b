import type { Connection } from './client';
import { Prisma } from './generated/client';

/** Whom mails and pages of a unit name as its process owner. */
export interface ProcessOwner {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/**
 * The one to turn to in a unit, by the rule of `lastResort` (domain/people/roster.ts): a process owner, else a sponsor, else
 * an administrator; of several the first by name. null where there is none of them.
 */
export async function findProcessOwner(connection: Connection, unitId: string): Promise<ProcessOwner | null> {
  const [owner] = await connection.$queryRaw<ProcessOwner[]>(processOwnerOf(Prisma.sql`${unitId}`));
  return owner ?? null;
}

/** Units that would have no process owner without this one. */
export async function listUnitsOwnedOnlyBy(
  connection: Connection,
  personId: string,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const role = 'process-owner';
  return connection.unit.findMany({
    where: {
      memberships: {
        some: { personId, role },
        none: { personId: { not: personId }, role, person: { isActive: true } },
      },
    },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  });
}

/** Who is found by `findProcessOwner`, as a part of a statement: one row with id, name and email, or none. */
export const processOwnerOf = (unitId: Prisma.Sql): Prisma.Sql => Prisma.sql`
  SELECT owner.id, owner.name, owner.email
  FROM "Person" owner
  LEFT JOIN "Membership" part
    ON part."personId" = owner.id AND part."unitId" = ${unitId} AND part.role IN ('process-owner', 'sponsor')
  WHERE owner."isActive" AND (part.role IS NOT NULL OR owner."isAdministrator")
  ORDER BY part.role <> 'process-owner' NULLS LAST, owner.name, owner.id
  LIMIT 1`;
