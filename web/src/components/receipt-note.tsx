import type { ReactNode } from 'react';
import type { Schemas } from '../api/client';
import { useReader } from '../api/session';
import { formatExactMoment } from '../words/dates';
import { Notice } from './page-states';

/** What the server has recorded, and what happens next; shown only after it said so. */
export function ReceiptNote({
  receipt,
  title,
  decision,
  planVersion,
  children,
}: {
  receipt: Schemas['Receipt'];
  title: string;
  /** Of a sign-off. */
  decision?: string;
  planVersion?: ReactNode;
  children?: ReactNode;
}) {
  const { timeZone } = useReader();
  return (
    <Notice tone="done" icon="check" title={title}>
      <p>{receipt.message}</p>
      <dl className="receipt">
        {decision ? (
          <>
            <dt>Decision</dt>
            <dd>{decision}</dd>
          </>
        ) : null}
        <dt>Recorded</dt>
        <dd>
          {formatExactMoment(receipt.recordedAt, timeZone)}
          {receipt.isLate ? ', after the due time' : ''}
        </dd>
        {planVersion ? (
          <>
            <dt>Plan version</dt>
            <dd>{planVersion}</dd>
          </>
        ) : null}
        {receipt.next ? (
          <>
            <dt>What happens next</dt>
            <dd>{receipt.next}</dd>
          </>
        ) : null}
      </dl>
      {children}
    </Notice>
  );
}
