import { generateKeyPairSync } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Assistance } from '#contracts/branch/assistance.ts';
import { ManualClock } from '#foundation/clock.ts';
import type { Result } from '#foundation/result.ts';
import {
  aCall,
  aKeptCard,
  type BranchHouse,
  clientOf,
  enrolled,
  openBranch,
  pageHeaders,
  rawRequest,
  withStore,
} from '../test-support/house.ts';
import { type BranchClient, createBranchClient } from './client.ts';
import { BRANCH_DEADLINES } from './deadlines.ts';
import { newTerminalKey } from './key.ts';
import { type BranchError, REPLY_LIMIT } from './request.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** Turns of the event loop until something has happened elsewhere in this process. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

describe('a client and the real service', () => {
  let house: BranchHouse<ManualClock>;
  let client: BranchClient;
  /** Timers of the service itself, which look after what is due whoever asks. */
  let own: number;
  const armed = () => house.clock.armed - own;
  beforeEach(async () => {
    house = await openBranch();
    client = await enrolled(house);
    own = house.clock.armed;
    closers.push(() => house.close());
  });

  const staff = async (id: string, act: string) =>
    rawRequest(
      house.service.port,
      'POST',
      `/lobby/api/assistance/${id}/${act}`,
      await pageHeaders(house.service.port),
    );

  it('hears of each step of a call while it waits, and ends with it', async () => {
    const request = aCall();
    const opened = await client.requestAssistance(request);
    const heard: string[] = [];
    const watching = (async () => {
      for await (const news of client.watchAssistance(request.id, 0, new AbortController().signal))
        heard.push(news.ok ? `${news.value.version} ${news.value.state}` : news.error.code);
    })();
    // A wait is known by its timers: the client's deadline and the service's.
    await until(() => heard.length === 1 && armed() === 2);
    await staff(request.id, 'acknowledge');
    await until(() => heard.length === 2 && armed() === 2);
    await staff(request.id, 'close');
    await watching;
    expect(opened.ok && opened.value.version).toBe(1);
    expect(heard).toEqual(['1 open', '2 acknowledged', '3 closed']);
    expect(armed()).toBe(0);
  });

  it('asks again when nothing happened, without a word', async () => {
    const request = aCall();
    await client.requestAssistance(request);
    const news = client.watchAssistance(request.id, 1, new AbortController().signal);
    const next = news.next();
    for (let round = 0; round < 3; round++) {
      await until(() => armed() === 2);
      house.clock.advance(BRANCH_DEADLINES.longPollSeconds * 1000);
      await until(() => armed() !== 2);
    }
    await until(() => armed() === 2);
    await staff(request.id, 'acknowledge');
    expect((await next).value).toMatchObject({ ok: true, value: { state: 'acknowledged' } });
    await news.return();
  });

  it('stops at once when it is told to, in the middle of a wait', async () => {
    const request = aCall();
    await client.requestAssistance(request);
    const stop = new AbortController();
    const next = client.watchAssistance(request.id, 1, stop.signal).next();
    await until(() => armed() === 2);
    stop.abort();
    expect((await next).done).toBe(true);
    await until(() => armed() === 0);
  });

  it('says that a call is not there, and stops asking', async () => {
    const heard: (string | undefined)[] = [];
    for await (const news of client.watchAssistance(aCall().id, 0, new AbortController().signal))
      heard.push(news.ok ? 'ok' : news.error.reason);
    expect(heard).toEqual(['notFound']);
  });

  it('withdraws, keeps custody records', async () => {
    const request = aCall();
    await client.requestAssistance(request);
    expect(await client.withdraw(request.id)).toMatchObject({ ok: true, value: { state: 'withdrawn' } });
    const kept = aKeptCard();
    expect(await client.openCustody(kept)).toMatchObject({ ok: true, value: { ...kept, state: 'inBin' } });
  });

  it.each([-3_600_000, 3_600_000])('with a clock %d ms off learns by how much', async (offset) => {
    const key = newTerminalKey();
    await enrolled(house, 'T07', key);
    const clock = new ManualClock(house.clock.wall() + offset);
    const answer = await clientOf(house.service.url, clock, 'T07', key).requestAssistance(aCall());
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'refused', reason: 'clockSkew', serverAhead: -offset },
    });
  });

  it('is told that the store cannot be had, and the integrator hears it by code alone', async () => {
    await withStore(house, ({ db }) => db.schema.dropTable('assistance').execute());
    const answer = await client.requestAssistance(aCall());
    expect(answer.ok ? 'ok' : answer.error.reason).toBe('storeUnavailable');
    expect(house.faults).toEqual([{ code: 'storeUnavailable', detail: 'SQLite 1' }]);
  });
});

