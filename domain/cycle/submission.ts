export const REASON_CODES = [
  'promotion',
  'price-change',
  'new-customer',
  'lost-customer',
  'launch',
  'end-of-life',
  'market-trend',
  'event',
  'supply',
  'correction',
  'other',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/**
 * One change to the demand plan at any level of the hierarchy: `null` market or item means "all of the family".
 * `absolute` replaces, `delta` adds units, `percent` adds that share (10 = +10 %) of what stands before it.
 */
export interface DemandAdjustment {
  readonly familyCode: string;
  readonly marketCode: string | null;
  readonly itemCode: string | null;
  /** YYYY-MM */
  readonly month: string;
  readonly change: { readonly kind: 'absolute' | 'delta' | 'percent'; readonly value: number };
  readonly reasonCode: ReasonCode;
  readonly comment: string;
}

/** Hours that a resource really has in a month, as the operations person states them. */
export interface CapacityStatement {
  readonly resourceCode: string;
  readonly month: string;
  readonly regularHours: number;
  readonly overtimeHours: number;
}

/** Units of a family that will arrive from outside in a month, on top of what is known. */
export interface ReceiptStatement {
  readonly familyCode: string;
  readonly month: string;
  readonly quantityUnits: number;
}

/** What a person sends for a task, by the task's kind. */
export type SubmissionContent =
  | { readonly kind: 'attest'; readonly isAttested: true }
  | { readonly kind: 'demand-input'; readonly adjustments: readonly DemandAdjustment[] }
  | {
      readonly kind: 'consensus';
      readonly adjustments: readonly DemandAdjustment[];
      readonly assumptions: string;
    }
  | { readonly kind: 'capacity-check'; readonly capacity: readonly CapacityStatement[] }
  | { readonly kind: 'supply-input'; readonly receipts: readonly ReceiptStatement[] }
  | { readonly kind: 'supply-plan' }
  | { readonly kind: 'finance-review' }
  | { readonly kind: 'scenario-choice'; readonly scenario: string }
  | { readonly kind: 'general' };
