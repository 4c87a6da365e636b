import { Checkbox } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import type { Schemas } from '../../../api/client';
import { Section } from '../../../components/page';
import { EmptyNote } from '../../../components/page-states';
import { ScenarioTable } from '../../../components/scenario-table';
import { paths } from '../../../paths';
import type { OnFilled } from '../filled';

/** The scenarios beside the budget, to look at and comment on; which one goes on is another task's question. */
export function FinanceReviewForm({
  cycleId,
  grid,
  onFilled,
}: {
  cycleId: string;
  grid: Schemas['ScenarioChoice'];
  onFilled: OnFilled;
}) {
  const [isReviewed, setReviewed] = useState(false);
  const { scenarios, figures } = grid;
  useEffect(() => {
    onFilled(
      {
        content: { kind: 'finance-review' },
        problems: isReviewed ? [] : ['Tick that you looked at the scenarios.'],
        summary: isReviewed
          ? ['That you looked at the scenarios beside the budget, with your comment on the gaps.']
          : ['Nothing yet: tick the box when you have looked at the scenarios.'],
      },
      false,
    );
  }, [isReviewed, onFilled]);

  if (scenarios.length === 0) {
    return (
      <EmptyNote icon="chart" title="The scenarios are being computed">
        They will stand here in a moment, by themselves.
      </EmptyNote>
    );
  }
  return (
    <Section
      title="The scenarios side by side"
      aside={<Link to={paths.scenarios(cycleId)}>Compare them in charts, or add one</Link>}
    >
      <div className="stack">
        <ScenarioTable scenarios={scenarios} figures={figures} />
        <Checkbox
          label="I looked at the scenarios and their gaps to the budget"
          checked={isReviewed}
          onChange={(event) => setReviewed(event.currentTarget.checked)}
        />
      </div>
    </Section>
  );
}
