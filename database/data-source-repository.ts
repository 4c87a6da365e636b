import type { Connection } from './client';

/** What is loaded of one kind of input, and the file that brought it last. */
export interface DataSource {
  readonly kind:
    | 'sales'
    | 'items'
    | 'stock'
    | 'capacity'
    | 'hours-per-unit'
    | 'budget'
    | 'promotions'
    | 'open-orders'
    | 'stages';
  readonly rowCount: number;
  /** Last month on record, where rows have months. */
  readonly lastMonth: string | null;
  readonly lastImport: {
    readonly fileName: string;
    readonly at: Date;
    readonly personId: string | null;
  } | null;
}

/** Every kind of input of a unit as it stands now; those that nobody has to give only where there are some. */
export async function listDataSources(connection: Connection, unitId: string): Promise<DataSource[]> {
  const ofUnit = { unitId };
  const [
    sales,
    lastSales,
    items,
    stock,
    capacity,
    lastCapacity,
    hours,
    budget,
    lastBudget,
    promotions,
    lastPromotion,
    orders,
    lastOrders,
    stages,
    imports,
  ] = await Promise.all([
    connection.sales.count({ where: ofUnit }),
    connection.sales.aggregate({ where: ofUnit, _max: { month: true } }),
    connection.item.count({ where: ofUnit }),
    connection.stock.count({ where: ofUnit }),
    connection.capacity.count({ where: { resource: ofUnit } }),
    connection.capacity.aggregate({ where: { resource: ofUnit }, _max: { month: true } }),
    connection.hoursPerUnit.count({ where: { resource: ofUnit } }),
    connection.budget.count({ where: { family: ofUnit } }),
    connection.budget.aggregate({ where: { family: ofUnit }, _max: { month: true } }),
    connection.promotion.count({ where: ofUnit }),
    connection.promotion.aggregate({ where: ofUnit, _max: { month: true } }),
    connection.openOrder.count({ where: ofUnit }),
    connection.openOrder.aggregate({ where: ofUnit, _max: { asOf: true } }),
    connection.stage.count({ where: ofUnit }),
    connection.import.findMany({
      where: { unitId, state: 'accepted' },
      distinct: ['kind'],
      orderBy: { createdAt: 'desc' },
      select: { kind: true, fileName: true, createdAt: true, personId: true },
    }),
  ]);
  const source = (
    kind: DataSource['kind'],
    rowCount: number,
    lastMonth: string | null = null,
  ): DataSource => {
    const last = imports.find((each) => each.kind === kind);
    return {
      kind,
      rowCount,
      lastMonth,
      lastImport: last ? { fileName: last.fileName, at: last.createdAt, personId: last.personId } : null,
    };
  };
  return [
    source('sales', sales, lastSales._max.month),
    source('items', items),
    source('stock', stock),
    source('capacity', capacity, lastCapacity._max.month),
    source('hours-per-unit', hours),
    source('budget', budget, lastBudget._max.month),
    ...(promotions > 0 ? [source('promotions', promotions, lastPromotion._max.month)] : []),
    ...(orders > 0 ? [source('open-orders', orders, lastOrders._max.asOf)] : []),
    ...(stages > 0 ? [source('stages', stages)] : []),
  ];
}
