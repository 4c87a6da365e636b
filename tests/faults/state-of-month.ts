import { Client, Connection } from '@temporalio/client';
import type { Database } from '../../database/client';

/** Where a month stands that does not go on: what the database says, and what Temporal waits for. For the failing test. */
export async function stateOfMonth(
  database: Database,
  temporalAddress: string,
  cycleId: string,
): Promise<string> {
  const parts = await Promise.allSettled([inDatabase(database, cycleId), inTemporal(temporalAddress)]);
  return parts
    .map((part) => (part.status === 'fulfilled' ? part.value : `unknown: ${(part.reason as Error).message}`))
    .join('\n');
}

async function inDatabase({ prisma, pool }: Database, cycleId: string): Promise<string> {
  const steps = await prisma.step.findMany({ where: { cycleId }, orderBy: { position: 'asc' } });
  const tasks = await prisma.task.findMany({ where: { cycleId, state: { notIn: ['done', 'waiting'] } } });
  const groups = await prisma.signOffGroup.findMany({ where: { cycleId }, include: { signOffs: true } });
  const mails = await prisma.mail.findMany({ where: { cycleId, state: { notIn: ['sent', 'suppressed'] } } });
  const plans = await prisma.planVersion.findMany({ where: { cycleId }, orderBy: { createdAt: 'asc' } });
  const problems = await prisma.audit.findMany({ where: { cycleId, action: 'problem' } });
  const waits = await pool.query(
    `SELECT pid, state, wait_event_type, wait_event, now() - xact_start AS since, left(query, 80) AS query
     FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid()`,
  );
  return [
    `steps: ${steps.map(({ key, state, round }) => `${key} ${state} ${round}`).join(', ')}`,
    `tasks: ${tasks.map(({ key, state, workflowId }) => `${key} ${state} ${workflowId}`).join(', ')}`,
    `sign-offs: ${groups.map(({ number, state, signOffs }) => `${number} ${state} (${signOffs.map((each) => each.state)})`).join(', ')}`,
    `plans: ${plans.map((plan) => `${plan.kind} ${plan.scenario} ${plan.number} at ${plan.createdAt.toISOString()}`).join(', ')}`,
    `mails: ${mails.map((mail) => `${mail.kind} ${mail.state}, ${mail.attempts} tries, next ${mail.nextAttemptAt?.toISOString()}: ${mail.lastError}`).join('; ')}`,
    `problems: ${problems.map(({ details }) => JSON.stringify(details)).join('; ')}`,
    `sessions: ${JSON.stringify(waits.rows)}`,
  ].join('\n');
}

async function inTemporal(address: string): Promise<string> {
  const connection = await Connection.connect({ address, connectTimeout: 5_000 });
  try {
    const client = new Client({ connection });
    const lines: string[] = [];
    for await (const { workflowId } of client.workflow.list({ query: "ExecutionStatus = 'Running'" })) {
      const { raw } = await client.workflow.getHandle(workflowId).describe();
      const activities = (raw.pendingActivities ?? []).map(
        ({ activityType, state, attempt, lastFailure, lastHeartbeatTime }) =>
          `${activityType?.name} in state ${state}, attempt ${attempt}, heard of ${lastHeartbeatTime?.seconds ?? 'never'}: ${lastFailure?.message ?? ''}`,
      );
      const turn = raw.pendingWorkflowTask ? `turn, attempt ${raw.pendingWorkflowTask.attempt}` : '';
      lines.push(`${workflowId}: ${[turn, ...activities].filter(Boolean).join('; ')}`);
    }
    return lines.join('\n');
  } finally {
    await connection.close();
  }
}
