import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link, useParams } from 'react-router';
import { answerOf, api, isWithdrawn, type Schemas } from '../../api/client';
import { ReaderTime } from '../../api/session';
import { Page } from '../../components/page';
import { EmptyNote, ErrorNote, LoadingBlock } from '../../components/page-states';
import { BareShell } from '../../components/shell';
import { paths } from '../../paths';
import { MailTo } from '../cycle/way-out';
import type { SignOffDoor } from '../sign-off/sign-off-door';
import { SignOffWork } from '../sign-off/sign-off-work';
import { fileBody, type TaskDoor } from '../task/task-door';
import { TaskWork } from '../task/task-work';
import { zoneInWords } from './zone-in-words';

/**
 * What a link from a mail opens, without an account. Opening it changes nothing; only what is chosen and confirmed on
 * the page counts, so that a scanner that opens pages, submits forms or clicks buttons signs nothing.
 */
export default function ActPage() {
  const { token = '' } = useParams();
  const link = useQuery({
    queryKey: ['link', token],
    queryFn: () => answerOf(api.GET('/api/links/{token}', { params: { path: { token } } })),
    refetchOnWindowFocus: false,
    // Once opened, the page stays: after the act the link is spent, and the receipt must not give way to that.
    structuralSharing: (before, now) => (isOpened(before) && !isOpened(now) ? before : now),
  });

  if (link.isPending) {
    return (
      <BareShell>
        <Page title="Opening your link">
          <LoadingBlock rows={6} />
        </Page>
      </BareShell>
    );
  }
  if (link.isLoadingError || (link.isError && isWithdrawn(link.error))) {
    return (
      <BareShell>
        <Page title="This link cannot be opened">
          <ErrorNote error={link.error} onRetry={() => void link.refetch()} whatNow={<SignInInstead />} />
        </Page>
      </BareShell>
    );
  }
  return <OpenedLink link={link.data} token={token} />;
}

function OpenedLink({ link, token }: { link: Schemas['LinkView']; token: string }) {
  const taskDoor = useMemo(() => taskDoorOfLink(token), [token]);
  const signOffDoor = useMemo(() => signOffDoorOfLink(token), [token]);
  const timeZone = zoneInWords(link.task?.dueLocal ?? link.signOff?.dueLocal ?? '');
  const serverNow = useMemo(() => new Date().toISOString(), []);

  if (link.task) {
    return (
      <BareShell isWide>
        <ReaderTime timeZone={timeZone} serverNow={serverNow}>
          <TaskWork key={link.task.round} task={link.task} door={taskDoor} />
        </ReaderTime>
      </BareShell>
    );
  }
  if (link.signOff) {
    return (
      <BareShell isWide>
        <ReaderTime timeZone={timeZone} serverNow={serverNow}>
          <SignOffWork signOff={link.signOff} door={signOffDoor} />
        </ReaderTime>
      </BareShell>
    );
  }
  return (
    <BareShell>
      <Page title="This link no longer works">
        <EmptyNote
          icon="lock"
          title={link.refusal?.message ?? 'It may have been changed on its way, or is not for this system.'}
        >
          <p>Nothing was changed by opening it.</p>
          {link.refusal?.askedBy ? (
            <p>
              Questions? Write to <MailTo contact={link.refusal.askedBy} about="S&OP" />.
            </p>
          ) : null}
          <SignInInstead />
        </EmptyNote>
      </Page>
    </BareShell>
  );
}

function isOpened(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && ('task' in answer || 'signOff' in answer);
}

function SignInInstead() {
  return (
    <Button component={Link} to={paths.signIn} variant="default" mt="sm">
      Sign in instead
    </Button>
  );
}

function taskDoorOfLink(token: string): TaskDoor {
  const params = { path: { token } };
  return {
    isByLink: true,
    saveDraft: (draft) => answerOf(api.PUT('/api/links/{token}/draft', { params, body: draft })),
    workbook: () => answerOf<Blob>(api.GET('/api/links/{token}/workbook', { params, parseAs: 'blob' })),
    readWorkbook: (file) => answerOf(api.POST('/api/links/{token}/workbook', { params, ...fileBody(file) })),
    submit: (round, content, comment) =>
      answerOf(
        api.POST('/api/links/{token}/submit', {
          params,
          body: { round, content, comment, confirmation: true },
        }),
      ),
  };
}

function signOffDoorOfLink(token: string): SignOffDoor {
  return {
    isByLink: true,
    decide: (decision, comment, planHash) =>
      answerOf(
        api.POST('/api/links/{token}/decide', {
          params: { path: { token } },
          body: { decision, comment, planHash, confirmation: true },
        }),
      ),
  };
}
