import { Button, NumberInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { answerOf, api, type Schemas } from '../../api/client';
import { useAnnounce } from '../../components/announcements';
import { Page, Section } from '../../components/page';
import { ErrorNote, LoadingBlock, messageOf } from '../../components/page-states';
import { paths } from '../../paths';

/** What the plans of the unit are measured with: when customers pay and suppliers are paid. */
export default function SettingsPage() {
  const { unitId = '' } = useParams();
  const settings = useQuery({
    queryKey: ['settings', unitId],
    queryFn: () => answerOf(api.GET('/api/units/{unitId}/settings', { params: { path: { unitId } } })),
  });
  return (
    <Page
      title="Settings of the unit"
      lead={<Link to={paths.unit(unitId)}>Back to the months</Link>}
      isNarrow
    >
      {settings.isPending ? <LoadingBlock rows={3} /> : null}
      {settings.isError ? <ErrorNote error={settings.error} onRetry={() => void settings.refetch()} /> : null}
      {settings.data ? (
        <PaymentTerms key={JSON.stringify(settings.data)} unitId={unitId} settings={settings.data} />
      ) : null}
    </Page>
  );
}

function PaymentTerms({ unitId, settings }: { unitId: string; settings: Schemas['UnitSettings'] }) {
  const [customerDays, setCustomerDays] = useState<number | string>(settings.customerPaymentDays);
  const [supplierDays, setSupplierDays] = useState<number | string>(settings.supplierPaymentDays);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const announce = useAnnounce();
  const queries = useQueryClient();
  const { change } = settings.can;

  const save = async () => {
    if (typeof customerDays !== 'number' || typeof supplierDays !== 'number') {
      setRefusal('Give a number of days for both, 0 if it is paid at once.');
      return;
    }
    setSending(true);
    setRefusal(null);
    try {
      const saved = await answerOf(
        api.PUT('/api/units/{unitId}/settings', {
          params: { path: { unitId } },
          body: { customerPaymentDays: customerDays, supplierPaymentDays: supplierDays },
        }),
      );
      announce('Saved. Plans count with it when their data is frozen next.');
      queries.setQueryData(['settings', unitId], saved);
    } catch (error) {
      setRefusal(messageOf(error));
    } finally {
      setSending(false);
    }
  };

  return (
    <Section title="Payment terms">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <p className="soft">
          The cash that a plan brings depends on them. A month of payment terms has 30 days: of 45 days, half
          is paid one month later and half two.
        </p>
        <NumberInput
          label="Customers pay after, days"
          min={0}
          max={360}
          allowDecimal={false}
          value={customerDays}
          onChange={setCustomerDays}
          disabled={!change.allowed}
        />
        <NumberInput
          label="Suppliers are paid after, days"
          min={0}
          max={360}
          allowDecimal={false}
          value={supplierDays}
          onChange={setSupplierDays}
          disabled={!change.allowed}
        />
        {refusal ? (
          <p className="refusal" role="alert">
            {refusal}
          </p>
        ) : null}
        {change.allowed ? (
          <Button type="submit" loading={isSending} style={{ alignSelf: 'flex-start' }}>
            Save
          </Button>
        ) : (
          <p className="soft">{change.why}</p>
        )}
      </form>
    </Section>
  );
}
