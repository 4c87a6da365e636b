import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './client';

/** Asked again when the server says so (api/live.ts); a refusal is not asked again, a lost connection is. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      refetchOnWindowFocus: true,
      retry: (failures, error) =>
        failures < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 502),
    },
    mutations: { retry: false },
  },
});
