import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError, isSignedOut } from './client';

/** Asked again when the server says so (api/live.ts); a refusal is not asked again, a lost connection is. */
export const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    // Whoever is told so by any figure is told so by the page (components/signed-out-note.tsx).
    onError: (error, { queryKey }) => {
      if (isSignedOut(error) && queryKey[0] !== 'me') void queries.invalidateQueries({ queryKey: ['me'] });
    },
  }),
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
