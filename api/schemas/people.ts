import { z } from 'zod';
import { defineRoute } from '../route-definition';
import { Day, Id, orNull, Permission, PersonRef, RoleSchema, TimeZone } from './common';

export const AbsenceView = z
  .object({ id: Id, firstDay: Day, lastDay: Day, delegate: orNull(PersonRef) })
  .meta({ id: 'Absence' });

export const PersonView = z
  .object({
    id: Id,
    name: z.string(),
    email: z.string(),
    timeZone: z.string(),
    holidayRegion: z.string(),
    manager: orNull(PersonRef),
    backup: orNull(PersonRef),
    isActive: z.boolean(),
    roles: z.array(z.object({ role: RoleSchema, families: z.array(z.string()) })),
    absences: z.array(AbsenceView).meta({ description: 'Those that are not over' }),
  })
  .meta({ id: 'PersonView', description: 'A person with their roles in the unit' });

export const People = z
  .object({ people: z.array(PersonView), can: z.object({ change: Permission }) })
  .meta({ id: 'People' });

const RegionCode = z
  .string()
  .regex(/^[A-Z]{2}(-[A-Z0-9]{1,8})*$/, { error: 'must be a region like DE or DE-BY' })
  .meta({ example: 'DE-BY' });

export const PersonBody = z
  .object({
    name: z.string().trim().min(1, { error: 'a name is needed' }).max(200),
    email: z
      .string()
      .trim()
      .toLowerCase()
      .max(320)
      .regex(/^[^\s@<>]+@[^\s@<>]+$/, { error: 'must be an e-mail address' }),
    timeZone: TimeZone,
    holidayRegion: RegionCode,
    managerId: Id.nullable().default(null),
    backupId: Id.nullable().default(null),
    isActive: z.boolean().default(true),
    roles: z.array(z.object({ role: RoleSchema, families: z.array(z.string().max(100)).default([]) })),
  })
  .meta({ id: 'PersonBody' });

export const HolidayCalendar = z
  .object({
    region: z.string(),
    holidays: z.array(z.object({ date: Day, name: z.string().trim().min(1).max(120) })),
  })
  .meta({ id: 'HolidayCalendar' });

const tag = 'People';
const unitParams = z.object({ unitId: Id });

export const routes = {
  listPeople: defineRoute({
    method: 'get',
    path: '/api/units/{unitId}/people',
    operationId: 'listPeople',
    tag,
    summary: 'Who has which role in the unit',
    params: unitParams,
    answer: People,
  }),
  addPerson: defineRoute({
    method: 'post',
    path: '/api/units/{unitId}/people',
    operationId: 'addPerson',
    tag,
    summary: 'Add a person, or give a known person (by e-mail) roles in this unit',
    params: unitParams,
    body: PersonBody,
    status: 201,
    answer: PersonView,
  }),
  changePerson: defineRoute({
    method: 'put',
    path: '/api/units/{unitId}/people/{personId}',
    operationId: 'changePerson',
    tag,
    summary: 'Change a person and their roles in the unit; inactive ends their sessions and links',
    params: z.object({ unitId: Id, personId: Id }),
    body: PersonBody,
    answer: PersonView,
  }),
  addAbsence: defineRoute({
    method: 'post',
    path: '/api/people/{personId}/absences',
    operationId: 'addAbsence',
    tag,
    summary: 'Say when a person is away, and who acts for them',
    params: z.object({ personId: Id }),
    body: z
      .object({ firstDay: Day, lastDay: Day, delegateId: Id.nullable().default(null) })
      .refine((absence) => absence.firstDay <= absence.lastDay, {
        path: ['lastDay'],
        error: 'the last day must not be before the first',
      }),
    status: 201,
    answer: AbsenceView,
  }),
  removeAbsence: defineRoute({
    method: 'delete',
    path: '/api/people/{personId}/absences/{absenceId}',
    operationId: 'removeAbsence',
    tag,
    summary: 'Take an absence back',
    params: z.object({ personId: Id, absenceId: Id }),
    status: 204,
  }),
  getHolidays: defineRoute({
    method: 'get',
    path: '/api/holidays/{region}',
    operationId: 'getHolidays',
    tag,
    summary: 'The holidays of a region',
    params: z.object({ region: RegionCode }),
    answer: HolidayCalendar,
  }),
  putHolidays: defineRoute({
    method: 'put',
    path: '/api/holidays/{region}',
    operationId: 'putHolidays',
    tag,
    summary: 'Replace the holidays of a region; dates of running cycles stay as they are',
    params: z.object({ region: RegionCode }),
    body: HolidayCalendar.pick({ holidays: true }).meta({ id: 'HolidayBody' }),
    answer: HolidayCalendar,
  }),
};
