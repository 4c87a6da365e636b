import { Anchor, Button, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { answerOf, api } from '../../api/client';
import { Page } from '../../components/page';
import { messageOf, Notice } from '../../components/page-states';
import { BareShell } from '../../components/shell';
import { paths } from '../../paths';
import { rememberNextPage } from './next-page';

/** No password: the address gets a link. The answer is the same whether the address is known or not. */
export default function SignInPage() {
  const [search] = useSearchParams();
  const [email, setEmail] = useState('');
  const [answer, setAnswer] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isSending, setIsSending] = useState(false);

  const send = async () => {
    setIsSending(true);
    setRefusal(null);
    try {
      rememberNextPage(search.get('next'));
      const sent = await answerOf(api.POST('/api/sign-in', { body: { email } }));
      setAnswer(sent.message);
    } catch (error) {
      setRefusal(messageOf(error));
    } finally {
      setIsSending(false);
    }
  };

  return (
    <BareShell>
      <div className="center-card section">
        <Page title="Sign in">
          {answer ? (
            <Notice tone="done" icon="mail" title="Look into your mail">
              <p>{answer}</p>
              <Anchor component="button" type="button" mt="sm" onClick={() => setAnswer(null)}>
                Use another address
              </Anchor>
            </Notice>
          ) : (
            <form
              onSubmit={(event) => {
                event.preventDefault();
                void send();
              }}
            >
              <Stack gap="md">
                <p className="soft">
                  Give your e-mail address, and you get a link that signs you in. There is no password.
                </p>
                <TextInput
                  label="E-mail address"
                  type="email"
                  name="email"
                  autoComplete="email"
                  required
                  value={email}
                  onChange={(event) => setEmail(event.currentTarget.value)}
                />
                {refusal ? (
                  <p className="refusal" role="alert">
                    {refusal}
                  </p>
                ) : null}
                <Button type="submit" loading={isSending}>
                  Send me the link
                </Button>
                <p className="soft small">
                  On one machine, for a trial, mails land in the <Anchor href={paths.mailbox}>mailbox</Anchor>
                  .
                </p>
              </Stack>
            </form>
          )}
        </Page>
      </div>
    </BareShell>
  );
}
