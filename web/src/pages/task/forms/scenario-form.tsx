import { Radio } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Schemas } from '../../../api/client';
import { Section } from '../../../components/page';
import { EmptyNote } from '../../../components/page-states';
import { ScenarioTable } from '../../../components/scenario-table';
import { paths } from '../../../paths';
import { scenarioName } from '../../../words/states';
import type { OnFilled } from '../filled';
import type { TaskView } from '../task-door';
import { useFirstFilled } from '../use-first-filled';

/** Side by side, one to choose; none is chosen beforehand unless the reader chose it before. */
export function ScenarioForm({
  task,
  grid,
  onFilled,
}: {
  task: TaskView;
  grid: Schemas['ScenarioChoice'];
  onFilled: OnFilled;
}) {
  const kept = task.draft?.content.kind === 'scenario-choice' ? task.draft.content.scenario : null;
  const before = kept ?? grid.chosen;
  // A scenario that was kept in a draft may have been removed since.
  const isThere = grid.scenarios.some((one) => one.scenario === before);
  const [chosen, setChosen] = useState<string | null>(isThere ? before : null);
  const nameOf = (key: string) =>
    scenarioName(grid.scenarios.find((one) => one.scenario === key)?.name ?? key);

  const fill = (scenario: string | null, isByHand: boolean) =>
    onFilled(
      {
        content: scenario ? { kind: 'scenario-choice', scenario } : null,
        problems: scenario ? [] : ['Choose one scenario.'],
        summary: scenario
          ? [`“${nameOf(scenario)}” becomes the plan that the executives are asked to sign.`]
          : ['Nothing yet: choose one scenario.'],
      },
      isByHand,
    );
  useFirstFilled(() => fill(chosen, false));

  if (grid.scenarios.length === 0) {
    return (
      <EmptyNote icon="chart" title="The scenarios are being computed">
        They will stand here in a moment, by themselves.
      </EmptyNote>
    );
  }
  return (
    <Section
      title="The scenarios side by side"
      aside={<Link to={paths.scenarios(task.cycleId)}>Compare them in charts, or add one</Link>}
    >
      <div className="stack">
        <ScenarioTable scenarios={grid.scenarios} figures={grid.figures} />
        <Radio.Group
          label="Which one shall go to the executive meeting?"
          value={chosen}
          onChange={(scenario) => {
            setChosen(scenario);
            fill(scenario, true);
          }}
        >
          <div className="choices" style={{ marginTop: 8 }}>
            {grid.scenarios.map((one) => (
              <Radio
                key={one.id}
                className="choice"
                data-checked={chosen === one.scenario}
                value={one.scenario}
                label={scenarioName(one.name)}
              />
            ))}
          </div>
        </Radio.Group>
      </div>
    </Section>
  );
}
