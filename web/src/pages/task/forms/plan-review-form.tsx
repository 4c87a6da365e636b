import { Checkbox } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import type { Schemas } from '../../../api/client';
import { Section } from '../../../components/page';
import { Bottlenecks, SummaryFigures } from '../../../components/summary-figures';
import { paths } from '../../../paths';
import type { OnFilled } from '../filled';

/** The supply plan to look at before it goes on. */
export function PlanReviewForm({
  grid,
  cycleId,
  onFilled,
}: {
  grid: Schemas['PlanReview'];
  cycleId: string;
  onFilled: OnFilled;
}) {
  const [isReviewed, setReviewed] = useState(false);
  const { plan } = grid;
  useEffect(() => {
    onFilled(
      {
        content: { kind: 'supply-plan' },
        problems: isReviewed ? [] : [`Tick that you looked at ${plan.name}.`],
        summary: isReviewed
          ? [`That ${plan.name} may go on to the sign-off, with your comment.`]
          : ['Nothing yet: tick the box when you have looked at the plan.'],
      },
      false,
    );
  }, [isReviewed, plan.name, onFilled]);

  return (
    <Section
      title={plan.name}
      note={plan.summary.solverStatus ?? undefined}
      aside={<Link to={paths.plan(cycleId, plan.id)}>Open it with charts</Link>}
    >
      <div className="stack">
        <SummaryFigures summary={plan.summary} sinceLastMonth={grid.sinceLastMonth} />
        {plan.summary.changes.length > 0 ? (
          <div>
            <h3>What changed</h3>
            <ul className="sentences">
              {plan.summary.changes.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </div>
        ) : null}
        {plan.summary.bottlenecks.length > 0 ? (
          <div>
            <h3>Where capacity binds</h3>
            <Bottlenecks summary={plan.summary} />
          </div>
        ) : null}
        <Checkbox
          label={`I looked at ${plan.name}`}
          checked={isReviewed}
          onChange={(event) => setReviewed(event.currentTarget.checked)}
        />
      </div>
    </Section>
  );
}
