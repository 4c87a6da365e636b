import { Button } from '@mantine/core';
import { paths } from '../paths';
import { Notice } from './page-states';

/** The session ended while somebody was at work: the page stays, with what was typed into it. */
export function SignedOutNote({ onSignedIn }: { onSignedIn: () => void }) {
  return (
    <div className="signed-out">
      <Notice
        tone="late"
        icon="alert"
        title="You are signed out. What you typed is still here, but not sent."
      >
        <p>
          <a href={paths.signIn} target="_blank" rel="noreferrer">
            Sign in in another tab
          </a>
          , then go on here.
        </p>
        <Button variant="default" size="xs" mt="xs" onClick={onSignedIn}>
          I am signed in again
        </Button>
      </Notice>
    </div>
  );
}
