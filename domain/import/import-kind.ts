/** What a file may bring. The order is that in which an empty unit is filled. */
export const IMPORT_KINDS = [
  'families',
  'items',
  'sales',
  'stock',
  'capacity',
  'hours-per-unit',
  'budget',
] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** How a cell is read: `code` and `name` are texts, `amount` is a number of zero or more. */
export type ColumnType = 'code' | 'name' | 'month' | 'amount';

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
};

export const isImportKind = (text: string): text is ImportKind =>
  (IMPORT_KINDS as readonly string[]).includes(text);
