import { describe, expect, it } from 'vitest';
import type { LobbyCalls, LobbyCustodyList } from '#contracts/branch/lobby.ts';
import type { PageClock } from '../clock.ts';
import { staffAsk } from '../staff/api.ts';
import { lobbyApi } from './api.ts';
import { FEED, LobbyFeed } from './feed.ts';

/** Page time that stands still until it is moved. */
function handClock() {
  let now = 0;
  const due: { at: number; run: () => void }[] = [];
  const clock: PageClock = {
    now: () => now,
    after: (milliseconds, run) => {
      const entry = { at: now + milliseconds, run };
      due.push(entry);
      return () => void (due.includes(entry) && due.splice(due.indexOf(entry), 1));
    },
  };
  const move = (milliseconds: number) => {
    now += milliseconds;
    for (const entry of due.filter(({ at }) => at <= now)) {
      due.splice(due.indexOf(entry), 1);
      entry.run();
    }
  };
  return { clock, move, armed: () => due.length };
}

const calls = (revision: number, count = 0): LobbyCalls => ({
  revision,
  serverTime: '2026-11-22T02:00:00.000Z',
  total: count,
  calls: Array.from({ length: count }, (_, index) => ({
    id: `call-000000000000${index}`,
    reference: `H-000${index}`,
    terminal: 'T01',
    reason: 'asked',
    step: 'menu',
    service: null,
    language: 'zh-CN',
    state: 'open',
    version: 1,
    hands: null,
    yours: false,
    createdAt: '2026-11-22T01:59:00.000Z',
    changedAt: '2026-11-22T01:59:00.000Z',
  })),
});
const custody: LobbyCustodyList = { serverTime: '2026-11-22T02:00:00.000Z', total: 0, custody: [] };

/** A service at the other end of `fetch` that answers one question after another as the test says. */
function service() {
  const asked: { path: string; headers: Headers; signal: AbortSignal }[] = [];
  const waiting: ((response: Response | Error) => void)[] = [];
  const fetcher = ((input: string, init: RequestInit) => {
    const signal = init.signal ?? new AbortController().signal;
    asked.push({ path: input, headers: new Headers(init.headers), signal });
    return new Promise<Response>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Error('aborted')));
      waiting.push((response) => (response instanceof Error ? reject(response) : resolve(response)));
    });
  }) as typeof fetch;
  const answer = async (body: unknown, status = 200) => {
    await until(() => waiting.length > 0);
    const next = waiting.shift();
    if (body instanceof Error) next?.(body);
    else next?.(new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }));
  };
  return { asked, answer, fetcher, waiting };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

function start() {
  const time = handClock();
  const far = service();
  let expired = 0;
  const feed = new LobbyFeed(lobbyApi(staffAsk(far.fetcher, time.clock)), time.clock, () => {
    expired += 1;
  });
  const stop = new AbortController();
  const running = feed.run(stop.signal);
  return { ...time, ...far, feed, stop, running, expired: () => expired };
}

describe('the lobby feed', () => {
  it('shows what it hears and waits for the next revision, and says each time that it is a page of staff', async () => {
    const { asked, answer, feed, stop, running } = start();
    expect(feed.view().connection).toBe('first');
    await answer(calls(7, 2));
    await answer(custody);
    await until(() => asked.length === 3);
    expect(feed.view()).toMatchObject({ connection: 'live', callsTotal: 2, lostAt: null });
    expect(asked.map(({ path }) => path)).toEqual([
      '/lobby/api/assistance?wait=0',
      '/lobby/api/custody',
      `/lobby/api/assistance?wait=${FEED.wait}&after=7`,
    ]);
    for (const { headers } of asked) expect(headers.get('x-staff')).toBe('1');
    stop.abort();
    await running;
  });

  it.each<[string, unknown, number]>([
    ['no answer at all', new Error('refused'), 0],
    ['a fault of the service', { error: { code: 'storeUnavailable' } }, 503],
    ['something that is no list', '<html>', 200],
    ['a list with an unknown key', { ...calls(1), names: [] }, 200],
  ])('%s: says so, keeps what it had, asks again after a pause', async (_, body, status) => {
    const { asked, answer, feed, move, armed, stop, running } = start();
    await answer(calls(1, 1));
    await answer(custody);
    move(60_000);
    await answer(body, status);
    await until(() => feed.view().connection === 'lost');
    expect(feed.view()).toMatchObject({ lostAt: 60_000, callsTotal: 1 });
    await until(() => armed() === 1);
    const before = asked.length;
    move(FEED.pause);
    await until(() => asked.length === before + 1);
    // Asked without waiting: an answer, not news, ends the failure.
    expect(asked.at(-1)?.path).toContain('wait=0');
    await answer(calls(1, 0));
    await answer(custody);
    await until(() => feed.view().connection === 'live');
    expect(feed.view()).toMatchObject({ callsTotal: 0, lostAt: null });
    stop.abort();
    await running;
  });

  it('gives up a line that went silent', async () => {
    const { answer, feed, move, asked, stop, running } = start();
    await answer(calls(1));
    await answer(custody);
    await until(() => asked.length === 3);
    move(FEED.wait * 1000 + FEED.grace);
    await until(() => feed.view().connection === 'lost');
    expect(asked[2]?.signal.aborted).toBe(true);
    stop.abort();
    await running;
  });

  it.each([
    ['notSignedIn', 401],
    ['notAllowed', 403],
  ])('stops when nobody may see it any more: %s', async (code, status) => {
    const { answer, running, expired, armed } = start();
    await answer({ error: { code } }, status);
    await running;
    expect([expired(), armed()]).toEqual([1, 0]);
  });

  it('stops in the middle of a pause or a question, and leaves no timer', async () => {
    for (const fail of [true, false]) {
      const { answer, feed, stop, running, armed, asked } = start();
      if (fail) {
        await answer(new Error('refused'));
        await until(() => feed.view().connection === 'lost');
      } else await until(() => asked.length === 1);
      stop.abort();
      await running;
      expect(armed()).toBe(0);
    }
  });

  it('answers an act with ok or the code of the refusal', async () => {
    const { answer, feed, stop, running, asked } = start();
    await answer(calls(1, 1));
    await answer(custody);
    await until(() => asked.length === 3);
    stop.abort();
    await running;
    const act = async (body: unknown, status: number) => {
      const outcome = feed.act('call-0000000000000', 'acknowledge');
      await until(() => asked.at(-1)?.path.endsWith('/acknowledge') === true);
      await answer(body, status);
      return outcome;
    };
    // The question that was waiting when the feed stopped is answered to nobody.
    await answer(calls(1));
    expect(await act(calls(1, 1).calls[0], 200)).toBe('ok');
    expect(await act({ error: { code: 'illegalMove' } }, 409)).toBe('illegalMove');
    expect(await act('<html>', 200)).toBe('badReply');
    expect(await act(new Error('refused'), 0)).toBe('unreachable');
  });
});
