import { Router } from 'express';
import type { z } from 'zod';
import { revokeLinks } from '../../database/access-link-repository';
import { appendAudit } from '../../database/audit-repository';
import type { Connection } from '../../database/client';
import {
  addAbsence,
  findPerson,
  findPersonByEmail,
  findUnitIdsOfPerson,
  listUnitMembers,
  type Person,
  removeAbsence,
  savePerson,
  setRoles,
  type UnitMember,
} from '../../database/person-repository';
import { listUnitsOwnedOnlyBy } from '../../database/process-owner-repository';
import { revokeSessions } from '../../database/session-repository';
import { findUnit } from '../../database/unit-repository';
import { localDayOf } from '../../domain/cycle/local-time';
import { DomainError } from '../../domain/errors';
import { mayIn, requireIn } from '../access';
import type { ApiDependencies } from '../dependencies';
import { notFound, requireUnit } from '../find-in-unit';
import { type PersonBody, type PersonView, routes } from '../schemas/people';
import { serve } from '../serve-route';
import { unitOf, type Viewer } from '../viewer';

/** Who has which role, who is away and who stands in. */
export function createPeopleRouter(dependencies: ApiDependencies): Router {
  const { database, clock } = dependencies;
  const { prisma } = database;
  const router = Router();

  const requireUnitId = async (viewer: Viewer, unitId: string): Promise<void> => {
    const unit = await findUnit(prisma, unitId);
    await requireUnit(dependencies, viewer, { type: 'unit', id: unitId, unitId: unit?.id ?? null });
  };
  const membersOf = async (viewer: Viewer, unitId: string) => {
    const timeZone = unitOf(viewer, unitId)?.timeZone ?? viewer.timeZone;
    return listUnitMembers(prisma, unitId, localDayOf(timeZone, clock()));
  };
  const memberView = async (viewer: Viewer, unitId: string, personId: string) => {
    const member = (await membersOf(viewer, unitId)).find(({ id }) => id === personId);
    if (!member) throw new DomainError('conflict', 'This person has no role in the unit any more.');
    return personView(member);
  };

  serve(router, routes.listPeople, async ({ viewer, params }) => {
    await requireUnitId(viewer, params.unitId);
    const members = await membersOf(viewer, params.unitId);
    return {
      people: members.map(personView),
      can: { change: mayIn(viewer, params.unitId, 'change people') },
    };
  });

  serve(router, routes.addPerson, async ({ viewer, params, body }) => {
    await requireUnitId(viewer, params.unitId);
    requireIn(viewer, params.unitId, 'change people');
    const known = await findPersonByEmail(prisma, body.email);
    if (known && (await membersOf(viewer, params.unitId)).some(({ id }) => id === known.id)) {
      throw new DomainError(
        'conflict',
        `${known.name} (${body.email}) is in this unit already. Change them in the list.`,
      );
    }
    // What another unit knows about a person stays as that unit has set it: only roles here are added. Somebody who is in no
    // unit, since they had left, comes back as they are described now.
    const isOfOthers =
      known !== null && (known.isAdministrator || (await findUnitIdsOfPerson(prisma, known.id)).length > 0);
    if (isOfOthers && !known.isActive) {
      throw new DomainError(
        'conflict',
        `${known.name} (${body.email}) is known already, and no longer active. Ask an administrator to make them active again.`,
      );
    }
    const id = await prisma.$transaction(async (transaction) => {
      await requireKnownPeople(transaction, viewer, body, null);
      const personId = isOfOthers ? known.id : await savePerson(transaction, known?.id ?? null, body);
      await setRoles(transaction, params.unitId, personId, body.roles);
      await auditPerson(transaction, viewer, params.unitId, personId, 'person-added', body);
      return personId;
    });
    return memberView(viewer, params.unitId, id);
  });

  serve(router, routes.changePerson, async ({ viewer, params, body }) => {
    const { unitId, personId } = params;
    await requireUnitId(viewer, unitId);
    requireIn(viewer, unitId, 'change people');
    const person = (await membersOf(viewer, unitId)).find(({ id }) => id === personId);
    if (!person) throw notFound('person');
    await requireMayChange(viewer, person, body);
    await prisma.$transaction(async (transaction) => {
      await requireKnownPeople(transaction, viewer, body, person);
      await requireSomebodyLeft(transaction, unitId, person, body);
      await savePerson(transaction, personId, body);
      await setRoles(transaction, unitId, personId, body.roles);
      if (person.isActive && !body.isActive) {
        await revokeSessions(transaction, { personId }, clock());
        await revokeLinks(transaction, { personId }, clock());
      }
      await auditPerson(transaction, viewer, unitId, personId, 'person-changed', body);
    });
    if (body.roles.length > 0) return memberView(viewer, unitId, personId);
    return personView({ ...person, ...body, roles: [], managerName: null, backupName: null });
  });

  serve(router, routes.addAbsence, async ({ viewer, params, body }) => {
    const person = await requirePerson(viewer, params.personId);
    const { firstDay, lastDay, delegateId } = body;
    if (lastDay < localDayOf(person.timeZone, clock())) {
      throw new DomainError('invalid-input', 'This absence is over already. Give days that lie ahead.');
    }
    const delegate = delegateId === null ? null : await findPerson(prisma, delegateId);
    if (delegateId !== null && !(delegate?.isActive && (await sharesUnit(person.id, delegateId)))) {
      throw new DomainError(
        'invalid-input',
        'The delegate must be someone with a role in the same unit. Choose another person.',
      );
    }
    if (delegateId === person.id) {
      throw new DomainError('invalid-input', 'Nobody can stand in for themselves. Choose another person.');
    }
    return prisma.$transaction(async (transaction) => {
      const absence = await addAbsence(
        transaction,
        { personId: person.id, delegateId, firstDay, lastDay },
        clock(),
      );
      await auditPerson(transaction, viewer, null, person.id, 'absence-added', {
        firstDay,
        lastDay,
        delegateId,
      });
      return {
        id: absence.id,
        firstDay,
        lastDay,
        delegate: delegate && { id: delegate.id, name: delegate.name },
      };
    });
  });

  serve(router, routes.removeAbsence, async ({ viewer, params }) => {
    const person = await requirePerson(viewer, params.personId);
    await prisma.$transaction(async (transaction) => {
      if (!(await removeAbsence(transaction, person.id, params.absenceId))) throw notFound('absence');
      await auditPerson(transaction, viewer, null, person.id, 'absence-removed', {});
    });
  });

  /** Oneself, or someone in a unit whose people the viewer may change. */
  async function requirePerson(viewer: Viewer, personId: string): Promise<Person> {
    const person = await findPerson(prisma, personId);
    const unitIds = person ? await findUnitIdsOfPerson(prisma, personId) : [];
    const common = unitIds.filter((id) => unitOf(viewer, id));
    const isSelf = personId === viewer.id;
    if (!person || (!isSelf && common.length === 0)) {
      await requireUnit(dependencies, viewer, { type: 'person', id: personId, unitId: unitIds[0] ?? null });
      throw notFound('person');
    }
    if (isSelf || common.some((id) => mayIn(viewer, id, 'change people').allowed)) return person;
    throw new DomainError('forbidden', `Only ${person.name} or a process owner of the unit can say this.`);
  }

  async function sharesUnit(personId: string, otherId: string): Promise<boolean> {
    const unitIds = await findUnitIdsOfPerson(prisma, personId);
    return (await findUnitIdsOfPerson(prisma, otherId)).some((id) => unitIds.includes(id));
  }

  /** Name, address and zone belong to the person everywhere: someone of several units is changed by who owns them all. */
  async function requireMayChange(
    viewer: Viewer,
    person: Person,
    body: z.output<typeof PersonBody>,
  ): Promise<void> {
    const isSame =
      person.email === body.email && person.name === body.name && person.isActive === body.isActive;
    const unitIds = await findUnitIdsOfPerson(prisma, person.id);
    const isOwnerOfAll = unitIds.every((id) => mayIn(viewer, id, 'change people').allowed);
    if (person.isAdministrator && !viewer.isAdministrator && !isSame) {
      throw new DomainError(
        'forbidden',
        `${person.name} is an administrator and is changed by administrators only.`,
      );
    }
    if (isSame || isOwnerOfAll) return;
    throw new DomainError(
      'forbidden',
      `${person.name} has a role in other units too; name, address and whether they are active are changed by an administrator. You can change their roles here.`,
    );
  }

  async function auditPerson(
    connection: Connection,
    viewer: Viewer,
    unitId: string | null,
    personId: string,
    action: string,
    change: { readonly name?: string; readonly email?: string; readonly [fact: string]: unknown },
  ): Promise<void> {
    // Names and addresses stay out of the trail, which nobody can erase.
    const { name: _name, email: _email, ...details } = change;
    await appendAudit(connection, [
      {
        at: clock(),
        actorId: viewer.id,
        unitId,
        action,
        subjectType: 'person',
        subjectId: personId,
        details,
      },
    ]);
  }
  return router;
}

