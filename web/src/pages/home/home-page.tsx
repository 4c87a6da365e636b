import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answerOf, api, isWithdrawn, type Schemas } from '../../api/client';
import { useMe, useReader } from '../../api/session';
import { CycleLines } from '../../components/cycle-lines';
import { Page, Section } from '../../components/page';
import { EmptyNote, ErrorNote, LoadingBlock } from '../../components/page-states';
import { Status } from '../../components/status';
import { paths } from '../../paths';
import { formatDue, formatMoment, formatPeriod } from '../../words/dates';
import { plural } from '../../words/figures';
import { signOffState, taskState } from '../../words/states';

type TaskLine = Schemas['TaskLine'];
type SignOffLine = Schemas['SignOffLine'];

/** What is asked of me? By due time, with the minutes it takes; nothing else when there is nothing else. */
export default function HomePage() {
  const me = useMe();
  const home = useQuery({ queryKey: ['home'], queryFn: () => answerOf(api.GET('/api/home')) });
  const firstName = me.person.name.split(' ')[0] ?? me.person.name;

  if (home.isPending) {
    return (
      <Page title={`Your work, ${firstName}`}>
        <LoadingBlock />
      </Page>
    );
  }
  if (home.isLoadingError || (home.isError && isWithdrawn(home.error))) {
    return (
      <Page title={`Your work, ${firstName}`}>
        <ErrorNote error={home.error} onRetry={() => void home.refetch()} />
      </Page>
    );
  }

  const { tasks, signOffs, cycles } = home.data;
  const openTasks = tasks.filter((task) => task.state === 'open');
  const waitingTasks = tasks.filter((task) => task.state === 'waiting');
  const openSignOffs = signOffs.filter((signOff) => signOff.state === 'pending');
  const minutes = [...openTasks, ...openSignOffs].reduce((sum, one) => sum + one.minutes, 0);
  const asked = openTasks.length + openSignOffs.length;

  return (
    <Page
      title={`Your work, ${firstName}`}
      lead={
        asked > 0
          ? `${plural(asked, 'thing')} for you, about ${plural(minutes, 'minute')} in all.`
          : undefined
      }
    >
      <Section title="Asked of you now">
        {asked === 0 ? (
          <EmptyNote title="Nothing is asked of you at the moment">
            You get a mail as soon as something is. It will stand here too.
          </EmptyNote>
        ) : (
          <ul className="lines">
            {byDueTime(openTasks, openSignOffs).map((one) =>
              'groupId' in one ? (
                <SignOffRow key={one.id} signOff={one} />
              ) : (
                <TaskRow key={one.id} task={one} button="Do it" />
              ),
            )}
          </ul>
        )}
      </Section>
      {waitingTasks.length > 0 ? (
        <Section title="Coming up" note="These open when what they wait for is done.">
          <ul className="lines">
            {waitingTasks.map((task) => (
              <TaskRow key={task.id} task={task} button="Look ahead" />
            ))}
          </ul>
        </Section>
      ) : null}
      {cycles.length > 0 ? (
        <Section title="Months under way">
          <CycleLines cycles={cycles} />
        </Section>
      ) : null}
    </Page>
  );
}

function byDueTime(tasks: readonly TaskLine[], signOffs: readonly SignOffLine[]): (TaskLine | SignOffLine)[] {
  return [...tasks, ...signOffs].sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt));
}

function TaskRow({ task, button }: { task: TaskLine; button: string }) {
  const { timeZone, now } = useReader();
  return (
    <li className="line">
      <div className="stack-tight">
        <div className="row">
          <Link className="line-title" to={paths.task(task.id)}>
            {task.title}
          </Link>
          <Status state={taskState(task, now)} />
        </div>
        <p className="line-facts">
          <span>
            {task.unit.name}, {formatPeriod(task.period)} · {task.stepName}
          </span>
          <span title={formatMoment(task.dueAt, timeZone)}>due {formatDue(task.dueAt, timeZone, now)}</span>
          <span>about {plural(task.minutes, 'minute')}</span>
        </p>
      </div>
      <div className="line-acts">
        <Button
          component={Link}
          to={paths.task(task.id)}
          variant={task.state === 'open' ? 'filled' : 'default'}
          aria-label={`${button}: ${task.title}`}
        >
          {button}
        </Button>
      </div>
    </li>
  );
}

function SignOffRow({ signOff }: { signOff: SignOffLine }) {
  const { timeZone, now } = useReader();
  const title = `Sign off: ${signOff.stepName}, plan version ${signOff.planNumber}`;
  return (
    <li className="line">
      <div className="stack-tight">
        <div className="row">
          <Link className="line-title" to={paths.signOff(signOff.id)}>
            {title}
          </Link>
          <Status state={signOffState(signOff, now)} />
        </div>
        <p className="line-facts">
          <span>
            {signOff.unit.name}, {formatPeriod(signOff.period)}
          </span>
          <span title={formatMoment(signOff.dueAt, timeZone)}>
            due {formatDue(signOff.dueAt, timeZone, now)}
          </span>
          <span>about {plural(signOff.minutes, 'minute')}</span>
        </p>
      </div>
      <div className="line-acts">
        <Button component={Link} to={paths.signOff(signOff.id)} aria-label={`Decide: ${title}`}>
          Decide
        </Button>
      </div>
    </li>
  );
}
