export interface DataKind {
  readonly kind: string;
  readonly name: string;
  /** Columns that must be there, then those that may. */
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** What a file may bring, in the order in which an empty unit is filled. */
export const dataKinds: readonly DataKind[] = [
  {
    kind: 'sales',
    name: 'Sales history',
    required: ['month', 'item', 'market', 'quantity'],
    optional: ['revenue', 'family', 'item_name', 'family_name'],
  },
  {
    kind: 'items',
    name: 'Items, prices and costs',
    required: ['item', 'family'],
    optional: [
      'item_name',
      'family_name',
      'unit_of_measure',
      'price',
      'unit_cost',
      'like_item',
      'like_item_percent',
      'service_kind',
      'service_percent',
      'lead_time_days',
      'lead_time_deviation_days',
      'review_days',
      'lot_units',
      'reorder_point',
      'launch_month',
      'last_month',
    ],
  },
  {
    kind: 'families',
    name: 'Families, holding and backlog cost',
    required: ['family'],
    optional: ['family_name', 'holding_cost', 'backlog_cost', 'safety_stock'],
  },
  {
    kind: 'stock',
    name: 'Stock and orders on their way',
    required: ['item', 'quantity'],
    optional: ['on_order'],
  },
  {
    kind: 'capacity',
    name: 'Capacity',
    required: ['resource', 'month', 'regular_hours'],
    optional: ['overtime_hours', 'resource_name', 'regular_cost_per_hour', 'overtime_cost_per_hour'],
  },
  { kind: 'hours-per-unit', name: 'Hours per unit', required: ['resource', 'family', 'hours'], optional: [] },
  { kind: 'budget', name: 'Budget', required: ['family', 'month', 'quantity', 'revenue'], optional: [] },
  {
    kind: 'promotions',
    name: 'Promotions and events',
    required: ['item', 'month', 'kind'],
    optional: ['market', 'uplift_percent'],
  },
  {
    kind: 'open-orders',
    name: 'Orders in hand',
    required: ['item', 'market', 'month', 'quantity'],
    optional: ['as_of'],
  },
  {
    kind: 'stages',
    name: 'Places that stock is kept at',
    required: ['family', 'stage', 'lead_time_days', 'holding_cost'],
    optional: ['name', 'supplied_by', 'market', 'service_days'],
  },
];
