import { createHash, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { aTellerCall } from '#branch/calls/test-support.ts';
import type { SaidByTeller } from '#branch/client/calls.ts';
import type { BranchClient } from '#branch/client/client.ts';
import { type BranchHouse, enrolled, openBranch, pageHeaders } from '#branch/test-support/house.ts';
import type { Call } from '#contracts/branch/call.ts';
import { TELLER_SOCKET } from '#contracts/branch/teller.ts';
import { type Clock, systemClock } from '#foundation/clock.ts';
import type { OpenCarrier } from '#renderer/bridge/carrier.ts';
import { pageClock } from '#renderer/clock.ts';
import { TellerDesk, type TellerView } from '#renderer/teller/desk.ts';
import { viewOf } from '../support/desk-service.ts';

let house: BranchHouse<Clock>;
let client: BranchClient;
let over: AbortController;

beforeEach(async () => {
  house = await openBranch(systemClock);
  client = await enrolled(house);
  over = new AbortController();
});
afterEach(async () => {
  over.abort();
  await house.close();
});

/** The page's own line with a cookie in its hand; `cut` breaks it as a network does. */
async function deskOf(number: string) {
  const headers = await pageHeaders(house.service.port, number);
  let last: WebSocket | undefined;
  const open: OpenCarrier = (events) => {
    const socket = new WebSocket(`ws://127.0.0.1:${house.service.port}${TELLER_SOCKET}`, { headers });
    last = socket;
    socket.on('open', events.opened);
    socket.on('message', (data) => events.message(String(data)));
    socket.on('close', events.closed);
    socket.on('error', () => {});
    return {
      send: (text) => {
        if (socket.readyState === socket.OPEN) socket.send(text);
      },
      close: () => socket.terminate(),
    };
  };
  const desk = new TellerDesk(open, pageClock, randomUUID);
  over.signal.addEventListener('abort', desk.line.stop);
  desk.line.start();
  const until = (is: (view: TellerView) => boolean) =>
    new Promise<TellerView>((resolve) => {
      const look = () => {
        if (!is(desk.view())) return;
        stop();
        resolve(desk.view());
      };
      const stop = desk.subscribe(look);
      look();
    });
  await until(({ line, desk: state }) => line.is === 'live' && state !== null);
  const ready = () =>
    desk.ask({ type: 'presence', presence: 'ready', skills: { languages: ['zh-CN', 'en'], skills: [] } });
  return { desk, until, ready, cut: () => last?.terminate() };
}

/** The terminal's side of a call: what it hears, in its order. */
function terminalOf(id: string) {
  const heard: SaidByTeller[] = [];
  const states: Call[] = [];
  const wake = new Set<() => void>();
  const news = () => {
    for (const look of [...wake]) look();
  };
  void (async () => {
    for await (const said of client.watchCallMessages(id, 0, over.signal))
      if (said.ok) {
        heard.push(said.value);
        news();
      }
  })();
  void (async () => {
    for await (const call of client.watchCall(id, 0, over.signal))
      if (call.ok) {
        states.push(call.value);
        news();
      }
  })();
  const until = <T>(find: () => T | undefined) =>
    new Promise<T>((resolve) => {
      const look = () => {
        const found = find();
        if (found === undefined) return;
        wake.delete(look);
        resolve(found);
      };
      wake.add(look);
      look();
    });
  return {
    heard,
    state: (is: (call: Call) => boolean) => until(() => states.findLast(is)),
    saying: <Kind extends SaidByTeller['message']['kind']>(kind: Kind, from = 0) =>
      until(() =>
        heard
          .slice(from)
          .find(
            (said): said is SaidByTeller & { message: Extract<SaidByTeller['message'], { kind: Kind }> } =>
              said.message.kind === kind,
          ),
      ),
  };
}

it('two tellers, one customer: taken, handed over, spoken with, helped at his step, passed on and written up', async () => {
  const first = await deskOf('1005');
  const second = await deskOf('1006');
  expect(first.desk.view().desk?.presence).toBe('break');
  expect(await first.ready()).toEqual({ done: true });
  await first.until(({ desk }) => desk?.presence === 'ready');
  await second.until(
    ({ desk }) =>
      desk?.tellers.some(({ staff, presence }) => staff === '1005' && presence === 'ready') === true,
  );

  const request = aTellerCall();
  expect((await client.requestCall(request)).ok).toBe(true);
  const terminal = terminalOf(request.id);
  const waits = await first.until(({ desk }) => desk?.waiting.length === 1);
  expect(waits.desk?.waiting[0]).toMatchObject({ id: request.id, yours: true });
  expect(await first.desk.ask({ type: 'next' })).toEqual({ done: true });
  const { inHand } = await first.until((view) => view.inHand !== null);
  expect(inHand?.case.handOver).toEqual(request.handOver);
  expect(inHand?.case.call).toMatchObject({ id: request.id, turn: 1 });

  // The customer's step comes; what is done at it carries the token, the turn and the step.
  expect((await client.callIsLive(request.id, { turn: 1, mode: 'text' })).ok).toBe(true);
  expect((await client.showStep(request.id, viewOf('choose-card', 3))).ok).toBe(true);
  await first.until(({ inHand: held }) => held?.view?.is === 'shown');
  const assigned = await terminal.state(({ turn, teller }) => turn === 1 && teller !== null);
  void first.desk.act({ do: 'propose', inputs: [{ action: 'choose', choice: 1 }] }, '提议');
  const { message } = await terminal.saying('act');
  expect(message.act).toMatchObject({ turn: 1, step: 3, act: { do: 'propose' } });
  expect(createHash('sha256').update(message.act.token).digest('hex')).toBe(assigned.teller?.tokenDigest);
  expect(Date.parse(message.act.expiresAt) - Date.now()).toBeLessThanOrEqual(15_000);
  const acted = (result: 'asked' | 'accepted') =>
    client.sayInCall(request.id, {
      id: randomUUID(),
      message: { kind: 'acted', act: message.act.id, result },
    });
  await acted('asked');
  await first.until(({ inHand: held }) => held?.acts[0]?.state === 'asked');
  await acted('accepted');
  await first.until(({ inHand: held }) => held?.acts[0]?.state === 'accepted');

  // Written on both sides; the caption passes and is not kept.
  await first.desk.say('您好');
  first.desk.caption('正在说的话');
  expect((await terminal.saying('chat')).message.text).toBe('您好');
  expect((await terminal.saying('caption')).message.text).toBe('正在说的话');
  await client.sayInCall(request.id, {
    id: randomUUID(),
    message: { kind: 'chat', id: randomUUID(), text: '我听不见' },
  });
  await first.until(({ inHand: held }) => held?.chat.at(-1)?.text === '我听不见');

  // The line breaks: the same case, nothing twice, and what was written meanwhile arrives.
  first.cut();
  await first.until(({ line }) => line.is === 'lost');
  const writing = first.desk.say('断线时写的');
  await first.until(({ line }) => line.is === 'live');
  await writing;
  const back = await first.until(
    ({ inHand: held }) => held?.chat.length === 3 && held.chat.every(({ state }) => state === 'said'),
  );
  expect(back.inHand?.chat.map(({ from, text, state }) => [from, text, state])).toEqual([
    ['teller', '您好', 'said'],
    ['customer', '我听不见', 'said'],
    ['teller', '断线时写的', 'said'],
  ]);
  expect(back.inHand?.case.call.turn).toBe(1);

  // Passed on: the customer keeps his call, the next teller reads what was written and noted.
  await second.ready();
  const { token } = back.inHand?.case ?? { token: '' };
  const passed = await first.desk.ask({
    type: 'transfer',
    call: request.id,
    token,
    to: { kind: 'teller', staff: '1006' },
    note: '听不见，请写字',
  });
  expect(passed).toEqual({ done: true });
  await first.until((view) => view.inHand === null);
  await second.until(({ desk }) => desk?.waiting.some(({ yours }) => yours) === true);
  expect(await second.desk.ask({ type: 'take', call: request.id })).toEqual({ done: true });
  const taken = await second.until((view) => view.inHand !== null);
  expect(taken.inHand?.case.call.turn).toBe(2);
  expect(taken.inHand?.case.notes.map(({ note }) => note)).toEqual(['听不见，请写字']);
  expect(taken.inHand?.chat.map(({ text }) => text)).toEqual(['您好', '我听不见', '断线时写的']);
  await second.until(({ inHand: held }) => held?.view?.is === 'shown');
  await terminal.state(({ turn, state }) => turn === 2 && state !== 'over');
  expect((await first.desk.ask({ type: 'finish', call: request.id, token, outcome: 'finished' })).done).toBe(
    false,
  );

  expect((await client.callIsLive(request.id, { turn: 2, mode: 'text' })).ok).toBe(true);
  const own = taken.inHand?.case.token ?? '';
  expect(
    await second.desk.ask({ type: 'finish', call: request.id, token: own, outcome: 'finished' }),
  ).toEqual({ done: true });
  await terminal.state(({ state, outcome }) => state === 'over' && outcome === 'finished');
  const left = await second.until(({ desk, inHand: held }) => held === null && desk?.toWrapUp !== null);
  expect(left.desk?.toWrapUp).toMatchObject({ call: request.id, outcome: 'finished' });
  expect(
    await second.desk.ask({ type: 'wrapUp', call: request.id, code: 'explained', note: '已写字说明' }),
  ).toEqual({
    done: true,
  });
  await second.until(({ desk }) => desk?.toWrapUp === null);
});
