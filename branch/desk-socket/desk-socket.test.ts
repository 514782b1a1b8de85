import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CALL_MESSAGES, type CallRequest } from '#contracts/branch/call.ts';
import { SOCKET_LIMITS } from '#contracts/branch/teller.ts';
import type { ManualClock } from '#foundation/clock.ts';
import { aTellerCall } from '../calls/test-support.ts';
import type { BranchClient } from '../client/client.ts';
import { type BranchHouse, enrolled, openBranch, pageHeaders, staffPost } from '../test-support/house.ts';
import { DeskPage } from './test-support.ts';

let house: BranchHouse<ManualClock>;
let client: BranchClient;
const pages: DeskPage[] = [];

beforeEach(async () => {
  house = await openBranch();
  client = await enrolled(house);
});
afterEach(async () => {
  for (const page of pages.splice(0)) page.cut();
  await house.close();
});

const headersOf = (number = '1006') => pageHeaders(house.service.port, number);
const desk = async (number = '1006', resume: { call: string; after: number } | null = null) => {
  const page = await DeskPage.signedIn(house.service.port, await headersOf(number), resume);
  pages.push(page);
  return page;
};
const opened = async (headers: Record<string, string>, path?: string) => {
  const page = await DeskPage.open(house.service.port, headers, path);
  pages.push(page);
  return page;
};
const called = async (changes: Partial<CallRequest> = {}) => {
  const request = aTellerCall(changes);
  const answer = await client.requestCall(request);
  if (!answer.ok) throw new Error(answer.error.detail);
  return request;
};
const inHand = (page: DeskPage) => {
  const held = page.case;
  if (!held) throw new Error('nothing in hand');
  return held;
};
/** Time passes, slowly enough for pings to be answered. */
const pass = async (milliseconds: number) => {
  for (let left = milliseconds; left > 0; left -= 500) {
    house.clock.advance(Math.min(500, left));
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  }
};
const reason = (answer: { ok: boolean; error?: { reason?: string } }) =>
  answer.ok ? 'ok' : answer.error?.reason;

it('a teller sees who waits, takes the next one, hears and answers him, and finishes', async () => {
  const page = await desk();
  await page.until((one) => one.type === 'desk' && one.desk.presence === 'break');
  expect(page.case).toBeNull();
  await page.ready();
  const { id } = await called();
  const waiting = await page.until((one) => one.type === 'desk' && one.desk.waiting.length === 1);
  expect(waiting).toMatchObject({
    desk: { waiting: [{ id, reference: 'V-0001', terminal: 'T01', yours: true, own: false }] },
  });
  expect(JSON.stringify(waiting)).not.toContain('许念安');
  await client.sayInCall(id, {
    id: randomUUID(),
    message: { kind: 'chat', id: randomUUID(), text: '我听不见' },
  });
  expect(await page.ask({ type: 'next' })).toBeUndefined();
  const held = inHand(page);
  expect(held).toMatchObject({
    call: { id, state: 'assigned', turn: 1 },
    handOver: { customer: { name: '许念安' } },
    chat: [{ from: 'customer', text: '我听不见' }],
    view: null,
  });
  // What came before belongs to the case, what comes now is told.
  await client.callIsLive(id, { turn: 1, mode: 'text' });
  await page.until((one) => one.type === 'case' && one.case?.call.state === 'live');
  const link = {
    kind: 'link',
    turn: 1,
    mode: 'text',
    state: 'none',
    camera: false,
    microphone: false,
  } as const;
  await client.sayInCall(id, { id: randomUUID(), message: link });
  expect(await page.until((one) => one.type === 'message')).toMatchObject({ call: id, message: link });
  const view = {
    is: 'own',
    number: 4,
    at: '2026-11-22T02:00:00.000Z',
    what: 'sign',
    kind: 'x',
    service: null,
    step: 7,
  } as const;
  await client.showStep(id, view);
  expect(await page.until((one) => one.type === 'view')).toMatchObject({ call: id, view });
  const send = { type: 'send', call: id, token: held.token } as const;
  const chat = { kind: 'chat', id: randomUUID(), text: '您好' } as const;
  expect(await page.ask({ ...send, message: chat })).toBeUndefined();
  const heard = await client.watchCallMessages(id, 0, new AbortController().signal).next();
  expect(heard.value).toMatchObject({ ok: true, value: { sequence: 1, turn: 1, message: chat } });
  expect(
    await page.ask({ type: 'finish', call: id, token: held.token, outcome: 'finished' }),
  ).toBeUndefined();
  await page.until((one) => one.type === 'case' && one.case === null, page.heard.length - 3);
  await page.until((one) => one.type === 'desk' && one.desk.toWrapUp?.call === id);
  expect(page.desk?.presence).toBe('wrapUp');
  expect(await page.ask({ type: 'wrapUp', call: id, code: 'solved', note: '好' })).toBeUndefined();
  await page.until(
    (one) => one.type === 'desk' && one.desk.toWrapUp === null && one.desk.presence === 'ready',
  );
});

