import { Button, NativeSelect, NumberInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, type Schemas } from '../../api/client';
import { ActDialog } from '../../components/act-dialog';
import { useAnnounce } from '../../components/announcements';
import { Section } from '../../components/page';
import { RecordTable } from '../../components/record-table';

type Models = Schemas['PlanModels'];

/** Which new items follow which others; a planner names, changes and ends it. */
export function NewItems({ unitId, models }: { unitId: string; models: Models }) {
  const [asked, setAsked] = useState<string | null>(null);
  const { likeItems, items, can } = models;
  const nameOf = (code: string) => items.find((item) => item.code === code)?.name ?? code;
  if (likeItems.length === 0 && !can.like.allowed) return null;
  return (
    <Section
      title="New items"
      note="follow a like item until they have sold for a year"
      aside={
        can.like.allowed ? (
          <Button variant="default" size="xs" onClick={() => setAsked('')}>
            Name a like item
          </Button>
        ) : null
      }
    >
      {likeItems.length === 0 ? (
        <p className="soft">No item follows another one.</p>
      ) : (
        <RecordTable
          label="New items"
          rows={likeItems}
          keyOf={({ itemCode }) => itemCode}
          columns={[
            { head: 'Item', cell: ({ itemCode }) => nameOf(itemCode) },
            { head: 'Follows', cell: ({ likeItemCode }) => nameOf(likeItemCode) },
            { head: 'At, %', isNumber: true, cell: ({ percent }) => percent ?? 100 },
            can.like.allowed && {
              head: 'Change',
              isActs: true,
              cell: ({ itemCode }) => (
                <button type="button" className="text-button" onClick={() => setAsked(itemCode)}>
                  Change
                  <span className="visually-hidden"> what {nameOf(itemCode)} follows</span>
                </button>
              ),
            },
          ]}
        />
      )}
      {asked !== null ? (
        <LikeItemDialog unitId={unitId} models={models} first={asked} onClose={() => setAsked(null)} />
      ) : null}
    </Section>
  );
}

function LikeItemDialog({
  unitId,
  models,
  first,
  onClose,
}: {
  unitId: string;
  models: Models;
  first: string;
  onClose: () => void;
}) {
  const queries = useQueryClient();
  const announce = useAnnounce();
  const standing = models.likeItems.find(({ itemCode }) => itemCode === first);
  const [itemCode, setItem] = useState(first);
  const [likeItemCode, setLike] = useState(standing?.likeItemCode ?? '');
  const [percent, setPercent] = useState<number | string>(standing?.percent ?? 100);
  const options = models.items.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }));
  return (
    <ActDialog
      title="Which item will the new one sell like?"
      consequence="It counts from the next baseline. As the new item sells, its own sales set the level; after a year it is forecast on its own."
      button={likeItemCode === '' ? 'Follow none' : 'Follow it'}
      needsReason={false}
      canSend={itemCode !== '' && (likeItemCode !== '' || standing !== undefined)}
      onSend={async () => {
        const { message } = await answerOf(
          api.PUT('/api/units/{unitId}/like-item', {
            params: { path: { unitId } },
            body: { itemCode, likeItemCode: likeItemCode || null, percent: Number(percent) || null },
          }),
        );
        await queries.invalidateQueries({ queryKey: ['plan-models'] });
        announce(message);
      }}
      onClose={onClose}
    >
      <NativeSelect
        label="New item"
        value={itemCode}
        onChange={(event) => setItem(event.currentTarget.value)}
        data={[{ value: '', label: 'Choose an item' }, ...options]}
        disabled={standing !== undefined}
      />
      <NativeSelect
        label="Sells like"
        value={likeItemCode}
        onChange={(event) => setLike(event.currentTarget.value)}
        data={[{ value: '', label: 'No other item' }, ...options.filter(({ value }) => value !== itemCode)]}
      />
      <NumberInput
        label="At how many per cent of it"
        value={percent}
        onChange={setPercent}
        min={1}
        max={10000}
      />
    </ActDialog>
  );
}
