import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { Link } from 'react-router';
import { answerOf, api } from '../../api/client';
import { Section } from '../../components/page';
import { ErrorNote, LoadingBlock } from '../../components/page-states';
import { paths } from '../../paths';
import { browserZone, formatMoment } from '../../words/dates';
import { withPlaces } from '../../words/places';

/** One mail as its reader sees it. The HTML runs no script, in a frame of its own; its links open in a new tab. */
export function OpenedMail({ mailId }: { mailId: string }) {
  const mail = useQuery({
    queryKey: ['mailbox-mail', mailId],
    queryFn: () => answerOf(api.GET('/api/mailbox/{mailId}', { params: { path: { mailId } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (mail.isPending) return <LoadingBlock rows={6} />;
  if (mail.isError) return <ErrorNote error={mail.error} onRetry={() => void mail.refetch()} />;
  const { data } = mail;
  return (
    <Section title={data.subject} aside={<Link to={paths.mailbox}>Close</Link>}>
      <div className="stack">
        <p className="line-facts">
          <span>To {data.to}</span>
          <span>{formatMoment(data.at, browserZone())}</span>
        </p>
        <Tabs defaultValue="html">
          <Tabs.List mb="sm">
            <Tabs.Tab value="html">As a mail</Tabs.Tab>
            <Tabs.Tab value="text">As text</Tabs.Tab>
            <Tabs.Tab value="headers">Headers</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="html">
            <iframe
              className="mail-frame"
              title={`Mail: ${data.subject}`}
              sandbox="allow-popups allow-popups-to-escape-sandbox"
              srcDoc={withLinksInNewTab(data.html)}
            />
          </Tabs.Panel>
          <Tabs.Panel value="text">
            <div className="mail-text">
              <TextWithLinks text={data.text} />
            </div>
          </Tabs.Panel>
          <Tabs.Panel value="headers">
            <dl className="facts small">
              {withPlaces(data.headers).map(({ item: header, place }) => (
                <Fragment key={place}>
                  <dt>{header.name}</dt>
                  <dd className="hash">{header.value}</dd>
                </Fragment>
              ))}
            </dl>
          </Tabs.Panel>
        </Tabs>
      </div>
    </Section>
  );
}

function withLinksInNewTab(html: string): string {
  const base = '<base target="_blank">';
  return /<head[^>]*>/i.test(html)
    ? html.replace(/<head[^>]*>/i, (head) => `${head}${base}`)
    : `${base}${html}`;
}

function TextWithLinks({ text }: { text: string }) {
  return withPlaces(text.split(/(https?:\/\/\S+)/)).map(({ item: part, place }) =>
    /^https?:\/\//.test(part) ? (
      <a key={place} href={part} target="_blank" rel="noreferrer">
        {part}
      </a>
    ) : (
      part
    ),
  );
}
