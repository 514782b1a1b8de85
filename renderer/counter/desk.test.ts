import { beforeEach, describe, expect, it } from 'vitest';
import type { CounterPage } from '#contracts/branch/counter.ts';
import type { Reply } from '../live/ask.ts';
import { ManualPageClock } from '../manual-page-clock.ts';
import { CounterDesk, DESK, type SendAct } from './desk.ts';

const answered: Reply<CounterPage> = { ok: true, value: { revision: 2 } as CounterPage };
const lost: Reply<CounterPage> = { ok: false, code: 'unreachable' };
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

let clock: ManualPageClock;
let sent: Parameters<SendAct>[];
let replies: Reply<CounterPage>[];
let desk: CounterDesk;
beforeEach(() => {
  clock = new ManualPageClock();
  sent = [];
  replies = [];
  let ids = 0;
  desk = new CounterDesk(
    (...act) => {
      sent.push(act);
      return Promise.resolve(replies.shift() ?? answered);
    },
    clock,
    () => `request-${ids++}-of-this-page`,
  );
});
const idsSent = () => sent.map(([, { request }]) => request);
const pass = async (milliseconds: number) => {
  clock.advance(milliseconds);
  await settled();
};

describe('the acts of a counter', () => {
  it('go one at a time: the second half of a double click does nothing', async () => {
    const first = desk.act('callNext', {});
    expect(await desk.act('callNext', {})).toEqual({ done: false, code: 'busy' });
    expect(await first).toMatchObject({ done: true });
    expect(desk.view().state).toBe('settling');
    expect(await desk.act('callNext', {})).toEqual({ done: false, code: 'busy' });
    await pass(DESK.settle);
    expect(await desk.act('callNext', {})).toMatchObject({ done: true });
    expect(new Set(idsSent()).size).toBe(2);
  });

  it('keep their id until their answer is known', async () => {
    replies = [lost, { ok: false, code: 'storeUnavailable' }, answered];
    const act = desk.act('finish', { ticket: 'a-ticket-of-this-day', version: 3, outcome: 'done' });
    await settled();
    expect(desk.view()).toEqual({ state: 'unsure', act: 'finish' });
    await pass(DESK.pause);
    expect(sent).toHaveLength(2);
    await pass(DESK.pause);
    expect(sent).toHaveLength(2);
    await pass(DESK.pause);
    expect(await act).toMatchObject({ done: true });
    expect(new Set(idsSent()).size).toBe(1);
    expect(new Set(sent.map(([, body]) => JSON.stringify(body))).size).toBe(1);
  });

  it('are refused at once, and the next one has an id of its own', async () => {
    replies = [{ ok: false, code: 'staleTicket' }, answered];
    const on = { ticket: 'a-ticket-of-this-day', version: 3 };
    expect(await desk.act('begin', on)).toEqual({ done: false, code: 'staleTicket' });
    await pass(DESK.settle);
    expect(await desk.act('begin', on)).toMatchObject({ done: true });
    expect(new Set(idsSent()).size).toBe(2);
  });

  it('are asked for no more when somebody says so', async () => {
    replies = [lost, lost];
    const act = desk.act('callNext', {});
    await settled();
    desk.drop();
    expect(await act).toEqual({ done: false, code: 'dropped' });
    expect(desk.view().state).toBe('free');
    expect(clock.armed).toBe(0);
  });
});
