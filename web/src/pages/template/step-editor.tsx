import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { Schemas } from '../../api/client';
import { Icon } from '../../components/icon';
import { withPlaces } from '../../words/places';
import { MomentField } from './moment-field';
import { SignOffEditor } from './sign-off-editor';
import { TaskEditor } from './task-editor';

type Step = Schemas['StepTemplate'];
type Task = Schemas['TaskTemplate'];

const openings: readonly { value: Step['opening']; label: string }[] = [
  { value: 'predecessor-and-date', label: 'when both step and date come' },
  { value: 'predecessor', label: 'when the step before is done' },
  { value: 'date', label: 'on its date in any case' },
];

export function StepEditor({ step, onChange }: { step: Step; onChange: (step: Step) => void }) {
  const put = (part: Partial<Step>) => onChange({ ...step, ...part });
  const putTask = (index: number, task: Task) =>
    put({ tasks: step.tasks.map((one, at) => (at === index ? task : one)) });

  return (
    <div className="stack">
      <div className="fields">
        <TextInput
          label="Name"
          size="xs"
          value={step.name}
          onChange={(event) => put({ name: event.currentTarget.value })}
        />
        <NativeSelect
          label="Opens"
          size="xs"
          value={step.opening}
          onChange={(event) =>
            put({
              opening: openings.find((one) => one.value === event.currentTarget.value)?.value ?? step.opening,
            })
          }
          data={[...openings]}
        />
        <MomentField label="Date to open" value={step.opensAt} onChange={(opensAt) => put({ opensAt })} />
        <MomentField label="Due" value={step.due} onChange={(due) => put({ due })} />
      </div>
      <div className="stack-tight">
        {withPlaces(step.tasks).map(({ item: task, place }, index) => (
          <TaskEditor
            // The key of a task may be edited; its place in the step may not change while it is.
            key={place}
            task={task}
            siblings={step.tasks.filter((one) => one !== task).map((one) => one.key)}
            onChange={(next) => putTask(index, next)}
            onRemove={() => put({ tasks: withoutTask(step.tasks, index) })}
          />
        ))}
        <div>
          <Button
            size="xs"
            variant="default"
            leftSection={<Icon name="plus" size={14} />}
            onClick={() => put({ tasks: [...step.tasks, newTask(step)] })}
          >
            Add a task
          </Button>
        </div>
      </div>
      <SignOffEditor
        signOff={step.signOff}
        due={step.due}
        stepName={step.name}
        onChange={(signOff) => put({ signOff })}
      />
    </div>
  );
}

/** Tasks that waited for the removed one no longer do. */
function withoutTask(tasks: readonly Task[], index: number): Task[] {
  const removed = tasks[index]?.key;
  return tasks
    .filter((_, at) => at !== index)
    .map((task) => ({ ...task, dependsOn: task.dependsOn.filter((key) => key !== removed) }));
}

function newTask(step: Step): Task {
  const keys = new Set(step.tasks.map((task) => task.key));
  let number = step.tasks.length + 1;
  while (keys.has(`task-${number}`)) number += 1;
  return {
    key: `task-${number}`,
    kind: 'general',
    title: 'New task',
    instructions: '',
    role: 'demand-planner',
    assign: 'one',
    due: step.due,
    dependsOn: [],
    minutes: 10,
  };
}
