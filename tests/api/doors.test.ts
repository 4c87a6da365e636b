import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, get as httpGet, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import request from 'supertest';
import { recordAudit } from '../../database/audit-repository';
import { makeRunFolder } from '../support/run-folder';
import { type Agent, type ApiUnderTest, eventually, PUBLIC_URL, startApi } from './api-under-test';
import { type RunningCycle, seedRunningCycle } from './running-cycle';
import { addressOf, seedTwoUnits, type TwoUnits } from './two-units';

/** What holds at every address: headers, hosts, broken requests, the local token, news for open pages. */
const TOKEN = 'a-local-token-of-the-test-1234567890';
let api: ApiUnderTest;
let world: TwoUnits;
let cycle: RunningCycle;
let owner: Agent;

beforeAll(async () => {
  const folder = makeRunFolder('doors');
  const localTokenFile = path.join(folder, 'local-token');
  writeFileSync(localTokenFile, `${TOKEN}\n`);
  const webFolder = path.join(folder, 'dist');
  mkdirSync(path.join(webFolder, 'assets'), { recursive: true });
  writeFileSync(path.join(webFolder, 'index.html'), '<!doctype html><title>S&OP</title>');
  writeFileSync(path.join(webFolder, 'assets', 'app-1a2b.js'), 'export {};');
  api = await startApi({
    config: { localTokenFile, webFolder, mailboxDir: path.join(folder, 'mailbox') },
    now: new Date('2026-12-05T10:00:00Z'),
  });
  world = await seedTwoUnits(api.database);
  cycle = await seedRunningCycle(api.database, world);
  owner = await api.signIn(addressOf('owner'));
}, 60_000);
afterAll(() => api.stop());