describe('a service that is not there or not itself', () => {
  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(async () => {
      server.closeAllConnections();
      server.close();
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }
  const ask = (url: string, clock = new ManualClock()) =>
    clientOf(url, clock, 'T01').requestAssistance(aCall());
  const told = (answer: Result<Assistance, BranchError>) =>
    answer.ok ? 'ok' : `${answer.error.code} ${answer.error.reason ?? answer.error.detail}`;
  const json = { 'content-type': 'application/json' };

  it('nobody listens', async () => {
    const server = createTcpServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    expect(told(await ask(`http://127.0.0.1:${port}/`))).toBe('unreachable ECONNREFUSED');
  });

  it('nobody answers', async () => {
    const clock = new ManualClock();
    let reached = false;
    const url = await serve(() => {
      reached = true;
    });
    const answer = ask(url, clock);
    await until(() => reached);
    clock.advance(BRANCH_DEADLINES.answer);
    expect(told(await answer)).toBe('unreachable no answer in 5000 ms');
    expect(clock.armed).toBe(0);
  });

  it('the answer begins and never ends', async () => {
    const clock = new ManualClock();
    let reached = false;
    const url = await serve((_, response) => {
      response.writeHead(200, json);
      response.write('{"id":', () => {
        reached = true;
      });
    });
    const answer = ask(url, clock);
    await until(() => reached);
    clock.advance(BRANCH_DEADLINES.answer);
    expect(told(await answer)).toBe('unreachable no answer in 5000 ms');
  });

  const good: Assistance = {
    ...aCall(),
    reference: 'H-0001',
    terminal: 'T01',
    state: 'open',
    version: 1,
    hands: null,
    createdAt: '2026-11-22T02:00:00.000Z',
    changedAt: '2026-11-22T02:00:00.000Z',
  };

  it.each<[string, number, string, string]>([
    ['a page of a captive portal', 200, '<html>Welcome</html>', 'badReply status 200'],
    ['an empty answer', 200, '', 'badReply status 200'],
    ['an unknown key', 200, JSON.stringify({ ...good, more: 1 }), 'badReply status 200'],
    ['a missing key', 200, JSON.stringify({ ...good, version: undefined }), 'badReply status 200'],
    ['an unknown state', 200, JSON.stringify({ ...good, state: 'seen' }), 'badReply status 200'],
    ['an answer that is too large', 200, `"${'x'.repeat(REPLY_LIMIT)}"`, 'badReply status 200, too large'],
    ['a refusal without a code', 500, 'oops', 'badReply status 500'],
    ['a refusal of a newer service', 418, '{"error":{"code":"teapot"}}', 'refused other'],
    ['a refusal', 503, '{"error":{"code":"storeUnavailable"}}', 'refused storeUnavailable'],
    ['the right answer', 200, JSON.stringify(good), 'ok'],
  ])('%s', async (_, status, body, expected) => {
    const url = await serve((_request, response) => {
      response.writeHead(status, json).end(body);
    });
    expect(told(await ask(url))).toBe(expected);
  });

  it('a watch that is answered at once without news does not ask in a tight loop', async () => {
    const clock = new ManualClock();
    let asked = 0;
    const url = await serve((_, response) => {
      asked += 1;
      response.writeHead(200, json).end(JSON.stringify(good));
    });
    const stop = new AbortController();
    const next = clientOf(url, clock, 'T01').watchAssistance(good.id, 1, stop.signal).next();
    for (let round = 1; round <= 3; round++) {
      await until(() => asked === round && clock.armed === 1);
      // Were it asking again, it would have by now.
      for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
      expect(asked).toBe(round);
      await until(() => clock.armed === 1);
      clock.advance(BRANCH_DEADLINES.retryFirst);
    }
    stop.abort();
    expect((await next).done).toBe(true);
  });

  it('sends somewhere else, where a good answer waits', async () => {
    const elsewhere = await serve((_, response) => {
      response.writeHead(200, json).end(JSON.stringify(good));
    });
    expect(told(await ask(elsewhere))).toBe('ok');
    const url = await serve((_, response) => {
      response.writeHead(307, { location: elsewhere }).end();
    });
    expect(told(await ask(url))).toMatch(/^unreachable /);
  });

  it('a watch tells each failure, with longer and longer pauses, and goes on', async () => {
    const clock = new ManualClock();
    let asked = 0;
    const url = await serve((_, response) => {
      asked += 1;
      if (asked <= 5) response.writeHead(503, json).end('{"error":{"code":"storeUnavailable"}}');
      else response.writeHead(200, json).end(JSON.stringify({ ...good, state: 'closed', version: 3 }));
    });
    const heard: string[] = [];
    const watching = (async () => {
      const watch = clientOf(url, clock, 'T01').watchAssistance(good.id, 1, new AbortController().signal);
      for await (const news of watch) heard.push(news.ok ? news.value.state : (news.error.reason ?? 'none'));
    })();
    const pauses: number[] = [];
    for (let failure = 1; failure <= 5; failure++) {
      // Heard, and one timer armed: that is the pause, not the deadline of a request.
      await until(() => heard.length === failure && clock.armed === 1);
      const before = clock.monotonic();
      while (clock.armed === 1) clock.advance(500);
      pauses.push(clock.monotonic() - before);
    }
    await watching;
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, BRANCH_DEADLINES.retryMost]);
    expect(heard).toEqual([...Array(5).fill('storeUnavailable'), 'closed']);
  });

  it('a watch tells after a failure how it stands though nothing has changed, and asks for that without waiting', async () => {
    const clock = new ManualClock();
    const targets: string[] = [];
    const url = await serve((request, response) => {
      targets.push(request.url ?? '');
      if (targets.length <= 2) response.writeHead(503, json).end('{"error":{"code":"storeUnavailable"}}');
      else response.writeHead(200, json).end(JSON.stringify(good));
    });
    const stop = new AbortController();
    const heard: string[] = [];
    const watching = (async () => {
      for await (const news of clientOf(url, clock, 'T01').watchAssistance(
        good.id,
        good.version,
        stop.signal,
      ))
        heard.push(news.ok ? `${news.value.version} ${news.value.state}` : (news.error.reason ?? 'none'));
    })();
    for (let failure = 1; failure <= 2; failure++) {
      await until(() => heard.length === failure && clock.armed === 1);
      clock.advance(BRANCH_DEADLINES.retryMost);
    }
    await until(() => heard.length === 3 && targets.length >= 4 && clock.armed === 1);
    // Once: what stands is no news any more.
    clock.advance(BRANCH_DEADLINES.retryFirst);
    await until(() => targets.length >= 5 && clock.armed === 1);
    expect(heard).toEqual(['storeUnavailable', 'storeUnavailable', `${good.version} ${good.state}`]);
    expect(targets.slice(1, 3).every((target) => target.endsWith('wait=0'))).toBe(true);
    expect(targets[3]).not.toContain('wait=0');
    stop.abort();
    await watching;
  });
});

describe('a client that cannot be made', () => {
  const options = {
    url: 'http://127.0.0.1:1/',
    terminalId: 'T01',
    clock: new ManualClock(),
    fetch: globalThis.fetch,
  };
  it.each([
    ['no key', new Uint8Array(0)],
    ['no DER', new TextEncoder().encode('not a key')],
    [
      'a key of another kind',
      new Uint8Array(generateKeyPairSync('x25519').privateKey.export({ type: 'pkcs8', format: 'der' })),
    ],
  ])('%s', (_, privateKey) => {
    expect(createBranchClient({ ...options, privateKey })).toEqual({ ok: false, error: { code: 'badKey' } });
  });

  it.each([
    '',
    'nowhere',
    'file:///tmp',
    'ftp://127.0.0.1/',
    'http://127.0.0.1:1/path',
    'http://127.0.0.1:1/?x=1',
  ])('address %s', (url) => {
    const made = createBranchClient({ ...options, url, privateKey: newTerminalKey() });
    expect(made).toEqual({ ok: false, error: { code: 'badUrl' } });
  });
});