/** A unit keeps a process owner, and the product an administrator: nobody could act, or bring one back. */
async function requireSomebodyLeft(
  connection: Connection,
  unitId: string,
  person: Person,
  { isActive, roles }: z.output<typeof PersonBody>,
): Promise<void> {
  if (!person.isActive) return;
  if (!isActive && person.isAdministrator) {
    const others = { isAdministrator: true, isActive: true, id: { not: person.id } };
    if ((await connection.person.count({ where: others })) === 0) {
      throw new DomainError(
        'conflict',
        `${person.name} is the only administrator and stays active: without one, nobody could let anyone in again.`,
      );
    }
  }
  const staysOwner = isActive && roles.some(({ role }) => role === 'process-owner');
  const owned = staysOwner ? [] : await listUnitsOwnedOnlyBy(connection, person.id);
  const left = owned.find(({ id }) => !isActive || id === unitId);
  if (left === undefined) return;
  throw new DomainError(
    'conflict',
    `${person.name} is the only process owner of ${left.name}. Give that role to somebody else first.`,
  );
}

/** Manager and backup must be people of the viewer's units, and nobody is their own. */
async function requireKnownPeople(
  connection: Connection,
  viewer: Viewer,
  body: z.output<typeof PersonBody>,
  person: Person | null,
): Promise<void> {
  const other = await findPersonByEmail(connection, body.email);
  if (person && other && other.id !== person.id) {
    throw new DomainError(
      'conflict',
      `The address ${body.email} belongs to ${other.name}. Give another one.`,
    );
  }
  for (const [what, id] of [
    ['manager', body.managerId],
    ['backup', body.backupId],
  ] as const) {
    if (id === null) continue;
    const named = await findPerson(connection, id);
    const unitIds = named ? await findUnitIdsOfPerson(connection, id) : [];
    const isUsable = named?.isActive && id !== person?.id && unitIds.some((unitId) => unitOf(viewer, unitId));
    if (!isUsable) {
      throw new DomainError(
        'invalid-input',
        `The ${what} must be another active person of your units. Choose one from the list.`,
      );
    }
  }
}

function personView(member: UnitMember): z.input<typeof PersonView> {
  const { id, name, email, timeZone, holidayRegion, isActive } = member;
  return {
    id,
    name,
    email,
    timeZone,
    holidayRegion,
    isActive,
    manager: ref(member.managerId, member.managerName),
    backup: ref(member.backupId, member.backupName),
    roles: member.roles.map(({ role, families }) => ({ role, families: [...families] })),
    absences: member.absences.map(({ id: absenceId, firstDay, lastDay, delegateId, delegateName }) => ({
      id: absenceId,
      firstDay,
      lastDay,
      delegate: ref(delegateId, delegateName),
    })),
  };
}

const ref = (id: string | null, name: string | null) => (id && name ? { id, name } : null);
