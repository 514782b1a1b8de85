import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createBranchClient } from '#branch/client/client.ts';
import { newTerminalKey } from '#branch/client/key.ts';
import { PrivatePostgres, postgresPrograms } from '#branch/test-support/postgres.ts';
import type { TicketRequest } from '#contracts/branch/ticket.ts';
import { systemClock } from '#foundation/clock.ts';
import { branchAlone, branchOnce } from '../support/branch-alone.ts';
import { openKiosk, SIMULATED_PROFILE } from '../support/kiosk.ts';
import { signedInStaff } from '../support/lobby.ts';

const aTicket = (): TicketRequest => ({
  id: randomUUID(),
  services: ['cash'],
  segment: 'ordinary',
  needs: [],
  language: 'zh-CN',
  channel: 'anonymous',
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'branch-alone-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(postgresPrograms() === undefined)(
  'two instances of the branch service on one database',
  () => {
    let postgres: PrivatePostgres;
    let running: { stop(): Promise<void> }[] = [];
    beforeAll(async () => {
      postgres = await PrivatePostgres.start();
    });
    afterEach(async () => {
      for (const instance of running) await instance.stop();
      running = [];
    });
    afterAll(() => postgres?.stop());

    const instance = async (database: string) => {
      const started = await branchAlone(['--port', '0', '--database', database, '--data', folder]);
      running.push(started);
      return started;
    };

    it('a terminal joins with the code it was given, through either; one dies, and the other goes on', async () => {
      const database = await postgres.newDatabase();
      const [one, other] = [await instance(database), await instance(database)];
      const code = await branchOnce(['--database', database, '--data', folder, '--enrolment-code', 'T01']);
      const kiosk = await openKiosk(SIMULATED_PROFILE, {
        branch: { url: one.url, code: code.stdout.trim() },
      });
      try {
        expect(kiosk.said.join()).not.toContain('--enrol');
        const bench = kiosk.customer();
        await (await bench).see('idle');
      } finally {
        await kiosk.close();
      }
      const key = newTerminalKey();
      const second = await branchOnce(['--database', database, '--data', folder, '--enrolment-code', 'T02']);
      const clients = [one, other].map(({ url }) => {
        const client = createBranchClient({
          url,
          terminalId: 'T02',
          privateKey: key,
          clock: systemClock,
          fetch,
        });
        if (!client.ok) throw new Error(client.error.code);
        return client.value;
      });
      const [byOne, byOther] = clients;
      if (!byOne || !byOther) throw new Error('two clients');
      expect((await byOne.enrol(second.stdout.trim())).ok).toBe(true);
      const taken = await Promise.all(
        [...Array(8).keys()].map((n) => (n % 2 ? byOne : byOther).takeTicket(aTicket())),
      );
      const labels = taken.map((answer) => (answer.ok ? answer.value.ticket.label : answer.error.code));
      expect(new Set(labels).size).toBe(8);
      await one.kill();
      const after = await byOther.takeTicket(aTicket());
      expect(after.ok && after.value.ticket.label).toBe('A009');
      const dead = await byOne.takeTicket(aTicket());
      expect(dead.ok ? 'ok' : dead.error.code).toBe('unreachable');
    });

    it('the database goes away and comes back: refused by name meanwhile, nothing lost, no restart needed', async () => {
      const database = await postgres.newDatabase();
      const one = await instance(database);
      const code = await branchOnce(['--database', database, '--data', folder, '--enrolment-code', 'T03']);
      const client = createBranchClient({
        url: one.url,
        terminalId: 'T03',
        privateKey: newTerminalKey(),
        clock: systemClock,
        fetch,
      });
      if (!client.ok) throw new Error(client.error.code);
      await client.value.enrol(code.stdout.trim());
      const before = await client.value.takeTicket(aTicket());
      expect(before.ok).toBe(true);
      await postgres.halt();
      const meanwhile = await client.value.takeTicket(aTicket());
      expect(meanwhile.ok ? 'ok' : meanwhile.error.reason).toBe('storeUnavailable');
      await postgres.run();
      const after = await client.value.takeTicket(aTicket());
      expect(after.ok && after.value.ticket.label).toBe('A002');
    });
  },
);

describe('the branch service alone', () => {
  it('says what is wrong with what it was told, and ends', async () => {
    const wrong = await Promise.all([
      branchOnce(['--port', 'x']),
      branchOnce(['--listen', '0.0.0.0']),
      branchOnce(['--public-url', 'http://branch.example/']),
      branchOnce(['--data', folder, '--database', 'postgres://nobody@127.0.0.1:1/none', '--port', '0']),
      branchOnce(['--bogus']),
    ]);
    expect(wrong.map(({ code }) => code)).toEqual([2, 2, 2, 1, 2]);
    expect(wrong.map(({ stderr }) => stderr)).toEqual([
      expect.stringContaining('--port x'),
      expect.stringContaining('--name'),
      expect.stringContaining('--public-url'),
      expect.stringMatching(/cannot be reached.*databaseUnreachable: 127\.0\.0\.1:1\/none/),
      expect.stringContaining('--bogus'),
    ]);
  });

  it('prints what staff get in with: one code where there is nobody, or invented people where it is told to', async () => {
    const real = await branchAlone(['--data', folder, '--port', '0']);
    await branchOnce(['--data', folder, '--enrolment-code', 'T01']);
    await real.stop();
    expect(real.lines).toEqual([
      expect.stringMatching(
        /^administrator-code [0-9A-Z]{5}(-[0-9A-Z]{5}){3} \(once, within 24 hours, at http:.*\/staff\)$/,
      ),
      `ready ${real.url}`,
    ]);
    const practice = await branchAlone(['--data', folder, '--port', '0', '--practice-staff']);
    const { ask } = await signedInStaff(practice.url, '1001');
    // A code that is made beside it leaves its people alone.
    await branchOnce(['--data', folder, '--enrolment-code', 'T01']);
    expect((await ask('staff/api/people', 'GET')).status).toBe(200);
    await practice.stop();
    expect(practice.lines.filter((line) => line.startsWith('staff '))).toHaveLength(9);
  });

  it('listens beyond this machine only with TLS, under its own name', async () => {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    await promisify(execFile)('openssl', [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
      ...[
        '-subj',
        '/CN=branch.test',
        '-addext',
        'subjectAltName=DNS:branch.test',
        '-keyout',
        key,
        '-out',
        cert,
      ],
    ]);
    const args = ['--data', folder, '--port', '0', '--listen', '127.0.0.1', '--name', 'branch.test'];
    const service = await branchAlone([...args, '--tls-cert', cert, '--tls-key', key]);
    try {
      const { port, protocol, hostname } = new URL(service.url);
      expect([protocol, hostname]).toEqual(['https:', 'branch.test']);
      const status = (host: string) =>
        new Promise<number>((resolve, reject) => {
          request(
            {
              host: '127.0.0.1',
              port,
              path: '/lobby',
              servername: 'branch.test',
              ca: readFileSync(cert),
              headers: { host },
            },
            (response) => {
              response.resume();
              resolve(response.statusCode ?? 0);
            },
          )
            .on('error', reject)
            .end();
        });
      expect(await status(`branch.test:${port}`)).toBe(200);
      expect(await status(`elsewhere.test:${port}`)).toBe(421);
      expect(await setCookie(Number(port), cert)).toMatch(
        /^vestibule-staff=; .*HttpOnly; SameSite=Strict.*; Secure$/,
      );
      expect(await deskRefused(Number(port), cert)).toEqual({ type: 'refused', code: 'notSignedIn' });
      await expect(fetch(`http://127.0.0.1:${port}/lobby`)).rejects.toThrow();
    } finally {
      await service.stop();
    }
  });
});

/** What a teller's desk is told over TLS whom nobody has signed in. */
async function deskRefused(port: number, cert: string): Promise<unknown> {
  const name = `branch.test:${port}`;
  const socket = new WebSocket(`wss://127.0.0.1:${port}/teller/socket`, {
    agent: new Agent({ ca: readFileSync(cert), servername: 'branch.test' }),
    headers: { host: name },
    origin: `https://${name}`,
  });
  await once(socket, 'open');
  const told = once(socket, 'message');
  socket.send(JSON.stringify({ type: 'hello', protocol: 1, resume: null }));
  const [message] = await told;
  await once(socket, 'close');
  return JSON.parse(String(message));
}

/** The cookie that comes back over TLS, of a page under the service's own name. */
const setCookie = (port: number, cert: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const name = `branch.test:${port}`;
    const headers = { host: name, origin: `https://${name}`, 'x-staff': '1' };
    const to = { host: '127.0.0.1', port, servername: 'branch.test', ca: readFileSync(cert) };
    request({ ...to, path: '/staff/api/sign-out', method: 'POST', headers }, (response) => {
      response.resume();
      resolve(String(response.headers['set-cookie']?.[0]));
    })
      .on('error', reject)
      .end();
  });
