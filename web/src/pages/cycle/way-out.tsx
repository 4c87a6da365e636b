import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../../api/client';
import type { OpenRequest } from './open-request';
import { ReassignDialog } from './reassign-dialog';

/**
 * For whoever cannot do what is asked of them: hand it over themselves, and whom to write to for anything else.
 * `signIn` is the same page with an account, where this one is shown without.
 */
export function WayOut({
  request,
  can,
  askedBy,
  signIn,
}: {
  request: OpenRequest;
  can: Schemas['Permission'];
  askedBy: Schemas['Contact'] | null;
  signIn: string | null;
}) {
  const [isReassigning, setReassigning] = useState(false);
  return (
    <div className="soft small stack-tight">
      {askedBy && askedBy.id !== request.person.id ? (
        <p>
          Cannot do it, or not in time? Write to <MailTo contact={askedBy} about={request.title} />, who can
          give it to someone else or move the date.
        </p>
      ) : null}
      {signIn === null && can.allowed ? (
        <p>
          <Button variant="default" size="xs" onClick={() => setReassigning(true)}>
            Hand it over to someone else
          </Button>
        </p>
      ) : null}
      {signIn ? (
        <p>
          You can also <a href={signIn}>sign in</a> and hand it over yourself.
        </p>
      ) : null}
      {isReassigning ? <ReassignDialog request={request} onClose={() => setReassigning(false)} /> : null}
    </div>
  );
}

/** "Maria Keller (maria.keller@example.com)", which opens a mail about it. */
export function MailTo({ contact, about }: { contact: Schemas['Contact']; about: string }) {
  const subject = encodeURIComponent(about);
  return (
    <a href={`mailto:${contact.email}?subject=${subject}`}>
      {contact.name} ({contact.email})
    </a>
  );
}
