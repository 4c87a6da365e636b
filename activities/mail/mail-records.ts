import type { Connection } from '../../database/client';
import {
  findMailCycle,
  findMailPerson,
  findMailPlan,
  findMailTask,
} from '../../database/mail-facts-repository';
import {
  findMailDecision,
  findMailPublication,
  findMailSignOff,
} from '../../database/mail-sign-off-repository';

/**
 * What the mails of one act are about, each record read once: a kick-off tells everyone of the same month, and one mail
 * asks for its task in several places. It lives as long as the act; nothing is remembered for the next one.
 */
export interface MailRecords {
  readonly cycle: Finder<typeof findMailCycle>;
  readonly person: Finder<typeof findMailPerson>;
  readonly task: Finder<typeof findMailTask>;
  readonly signOff: Finder<typeof findMailSignOff>;
  readonly plan: Finder<typeof findMailPlan>;
  readonly decision: Finder<typeof findMailDecision>;
  readonly publication: Finder<typeof findMailPublication>;
}

type Finder<Find extends (connection: Connection, id: string) => unknown> = (id: string) => ReturnType<Find>;

export function createMailRecords(connection: Connection): MailRecords {
  const person = once((id) => findMailPerson(connection, id));
  return {
    cycle: once((id) => findMailCycle(connection, id)),
    person,
    task: once((id) => findMailTask(connection, id, person)),
    signOff: once((id) => findMailSignOff(connection, id, person)),
    plan: once((id) => findMailPlan(connection, id)),
    decision: once((id) => findMailDecision(connection, id)),
    publication: once((id) => findMailPublication(connection, id)),
  };
}

function once<Fact>(find: (id: string) => Promise<Fact>): (id: string) => Promise<Fact> {
  const found = new Map<string, Promise<Fact>>();
  return (id) => {
    const asked = found.get(id) ?? find(id);
    found.set(id, asked);
    return asked;
  };
}
