import type { Connection } from './client';

/** A business unit with what its calendar and its plans need. */
export interface Unit {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly timeZone: string;
  readonly holidayRegion: string;
  readonly currency: string;
  readonly templateId: string | null;
  readonly horizonMonths: number;
  /** Days until customers pay, and until suppliers are paid. */
  readonly customerPaymentDays: number;
  readonly supplierPaymentDays: number;
}

export async function findUnit(connection: Connection, id: string): Promise<Unit | null> {
  return connection.unit.findUnique({ where: { id } });
}

/** All units by name. */
export async function listUnits(connection: Connection): Promise<Unit[]> {
  return connection.unit.findMany({ orderBy: [{ name: 'asc' }, { code: 'asc' }] });
}

/** Plans count with it when their data is frozen next. */
export async function setPaymentDays(
  connection: Connection,
  unitId: string,
  days: Pick<Unit, 'customerPaymentDays' | 'supplierPaymentDays'>,
): Promise<void> {
  await connection.unit.update({ where: { id: unitId }, data: days });
}

/** Makes the unit's next months follow another template. */
export async function setUnitTemplate(
  connection: Connection,
  unitId: string,
  templateId: string,
): Promise<void> {
  await connection.unit.update({ where: { id: unitId }, data: { templateId } });
}
