import type { Schemas } from '../../api/client';
import { useReader } from '../../api/session';
import { Section } from '../../components/page';
import { Status } from '../../components/status';
import { formatMoment } from '../../words/dates';
import type { StateWords } from '../../words/states';

type OwnScenario = Schemas['OwnScenario'];

/** The scenarios that planners added: what they assume, whose they are, and what became of them. */
export function OwnScenarios({ own }: { own: readonly OwnScenario[] }) {
  const { timeZone } = useReader();
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
              <p className="soft small">
                {one.by.name}, {formatMoment(one.createdAt, timeZone)}
              </p>
            </div>
            <Status state={stateOf(one)} />
          </li>
        ))}
      </ul>
    </Section>
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
