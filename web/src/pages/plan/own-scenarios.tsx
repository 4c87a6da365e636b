import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, type Schemas } from '../../api/client';
import { useReader } from '../../api/session';
import { ActDialog } from '../../components/act-dialog';
import { useAnnounce } from '../../components/announcements';
import { Section } from '../../components/page';
import { Status } from '../../components/status';
import { formatMoment } from '../../words/dates';
import type { StateWords } from '../../words/states';

type OwnScenario = Schemas['OwnScenario'];

/** The scenarios that planners added: what they assume, whose they are, and what became of them. */
export function OwnScenarios({
  cycleId,
  own,
  isOpen,
}: {
  cycleId: string;
  own: readonly OwnScenario[];
  /** Scenarios may still be added and removed. */
  isOpen: boolean;
}) {
  const { timeZone } = useReader();
  const [toRemove, setToRemove] = useState<OwnScenario | null>(null);
  if (own.length === 0) return null;
  return (
    <Section title="Added by planners">
      <ul className="lines">
        {own.map((one) => (
          <li key={one.id} className="line">
            <div className="line-main">
              <p className="line-title">{one.name}</p>
              <p className="small">{one.assumes.join(' ')}</p>
              {one.problem ? <p className="small">{one.problem}</p> : null}
              {isOpen && one.can.remove.why ? <p className="small">{one.can.remove.why}</p> : null}
              <p className="soft small">
                {one.by.name}, {formatMoment(one.createdAt, timeZone)}
              </p>
            </div>
            <div className="line-acts">
              <Status state={stateOf(one)} />
              {one.can.remove.allowed ? (
                <Button
                  size="xs"
                  variant="default"
                  aria-label={`Remove ${one.name}`}
                  onClick={() => setToRemove(one)}
                >
                  Remove…
                </Button>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
      {toRemove ? (
        <RemoveScenarioDialog cycleId={cycleId} scenario={toRemove} onClose={() => setToRemove(null)} />
      ) : null}
    </Section>
  );
}

function RemoveScenarioDialog({
  cycleId,
  scenario,
  onClose,
}: {
  cycleId: string;
  scenario: OwnScenario;
  onClose: () => void;
}) {
  const announce = useAnnounce();
  const queries = useQueryClient();
  return (
    <ActDialog
      title={`Remove “${scenario.name}”?`}
      consequence="Everybody in this month sees it no longer, and nobody can choose it. That it was there stays in the history."
      button="Remove this scenario"
      isDestructive
      needsReason={false}
      onSend={async () => {
        const params = { path: { cycleId, scenarioId: scenario.id } };
        const { message } = await answerOf(
          api.DELETE('/api/cycles/{cycleId}/scenarios/{scenarioId}', { params }),
        );
        announce(message);
        await queries.invalidateQueries();
      }}
      onClose={onClose}
    />
  );
}

function stateOf({ state, stateWords }: OwnScenario): StateWords {
  switch (state) {
    case 'computing':
      return { tone: 'waiting', icon: 'clock', word: stateWords };
    case 'computed':
      return { tone: 'done', icon: 'check', word: stateWords };
    case 'without-plan':
      return { tone: 'late', icon: 'alert', word: stateWords };
    case 'stopped':
      return { tone: 'waiting', icon: 'skip', word: stateWords };
  }
}