describe('Every answer', () => {
  test('When a page is opened, then its headers let it load its own scripts only, and tell no other site its address', async () => {
    const { headers, text } = await request(api.app).get('/cycles/1').set('Accept', 'text/html').expect(200);
    expect(text).toContain('<title>S&OP</title>');
    expect(headers['content-security-policy']).toContain("script-src 'self';");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['cache-control']).toBe('no-cache');
  });

  test('When a built file is asked for, then it may be kept; a missing one is not answered with the page', async () => {
    const { headers } = await request(api.app).get('/assets/app-1a2b.js').expect(200);
    expect(headers['cache-control']).toContain('immutable');
    await request(api.app).get('/assets/gone.js').set('Accept', 'text/html').expect(404);
    const above = await request(api.app).get('/..%2f..%2fpackage.json');
    expect(above.text).not.toContain('sop-cycle');
  });

  test('When an address leads nowhere, then the answer says where to look', async () => {
    const { body } = await owner.get('/api/nothing').expect(404);
    expect(body.error.code).toBe('not-found');
    expect(body.error.message).toContain('/openapi.json');
  });

  test.each([
    ['not JSON', '{"email":', 400, 'The body is not JSON.'],
    ['too large', JSON.stringify({ email: 'x'.repeat(4_200_000) }), 413, 'more than one request may carry'],
    ['an array', '[]', 400, 'must be an object, not an array'],
    ['deep', `{"email":${'['.repeat(20_000)}${']'.repeat(20_000)}}`, 400, 'email: '],
  ])('When a body is %s, then it is refused in words', async (_name, text, status, words) => {
    const { body } = await request(api.app)
      .post('/api/sign-in')
      .set('Content-Type', 'application/json')
      .send(text)
      .expect(status);
    expect(body.error.message + body.error.details.join()).toMatch(new RegExp(words, 'i'));
  });

  test.each(['zero \u0000 byte', 'half \ud83d a face'])(
    'When a text is %j, which PostgreSQL cannot keep, then it is refused in words',
    async (reason) => {
      const { body } = await owner.post(`/api/cycles/${cycle.cycleId}/cancel`).send({ reason }).expect(400);
      expect(body.error.message).toContain('has a character that cannot be kept');
    },
  );

  test('When the system is asked for by a foreign name, then it does not answer: it may be a page elsewhere that asks', async () => {
    await request(api.app).get('/api/mailbox').set('Host', 'evil.example:3999').expect(403);
    await request(api.app).get('/health').set('Host', 'localhost:3999').expect(503);
  });

  test('When the API document is read, then it has every address with its answers', async () => {
    const { body } = await request(api.app).get('/openapi.json').expect(200);
    expect(body.openapi).toBe('3.1.0');
    expect(Object.keys(body.paths).length).toBeGreaterThan(50);
    expect(body.paths['/api/sign-offs/{signOffId}/decide'].post.responses).toHaveProperty('409');
    expect(body.components.schemas.TaskView.properties.grid).toBeDefined();
  });

  test('When an address of the API document is asked, then it is served; without a session unless it says so, refused', async () => {
    const { body } = await request(api.app).get('/openapi.json').expect(200);
    const wrong: string[] = [];
    for (const [address, operations] of Object.entries<Record<string, { security: unknown[] }>>(body.paths)) {
      for (const [method, { security }] of Object.entries(operations)) {
        const place = address.replaceAll(/\{\w+\}/g, '3f0e8a0e-6f1e-4a3e-9f63-0a7f3a0c1b11');
        const call = method as 'get' | 'post' | 'put' | 'delete';
        const answer = await request(api.app)[call](place).set('Origin', PUBLIC_URL).buffer(true);
        const isServed = !answer.text.includes('There is nothing at this address');
        if (!isServed || (security.length > 0 && answer.status !== 401)) {
          wrong.push(`${method} ${address}: ${answer.status}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('A command on this machine', () => {
  test('When it shows the token, then it acts as the administrator, without an origin', async () => {
    const { body } = await request(api.app)
      .get('/api/me')
      .set('Authorization', `Bearer ${TOKEN}`)
      .expect(200);
    expect(body.person.id).toBe(world.people.administrator);
    expect(body.units.map(({ code }: { code: string }) => code)).toEqual(['north', 'south']);
  });

  test.each([
    ['another token', { Authorization: 'Bearer another-token-of-the-test-123456' }],
    ['no token', { Authorization: 'Bearer ' }],
    ['the token through a proxy', { Authorization: `Bearer ${TOKEN}`, 'X-Forwarded-For': '203.0.113.7' }],
  ])('When it shows %s, then it is nobody', async (_name, headers) => {
    await request(api.app).get('/api/me').set(headers).expect(401);
  });
});

describe('News for open pages', () => {
  let server: Server;
  beforeAll(async () => {
    server = createServer(api.app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const record = (cycleId: string, unitId: string) =>
    recordAudit(api.database, [
      {
        at: api.clock.now,
        actorId: null,
        unitId,
        cycleId,
        action: 'step-opened',
        subjectType: 'step',
        subjectId: 'x',
      },
    ]);

  test('When something is recorded in a cycle, then those who may see it are told, and others are not', async () => {
    const south = await api.signIn(addressOf('south-owner'));
    const [mine, theirs] = [await listen(server, owner, ''), await listen(server, south, '')];
    const one = await listen(server, owner, `?cycleId=${cycle.cycleId}`);
    await eventually(async () => {
      await record(cycle.cycleId, world.north);
      return mine.text().includes('event: changed') && one.text().includes('event: changed') ? true : null;
    });
    expect(mine.text()).toContain(JSON.stringify({ cycleId: cycle.cycleId }));
    expect(theirs.text()).not.toContain('changed');
    for (const stream of [mine, theirs, one]) stream.close();
  });

  test('When nobody is signed in, then there is no stream', async () => {
    await request(api.app).get('/api/events').expect(401);
  });
});

interface Stream {
  readonly text: () => string;
  readonly close: () => void;
}

function listen(server: Server, agent: Agent, query: string): Promise<Stream> {
  const { port } = server.address() as AddressInfo;
  const cookie = agent.jar.getCookies({ domain: '127.0.0.1', path: '/', secure: false, script: false });
  return new Promise((resolve, reject) => {
    const asked = httpGet(
      {
        host: '127.0.0.1',
        port,
        path: `/api/events${query}`,
        headers: { Cookie: cookie.toValueString() },
      },
      (answer: IncomingMessage) => {
        let text = '';
        answer.on('data', (chunk: Buffer) => {
          text += chunk.toString();
        });
        if (answer.statusCode !== 200) reject(new Error(`No stream: ${answer.statusCode}`));
        else resolve({ text: () => text, close: () => asked.destroy() });
      },
    );
    asked.on('error', reject);
  });
}
