import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Database } from '../../database/client';
import { DomainError } from '../../domain/errors';
import { createCompanyFromSales } from '../sample-company/create-company-from-sales';
import { seedSampleCompany } from '../sample-company/seed-sample-company';
import type { RehearsalOptions } from './options';

export interface RehearsedCompany {
  readonly unitId: string;
  /** By how many months given sales were shifted. */
  readonly shiftedMonths: number;
}

/** The company that is rehearsed: the sample one, or one made around a file of real sales. */
export async function foundCompany(
  world: { readonly database: Database; readonly clock: () => Date },
  { month, participants, seed, salesFile }: RehearsalOptions,
): Promise<RehearsedCompany> {
  const { database, clock } = world;
  const company = { database, clock, period: month, participants };
  if (salesFile === undefined) {
    const { unitId } = await seedSampleCompany({ ...company, seed });
    return { unitId, shiftedMonths: 0 };
  }
  const file = { name: path.basename(salesFile), bytes: await readSales(salesFile) };
  const { unitId, shiftedMonths } = await createCompanyFromSales({ ...company, file });
  return { unitId, shiftedMonths };
}

async function readSales(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new DomainError(
      'not-found',
      `${file} cannot be read (${code}). Give the path of a CSV file with sales after --sales.`,
    );
  }
}