it('one call goes to one of two desks, and nobody has two', async () => {
  const [one, other] = [await desk('1005'), await desk('1006')];
  await Promise.all([one.ready(), other.ready()]);
  const { id } = await called();
  const answers = await Promise.all([one.ask({ type: 'next' }), other.ask({ type: 'take', call: id })]);
  expect(answers.filter((code) => code === undefined)).toHaveLength(1);
  const winner = answers[0] === undefined ? one : other;
  const loser = winner === one ? other : one;
  expect(inHand(winner).call.id).toBe(id);
  expect(loser.case).toBeNull();
  const second = await enrolled(house, 'T02');
  await second.requestCall(aTellerCall());
  expect(await winner.ask({ type: 'next' })).toBe('inCall');
  expect(await loser.ask({ type: 'next' })).toBeUndefined();
});

it('the same wish again does nothing twice', async () => {
  const page = await desk();
  await page.ready();
  await called();
  const request = randomUUID();
  expect(await page.ask({ type: 'next' }, request)).toBeUndefined();
  expect(await page.ask({ type: 'next' }, request)).toBeUndefined();
  const { call, token } = inHand(page);
  const send = randomUUID();
  const message = { kind: 'chat', id: randomUUID(), text: '一次' } as const;
  await page.ask({ type: 'send', call: call.id, token, message }, send);
  await page.ask({ type: 'send', call: call.id, token, message }, send);
  const watch = client.watchCallMessages(call.id, 0, new AbortController().signal);
  expect((await watch.next()).value).toMatchObject({ value: { message } });
  const further = watch.next();
  await page.ask({ type: 'finish', call: call.id, token, outcome: 'finished' });
  expect((await further).done).toBe(true);
});

it('what is sent with a forged token, or for a call of somebody else, is refused', async () => {
  const [one, other] = [await desk('1005'), await desk('1006')];
  await Promise.all([one.ready(), other.ready()]);
  const { id } = await called();
  await one.ask({ type: 'next' });
  const { token } = inHand(one);
  const message = { kind: 'caption', text: 'x' } as const;
  const forged = `${token.slice(0, 42)}${token.endsWith('A') ? 'B' : 'A'}`;
  expect(await one.ask({ type: 'send', call: id, token: forged, message })).toBe('badToken');
  expect(await other.ask({ type: 'send', call: id, token, message })).toBe('notYours');
  expect(await other.ask({ type: 'finish', call: id, token, outcome: 'finished' })).toBe('notYours');
  const transfer = { type: 'transfer', call: id, note: '', to: { kind: 'anybody' } } as const;
  expect(await one.ask({ ...transfer, token: forged })).toBe('badToken');
  expect(await other.ask({ ...transfer, token })).toBe('notYours');
  const act = {
    kind: 'act',
    act: {
      id: randomUUID(),
      token,
      turn: 2,
      step: 1,
      expiresAt: '2026-11-22T02:00:15.000Z',
      act: { do: 'still' },
    },
  } as const;
  expect(await one.ask({ type: 'send', call: id, token, message: act })).toBe('notYours');
  const signal = { kind: 'signal', signal: { type: 'anew', turn: 9 } } as const;
  expect(await one.ask({ type: 'send', call: id, token, message: signal })).toBe('notYours');
  const heard = client.watchCallMessages(id, 0, new AbortController().signal).next();
  await one.ask({ type: 'finish', call: id, token, outcome: 'finished' });
  expect((await heard).done).toBe(true);
});

