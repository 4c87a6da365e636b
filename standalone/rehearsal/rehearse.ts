import { monthRange } from '../../domain/cycle/month';
import { foundCompany, readSales } from './company';
import type { RehearsalOptions } from './options';
import { playMonths } from './play';
import { isComplete, type RehearsalReport, reportMonth } from './report';
import { openStage } from './stage';

export interface Rehearsal {
  readonly report: RehearsalReport;
  /** All five steps of every month closed, and each plan was published. */
  readonly isComplete: boolean;
}

/** Goes through the months of a company from kick-off to publication, in seconds, at true calendar instants. */
export async function rehearse(options: RehearsalOptions, say: (line: string) => void): Promise<Rehearsal> {
  const { salesFile } = options;
  const sales = salesFile === undefined ? null : await readSales(salesFile);
  const stage = await openStage(say);
  try {
    const { month, months, participants, seed } = options;
    const { unitId, shiftedMonths } = await foundCompany(stage, options, sales);
    say(
      `${participants} people, ${months === 1 ? 'one month' : `${months} months`} from ${month}, seed ${seed}`,
    );
    const startedAt = performance.now();
    const hasEnded = await playMonths(stage, { unitId, firstMonth: month, months, seed, say });
    const wallSeconds = Math.round((performance.now() - startedAt) / 100) / 10;
    const reports = [];
    for (const period of monthRange(month, months)) {
      const report = await reportMonth(stage.database, unitId, period);
      if (report) reports.push(report);
    }
    return {
      report: { seed, wallSeconds, shiftedMonths, months: reports },
      isComplete: hasEnded && reports.length === months && reports.every(isComplete),
    };
  } finally {
    await stage.close();
  }
}
