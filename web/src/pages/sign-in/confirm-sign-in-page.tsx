import { Button, Stack } from '@mantine/core';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { answerOf, api } from '../../api/client';
import { queries } from '../../api/queries';
import { meQuery } from '../../api/session';
import { Page } from '../../components/page';
import { ErrorNote } from '../../components/page-states';
import { BareShell } from '../../components/shell';
import { paths } from '../../paths';
import { takeNextPage } from './next-page';

/** Opening the link does nothing, since mail scanners open links: the button uses it up. */
export default function ConfirmSignInPage() {
  const { token = '' } = useParams();
  const navigate = useNavigate();
  const [error, setError] = useState<unknown>(null);
  const [isSending, setIsSending] = useState(false);

  const signIn = async () => {
    setIsSending(true);
    setError(null);
    try {
      const me = await answerOf(api.POST('/api/sign-in/confirm', { body: { token } }));
      queries.clear();
      queries.setQueryData(meQuery.queryKey, me);
      void navigate(takeNextPage(), { replace: true });
    } catch (refusal) {
      setError(refusal);
    } finally {
      setIsSending(false);
    }
  };

  return (
    <BareShell>
      <div className="center-card section">
        <Page title="Sign in">
          {error ? (
            <ErrorNote
              error={error}
              whatNow={
                <Button component={Link} to={paths.signIn} variant="default" mt="sm">
                  Ask for a new link
                </Button>
              }
            />
          ) : (
            <Stack gap="md">
              <p className="soft">You opened a sign-in link. It works once.</p>
              <Button loading={isSending} onClick={() => void signIn()}>
                Sign in on this device
              </Button>
            </Stack>
          )}
        </Page>
      </div>
    </BareShell>
  );
}
