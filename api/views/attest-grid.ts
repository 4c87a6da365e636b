import type { z } from 'zod';
import type { Database } from '../../database/client';
import { type DataSource, listDataSources } from '../../database/data-source-repository';
import { findPersonNames } from '../../database/person-repository';
import { loadPlanningInput } from '../../database/planning-input-repository';
import type { TaskRecord } from '../../domain/cycle/records';
import { attestedCapacity, attestedSales, attestedStock } from '../../domain/plan/attested-figures';
import { dataReadiness } from '../../domain/plan/data-readiness';
import { moment, quantity, shortMonth } from '../../email/wording';
import type { DataAttest } from '../schemas/tasks';
import type { Viewer } from '../viewer';

const NAMES: Readonly<Record<DataSource['kind'], string>> = {
  sales: 'Sales history',
  items: 'Items, prices and costs',
  stock: 'Stock and orders on their way',
  capacity: 'Capacity',
  'hours-per-unit': 'Hours per unit',
  budget: 'Budget',
  promotions: 'Promotions and events',
  'open-orders': 'Orders in hand',
  stages: 'Places that stock is kept at',
};

/** What a person attests by the role they do it in; every other role sees all of it. */
const ATTESTED_BY: Readonly<Record<string, readonly DataSource['kind'][]>> = {
  'demand-planner': ['sales', 'items', 'promotions', 'open-orders'],
  logistics: ['stock', 'stages'],
  operations: ['capacity', 'hours-per-unit'],
  finance: ['budget', 'items'],
};

/** The data that a person is asked to attest, as it is loaded now, with what a planner should look at in it. */
export async function attestGrid(
  database: Database,
  unitId: string,
  task: TaskRecord,
  viewer: Viewer,
): Promise<z.input<typeof DataAttest>> {
  const kinds = ATTESTED_BY[task.role];
  const [loaded, input] = await Promise.all([
    listDataSources(database.prisma, unitId),
    loadPlanningInput(database, task.cycleId),
  ]);
  const sources = loaded.filter(({ kind }) => !kinds || kinds.includes(kind));
  const ids = sources.flatMap(({ lastImport }) => lastImport?.personId ?? []);
  const names = await findPersonNames(database.prisma, ids);
  const { findings } = dataReadiness(input);
  const lookAt = (kind: DataSource['kind']) =>
    findings.filter((finding) => finding.source === kind).map((finding) => finding.sentence);
  const isAsked = (kind: DataSource['kind']) => sources.some((source) => source.kind === kind);
  return {
    kind: 'attest',
    sales: isAsked('sales') ? attestedSales(input) : null,
    stock: isAsked('stock') ? attestedStock(input) : null,
    capacity: isAsked('capacity') ? attestedCapacity(input) : null,
    sources: sources.map((source) => ({
      kind: source.kind,
      name: NAMES[source.kind],
      lastImportAt: source.lastImport?.at.toISOString() ?? null,
      fileName: source.lastImport?.fileName ?? null,
      rowCount: source.rowCount,
      sentence: [sentence(source, names, viewer.timeZone), ...lookAt(source.kind)].join(' '),
    })),
  };
}

function sentence(source: DataSource, names: ReadonlyMap<string, string>, timeZone: string): string {
  if (source.rowCount === 0) return 'Nothing is loaded yet. Import a file before you confirm.';
  const until = source.lastMonth ? `, last month ${lastMonthWords(source.lastMonth)}` : '';
  const last = source.lastImport;
  const by = last?.personId ? ` by ${names.get(last.personId) ?? 'someone'}` : '';
  const loaded = last ? `, loaded ${moment(last.at, timeZone)}${by}` : '';
  return `${quantity(source.rowCount)} rows${until}${loaded}.`;
}

/** "2029-11" → "Nov 2029"; orders in hand are of a day, which stays. */
function lastMonthWords(lastMonth: string): string {
  return /^\d{4}-\d{2}$/.test(lastMonth) ? shortMonth(lastMonth) : lastMonth;
}
