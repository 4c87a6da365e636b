import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/**
 * Keeps every list and figure on the page current: the server says "changed", the queries in use are asked again.
 * A burst of changes (a step that opens twenty tasks) becomes one round of questions.
 */
export function useLiveUpdates(cycleId?: string): void {
  const queries = useQueryClient();
  useEffect(() => {
    const address = cycleId ? `/api/events?cycleId=${encodeURIComponent(cycleId)}` : '/api/events';
    const source = new EventSource(address);
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const onChanged = () => {
      waiting ??= setTimeout(() => {
        waiting = undefined;
        void queries.invalidateQueries({ predicate: (query) => query.meta?.isFrozen !== true });
      }, 300);
    };
    source.addEventListener('changed', onChanged);
    return () => {
      clearTimeout(waiting);
      source.close();
    };
  }, [queries, cycleId]);
}
