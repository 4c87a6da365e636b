import type { Role } from '../../domain/cycle/template';
import { DomainError } from '../../domain/errors';

export interface SamplePerson {
  readonly email: string;
  readonly name: string;
  readonly timeZone: string;
  readonly holidayRegion: string;
  readonly roles: readonly Role[];
  /** Families that the person answers for; empty means all. */
  readonly families: readonly string[];
  /** Addresses of others of the list; null at the top. */
  readonly managerEmail: string | null;
  readonly backupEmail: string | null;
  readonly isAdministrator: boolean;
}

interface Place {
  readonly timeZone: string;
  readonly holidayRegion: string;
}

const BERLIN: Place = { timeZone: 'Europe/Berlin', holidayRegion: 'DE' };
const PARIS: Place = { timeZone: 'Europe/Paris', holidayRegion: 'FR' };
const LONDON: Place = { timeZone: 'Europe/London', holidayRegion: 'GB-ENG' };
const MADRID: Place = { timeZone: 'Europe/Madrid', holidayRegion: 'ES' };
const WARSAW: Place = { timeZone: 'Europe/Warsaw', holidayRegion: 'PL' };
const NEW_YORK: Place = { timeZone: 'America/New_York', holidayRegion: 'US' };

type Seat = readonly [name: string, place: Place, ...roles: Role[]];

/** Who must be there for a month to go through, in the order in which seats are filled. */
const SEATS: readonly Seat[] = [
  ['Maria Keller', BERLIN, 'process-owner'],
  ['Henrik Brandt', BERLIN, 'executive', 'sponsor'],
  ['Claire Fontaine', PARIS, 'leadership'],
  ['Tomasz Zielinski', WARSAW, 'leadership'],
  ['Jonas Vogel', BERLIN, 'demand-planner'],
  ['Katarzyna Nowak', WARSAW, 'supply-planner'],
  ['Stefan Huber', BERLIN, 'operations'],
  ['Marta Wrobel', WARSAW, 'procurement'],
  ['Pieter de Vries', BERLIN, 'logistics'],
  ['Sophie Lambert', PARIS, 'marketing'],
  ['Oliver Grant', LONDON, 'finance'],
  ['Ana Ruiz', MADRID, 'sales'],
  ['Ingrid Sommer', BERLIN, 'executive'],
  ['Lukas Brenner', BERLIN, 'sales'],
  ['Camille Moreau', PARIS, 'sales'],
  ['Emma Walsh', LONDON, 'sales'],
  ['David Kim', NEW_YORK, 'marketing'],
  ['Eva Lindner', BERLIN, 'finance'],
  ['Robert Ellis', LONDON, 'executive'],
  ['Nina Albrecht', BERLIN, 'demand-planner'],
  ['Javier Ortega', MADRID, 'sales'],
  ['Julien Petit', PARIS, 'sales'],
  ['Piotr Mazur', WARSAW, 'procurement'],
  ['Harriet Cole', LONDON, 'sales'],
  ['Greta Neumann', BERLIN, 'sales'],
];

const LEAST = 12;
const MOST = 2_000;

/**
 * The people of a company of `participants`: first one of each function, then more of those that there are several
 * of; beyond the list all are in sales. Each sales person answers for two families. Backups come from the same
 * function where there is a second one, else from a neighbouring one; commercial people report to the first of
 * leadership, supply people to the second, and these to the sponsor.
 */
export function samplePeople(
  participants: number,
  families: readonly string[],
  mailDomain: string,
): SamplePerson[] {
  if (!Number.isInteger(participants) || participants < LEAST || participants > MOST) {
    throw new DomainError(
      'invalid-input',
      `A company needs from ${LEAST} to ${MOST} participants, not ${participants}: the five steps ask ${LEAST} different functions.`,
    );
  }
  const seats = Array.from({ length: participants }, (_, index) => SEATS[index] ?? furtherSales(index));
  const emails = seats.map(
    ([name], index) => `${addressOf(name)}${index < SEATS.length ? '' : `.${index + 1}`}@${mailDomain}`,
  );
  const withRole = (role: Role) => emails.filter((_, index) => seats[index]!.includes(role));

  let salesSeen = 0;
  return seats.map(([name, place, ...roles], index): SamplePerson => {
    const email = emails[index]!;
    const isSales = roles.includes('sales');
    const person = {
      email,
      name,
      ...place,
      roles,
      families: isSales ? familiesOf(salesSeen, families) : [],
      managerEmail: managerOf(roles[0]!, withRole, email),
      backupEmail: backupOf(roles[0]!, withRole, email, salesSeen),
      isAdministrator: roles.includes('process-owner'),
    };
    if (isSales) salesSeen++;
    return person;
  });
}

const FURTHER_NAMES = ['Alex', 'Kim', 'Robin', 'Sam', 'Toni', 'Luca', 'Noa', 'Mika', 'Jona', 'Charlie'];
const FURTHER_PLACES = [BERLIN, PARIS, LONDON, MADRID];

const furtherSales = (index: number): Seat => [
  `${FURTHER_NAMES[index % FURTHER_NAMES.length]} Berg ${index + 1}`,
  FURTHER_PLACES[index % FURTHER_PLACES.length]!,
  'sales',
];

const addressOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/ berg \d+$/, ' berg')
    .replace(/ /g, '.');

function familiesOf(salesSeen: number, families: readonly string[]): string[] {
  if (families.length <= 2) return [...families];
  const first = (2 * salesSeen) % families.length;
  return [families[first]!, families[(first + 1) % families.length]!];
}

const STANDS_IN: Readonly<Record<Role, Role>> = {
  sales: 'marketing',
  marketing: 'sales',
  finance: 'demand-planner',
  'demand-planner': 'supply-planner',
  'supply-planner': 'demand-planner',
  operations: 'supply-planner',
  procurement: 'logistics',
  logistics: 'procurement',
  executive: 'leadership',
  sponsor: 'executive',
  'process-owner': 'leadership',
  leadership: 'process-owner',
};

type WithRole = (role: Role) => string[];

function backupOf(role: Role, withRole: WithRole, email: string, salesSeen: number): string | null {
  const colleagues = withRole(role).filter((other) => other !== email);
  const stand = colleagues[salesSeen % Math.max(1, colleagues.length)];
  return stand ?? withRole(STANDS_IN[role]).find((other) => other !== email) ?? null;
}

const COMMERCIAL: readonly Role[] = ['sales', 'marketing', 'finance', 'demand-planner'];

function managerOf(role: Role, withRole: WithRole, email: string): string | null {
  const [sponsor] = withRole('sponsor');
  if (email === sponsor) return null;
  if (role === 'executive' || role === 'leadership' || role === 'process-owner') return sponsor ?? null;
  const [commercial, supply] = withRole('leadership');
  return (COMMERCIAL.includes(role) ? commercial : supply) ?? sponsor ?? null;
}
