import { type ForecastOptions, forecastSeries, type SeriesForecast } from './forecast-series';
import { cleanOutliers, type OutlierCorrection, undoCleaning } from './outlier-cleaning';
import { applyPromotions, learnPromotions } from './promotion-effects';
import { averageOf, perActualMonth, perAverageMonth } from './working-days';

/**
 * The baseline of an item with what its planner knows: working days, promotions and events, and outliers. Each
 * effect is taken out of the history first, and the coming ones are put on the forecast, mean and ranges alike.
 *
 * Order: working days, promotions, then outliers (a promoted month must not look like one). Every cleaned month
 * is listed in `corrections`; `keepAsRecorded` names months whose cleaning the planner has undone. A history with
 * missing months is not cleaned. Units as in `forecastSeries`.
 *
 * Example: 100 a month, 150 in the two "flyer" months: expects 100, and 133 in a coming flyer month.
 */
export function forecastWithKnowledge(
  recorded: readonly (number | null)[],
  options: ForecastOptions,
  knowledge: PlannerKnowledge,
): KnowledgeableForecast {
  const { workingDays, promotions, keepAsRecorded } = knowledge;
  const averageDays = workingDays ? averageOf(workingDays.past) : 1;
  const perMonth = workingDays ? perAverageMonth(recorded, workingDays.past, averageDays) : recorded;

  const learned = learnPromotions(perMonth, promotions?.past ?? []);
  const { history, corrections } = cleaned(
    learned.withoutPromotions,
    options.seasonLengthMonths,
    keepAsRecorded ?? [],
  );
  const isCleaned = history.every((value) => value !== null);
  const baseline = forecastSeries(history, { ...options, isCleaned });

  const unknownKinds = new Set<string>();
  const withEffects = (values: readonly number[]) => {
    const promoted = applyPromotions(values, promotions?.coming ?? [], learned.factors);
    for (const kind of promoted.unknownKinds) unknownKinds.add(kind);
    return workingDays
      ? perActualMonth(promoted.forecast, workingDays.coming, averageDays)
      : promoted.forecast;
  };
  const forecast = {
    ...baseline,
    mean: withEffects(baseline.mean),
    lower80: withEffects(baseline.lower80),
    upper80: withEffects(baseline.upper80),
    lower95: withEffects(baseline.lower95),
    upper95: withEffects(baseline.upper95),
  };
  return { forecast, promotionFactors: learned.factors, unknownKinds: [...unknownKinds], corrections };
}

export interface PlannerKnowledge {
  /** Working days of each recorded month and of each month of the horizon. */
  readonly workingDays?: { readonly past: readonly number[]; readonly coming: readonly number[] };
  /** Kinds of promotion or event in each month ("flyer", "trade fair"); an empty list for none. */
  readonly promotions?: {
    readonly past: readonly (readonly string[])[];
    readonly coming: readonly (readonly string[])[];
  };
  /** Months (0 = the first recorded) which stay as recorded although they look like outliers. */
  readonly keepAsRecorded?: readonly number[];
}

export interface KnowledgeableForecast {
  readonly forecast: SeriesForecast;
  readonly promotionFactors: ReadonlyMap<string, number>;
  /** Coming promotions of a kind which never occurred: nothing was added for them. */
  readonly unknownKinds: readonly string[];
  readonly corrections: readonly OutlierCorrection[];
}

function cleaned(
  history: readonly (number | null)[],
  seasonLength: number,
  keepAsRecorded: readonly number[],
) {
  if (history.some((value) => value === null)) return { history, corrections: [] };
  const values = history.filter((value) => value !== null);
  const cleaning = cleanOutliers(values, seasonLength);
  const corrections = cleaning.corrections.filter(({ monthIndex }) => !keepAsRecorded.includes(monthIndex));
  return {
    history: undoCleaning(cleaning.cleaned, cleaning.corrections, keepAsRecorded),
    corrections,
  };
}
