import type { Schemas } from '../../api/client';
import { parseFigure } from '../../words/figures';

type ScenarioChange = Schemas['ScenarioChange'];
export type ChangeKind = ScenarioChange['kind'];

/** A change as it is being filled in: texts and choices, whatever its kind asks for. */
export interface ChangeDraft {
  readonly id: number;
  readonly kind: ChangeKind;
  readonly percent: string;
  readonly families: readonly string[];
  /** '' = all, where the kind allows it. */
  readonly resource: string;
  readonly cost: 'production' | 'holding' | 'backlog';
  /** '' = every month. */
  readonly from: string;
  readonly until: string;
}

interface KindWords {
  readonly label: string;
  readonly percent: string | null;
  readonly hasFamilies: boolean;
  readonly resource: 'one' | 'any' | null;
  readonly hasMonths: boolean;
}

/** What each kind of change is called and asks for. */
export const CHANGE_KINDS: Readonly<Record<ChangeKind, KindWords>> = {
  demand: {
    label: 'Demand goes up or down',
    percent: 'By, %',
    hasFamilies: true,
    resource: null,
    hasMonths: true,
  },
  price: { label: 'Prices change', percent: 'By, %', hasFamilies: true, resource: null, hasMonths: true },
  cost: { label: 'A cost changes', percent: 'By, %', hasFamilies: true, resource: null, hasMonths: true },
  'line-lost': {
    label: 'A line is lost',
    percent: null,
    hasFamilies: false,
    resource: 'one',
    hasMonths: true,
  },
  capacity: {
    label: 'A line has more or fewer hours',
    percent: 'By, %',
    hasFamilies: false,
    resource: 'one',
    hasMonths: true,
  },
  'overtime-share': {
    label: 'Overtime is allowed',
    percent: 'Of regular hours, %',
    hasFamilies: false,
    resource: 'any',
    hasMonths: true,
  },
  'hour-cost': {
    label: 'Hours cost more or less',
    percent: 'By, %',
    hasFamilies: false,
    resource: 'one',
    hasMonths: false,
  },
  'unmet-demand': {
    label: 'All demand must be delivered in its month',
    percent: null,
    hasFamilies: true,
    resource: null,
    hasMonths: false,
  },
  'proposed-safety-stock': {
    label: 'Keep the proposed safety stock',
    percent: null,
    hasFamilies: true,
    resource: null,
    hasMonths: false,
  },
};

/** The kind that an address asks for; null for any other text. */
export const changeKindOf = (text: string | null): ChangeKind | null =>
  text !== null && Object.hasOwn(CHANGE_KINDS, text) ? (text as ChangeKind) : null;

export const newChange = (id: number, kind: ChangeKind = 'demand'): ChangeDraft => ({
  id,
  kind,
  percent: '',
  families: [],
  resource: '',
  cost: 'production',
  from: '',
  until: '',
});

/** The change that a draft stands for, or what must be mended in it. */
export function changeOf(
  draft: ChangeDraft,
  months: readonly string[],
): { readonly change: ScenarioChange } | { readonly problem: string } {
  const words = CHANGE_KINDS[draft.kind];
  const percent = parseFigure(draft.percent.replace('%', ''));
  if (words.percent !== null && percent === null)
    return { problem: `${words.label}: give a number of per cent like 10 or −10.` };
  if (words.resource === 'one' && draft.resource === '')
    return { problem: `${words.label}: choose the line.` };
  const periods = monthsBetween(draft, months);
  if (periods?.length === 0)
    return { problem: `${words.label}: the first month must not lie after the last one.` };
  const families = draft.families.length > 0 ? { families: [...draft.families] } : {};
  const reach = periods ? { periods: [...periods] } : {};
  switch (draft.kind) {
    case 'demand':
    case 'price':
      return { change: { kind: draft.kind, percent: percent ?? 0, ...families, ...reach } };
    case 'cost':
      return { change: { kind: 'cost', cost: draft.cost, percent: percent ?? 0, ...families, ...reach } };
    case 'line-lost':
      return { change: { kind: 'line-lost', resource: draft.resource, ...reach } };
    case 'capacity':
      return { change: { kind: 'capacity', resource: draft.resource, percent: percent ?? 0, ...reach } };
    case 'overtime-share': {
      const resources = draft.resource === '' ? {} : { resources: [draft.resource] };
      return { change: { kind: 'overtime-share', percent: percent ?? 0, ...resources, ...reach } };
    }
    case 'hour-cost':
      return { change: { kind: 'hour-cost', resource: draft.resource, percent: percent ?? 0 } };
    case 'unmet-demand':
      return { change: { kind: 'unmet-demand', unmetDemand: 'forbidden', ...families } };
    case 'proposed-safety-stock':
      return { change: { kind: 'proposed-safety-stock', ...families } };
  }
}

/** Undefined: every month. */
function monthsBetween({ kind, from, until }: ChangeDraft, months: readonly string[]): string[] | undefined {
  if (!CHANGE_KINDS[kind].hasMonths || (from === '' && until === '')) return undefined;
  return months.filter((month) => (from === '' || month >= from) && (until === '' || month <= until));
}
