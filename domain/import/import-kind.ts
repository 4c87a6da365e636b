/** What a file may bring. The order is that in which an empty unit is filled. */
export const IMPORT_KINDS = [
  'families',
  'items',
  'sales',
  'stock',
  'capacity',
  'hours-per-unit',
  'budget',
  'promotions',
  'open-orders',
  'stages',
] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** How a cell is read: `code` and `name` are texts, `amount` is a number of zero or more, `days` are whole ones. */
export type ColumnType = 'code' | 'name' | 'month' | 'amount' | 'service-kind' | 'service-percent' | 'days';

/** True for columns whose cells are numbers, so that a decimal mark has to be found out. */
export const isNumberColumn = ({ type }: Pick<ImportColumn, 'type'>): boolean =>
  type === 'amount' || type === 'service-percent' || type === 'days';

export interface ImportColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** A file without it, or an empty cell in it, is refused. */
  readonly isRequired: boolean;
  readonly meaning: string;
}

const required = (name: string, type: ColumnType, meaning: string): ImportColumn => ({
  name,
  type,
  isRequired: true,
  meaning,
});
const optional = (name: string, type: ColumnType, meaning: string): ImportColumn => ({
  name,
  type,
  isRequired: false,
  meaning,
});

/** The columns of each kind of file, in words for the page, the documentation and the errors. */
export const IMPORT_COLUMNS: Readonly<Record<ImportKind, readonly ImportColumn[]>> = {
  families: [
    required('family', 'code', 'code of the family'),
    optional('family_name', 'name', 'its name'),
    optional('holding_cost', 'amount', 'cost of a unit in stock over a month'),
    optional('backlog_cost', 'amount', 'cost of a unit late at the end of a month'),
    optional('safety_stock', 'amount', 'units that the plan keeps in stock at least'),
  ],
  items: [
    required('item', 'code', 'code of the item'),
    required('family', 'code', 'family that it belongs to; a new one is made'),
    optional('item_name', 'name', 'its name'),
    optional('family_name', 'name', "the family's name"),
    optional('unit_of_measure', 'code', 'unit of its quantities, EA when left out'),
    optional('price', 'amount', 'revenue per unit'),
    optional('unit_cost', 'amount', 'material and other cost per unit, hours of capacity apart'),
    optional('like_item', 'code', 'for a new item: the item whose launch it is expected to follow'),
    optional('like_item_percent', 'amount', 'its sales in percent of the like item, 100 when left out'),
    optional(
      'service_kind',
      'service-kind',
      'what is promised: cycle-service (cycles without a stock-out) or fill-rate (units from stock); cycle-service when left out',
    ),
    optional('service_percent', 'service-percent', 'how much of it, 95 for 95 %; 95 when left out'),
    optional('lead_time_days', 'amount', 'days from order to receipt, 30 when left out'),
    optional('lead_time_deviation_days', 'amount', 'standard deviation of these days, 0 when left out'),
    optional(
      'review_days',
      'amount',
      'days between two looks at the stock, 0 if it is watched all the time; 7 when left out',
    ),
    optional('lot_units', 'amount', 'units ordered at once; as needed when left out'),
    optional('reorder_point', 'amount', 'units at which the inventory system orders now'),
    optional('launch_month', 'month', 'first month of sale of an item that has not sold yet'),
    optional('last_month', 'month', 'last month of sale of an item that ends'),
  ],
  sales: [
    required('month', 'month', 'month of the sale'),
    required('item', 'code', 'code of the item'),
    required('market', 'code', 'market or customer; a new one is made'),
    required('quantity', 'amount', 'units sold'),
    optional('revenue', 'amount', "what they brought, in the unit's currency"),
    optional('family', 'code', 'family of the item: with it, items not yet known are made'),
    optional('item_name', 'name', "the item's name, for items not yet known"),
    optional('family_name', 'name', "the family's name, for families not yet known"),
  ],
  stock: [
    required('item', 'code', 'code of the item'),
    required('quantity', 'amount', 'units in stock'),
    optional('on_order', 'amount', 'units on their way, expected in the first planned month'),
  ],
  capacity: [
    required('resource', 'code', 'line, plant or team; a new one is made'),
    required('month', 'month', 'month'),
    required('regular_hours', 'amount', 'hours available in regular time'),
    optional('overtime_hours', 'amount', 'hours available on top'),
    optional('resource_name', 'name', "the resource's name"),
    optional('regular_cost_per_hour', 'amount', 'cost of a regular hour'),
    optional('overtime_cost_per_hour', 'amount', 'cost of an hour of overtime'),
  ],
  'hours-per-unit': [
    required('resource', 'code', 'line, plant or team'),
    required('family', 'code', 'family'),
    required('hours', 'amount', 'hours of the resource that one unit takes'),
  ],
  budget: [
    required('family', 'code', 'family'),
    required('month', 'month', 'month'),
    required('quantity', 'amount', 'units'),
    required('revenue', 'amount', 'revenue'),
  ],
  promotions: [
    required('item', 'code', 'code of the item'),
    required('month', 'month', 'month of the promotion or event, past or planned'),
    required('kind', 'code', 'what it is, the same word each time: flyer, trade fair'),
    optional('market', 'code', 'market that it is held in, all when left out'),
    optional('uplift_percent', 'amount', 'more sales that are expected of it; 0 for one that was called off'),
  ],
  'open-orders': [
    required('item', 'code', 'code of the item'),
    required('market', 'code', 'market or customer'),
    required('month', 'month', 'month for which the units are ordered'),
    required('quantity', 'amount', 'units ordered so far for that month'),
    optional('as_of', 'month', 'month in which the order book stood so, this month when left out'),
  ],
  stages: [
    required('family', 'code', 'family whose stock is placed'),
    required('stage', 'code', 'code of the place: plant, warehouse, market'),
    optional('name', 'name', 'its name'),
    optional('supplied_by', 'code', 'the stage before it, empty at the source'),
    required('lead_time_days', 'days', 'whole days from having the input to having it ready to deliver'),
    required('holding_cost', 'amount', 'cost of a unit in stock there over a month'),
    optional('market', 'code', 'market that it serves; demand leaves there'),
    optional('service_days', 'days', 'whole days that this market is promised to wait, 0 when left out'),
  ],
};

/** Columns that together name a row: no two rows of a file may agree in all of them. */
export const IMPORT_KEYS: Readonly<Record<ImportKind, readonly string[]>> = {
  families: ['family'],
  items: ['item'],
  sales: ['item', 'market', 'month'],
  stock: ['item'],
  capacity: ['resource', 'month'],
  'hours-per-unit': ['resource', 'family'],
  budget: ['family', 'month'],
  promotions: ['item', 'market', 'month', 'kind'],
  'open-orders': ['item', 'market', 'month', 'as_of'],
  stages: ['family', 'stage'],
};

/** True for the name of a file that can be loaded, such as 'sales'. */
export const isImportKind = (text: string): text is ImportKind =>
  (IMPORT_KINDS as readonly string[]).includes(text);
