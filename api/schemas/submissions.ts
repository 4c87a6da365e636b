import { z } from 'zod';
import { REASON_CODES, type SubmissionContent } from '../../domain/cycle/submission';
import { Comment, type Mutable, Period } from './common';

/** What a person sends for a task, by the task's kind: domain/cycle/submission.ts as a check at the edge. */

const code = z.string().min(1).max(100);
const hours = z.number().min(0, { error: 'hours are 0 or more' }).max(1e9);

const DemandAdjustment = z
  .strictObject({
    familyCode: code.meta({ example: 'TOOLS' }),
    marketCode: code.nullable().meta({ description: 'null: all markets of the family' }),
    itemCode: code.nullable().meta({ description: 'null: all items of the family' }),
    month: Period,
    change: z
      .strictObject({
        kind: z.enum(['absolute', 'delta', 'percent']),
        value: z.number().min(-1e12).max(1e12),
      })
      .refine((change) => change.kind !== 'absolute' || change.value >= 0, {
        error: 'demand cannot be below 0; give 0 or more',
      })
      .refine((change) => change.kind !== 'percent' || change.value >= -100, {
        error: 'a decrease of more than 100 % is not possible',
      })
      .meta({
        description: 'absolute replaces, delta adds units, percent adds that share (10 = +10 %)',
        example: { kind: 'percent', value: 10 },
      }),
    reasonCode: z.enum(REASON_CODES),
    comment: Comment.default(''),
  })
  .meta({ id: 'DemandAdjustment' });

const CapacityStatement = z
  .strictObject({
    resourceCode: code.meta({ example: 'LINE-1' }),
    month: Period,
    regularHours: hours,
    overtimeHours: hours,
  })
  .meta({ id: 'CapacityStatement' });

const ReceiptStatement = z
  .strictObject({
    familyCode: code,
    month: Period,
    quantityUnits: z.number().min(0, { error: 'a receipt is 0 units or more' }).max(1e12),
  })
  .meta({ id: 'ReceiptStatement' });

const MOST_LINES = 20_000;

export const SubmissionContentSchema = z
  .discriminatedUnion(
    'kind',
    [
      z
        .strictObject({
          kind: z.literal('attest'),
          isAttested: z.literal(true, { error: 'tick that the data is complete and right' }),
        })
        .meta({ id: 'AttestContent' }),
      z
        .strictObject({
          kind: z.literal('demand-input'),
          adjustments: z.array(DemandAdjustment).max(MOST_LINES),
        })
        .meta({ id: 'DemandInputContent' }),
      z
        .strictObject({
          kind: z.literal('consensus'),
          adjustments: z.array(DemandAdjustment).max(MOST_LINES),
          assumptions: Comment.meta({ example: 'No price increase before April.' }),
        })
        .meta({ id: 'ConsensusContent' }),
      z
        .strictObject({
          kind: z.literal('capacity-check'),
          capacity: z.array(CapacityStatement).max(MOST_LINES),
        })
        .meta({ id: 'CapacityCheckContent' }),
      z
        .strictObject({
          kind: z.literal('supply-input'),
          receipts: z.array(ReceiptStatement).max(MOST_LINES),
        })
        .meta({ id: 'SupplyInputContent' }),
      z.strictObject({ kind: z.literal('supply-plan') }).meta({ id: 'SupplyPlanContent' }),
      z.strictObject({ kind: z.literal('finance-review') }).meta({ id: 'FinanceReviewContent' }),
      z
        .strictObject({
          kind: z.literal('scenario-choice'),
          scenario: z
            .string()
            .min(1, { error: 'choose one scenario' })
            .max(100)
            .meta({ example: 'overtime' }),
        })
        .meta({ id: 'ScenarioChoiceContent' }),
      z.strictObject({ kind: z.literal('general') }).meta({ id: 'GeneralContent' }),
    ],
    { error: 'the content must fit the task: see its kind' },
  )
  .meta({ id: 'SubmissionContent', description: "By the task's kind" });

type Parsed = z.output<typeof SubmissionContentSchema>;
/** The schema and the domain type say the same: the compiler refuses a difference. */
export const asSubmissionContent = (parsed: Parsed): SubmissionContent => parsed;
/** The way back, for answers: a copy without the domain's `readonly`. */
export const asSentContent = (content: SubmissionContent): Parsed =>
  structuredClone(content) as Mutable<SubmissionContent>;
