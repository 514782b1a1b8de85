import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ManualClock } from '#foundation/clock.ts';
import { aTellerCall } from '../calls/test-support.ts';
import type { BranchClient } from '../client/client.ts';
import { type BranchHouse, enrolled, openBranch } from '../test-support/house.ts';

let house: BranchHouse<ManualClock>;
let client: BranchClient;
let other: BranchClient;

beforeEach(async () => {
  house = await openBranch();
  client = await enrolled(house, 'T01');
  other = await enrolled(house, 'T02');
});
afterEach(() => house.close());

const reason = (answer: { ok: boolean; error?: { reason?: string } }) =>
  answer.ok ? 'ok' : answer.error?.reason;

it('a terminal asks what to expect, calls, says something, shows its step and leaves', async () => {
  expect(await client.callOutlook('zh-CN', null)).toMatchObject({ ok: true, value: { state: 'nobody' } });
  const request = aTellerCall();
  expect(await client.requestCall(request)).toMatchObject({ ok: true, value: { state: 'waiting' } });
  const said = { id: randomUUID(), message: { kind: 'chat' as const, id: randomUUID(), text: '请写给我' } };
  expect(await client.sayInCall(request.id, said)).toEqual({ ok: true, value: { sequence: 1 } });
  expect(await client.sayInCall(request.id, said)).toEqual({ ok: true, value: { sequence: 1 } });
  const own = {
    is: 'own',
    at: '2026-11-22T02:00:00.000Z',
    what: 'sign',
    kind: 'keypad',
    service: null,
    step: 3,
  } as const;
  const shown = await client.showStep(request.id, { ...own, number: 2 });
  expect(shown).toEqual({ ok: true, value: { number: 2 } });
  expect(await client.showStep(request.id, { ...own, number: 1 })).toEqual({
    ok: true,
    value: { number: 2 },
  });
  expect(await client.callIce(request.id)).toEqual({
    ok: true,
    value: { servers: [], relayOnly: false, expiresAt: null },
  });
  expect(await client.leaveCall(request.id, { outcome: 'callBack' })).toMatchObject({
    ok: true,
    value: { state: 'over', outcome: 'callBack' },
  });
  expect(reason(await client.sayInCall(request.id, { ...said, id: randomUUID() }))).toBe('illegalMove');
  expect(reason(await client.callIce(request.id))).toBe('illegalMove');
});

it('nothing of a call is another terminal’s', async () => {
  const request = aTellerCall();
  await client.requestCall(request);
  const { id } = request;
  const message = { id: randomUUID(), message: { kind: 'chat' as const, id: randomUUID(), text: 'x' } };
  const refused = [
    await other.leaveCall(id, { outcome: 'withdrawn' }),
    await other.callIsLive(id, { turn: 1, mode: 'text' }),
    await other.sayInCall(id, message),
    await other.callIce(id),
    await other.requestCall(request),
  ];
  expect(refused.map(reason)).toEqual(['notFound', 'notFound', 'notFound', 'notFound', 'idConflict']);
  const heard = await other.watchCall(id, 0, new AbortController().signal).next();
  expect(heard.value && reason(heard.value)).toBe('notFound');
});

it('a watch of messages ends with the call, and a watch of the call tells its end', async () => {
  const request = aTellerCall();
  await client.requestCall(request);
  const none = new AbortController().signal;
  const messages = client.watchCallMessages(request.id, 0, none).next();
  const calls = client.watchCall(request.id, 0, none);
  expect((await calls.next()).value).toMatchObject({ ok: true, value: { state: 'waiting' } });
  const end = calls.next();
  await client.leaveCall(request.id, { outcome: 'counter' });
  expect((await end).value).toMatchObject({ ok: true, value: { outcome: 'counter' } });
  expect((await messages).done).toBe(true);
  expect((await calls.next()).done).toBe(true);
});

it('times to be called back are told by the hours, kept for two, and then given to nobody else', async () => {
  const times = await client.callBackTimes();
  if (!times.ok) throw new Error(times.error.code);
  expect(times.value.times).toHaveLength(8);
  const [first, second] = times.value.times;
  if (!first || !second) throw new Error('two times');
  expect(first).toEqual({ from: '2026-11-22T02:30:00.000Z', to: '2026-11-22T03:00:00.000Z' });
  const wish = (change: object = {}) => ({
    id: randomUUID(),
    visit: 'visit-0001',
    call: null,
    phone: '13900000000',
    name: null,
    customerRef: null,
    service: null,
    language: 'zh-CN' as const,
    ...first,
    ...change,
  });
  const one = wish();
  expect(await client.requestCallBack(one)).toMatchObject({
    ok: true,
    value: { reference: 'B-0001', ...first },
  });
  expect(await client.requestCallBack(one)).toMatchObject({ ok: true, value: { reference: 'B-0001' } });
  expect(reason(await client.requestCallBack({ ...one, phone: '13900000001' }))).toBe('idConflict');
  expect(reason(await other.requestCallBack(one))).toBe('idConflict');
  expect(await other.requestCallBack(wish())).toMatchObject({ ok: true, value: { reference: 'B-0002' } });
  expect(reason(await client.requestCallBack(wish()))).toBe('slotFull');
  expect(reason(await client.requestCallBack(wish({ from: '2026-11-22T02:31:00.000Z' })))).toBe('noSuchSlot');
  expect(reason(await client.requestCallBack(wish({ call: randomUUID() })))).toBe('notFound');
  const later = await client.callBackTimes();
  expect(later).toMatchObject({ ok: true, value: { times: { 0: second } } });
});
