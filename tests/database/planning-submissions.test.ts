import { createDatabase, type Database } from '../../database/client';
import { listPlanningSubmissions } from '../../database/planning-submissions-repository';
import { cycleWithATask } from '../activities/mail/cycle-with-a-task';
import { createTestDatabase, type TestDatabase } from '../support/database';

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = createDatabase(testDatabase.url);
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

test('hours that several people state come in the order in which they were handed in', async () => {
  const { prisma } = database;
  const { cycleId, taskId, ana, tom } = await cycleWithATask(database);
  const { stepId } = await prisma.task.findUniqueOrThrow({ where: { id: taskId } });
  const dueAt = new Date('2026-12-10T16:00:00Z');
  const state = (key: string, personId: string, regularHours: number, submittedAt: string) =>
    prisma.task.create({
      data: {
        ...{ cycleId, stepId, key, kind: 'capacity-check', title: key, instructions: '', role: 'operations' },
        ...{ assigneeId: personId, state: 'done', dueAt, plannedDueAt: dueAt },
        submissions: {
          create: {
            ...{ round: 1, personId, submittedAt: new Date(submittedAt), isLate: false, isAccepted: true },
            content: {
              kind: 'capacity-check',
              capacity: [{ resourceCode: 'L1', month: '2027-01', regularHours, overtimeHours: 0 }],
            },
          },
        },
      },
    });
  await state('capacity-check/1', ana, 20, '2026-12-09T12:00:00Z');
  await state('capacity-check/2', tom, 10, '2026-12-09T09:00:00Z');
  const standing = await listPlanningSubmissions(prisma, cycleId, ['capacity-check']);
  expect(standing.map(({ personName }) => personName)).toEqual(['Tom Okafor', 'Ana Ruiz']);
});
