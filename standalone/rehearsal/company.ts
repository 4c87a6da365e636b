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

export interface SalesFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The company that is rehearsed: the sample one, or one made around a file of real sales. */
export async function foundCompany(
  world: { readonly database: Database; readonly clock: () => Date },
  { month, participants, seed }: Pick<RehearsalOptions, 'month' | 'participants' | 'seed'>,
  sales: SalesFile | null,
): Promise<RehearsedCompany> {
  const { database, clock } = world;
  const company = { database, clock, period: month, participants };
  if (sales === null) {
    const { unitId } = await seedSampleCompany({ ...company, seed });
    return { unitId, shiftedMonths: 0 };
  }
  const { unitId, shiftedMonths } = await createCompanyFromSales({ ...company, file: sales });
  return { unitId, shiftedMonths };
}

/** Reads the file of real sales, before anything is started for it. */
export async function readSales(file: string): Promise<SalesFile> {
  try {
    return { name: path.basename(file), bytes: await readFile(file) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new DomainError(
      'not-found',
      `${file} cannot be read (${code}). Give the path of a CSV file with sales after --sales.`,
    );
  }
}
