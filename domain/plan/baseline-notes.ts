import { addMonths } from '../cycle/month';
import type { KnowledgeableForecast } from '../demand/forecast-with-knowledge';
import type { SensedMonth } from '../demand/sense-near-months';
import { toThousandths } from '../demand/spread-quantity';
import type { SeriesQuestion } from './baseline-question';
import { monthInWords, monthsInWords, percentInWords, quantityInWords } from './in-words';

/** A month that looks like a one-off order. */
export interface DemandCorrection {
  readonly month: string;
  readonly recordedUnits: number;
  /** What would have been usual. */
  readonly usualUnits: number;
  /** A person keeps it as true demand: it was forecast as recorded. */
  readonly isKept: boolean;
}

/** The months of a history that were cleaned, or would have been if nobody kept them; oldest first. */
export function demandCorrections(
  firstMonth: string,
  { corrections, kept }: KnowledgeableForecast,
): DemandCorrection[] {
  const told = (each: KnowledgeableForecast['corrections'][number], isKept: boolean) => ({
    month: addMonths(firstMonth, each.monthIndex),
    recordedUnits: toThousandths(each.recorded),
    usualUnits: toThousandths(each.replacement),
    isKept,
  });
  return [...corrections.map((each) => told(each, false)), ...kept.map((each) => told(each, true))].sort(
    (a, b) => (a.month < b.month ? -1 : 1),
  );
}

/** Everything that was done to one series beyond its forecast, for the person who looks at it. */
export function seriesNote(
  months: readonly string[],
  { firstMonth, promotions }: SeriesQuestion,
  { forecast, corrections, kept, promotionFactors, unknownKinds }: KnowledgeableForecast,
  sensed: readonly SensedMonth[],
): string {
  const monthOf = ({ monthIndex }: { readonly monthIndex: number }) => addMonths(firstMonth, monthIndex);
  const comingKinds = [...new Set(promotions.coming.flat())];
  const promoted = comingKinds.flatMap((kind) => {
    const at = monthsInWords(months.filter((_, k) => promotions.coming[k]!.includes(kind)));
    const factor = promotionFactors.get(kind);
    if (factor === undefined) return [];
    const change = `${factor < 1 ? '−' : '+'}${Math.abs(Math.round(100 * (factor - 1)))} %`;
    return [`${kind} in ${at}${kind.endsWith('%') ? '' : `: ${change}`}`];
  });
  const parts = [
    forecast.note,
    corrections.length > 0
      ? `one-off orders taken as usual in ${monthsInWords(corrections.map(monthOf))}`
      : '',
    kept.length > 0 ? `kept as true demand: ${monthsInWords(kept.map(monthOf))}` : '',
    ...promoted,
    unknownKinds.length > 0
      ? `nothing added for ${unknownKinds.join(', ')}: there is no past one, so plan an uplift`
      : '',
    ...sensed.filter(isSeen).map(sensedWords),
    sensed.length > 0 && sensed.every(({ isSensed }) => !isSensed)
      ? `orders in hand left aside: ${sensed[0]!.reason}`
      : '',
  ];
  return parts.filter((part) => part !== '').join('; ');
}

/** Moved by so much that it shows in whole units. */
const isSeen = ({ isSensed, units, baselineUnits }: SensedMonth): boolean =>
  isSensed && quantityInWords(units) !== quantityInWords(baselineUnits);

const sensedWords = ({ month, baselineUnits, units, gain, pastCycles }: SensedMonth): string =>
  `orders in hand move ${monthInWords(month)} from ${quantityInWords(baselineUnits)} to ${quantityInWords(units)}` +
  ` (error ${percentInWords(gain ?? 0)} lower over ${pastCycles} past months)`;

export interface BaselineSentenceFacts {
  /** Of making the levels agree; null: could not be judged. */
  readonly reconcilingGain: number | null;
  /** Null: working days are not known for all months. */
  readonly workingDays: { readonly gain: number; readonly isUsed: boolean } | null;
  readonly sensed: readonly SensedMonth[];
}

/** How the baseline was made as a whole: what helped on known months and was used, what did not and was left. */
export function baselineSentences({ reconcilingGain, workingDays, sensed }: BaselineSentenceFacts): string[] {
  const sentences: string[] = [];
  if (reconcilingGain !== null) {
    sentences.push(
      reconcilingGain > 0
        ? `Items, families, markets and the total are made to agree: on the last twelve known months that takes ${percentInWords(reconcilingGain)} off the error.`
        : 'Families and markets are the sums of their items: forecasting them apart would not have helped in the last twelve known months.',
    );
  }
  if (workingDays?.isUsed) {
    sentences.push(
      `Months are compared by their working days: that takes ${percentInWords(workingDays.gain)} off the error on known months.`,
    );
  }
  if (sensed.length > 0) {
    const moved = sensed.filter(({ isSensed }) => isSensed).length;
    sentences.push(
      moved > 0
        ? `Orders in hand move ${moved} of ${sensed.length} near months of series, where they helped before.`
        : 'Orders in hand move nothing: they did not improve past months, or there are too few order books to judge by.',
    );
  }
  return sentences;
}
