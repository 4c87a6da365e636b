import request from 'supertest';
import { type ApiUnderTest, eventually, nextSignInMail, startApi, tokenIn } from './api-under-test';
import { addressOf, seedTwoUnits, type TwoUnits } from './two-units';

let api: ApiUnderTest;
let world: TwoUnits;

beforeAll(async () => {
  api = await startApi();
  world = await seedTwoUnits(api.database);
});
afterAll(() => api.stop());

describe('Signing in by a mailed link', () => {
  test('When a known and an unknown address ask, then both get the same answer, and only one a mail', async () => {
    const known = await request(api.app)
      .post('/api/sign-in')
      .send({ email: addressOf('sales') });
    const unknown = await request(api.app).post('/api/sign-in').send({ email: 'nobody@example.com' });
    expect([known.status, unknown.status]).toEqual([202, 202]);
    expect(unknown.body).toEqual(known.body);
    await nextSignInMail(api.mails, addressOf('sales'));
    const receivers = (await api.mails.mails()).flatMap(({ envelope }) => envelope.to);
    expect(receivers).not.toContain('nobody@example.com');
  });

  test('When the link is used, then the person is signed in with their units and roles', async () => {
    const agent = await api.signIn(addressOf('owner'));
    const { body } = await agent.get('/api/me').expect(200);
    expect(body.person).toMatchObject({
      id: world.people.owner,
      email: addressOf('owner'),
      isAdministrator: false,
    });
    expect(body.units).toEqual([
      {
        id: world.north,
        code: 'north',
        name: 'North',
        currency: 'EUR',
        timeZone: 'Europe/Berlin',
        roles: ['process-owner'],
      },
    ]);
    expect(body.now).toBe('2026-12-01T10:00:00.000Z');
  });

  test('When the link is used a second time, then it is refused', async () => {
    const email = addressOf('finance');
    await request(api.app).post('/api/sign-in').send({ email });
    const token = tokenIn(await nextSignInMail(api.mails, email));
    const first = await request(api.app).post('/api/sign-in/confirm').send({ token }).expect(200);
    expect(first.headers['set-cookie']?.[0]).toMatch(/^sop_session=[\w-]{43}; .*HttpOnly; SameSite=Lax/);
    const second = await request(api.app).post('/api/sign-in/confirm').send({ token }).expect(401);
    expect(second.body.error.message).toBe(
      'This link was used before. Ask for a new one on the sign-in page.',
    );
  });

  test('When the link is twenty minutes old, then it has expired', async () => {
    const email = addressOf('planner');
    await request(api.app).post('/api/sign-in').send({ email });
    const token = tokenIn(await nextSignInMail(api.mails, email));
    const before = api.clock.now;
    api.clock.now = new Date(before.getTime() + 20 * 60_000);
    const { body } = await request(api.app).post('/api/sign-in/confirm').send({ token }).expect(401);
    api.clock.now = before;
    expect(body.error.message).toMatch(/has expired\. Ask for a new one/);
  });

  test.each(['nonsense', '00000000000000000000000000000000.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'])(
    'When the token is %s, then it is no sign-in link',
    async (token) => {
      await request(api.app).post('/api/sign-in/confirm').send({ token }).expect(401);
    },
  );

  test('When the mail is looked up on record, then its link is not there', async () => {
    await api.signIn(addressOf('supply'));
    const mail = await eventually(() =>
      api.database.prisma.mail.findFirst({
        where: { personId: world.people.supply!, kind: 'sign-in', state: 'sent' },
      }),
    );
    expect(`${mail.html}${mail.text}`).not.toMatch(/sign-in\/[0-9a-f]{32}/);
    expect(mail.text).toContain('the link is not kept');
  });

  test('When somebody asks again and again, then only five mails go out', async () => {
    const email = addressOf('operations');
    for (let asked = 0; asked < 8; asked += 1) {
      await request(api.app).post('/api/sign-in').send({ email }).expect(202);
      // One after another: the links are counted as they are made.
      if (asked < 5) await nextSignInMail(api.mails, email, asked);
    }
    const links = await api.database.prisma.accessLink.count({
      where: { personId: world.people.operations! },
    });
    expect(links).toBe(5);
  });
});

