import type { ActivityDependencies } from '../dependencies';
import { addTask } from './add-task';
import { askAgain } from './ask-again';
import { askNextSigner } from './ask-next-signer';
import { beginCycle } from './begin-cycle';
import { closeSignOff } from './close-sign-off';
import { closeStep } from './close-step';
import { createCycle } from './create-cycle';
import { endCycle } from './end-cycle';
import { findDueMonth } from './find-due-month';
import { moveStep } from './move-step';
import { openStep } from './open-step';
import { openTasks } from './open-tasks';
import type { ProcessActivities } from './process-activities';
import { recordChange } from './record-change';
import { recordCompletion } from './record-completion';
import { recordDecision } from './record-decision';
import { recordMovedDue } from './record-moved-due';
import { recordOutOfReach } from './record-out-of-reach';
import { recordProblem } from './record-problem';
import { recordReassignment } from './record-reassignment';
import { recordTaskSkipped } from './record-task-skipped';
import { remind } from './remind';
import { removeScenario } from './remove-scenario';
import { requestSignOff } from './request-sign-off';
import { startCycle } from './start-cycle';
import { stopStep } from './stop-step';

/** What workflows ask of the process, on real PostgreSQL. */
export function createProcessActivities(dependencies: ActivityDependencies): ProcessActivities {
  return {
    findDueMonth: (input) => findDueMonth(dependencies, input),
    createCycle: (input) => createCycle(dependencies, input),
    startCycle,
    beginCycle: (input) => beginCycle(dependencies, input),
    endCycle: (input) => endCycle(dependencies, input),
    recordProblem: (input) => recordProblem(dependencies, input),
    openStep: (input) => openStep(dependencies, input),
    openTasks: (input) => openTasks(dependencies, input),
    askAgain: (input) => askAgain(dependencies, input),
    addTask: (input) => addTask(dependencies, input),
    closeStep: (input) => closeStep(dependencies, input),
    stopStep: (input) => stopStep(dependencies, input),
    moveStep: (input) => moveStep(dependencies, input),
    recordChange: (input) => recordChange(dependencies, input),
    recordCompletion: (input) => recordCompletion(dependencies, input),
    recordTaskSkipped: (input) => recordTaskSkipped(dependencies, input),
    removeScenario: (input) => removeScenario(dependencies, input),
    requestSignOff: (input) => requestSignOff(dependencies, input),
    recordDecision: (input) => recordDecision(dependencies, input),
    askNextSigner: (input) => askNextSigner(dependencies, input),
    recordOutOfReach: (input) => recordOutOfReach(dependencies, input),
    closeSignOff: (input) => closeSignOff(dependencies, input),
    remind: (input) => remind(dependencies, input),
    recordReassignment: (input) => recordReassignment(dependencies, input),
    recordMovedDue: (input) => recordMovedDue(dependencies, input),
  };
}
