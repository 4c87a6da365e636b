import { useQueryClient } from '@tanstack/react-query';
import { useAnnounce } from '../../components/announcements';

/** Says what an act has brought about, and loads what it has changed. */
export function useAfterAct(): (message: string) => Promise<void> {
  const announce = useAnnounce();
  const queries = useQueryClient();
  return async (message) => {
    announce(message);
    await queries.invalidateQueries();
  };
}
