/**
 * The sample company: Alpina Outdoor makes camping goods in one plant and sells them in four countries. Everything
 * here is made up; the numbers are chosen so that a month shows what planning is about.
 */

export interface SampleFamily {
  readonly code: string;
  readonly name: string;
  /** Factor of each calendar month, January first; averages about 1. */
  readonly season: readonly number[];
  /** Growth a year: 0.05 is +5 %. */
  readonly growth: number;
  /** Standard deviation of the logarithm of a month's noise. */
  readonly noise: number;
  /** Share of months in which a series sells at all; 1 = always. */
  readonly sellingShare: number;
  readonly hoursPerUnit: Readonly<Record<string, number>>;
}

export interface SampleItem {
  readonly code: string;
  readonly name: string;
  readonly familyCode: string;
  /** Units a month over all markets in 2024. */
  readonly monthlyUnits: number;
  readonly price: number;
  readonly unitCost: number;
  /** Months before the planned month in which it was launched or ended; null: always there. */
  readonly launchedBefore: number | null;
  readonly endedBefore: number | null;
  /** The item whose sales a new one is expected to follow. */
  readonly likeItem: string | null;
}

const SUMMER = [0.45, 0.6, 0.85, 1.2, 1.6, 1.75, 1.6, 1.15, 0.8, 0.6, 0.65, 0.75];
const SPRING_AND_AUTUMN = [0.75, 0.8, 1.0, 1.1, 1.15, 1.1, 1.0, 1.1, 1.25, 0.9, 0.85, 1.0];
const AUTUMN = [0.8, 0.7, 0.8, 0.95, 1.1, 1.1, 1.05, 1.2, 1.3, 1.1, 0.95, 0.95];
const WINTER = [1.25, 1.1, 0.9, 0.75, 0.65, 0.6, 0.65, 0.8, 1.05, 1.25, 1.45, 1.55];
const FLAT = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];

export const SAMPLE_FAMILIES: readonly SampleFamily[] = [
  family('TENTS', 'Tents', SUMMER, 0.04, 0.1, 1, { SEWING: 0.9, PACKING: 0.12 }),
  family('PACKS', 'Backpacks', SPRING_AND_AUTUMN, 0.07, 0.08, 1, { SEWING: 0.55, PACKING: 0.06 }),
  family('SLEEP', 'Sleeping bags', AUTUMN, 0.02, 0.1, 1, { SEWING: 0.65, PACKING: 0.08 }),
  family('STOVES', 'Stoves', SUMMER, -0.03, 0.12, 1, { METAL: 0.4, PACKING: 0.05 }),
  family('LAMPS', 'Lamps', WINTER, 0.05, 0.09, 1, { METAL: 0.22, PACKING: 0.04 }),
  family('PARTS', 'Spare parts', FLAT, 0, 0.6, 0.35, { METAL: 0.05, PACKING: 0.02 }),
];

function family(
  code: string,
  name: string,
  season: readonly number[],
  growth: number,
  noise: number,
  sellingShare: number,
  hoursPerUnit: Readonly<Record<string, number>>,
): SampleFamily {
  return { code, name, season, growth, noise, sellingShare, hoursPerUnit };
}

export const SAMPLE_ITEMS: readonly SampleItem[] = [
  item('T-100', 'Dome tent 2', 'TENTS', 900, 149, 62),
  item('T-200', 'Family tent 4', 'TENTS', 420, 289, 121),
  item('T-300', 'Tunnel tent 3', 'TENTS', 260, 349, 150),
  item('T-400', 'Ultralight tent 1', 'TENTS', 310, 399, 158, { launchedBefore: 7, likeItem: 'T-300' }),
  item('P-100', 'Day pack 20', 'PACKS', 1500, 59, 22),
  item('P-200', 'Trekking pack 50', 'PACKS', 800, 139, 55),
  item('P-300', 'Trekking pack 65', 'PACKS', 450, 169, 68),
  item('P-400', 'City pack 25', 'PACKS', 700, 79, 30),
  item('S-100', 'Summer bag', 'SLEEP', 1100, 69, 27),
  item('S-200', 'Three-season bag', 'SLEEP', 900, 119, 48),
  item('S-300', 'Down bag', 'SLEEP', 320, 299, 135),
  item('S-400', 'Child bag', 'SLEEP', 380, 59, 24, { endedBefore: 14 }),
  item('K-100', 'Gas stove', 'STOVES', 1300, 39, 13),
  item('K-200', 'Two-flame stove', 'STOVES', 500, 89, 34),
  item('K-300', 'Multi-fuel stove', 'STOVES', 180, 159, 66),
  item('K-400', 'Stove set', 'STOVES', 350, 119, 49),
  item('L-100', 'Head lamp', 'LAMPS', 2600, 29, 9),
  item('L-200', 'Camp lantern', 'LAMPS', 1200, 45, 15),
  item('L-300', 'Solar lamp', 'LAMPS', 650, 55, 21),
  item('L-400', 'String light', 'LAMPS', 900, 25, 8),
  item('R-100', 'Pole set', 'PARTS', 60, 35, 12),
  item('R-200', 'Repair kit', 'PARTS', 80, 15, 4),
  item('R-300', 'Burner head', 'PARTS', 30, 29, 10),
  item('R-400', 'Buckle set', 'PARTS', 50, 9, 2),
];

function item(
  code: string,
  name: string,
  familyCode: string,
  monthlyUnits: number,
  price: number,
  unitCost: number,
  {
    launchedBefore = null,
    endedBefore = null,
    likeItem = null,
  }: Partial<Pick<SampleItem, 'launchedBefore' | 'endedBefore' | 'likeItem'>> = {},
): SampleItem {
  return { code, name, familyCode, monthlyUnits, price, unitCost, launchedBefore, endedBefore, likeItem };
}

export const SAMPLE_MARKETS = [
  { code: 'DE', name: 'Germany', share: 0.4 },
  { code: 'FR', name: 'France', share: 0.25 },
  { code: 'GB', name: 'United Kingdom', share: 0.2 },
  { code: 'ES', name: 'Spain', share: 0.15 },
] as const;

export const SAMPLE_RESOURCES = [
  { code: 'SEWING', name: 'Sewing hall', regularCostPerHour: 24, overtimeCostPerHour: 36 },
  { code: 'METAL', name: 'Metal shop', regularCostPerHour: 32, overtimeCostPerHour: 48 },
  { code: 'PACKING', name: 'Packing', regularCostPerHour: 19, overtimeCostPerHour: 28 },
] as const;