it('a second desk of the same person takes the place of the first, and the case with it', async () => {
  const headers = await headersOf();
  const first = await DeskPage.signedIn(house.service.port, headers);
  await first.ready();
  const { id } = await called();
  await first.ask({ type: 'next' });
  const old = inHand(first).token;
  const second = await desk();
  await second.until((one) => one.type === 'case');
  expect(inHand(second).call).toMatchObject({ id, turn: 1 });
  expect(inHand(second).token).not.toBe(old);
  expect(await first.gone()).toBe(1008);
  expect(first.refused).toBe('superseded');
  const message = { kind: 'caption', text: 'x' } as const;
  expect(await second.ask({ type: 'send', call: id, token: inHand(second).token, message })).toBeUndefined();
});

it('a desk whose line broke goes on after what it heard last, and what it had sent is still heard', async () => {
  const page = await desk();
  await page.ready();
  const { id } = await called();
  await page.ask({ type: 'next' });
  const { token } = inHand(page);
  const say = (text: string) =>
    client.sayInCall(id, { id: randomUUID(), message: { kind: 'chat', id: randomUUID(), text } });
  await say('一');
  const first = await page.until((one) => one.type === 'message');
  page.cut();
  await say('二');
  const after = first.type === 'message' ? first.sequence : 0;
  const back = await desk('1006', { call: id, after });
  const message = await back.until((one) => one.type === 'message');
  expect(message).toMatchObject({ message: { text: '二' } });
  expect(
    await back.ask({ type: 'send', call: id, token, message: { kind: 'caption', text: 'x' } }),
  ).toBeUndefined();
  await pass(31_000);
  expect(await back.ask({ type: 'send', call: id, token, message: { kind: 'caption', text: 'x' } })).toBe(
    'badToken',
  );
});

it('a call is passed on with what was written for the next one, and its signals stay behind', async () => {
  const [one, other] = [await desk('1005'), await desk('1006')];
  await Promise.all([one.ready(), other.ready()]);
  const { id } = await called();
  await one.ask({ type: 'next' });
  const { token } = inHand(one);
  await one.ask({
    type: 'send',
    call: id,
    token,
    message: { kind: 'signal', signal: { type: 'anew', turn: 1 } },
  });
  await one.ask({
    type: 'send',
    call: id,
    token,
    message: { kind: 'chat', id: randomUUID(), text: '请稍等' },
  });
  const to = { kind: 'teller', staff: '1006' } as const;
  expect(
    await one.ask({ type: 'transfer', call: id, token, to: { kind: 'teller', staff: '1003' }, note: '' }),
  ).toBe('notFound');
  expect(await one.ask({ type: 'transfer', call: id, token, to, note: '客户听不见' })).toBeUndefined();
  expect(await one.ask({ type: 'next' })).toBe('nothingWaiting');
  expect(await other.ask({ type: 'next' })).toBeUndefined();
  expect(inHand(other)).toMatchObject({
    call: { id, turn: 2, transferred: true },
    notes: [{ staff: '苏婉清', note: '客户听不见' }],
    chat: [{ from: 'teller', text: '请稍等' }],
  });
  const heard = await client.watchCallMessages(id, 0, new AbortController().signal).next();
  expect(heard.value).toMatchObject({ value: { message: { kind: 'chat' } } });
  const late = {
    id: randomUUID(),
    message: { kind: 'signal' as const, signal: { type: 'anew' as const, turn: 1 } },
  };
  expect(reason(await client.sayInCall(id, late))).toBe('illegalMove');
});

