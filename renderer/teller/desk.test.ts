import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { ACT_VALID, type OrderedAct } from '#contracts/branch/call-act.ts';
import type { Signal } from '#contracts/branch/signal.ts';
import { ManualPageClock } from '../manual-page-clock.ts';
import { TellerDesk } from './desk.ts';
import { aCase, aDesk, CALL, lineOfTests } from './teller.test-data.ts';

let clock: ManualPageClock;
let far: ReturnType<typeof lineOfTests>;
let desk: TellerDesk;
const own = (step: number) =>
  ({
    is: 'own',
    number: step,
    at: '2026-11-22T02:00:00.000Z',
    what: 'step',
    kind: 'menu',
    service: null,
    step,
  }) as const;

beforeEach(() => {
  clock = new ManualPageClock();
  far = lineOfTests();
  desk = new TellerDesk(far.open, clock, randomUUID);
  desk.line.start();
  far.welcome();
  far.say({ type: 'desk', desk: aDesk() });
  far.say({ type: 'case', case: aCase({ view: own(3) }) });
  clock.advance(100);
});

const sent = () =>
  far.heard().flatMap((message) => (message.type === 'send' ? [message as unknown as Sent] : []));
type Sent = {
  readonly request: string;
  readonly token: string;
  readonly message: { readonly kind: string; readonly text?: string; readonly act?: OrderedAct };
};
const answer = (request: string | undefined, code?: 'badToken') =>
  far.say({ type: 'done', request: request ?? '', refused: code === undefined ? null : { code } });
const settled = () => new Promise((resolve) => setImmediate(resolve));
const acts = () => {
  clock.advance(100);
  return desk.view().inHand?.acts.map(({ state }) => state);
};

describe('an act at the desk', () => {
  it('carries the token, the turn, the step that was seen, and an end by the service’s clock', async () => {
    const outcome = desk.act({ do: 'still' }, '');
    const [{ message, request, token } = { message: { kind: '' }, request: '', token: '' }] = sent();
    expect(token).toBe('A'.repeat(43));
    expect(message.act).toMatchObject({ token, turn: 1, step: 3, act: { do: 'still' } });
    expect(Date.parse(message.act?.expiresAt ?? '')).toBe(
      Date.parse('2026-11-22T02:00:00.000Z') + 100 + ACT_VALID,
    );
    expect(acts()).toEqual(['sending']);
    answer(request);
    await settled();
    expect(acts()).toEqual(['sent']);
    expect(await outcome).toEqual({ done: true });
    far.say({
      type: 'message',
      call: CALL,
      sequence: 1,
      message: {
        kind: 'acted',
        act: message.act?.id ?? '',
        result: 'accepted',
        picture: 'picture-of-a-test',
      },
    });
    expect(acts()).toEqual(['accepted']);
    expect(desk.view().inHand?.acts[0]?.picture).toBe('picture-of-a-test');
  });

  it('that was refused, or for which there was no line in time, did not happen', async () => {
    void desk.act({ do: 'still' }, '');
    answer(sent()[0]?.request, 'badToken');
    await settled();
    expect(acts()).toEqual(['notSent']);
    far.last().events.closed();
    void desk.act({ do: 'still' }, '');
    clock.advance(ACT_VALID);
    await settled();
    expect(acts()).toEqual(['notSent', 'notSent']);
    // It is not sent late, either.
    far.welcome();
    expect(sent()).toEqual([]);
  });

  it('that nobody answers has lapsed', async () => {
    void desk.act({ do: 'quiet' }, '');
    answer(sent()[0]?.request);
    await settled();
    for (let passed = 0; passed < ACT_VALID + 4_000; passed += 1_000) {
      clock.advance(1_000);
      far.say({ type: 'desk', desk: aDesk() });
    }
    expect(acts()).toEqual(['expired']);
  });

  it('without a case, or without a view of the step, is none', async () => {
    far.say({
      type: 'case',
      case: { ...aCase(), token: 'B'.repeat(43), call: { ...aCase().call, turn: 2 } },
    });
    expect(await desk.act({ do: 'still' }, '')).toMatchObject({ done: false });
    far.say({ type: 'case', case: null });
    expect(await desk.act({ do: 'quiet' }, '')).toMatchObject({ done: false });
    expect(sent()).toEqual([]);
  });
});

describe('what is said at the desk', () => {
  it('goes as a caption at most five times a second, the last word always, and never the same twice', () => {
    for (const text of ['您', '您好', '您好，', '您好，我']) desk.caption(text);
    expect(sent().map(({ message }) => message.text)).toEqual(['您']);
    clock.advance(200);
    expect(sent().map(({ message }) => message.text)).toEqual(['您', '您好，我']);
    desk.caption('您好，我');
    clock.advance(400);
    expect(sent()).toHaveLength(2);
  });

  it('stands in the chat at once, and says when it did not arrive', async () => {
    void desk.say('您好');
    clock.advance(100);
    expect(desk.view().inHand?.chat).toMatchObject([{ text: '您好', from: 'teller', state: 'sending' }]);
    answer(sent()[0]?.request, 'badToken');
    await settled();
    clock.advance(100);
    expect(desk.view().inHand?.chat[0]?.state).toBe('failed');
  });

  it('to the other browser is heard of this turn alone, and each word once', () => {
    const heard: Signal[] = [];
    desk.onSignal((signal) => heard.push(signal));
    const anew = (sequence: number, turn: number) =>
      far.say({
        type: 'message',
        call: CALL,
        sequence,
        message: { kind: 'signal', signal: { type: 'anew', turn } },
      });
    anew(1, 1);
    anew(1, 1);
    anew(2, 2);
    anew(3, 1);
    expect(heard).toHaveLength(2);
  });
});

it('news are drawn in bundles, however many come', () => {
  let drawn = 0;
  desk.subscribe(() => {
    drawn += 1;
  });
  for (let sequence = 1; sequence <= 300; sequence++)
    far.say({
      type: 'message',
      call: CALL,
      sequence,
      message: { kind: 'chat', id: randomUUID(), text: 'x' },
    });
  clock.advance(100);
  expect(drawn).toBeLessThanOrEqual(3);
  expect(desk.view().inHand?.sequence).toBe(300);
});
