import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useParams } from 'react-router';
import { answerOf, api, isWithdrawn } from '../../api/client';
import { Page } from '../../components/page';
import { ErrorNote, LoadingBlock } from '../../components/page-states';
import { signOffDoorOfSession } from './sign-off-door';
import { SignOffWork } from './sign-off-work';

/** What do I decide? The numbers that matter, what changed, the choices. */
export default function SignOffPage() {
  const { signOffId = '' } = useParams();
  const signOff = useQuery({
    queryKey: ['sign-off', signOffId],
    queryFn: () => answerOf(api.GET('/api/sign-offs/{signOffId}', { params: { path: { signOffId } } })),
  });
  const door = useMemo(() => signOffDoorOfSession(signOffId), [signOffId]);

  if (signOff.isPending) {
    return (
      <Page title="Sign-off" isNarrow>
        <LoadingBlock rows={7} />
      </Page>
    );
  }
  if (signOff.isLoadingError || (signOff.isError && isWithdrawn(signOff.error))) {
    return (
      <Page title="Sign-off" isNarrow>
        <ErrorNote error={signOff.error} onRetry={() => void signOff.refetch()} />
      </Page>
    );
  }
  return <SignOffWork key={signOffId} signOff={signOff.data} door={door} />;
}
