import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, type Schemas } from '../../api/client';
import { ActDialog } from '../../components/act-dialog';
import { useAnnounce } from '../../components/announcements';
import { Section } from '../../components/page';
import { RecordTable } from '../../components/record-table';
import { formatMonth } from '../../words/dates';
import { formatUnits, plural } from '../../words/figures';

type Models = Schemas['PlanModels'];
type Model = Models['models'][number];
type Correction = Model['corrections'][number];

interface CleanedMonth extends Correction {
  readonly model: Model;
}

/** Months that look like one-off orders: what was sold, what was forecast with, and who keeps which as true demand. */
export function CleanedMonths({ unitId, models }: { unitId: string; models: Models }) {
  const [asked, setAsked] = useState<CleanedMonth | null>(null);
  const months = models.models.flatMap((model) =>
    model.corrections.map((correction): CleanedMonth => ({ ...correction, model })),
  );
  if (months.length === 0) return null;
  return (
    <Section
      title="Months that look like one-off orders"
      note={`${plural(months.length, 'month')}; several times the usual demand, in no other year`}
    >
      <p className="soft">
        {models.can.keep.allowed
          ? 'They are forecast as usual months. Keep one that is true demand and will come again.'
          : `They are forecast as usual months. ${models.can.keep.why}`}
      </p>
      <RecordTable
        label="Cleaned months"
        rows={months}
        keyOf={({ model, month }) => `${model.itemCode}-${model.marketCode}-${month}`}
        columns={[
          { head: 'Item and market', cell: ({ model }) => `${model.itemName}, ${model.marketCode}` },
          { head: 'Month', cell: ({ month }) => formatMonth(month) },
          { head: 'Sold', isNumber: true, cell: ({ recordedUnits }) => formatUnits(recordedUnits) },
          { head: 'Usual', isNumber: true, cell: ({ usualUnits }) => formatUnits(usualUnits) },
          {
            head: 'In this baseline',
            onCard: 'Now',
            cell: ({ isKept }) => (isKept ? 'as sold' : 'as usual'),
          },
          {
            head: 'From the next one on',
            onCard: 'Next',
            className: 'small words',
            cell: ({ keptNext }) =>
              keptNext ? `as sold: kept by ${keptNext.byName}, “${keptNext.reason}”` : 'as usual',
          },
          models.can.keep.allowed && {
            head: 'Change',
            isActs: true,
            cell: (month) => (
              <button type="button" className="text-button" onClick={() => setAsked(month)}>
                {month.keptNext ? 'Clean again' : 'Keep as sold'}
                <span className="visually-hidden">
                  : {month.model.itemName}, {month.model.marketCode}, {formatMonth(month.month)}
                </span>
              </button>
            ),
          },
        ]}
      />
      {asked ? <KeepDialog unitId={unitId} month={asked} onClose={() => setAsked(null)} /> : null}
    </Section>
  );
}

function KeepDialog({
  unitId,
  month,
  onClose,
}: {
  unitId: string;
  month: CleanedMonth;
  onClose: () => void;
}) {
  const queries = useQueryClient();
  const announce = useAnnounce();
  const { model, keptNext } = month;
  const isKept = keptNext === null;
  return (
    <ActDialog
      title={`${isKept ? 'Keep' : 'Clean'} ${formatMonth(month.month)} of ${model.itemName}?`}
      consequence={
        isKept
          ? `The next baseline takes the ${formatUnits(month.recordedUnits)} sold in ${model.marketCode} as true demand. This month’s plan stays as it is.`
          : `The next baseline takes ${formatUnits(month.usualUnits)} instead of the ${formatUnits(month.recordedUnits)} sold in ${model.marketCode}. This month’s plan stays as it is.`
      }
      button={isKept ? 'Keep as true demand' : 'Clean it again'}
      needsReason={isKept}
      reasonLabel="Why is it true demand?"
      onSend={async (reason) => {
        const { itemCode, marketCode } = model;
        const { message } = await answerOf(
          api.PUT('/api/units/{unitId}/kept-demand', {
            params: { path: { unitId } },
            body: { itemCode, marketCode, month: month.month, isKept, reason },
          }),
        );
        await queries.invalidateQueries({ queryKey: ['plan-models'] });
        announce(message);
      }}
      onClose={onClose}
    />
  );
}
