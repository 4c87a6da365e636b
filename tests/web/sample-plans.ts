import type { components } from '../../web/src/api/schema';
import { planSummary } from './sample-figures';

type Schemas = components['schemas'];

export const planLine = (
  kind: Schemas['PlanKind'],
  name: string,
  scenario: string,
  number: number,
): Schemas['PlanLine'] => ({
  id: scenario ? `plan-${scenario}` : `plan-${kind}`,
  kind,
  scenario,
  name,
  number,
  sha256: '2f9a41c7d0b1e6a85c3d7f0e9b2a4c6d8e1f3a5b7c9d0e2f4a6b8c0d2e4f6a8b',
  createdAt: '2026-12-07T10:00:00.000Z',
  frozenAt: null,
  summary: planSummary(kind === 'baseline' || kind === 'consensus' ? null : scenario),
});

export const plans: Schemas['PlanLine'][] = [
  planLine('scenario', 'As planned', 'base', 1),
  planLine('scenario', 'With overtime', 'overtime', 1),
  planLine('scenario', 'Demand upside', 'upside', 1),
  planLine('supply', 'Supply plan, version 4', '', 4),
  planLine('consensus', 'Consensus demand plan, version 2', '', 2),
  planLine('baseline', 'Baseline forecast, version 1', '', 1),
];