describe('A mail server that is not there for a moment', () => {
  const failedMail = ({ database }: ApiUnderTest, attempts: number) =>
    eventually(() =>
      database.prisma.mail.findFirst({ where: { kind: 'sign-in', state: 'failed', attempts } }),
    );
  const later = ({ clock }: ApiUnderTest, minutes: number) => {
    clock.now = new Date(clock.now.getTime() + minutes * 60_000);
  };

  test('When it says "not now", then the link is sent again by itself, once', async () => {
    let refusals = 0;
    const busy = await startApi({
      mailAnswer: ({ at }) => {
        if (at !== 'recipient' || refusals === 1) return 'accept';
        refusals += 1;
        return { code: 451, message: 'Greylisted, try again later' };
      },
    });
    try {
      await seedTwoUnits(busy.database);
      const email = addressOf('planner');
      await request(busy.app).post('/api/sign-in').send({ email }).expect(202);
      expect((await failedMail(busy, 1)).lastError).toContain('Greylisted');
      later(busy, 1);
      const token = tokenIn(await nextSignInMail(busy.mails, email));
      await request(busy.app).post('/api/sign-in/confirm').send({ token }).expect(200);
      const sent = await eventually(() =>
        busy.database.prisma.mail.findFirst({ where: { kind: 'sign-in', state: 'sent' } }),
      );
      expect(sent.attempts).toBe(2);
      expect(await busy.mails.mails()).toHaveLength(1);
    } finally {
      await busy.stop();
    }
  });

  test('When it is down for an hour, then one link comes, good from when it is sent', async () => {
    const away = await startApi({ mailIsDown: true });
    try {
      await seedTwoUnits(away.database);
      const email = addressOf('planner');
      await request(away.app).post('/api/sign-in').send({ email }).expect(202);
      expect((await failedMail(away, 1)).lastError).toContain('ECONNREFUSED');
      later(away, 59);
      await failedMail(away, 2);
      // They ask once more: the one that waits is tried, and no second one is written.
      await request(away.app).post('/api/sign-in').send({ email }).expect(202);
      await failedMail(away, 3);

      await away.startMail();
      later(away, 1);
      const mail = await nextSignInMail(away.mails, email);
      later(away, 19);
      await request(away.app)
        .post('/api/sign-in/confirm')
        .send({ token: tokenIn(mail) })
        .expect(200);
      expect(mail).toContain('by Tue 1 Dec, 12:20');
      const kept = await away.database.prisma.mail.findMany({ where: { kind: 'sign-in' } });
      expect(kept).toMatchObject([{ state: 'sent', attempts: 4 }]);
      expect(kept[0]!.text).toContain('by Tue 1 Dec, 12:20');
      expect(kept[0]!.text).toContain('the link is not kept');
      expect(await away.mails.mails()).toHaveLength(1);
      expect(await away.database.prisma.signInRequest.count()).toBe(0);
    } finally {
      await away.stop();
    }
  });

  test('When it is down for half a day, then nobody waits for it any more', async () => {
    const away = await startApi({ mailIsDown: true });
    try {
      await seedTwoUnits(away.database);
      await request(away.app)
        .post('/api/sign-in')
        .send({ email: addressOf('planner') })
        .expect(202);
      await failedMail(away, 1);
      later(away, 12 * 60);
      await eventually(() =>
        away.database.prisma.mail.findFirst({ where: { kind: 'sign-in', state: 'undeliverable' } }),
      );
    } finally {
      await away.stop();
    }
  });

  test('When a request was kept since the morning because no worker was there, then it is dropped', async () => {
    const email = addressOf('marketing');
    const askedAt = new Date(api.clock.now.getTime() - 5 * 3_600_000);
    await api.database.prisma.signInRequest.create({ data: { email, askedAt } });
    await eventually(async () => ((await api.database.prisma.signInRequest.count()) === 0 ? true : null));
    const receivers = (await api.mails.mails()).flatMap(({ envelope }) => envelope.to);
    expect(receivers).not.toContain(email);
    expect(await api.database.prisma.mail.count({ where: { toAddress: email } })).toBe(0);
  });

  test('When no worker is at work, then the answer does not promise a mail at once', async () => {
    await api.database.pool.query(
      `INSERT INTO "WorkerBeat" VALUES ('gone', now() - interval '1 hour', now() - interval '1 hour', NULL)`,
    );
    const { body } = await request(api.app)
      .post('/api/sign-in')
      .send({ email: 'nobody@example.com' })
      .expect(202);
    await api.database.pool.query('DELETE FROM "WorkerBeat"');
    expect(body.message).toContain('comes as soon as the worker, which sends mails, is back');
  });
});

describe('A session', () => {
  test('When nobody is signed in, then 401 says what to do', async () => {
    const { body } = await request(api.app).get('/api/me').expect(401);
    expect(body.error).toEqual({
      code: 'unauthenticated',
      message: 'You are not signed in. Ask for a sign-in link by mail.',
      details: [],
    });
  });

  test('When the person signs out, then the cookie opens nothing any more', async () => {
    const agent = await api.signIn(addressOf('leader'));
    await agent.post('/api/sign-out').expect(204);
    await agent.get('/api/me').expect(401);
  });

  test('When thirty days have passed, then it is over', async () => {
    const agent = await api.signIn(addressOf('sponsor'));
    const before = api.clock.now;
    api.clock.now = new Date(before.getTime() + 30 * 86_400_000);
    await agent.get('/api/me').expect(401);
    api.clock.now = before;
    await agent.get('/api/me').expect(200);
  });

  test('When the person leaves, then the session ends at once', async () => {
    const agent = await api.signIn(addressOf('logistics'));
    await api.database.prisma.person.update({
      where: { email: addressOf('logistics') },
      data: { isActive: false },
    });
    await agent.get('/api/me').expect(401);
  });

  test('When the log is read, then no token is in it', async () => {
    await api.signIn(addressOf('executive'));
    const log = JSON.stringify(api.log);
    expect(log).toContain('/api/sign-in/confirm');
    expect(log).not.toMatch(/[0-9a-f]{32}\.[\w-]{43}/);
    expect(log).not.toContain('sop_session');
  });
});

describe('Where a write comes from', () => {
  test.each([
    ['a foreign origin', { Origin: 'https://evil.example' }],
    ['an origin that is none', { Origin: 'null' }],
    ['another site without an origin', { 'Sec-Fetch-Site': 'cross-site' }],
  ])('When it comes from %s, then it is refused', async (_name, headers) => {
    const agent = await api.signIn(addressOf('owner'));
    const { body } = await agent.post('/api/sign-out').set(headers).expect(403);
    expect(body.error.message).toContain('sent from another site');
    await agent.get('/api/me').expect(200);
  });

  test('When it comes from our own pages, then it is taken', async () => {
    const agent = await api.signIn(addressOf('owner'));
    await agent.post('/api/sign-out').set('Origin', 'http://127.0.0.1:3999').expect(204);
  });
});
