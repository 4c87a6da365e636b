import { readHistory } from './demand-history';
import { type ForecastOptions, forecastSeries, type SeriesForecast } from './forecast-series';
import { demandPattern } from './intermittent-demand';
import { cleanOutliers, type OutlierCorrection, standsAlone, undoCleaning } from './outlier-cleaning';
import { applyPromotions, learnPromotions } from './promotion-effects';
import { averageOf, perActualMonth, perAverageMonth } from './working-days';

/**
 * The baseline of an item with what its planner knows: working days, promotions and events, and outliers. Each
 * effect is taken out of the history first, and the coming ones are put on the forecast, mean and ranges alike.
 *
 * Order: working days, promotions, then outliers (a promoted month must not look like one). Every cleaned month
 * is listed in `corrections`; `keepAsRecorded` names months whose cleaning the planner has undone, and those that
 * would have been cleaned come back in `kept`. Units as in `forecastSeries`.
 *
 * Example: 100 a month, 150 in the two "flyer" months: expects 100, and 133 in a coming flyer month.
 */
export function forecastWithKnowledge(
  recorded: readonly (number | null)[],
  options: ForecastOptions,
  knowledge: PlannerKnowledge,
): KnowledgeableForecast {
  const { workingDays, promotions, keepAsRecorded } = knowledge;
  // An item that never sold has no past months to take the average of.
  const averageDays = workingDays
    ? averageOf(recorded.length > 0 ? workingDays.past : workingDays.coming)
    : 1;
  const perMonth = workingDays ? perAverageMonth(recorded, workingDays.past, averageDays) : recorded;

  const usualFactors = promotions?.usualFactors ?? new Map<string, number>();
  const { seasonLengthMonths } = options;
  const learned = learnPromotions(perMonth, promotions?.past ?? [], { seasonLengthMonths, usualFactors });
  const factors = new Map([...usualFactors, ...learned.factors]);
  const outliers = withoutOneOffs(
    learned.withoutPromotions,
    options.seasonLengthMonths,
    keepAsRecorded ?? [],
  );
  const baseline = forecastSeries(outliers.history, { ...options, isCleaned: outliers.isJudged });

  const unknownKinds = new Set<string>();
  const withEffects = (values: readonly number[]) => {
    const promoted = applyPromotions(values, promotions?.coming ?? [], factors);
    for (const kind of promoted.unknownKinds) unknownKinds.add(kind);
    return workingDays
      ? perActualMonth(promoted.forecast, workingDays.coming, averageDays)
      : promoted.forecast;
  };
  const asRecorded = (corrections: readonly OutlierCorrection[]) =>
    corrections.map((correction) => {
      const days = workingDays ? workingDays.past[correction.monthIndex]! / averageDays : 1;
      return {
        ...correction,
        recorded: correction.recorded * days,
        replacement: correction.replacement * days,
      };
    });
  const promotedPast = applyPromotions(
    recorded.map(() => 1),
    promotions?.past ?? [],
    learned.factors,
  );
  return {
    forecast: { ...baseline, ...forEachLine(baseline, withEffects) },
    withoutEffects: baseline,
    usedHistory: outliers.history,
    comingEffects: withEffects(new Array<number>(options.horizonMonths).fill(1)),
    pastEffects: workingDays
      ? perActualMonth(promotedPast.forecast, workingDays.past, averageDays)
      : promotedPast.forecast,
    promotionFactors: factors,
    unknownKinds: [...unknownKinds],
    corrections: asRecorded(outliers.corrections),
    kept: asRecorded(outliers.kept),
  };
}

export interface PlannerKnowledge {
  /** Working days of each recorded month and of each month of the horizon. */
  readonly workingDays?: { readonly past: readonly number[]; readonly coming: readonly number[] };
  /** Kinds of promotion or event in each month ("flyer", "trade fair"); an empty list for none. */
  readonly promotions?: {
    readonly past: readonly (readonly string[])[];
    readonly coming: readonly (readonly string[])[];
    /** What each kind does elsewhere: for kinds that this item has not had yet, and beside what few it had. */
    readonly usualFactors?: ReadonlyMap<string, number>;
  };
  /** Months (0 = the first recorded) which stay as recorded although they look like outliers. */
  readonly keepAsRecorded?: readonly number[];
}

export interface KnowledgeableForecast {
  readonly forecast: SeriesForecast;
  /** The same before promotions and working days were put on: of months like any other. */
  readonly withoutEffects: SeriesForecast;
  /** The history that was forecast: of average months, without promotions and outliers. */
  readonly usedHistory: readonly (number | null)[];
  /** What its promotions and working days made of each recorded month: 1 = a month like any other. */
  readonly pastEffects: readonly number[];
  /** The same for each month of the horizon. */
  readonly comingEffects: readonly number[];
  readonly promotionFactors: ReadonlyMap<string, number>;
  /** Coming promotions of a kind which never occurred: nothing was added for them. */
  readonly unknownKinds: readonly string[];
  readonly corrections: readonly OutlierCorrection[];
  readonly kept: readonly OutlierCorrection[];
}

type Line = 'mean' | 'lower80' | 'upper80' | 'lower95' | 'upper95';

/** A forecast's expected demand and its ranges, each changed in the same way. */
export function forEachLine(
  forecast: SeriesForecast,
  change: (values: readonly number[]) => number[],
): Pick<SeriesForecast, Line> {
  const { mean, lower80, upper80, lower95, upper95 } = forecast;
  return {
    mean: change(mean),
    lower80: change(lower80),
    upper80: change(upper80),
    lower95: change(lower95),
    upper95: change(upper95),
  };
}

/** Deviations and size of a one-off order; a lower bar mistakes peaks for it and costs accuracy: docs/forecast.md. */
const ONE_OFF_DEVIATIONS = 6;
const ONE_OFF_RATIO = 3.5;

/** Cleans months of several times the usual demand; what sells now and then is left alone, its sizes vary by nature. */
function withoutOneOffs(
  recorded: readonly (number | null)[],
  seasonLength: number,
  keepAsRecorded: readonly number[],
) {
  const { values, scale } = readHistory(recorded, seasonLength);
  const lead = recorded.length - values.length;
  const pattern = demandPattern(values);
  if (pattern !== 'smooth' && pattern !== 'erratic') {
    return { history: recorded, corrections: [], kept: [], isJudged: false };
  }
  const filled = recorded.map((value, t) => value ?? (t < lead ? 0 : values[t - lead]! * scale)).slice(lead);
  const { corrections } = cleanOutliers(filled, seasonLength, ONE_OFF_DEVIATIONS);
  const oneOffs = corrections
    .filter(({ recorded: units, replacement }) => replacement > 0 && units >= ONE_OFF_RATIO * replacement)
    .filter(({ monthIndex }) => standsAlone(filled, monthIndex, seasonLength))
    .map((correction) => ({ ...correction, monthIndex: correction.monthIndex + lead }));
  const cleaned = [...recorded];
  for (const { monthIndex, replacement } of oneOffs) cleaned[monthIndex] = replacement;
  const isKept = ({ monthIndex }: OutlierCorrection) => keepAsRecorded.includes(monthIndex);
  return {
    history: undoCleaning(cleaned, oneOffs, keepAsRecorded),
    corrections: oneOffs.filter((each) => !isKept(each)),
    kept: oneOffs.filter(isKept),
    isJudged: true,
  };
}