it('nobody but a signed-in teller on a page of ours is let in, and he not longer than his session lasts', async () => {
  const { port } = house.service;
  const good = await headersOf();
  const without = ({ [good.cookie ?? '']: _, ...rest }: Record<string, string>) => rest;
  await expect(opened({ ...good, origin: 'http://evil.example' })).rejects.toThrow('403');
  await expect(opened({ ...without(good), host: 'evil.example' })).rejects.toThrow('421');
  const { origin: _origin, ...noOrigin } = good;
  await expect(opened(noOrigin)).rejects.toThrow('403');
  await expect(opened(good, '/teller/other')).rejects.toThrow('404');
  const { cookie: _cookie, ...stranger } = good;
  for (const [headers, code] of [
    [stranger, 'notSignedIn'],
    [{ ...good, cookie: 'vestibule-staff=AAAA' }, 'notSignedIn'],
    [await headersOf('1003'), 'notAllowed'],
  ] as const) {
    const page = await opened(headers);
    page.say({ type: 'hello', protocol: 1, resume: null });
    expect(await page.gone()).toBe(1008);
    expect(page.refused).toBe(code);
  }
  const page = await DeskPage.signedIn(port, good);
  await staffPost(port, '/staff/api/sign-out', undefined, good);
  page.say({ type: 'next', request: randomUUID() });
  await page.gone();
  expect(page.refused).toBe('notSignedIn');
});

it('a desk whose person loses the role is closed though he does nothing', async () => {
  const page = await desk();
  await page.until((one) => one.type === 'desk');
  const manager = await headersOf('1001');
  const { port } = house.service;
  expect((await staffPost(port, '/staff/api/people/1006', { roles: ['approver'] }, manager)).status).toBe(
    200,
  );
  await pass(5_000);
  await page.gone();
  expect(page.refused).toBe('notAllowed');
});

it('says why it is closed: no greeting, rubbish, too much at once, too large', async () => {
  const headers = await headersOf();
  const silent = await opened(headers);
  await pass(SOCKET_LIMITS.helloMilliseconds);
  await silent.gone();
  expect(silent.refused).toBe('noHello');
  const early = await opened(headers);
  early.say({ type: 'next', request: randomUUID() });
  await early.gone();
  expect(early.refused).toBe('noHello');
  for (const rubbish of [
    '',
    '{',
    'null',
    '[]',
    '{"type":"hello"}',
    Buffer.from([0, 255]),
    '{"type":"next"}',
  ]) {
    const page = await opened(headers);
    page.raw(rubbish);
    await page.gone();
    expect(page.refused).toBe('badMessage');
  }
  const large = await desk();
  large.raw('x'.repeat(SOCKET_LIMITS.bytes + 1));
  await large.gone();
  expect(large.refused).toBe('tooLarge');
  const huge = await desk();
  huge.raw('x'.repeat(10_000_000));
  expect(await huge.gone()).toBeGreaterThan(1000);
  const flood = await desk();
  for (let at = 0; at <= SOCKET_LIMITS.burst; at++) flood.say({ type: 'ping', request: randomUUID() });
  await flood.gone();
  expect(flood.refused).toBe('tooMany');
  const kept = await desk();
  expect(await kept.ask({ type: 'ping' })).toBeUndefined();
  const unknown = randomUUID();
  kept.raw(JSON.stringify({ type: 'dance', request: unknown }));
  expect(await kept.until((one) => one.type === 'done' && one.request === unknown)).toMatchObject({
    refused: { code: 'badMessage' },
  });
});

it('a message larger than a call carries is refused, and the desk stays', async () => {
  const page = await desk();
  await page.ready();
  const { id } = await called();
  await page.ask({ type: 'next' });
  const { token } = inHand(page);
  const inputs = Array.from({ length: 24 }, () => ({ action: 'back' as const, words: '字'.repeat(200) }));
  const act = { id: randomUUID(), token, turn: 1, step: 0, expiresAt: '2026-11-22T02:00:15.000Z' };
  const message = { kind: 'act', act: { ...act, act: { do: 'propose', inputs } } } as const;
  const size = Buffer.byteLength(JSON.stringify(message));
  const code = await page.ask({ type: 'send', call: id, token, message });
  expect(code).toBe(size > CALL_MESSAGES.bytes ? 'tooLarge' : undefined);
  expect(await page.ask({ type: 'ping' })).toBeUndefined();
});

it('a customer who leaves is gone from the desk, and what he needs is written down', async () => {
  const page = await desk();
  await page.ready();
  const { id } = await called();
  await page.ask({ type: 'next' });
  const from = page.heard.length;
  await client.leaveCall(id, { outcome: 'withdrawn' });
  await page.until((one) => one.type === 'case' && one.case === null, from);
  await page.until((one) => one.type === 'desk' && one.desk.toWrapUp?.outcome === 'withdrawn', from);
});
