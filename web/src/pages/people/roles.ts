import type { Schemas } from '../../api/client';

export const roles: readonly Schemas['Role'][] = [
  'sales',
  'marketing',
  'finance',
  'demand-planner',
  'supply-planner',
  'operations',
  'procurement',
  'logistics',
  'executive',
  'sponsor',
  'process-owner',
  'leadership',
];
