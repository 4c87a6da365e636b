import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { answerOf, api, type Schemas } from '../../api/client';
import { Page, Section } from '../../components/page';
import { EmptyNote, ErrorNote, LoadingBlock } from '../../components/page-states';
import { BareShell } from '../../components/shell';
import { paths } from '../../paths';
import { browserZone, formatMoment } from '../../words/dates';
import { OpenedMail } from './opened-mail';

/** Every mail that went out on this machine, as a window into the mail catcher: for a trial, without an account. */
export default function MailboxPage() {
  const { mailId } = useParams();
  const [search, setSearch] = useState('');
  const mails = useQuery({
    queryKey: ['mailbox'],
    queryFn: () => answerOf(api.GET('/api/mailbox')),
    refetchInterval: 3000,
  });

  const wanted = search.trim().toLowerCase();
  const shown =
    mails.data?.filter((mail) => `${mail.to} ${mail.subject}`.toLowerCase().includes(wanted)) ?? [];

  return (
    <BareShell isWide>
      <Page
        title="Mailbox of this machine"
        lead="Every mail lands here instead of going out. Open one and follow its button as the person it is for."
        aside={
          <TextInput
            aria-label="Name, address or subject"
            placeholder="Name, address or subject"
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
        }
      >
        {mails.isPending ? <LoadingBlock rows={6} /> : null}
        {mails.isError ? <ErrorNote error={mails.error} onRetry={() => void mails.refetch()} /> : null}
        {mails.data && shown.length === 0 ? (
          <EmptyNote icon="mail" title={wanted ? 'No mail fits' : 'No mail yet'}>
            {wanted
              ? 'Type another part of the name, address or subject.'
              : 'Mails appear here by themselves as soon as something is asked of someone.'}
          </EmptyNote>
        ) : null}
        {shown.length > 0 ? (
          <div className={mailId ? 'mailbox mailbox-open' : 'mailbox'}>
            <MailList mails={shown} openedId={mailId ?? null} />
            <div className="mailbox-mail">
              {mailId ? (
                <OpenedMail key={mailId} mailId={mailId} />
              ) : (
                <EmptyNote icon="mail" title="Choose a mail to read it" />
              )}
            </div>
          </div>
        ) : null}
      </Page>
    </BareShell>
  );
}

function MailList({
  mails,
  openedId,
}: {
  mails: readonly Schemas['MailboxLine'][];
  openedId: string | null;
}) {
  const timeZone = browserZone();
  const navigate = useNavigate();
  return (
    <Section title="Mails">
      <ul className="mail-list">
        {mails.map((mail) => (
          <li key={mail.id} data-open={mail.id === openedId}>
            <Link
              to={paths.mail(mail.id)}
              aria-current={mail.id === openedId ? 'true' : undefined}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey) return;
                event.preventDefault();
                void navigate(paths.mail(mail.id), { preventScrollReset: true });
              }}
            >
              <span className="mail-to">{nameIn(mail.to)}</span>
              <time dateTime={mail.at}>{formatMoment(mail.at, timeZone)}</time>
              <span className="mail-subject">{mail.subject}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** "Ana Ruiz <ana.ruiz@example.com>" → "Ana Ruiz" */
function nameIn(address: string): string {
  return /^"?([^"<]+?)"?\s*</.exec(address)?.[1] ?? address;
}
