import type { MailRequest } from '../../../activities/mail/mail-request';
import { utc } from '../../email/mail-samples';
import { linkIn, postUnderTest } from './post-under-test';

const post = postUnderTest();

describe('each kind finds its facts', () => {
  test('kick-off lists what the reader will be asked for', async () => {
    await post.send({
      ...{
        kind: 'kick-off',
        cycleId: post.cycle.cycleId,
        subjectId: post.cycle.cycleId,
        personId: post.cycle.ana,
      },
      number: 1,
    });
    const [mail] = await post.catcher.mails();
    expect(mail?.text).toContain('will ask 1 thing of you in the December 2026 cycle of Europe');
    expect(mail?.text).toContain('- Tue 8 Dec, 17:00: Adjust the forecast: sales');
    expect(mail?.text).toContain('role: sales');
  });

  test('of a unit that has lost its process owner: a sponsor stands in their place, also for answers', async () => {
    const { prisma } = post.database;
    const unitId = post.cycle.unitId;
    await prisma.membership.deleteMany({ where: { unitId, role: 'process-owner' } });
    await prisma.membership.create({
      data: { unitId, personId: post.cycle.tom, role: 'sponsor', families: [] },
    });
    await post.send(post.assigned());
    const [mail] = await post.catcher.mails();
    expect(mail?.text).toMatch(/^Tom Okafor asks you to adjust the forecast/);
    expect(mail?.headers['reply-to']).toMatch(/^Tom Okafor <\S+@\S+>$/);
  });

  test('a sign-off request shows the figures of the plan it is bound to', async () => {
    await post.send({
      ...{ kind: 'sign-off-request', cycleId: post.cycle.cycleId, subjectId: post.cycle.signOffId },
      ...{ personId: post.cycle.li, number: 1 },
    });
    const [mail] = await post.catcher.mails();
    expect(mail?.text).toContain('asks you to approve the demand plan for Europe, December 2026, version 1');
    expect(mail?.text).toContain('Demand: 120,000 units');
    expect(mail?.text).toContain('Gap to budget: 100,000 EUR (+2.3 %)');
    expect(mail?.text).toContain('bound to the checksum a1b2c3a1b2c3');
    expect(mail?.text).toContain('The supply review waits for it.');
  });

  test('a plan is held against last month’s over the months that both have', async () => {
    const { prisma } = post.database;
    const { planVersion: plan } = await prisma.signOffGroup.findUniqueOrThrow({
      where: { id: post.cycle.groupId },
      include: { planVersion: { include: { cycle: true } } },
    });
    const november = await prisma.cycle.create({
      data: {
        ...{
          unitId: post.cycle.unitId,
          period: '2026-11',
          state: 'published',
          workflowId: 'cycle/EU/2026-11',
        },
        ...{ templateVersionId: plan.cycle.templateVersionId, startedAt: utc('2026-10-28T08:00') },
        ...{ kickOffAt: utc('2026-10-28T08:00'), publishDueAt: utc('2026-11-20T16:00') },
      },
    });
    const summary = plan.summary as object;
    const published = await prisma.planVersion.create({
      data: {
        ...{
          cycleId: november.id,
          snapshotId: plan.snapshotId,
          kind: 'final',
          number: 1,
          sha256: 'a',
          authorIds: [],
        },
        summary: {
          ...summary,
          firstMonth: '2026-11',
          lastMonth: '2028-04',
          volumeUnits: 90_000,
          revenue: 9e6,
        },
        createdAt: utc('2026-11-20T16:00'),
      },
    });
    await prisma.publication.create({
      data: {
        ...{ cycleId: november.id, planVersionId: published.id, publishedAt: utc('2026-11-20T16:00') },
        ...{ planCsv: '', planCsvSha256: '', manifest: {}, rowCount: 0 },
      },
    });
    const row = (planVersionId: string, measure: string, month: string, value: number) => ({
      ...{ planVersionId, measure, month, value },
      ...{ familyCode: 'TENTS', itemCode: '', marketCode: '', resourceCode: '' },
    });
    await prisma.planRow.createMany({
      data: [
        ...[row(published.id, 'demand', '2026-11', 900), row(published.id, 'demand', '2026-12', 100)],
        ...[row(plan.id, 'demand', '2026-12', 110), row(plan.id, 'demand', '2028-05', 500)],
        ...[row(published.id, 'revenue', '2026-12', 1000), row(plan.id, 'revenue', '2026-12', 950)],
      ],
    });
    await post.send({
      ...{ kind: 'sign-off-request', cycleId: post.cycle.cycleId, subjectId: post.cycle.signOffId },
      ...{ personId: post.cycle.li, number: 1 },
    });
    const [mail] = await post.catcher.mails();
    expect(mail?.text).toContain(
      'Demand: 120,000 units (+10.0 % on the November 2026 plan, over the same months)',
    );
    expect(mail?.text).toMatch(/Revenue: .* \(−5\.0 % on the November 2026 plan, over the same months\)/);
  });

  test('a task that came back says who rejected and why', async () => {
    await post.database.prisma.signOff.update({
      where: { id: post.cycle.signOffId },
      data: { state: 'rejected', decidedAt: utc('2026-12-10T09:00'), comment: 'Spain is too high.' },
    });
    await post.database.prisma.task.update({ where: { id: post.cycle.taskId }, data: { round: 2 } });
    await post.send(post.assigned());
    const [mail] = await post.catcher.mails();
    expect(mail?.text).toContain('asks you again to adjust');
    expect(mail?.text).toContain('Li Wei rejected the plan and wrote:\n> Spain is too high.');
  });

  test('a decision names who answered and what comes next', async () => {
    await post.database.prisma.signOff.update({
      where: { id: post.cycle.signOffId },
      data: {
        ...{ state: 'approved-with-conditions', decidedAt: utc('2026-12-10T09:00') },
        comment: 'Check Spain in January.',
      },
    });
    await post.database.prisma.signOffGroup.update({
      where: { id: post.cycle.groupId },
      data: { state: 'approved', closedAt: utc('2026-12-10T09:00') },
    });
    await post.send({
      ...{
        kind: 'decision',
        cycleId: post.cycle.cycleId,
        subjectId: post.cycle.groupId,
        personId: post.cycle.ingrid,
      },
      number: 1,
    });
    const [mail] = await post.catcher.mails();
    expect(mail?.subject).toBe('[S&OP Europe Dec 2026] Approved: the demand plan, version 1');
    expect(mail?.text).toContain('was approved Thu 10 Dec, 10:00 (Berlin time) (1 answer).');
    expect(mail?.text).toContain('Li Wei approved with conditions and wrote:\n> Check Spain in January.');
    expect(mail?.text).toContain('What comes next: the supply review.');
  });

  test('handing over tells the new holder what to do and the former one that it is done', async () => {
    await post.database.prisma.task.update({
      where: { id: post.cycle.taskId },
      data: { assigneeId: post.cycle.tom },
    });
    const handedOver = (personId: string): MailRequest => ({
      ...{
        kind: 'handed-over',
        about: 'task',
        cycleId: post.cycle.cycleId,
        subjectId: post.cycle.taskId,
        number: 1,
      },
      ...{ personId, fromPersonId: post.cycle.ana, toPersonId: post.cycle.tom, byId: post.cycle.ingrid },
      reason: 'Ana is away.',
    });
    await post.send(handedOver(post.cycle.tom));
    await post.send(handedOver(post.cycle.ana));
    const [toTom, toAna] = await post.catcher.mails();
    expect(toTom?.text).toContain('in place of Ana Ruiz, by Tue 8 Dec, 17:00');
    expect(linkIn(toTom!.text)).toBeDefined();
    expect(toAna?.text).toContain('is no longer yours: Ingrid Larsen gave it to Tom Okafor.');
    expect(linkIn(toAna!.text)).toBeUndefined();
  });

  test('a voided sign-off says that an answer no longer counts', async () => {
    await post.database.prisma.signOff.update({
      where: { id: post.cycle.signOffId },
      data: { state: 'voided', decidedAt: utc('2026-12-10T09:00') },
    });
    await post.send({
      ...{ kind: 'sign-off-voided', cycleId: post.cycle.cycleId, subjectId: post.cycle.signOffId },
      ...{ personId: post.cycle.li, number: 1, reason: 'Line 2 lost hours.' },
    });
    const [mail] = await post.catcher.mails();
    expect(mail?.text).toContain('about the demand plan for Europe, December 2026, version 1');
    expect(mail?.text).toContain('> Line 2 lost hours.');
  });

  test('a published plan says which version stands, by whom', async () => {
    await post.database.prisma.publication.create({
      data: {
        ...{ cycleId: post.cycle.cycleId, planVersionId: post.cycle.planVersionId, publishedAt: post.now },
        ...{ planCsv: '', planCsvSha256: '', manifest: {}, rowCount: 1296 },
      },
    });
    await post.send({
      ...{
        kind: 'plan-published',
        cycleId: post.cycle.cycleId,
        subjectId: post.cycle.cycleId,
        personId: post.cycle.li,
      },
      number: 1,
    });
    const [mail] = await post.catcher.mails();
    expect(mail?.text).toContain('was published Fri 4 Dec, 09:00 (Berlin time)');
    expect(mail?.text).toContain('plan.csv has 1,296 rows');
  });
});
