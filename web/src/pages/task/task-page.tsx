import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useParams } from 'react-router';
import { answerOf, api, isWithdrawn } from '../../api/client';
import { useMe } from '../../api/session';
import { Page } from '../../components/page';
import { ErrorNote, LoadingBlock } from '../../components/page-states';
import { taskDoorOfSession } from './task-door';
import { TaskWork } from './task-work';

/** What do you want from me? The ask in a sentence, the figures, Submit. */
export default function TaskPage() {
  const { taskId = '' } = useParams();
  const me = useMe();
  const task = useQuery({
    queryKey: ['task', taskId],
    queryFn: () => answerOf(api.GET('/api/tasks/{taskId}', { params: { path: { taskId } } })),
  });
  const door = useMemo(() => taskDoorOfSession(taskId), [taskId]);
  const isMineToStart =
    task.data?.state === 'open' && !task.data.isStarted && task.data.assignee.id === me.person.id;

  useEffect(() => {
    if (!isMineToStart) return;
    // Only tells the owner "started"; when it fails, opening the page again says it again.
    answerOf(api.POST('/api/tasks/{taskId}/started', { params: { path: { taskId } } })).catch(
      () => undefined,
    );
  }, [isMineToStart, taskId]);

  if (task.isPending) {
    return (
      <Page title="Task">
        <LoadingBlock rows={8} />
      </Page>
    );
  }
  if (task.isLoadingError || (task.isError && isWithdrawn(task.error))) {
    return (
      <Page title="Task" isNarrow>
        <ErrorNote error={task.error} onRetry={() => void task.refetch()} />
      </Page>
    );
  }
  return <TaskWork key={`${taskId}/${task.data.round}`} task={task.data} door={door} />;
}
