import { describe, expect, it } from 'vitest';
import type { CallBackTime } from '../call-ports.ts';
import type { FlowPorts } from '../ports.ts';
import { atMenu, type CalledWorld, calledWorld, calls } from './call.test-data.ts';

const PHONE = '14200000002';
const at = (hour: number): CallBackTime => ({
  from: `2026-11-22T0${hour}:00:00.000Z`,
  to: `2026-11-22T0${hour}:30:00.000Z`,
});

function arranging(over: Partial<FlowPorts> = {}) {
  const arranged: string[] = [];
  const w = calledWorld({
    callOutlook: async () => ({ state: 'nobody', wait: null }),
    callBackTimes: async () => ({ reached: true, times: [at(1), at(2), at(3)] }),
    requestCallBack: async ({ phone, time }) => {
      arranged.push(`${phone} ${time.from}`);
      return { outcome: 'kept', reference: 'B-0001' };
    },
    ...over,
  });
  return { ...w, arranged };
}

async function toPhone(w: CalledWorld): Promise<void> {
  await w.act('help');
  await w.act('callTeller');
  await w.act('callBack');
  expect(w.overlay()).toBeNull();
  expect(w.kind()).toBe('callBackTime');
  await w.act('choose', 1);
  for (const digit of PHONE) await w.act('digit', Number(digit));
}

describe('a call-back', () => {
  it('is arranged from the middle of a service, which goes on where it was', async () => {
    const w = arranging();
    await atMenu(w);
    await w.act('choose', 1);
    await w.act('choose', 0);
    await w.act('noOldNumber');
    for (const digit of '142') await w.act('digit', Number(digit));
    expect(w.screen().body).toMatchObject({ kind: 'enterPhone', entered: '142' });
    await toPhone(w);
    await w.act('confirm');
    expect(w.screen().body).toEqual({ kind: 'callBackReview', time: at(2), phone: PHONE });
    await w.act('confirm');
    expect(w.screen().body).toEqual({ kind: 'callBackKept', reference: 'B-0001', time: at(2), phone: PHONE });
    expect(w.arranged).toEqual([`${PHONE} ${at(2).from}`]);
    await w.act('next');
    // Not one digit of it fell into the field beneath, and none of that field is lost.
    expect(w.screen().body).toMatchObject({ kind: 'enterPhone', entered: '142' });
  });

  it('takes the place of the call that waits, once it is kept and no sooner', async () => {
    const w = arranging({
      callOutlook: async () => ({ state: 'open', wait: null }),
    });
    await atMenu(w);
    await calls(w);
    await w.clock.advanceAsync(120_000);
    await w.act('callBack');
    await w.act('back');
    expect(w.kind()).toBe('menu');
    expect(w.call()).toMatchObject({ state: 'waiting' });
    await w.act('openCall');
    await w.act('callBack');
    await w.act('choose', 0);
    for (const digit of PHONE) await w.act('digit', Number(digit));
    await w.act('confirm');
    expect(w.call()).toMatchObject({ state: 'waiting' });
    await w.act('confirm');
    await w.act('next');
    expect(w.call()).toBeUndefined();
    expect(w.asked).toEqual(['call asked video', 'leave callBack', 'close']);
  });

  it('refuses what is no mobile number, and can be gone back on', async () => {
    const w = arranging();
    await atMenu(w);
    await w.act('help');
    await w.act('callTeller');
    await w.act('callBack');
    await w.act('choose', 0);
    for (const digit of '02012345678') await w.act('digit', Number(digit));
    await w.act('confirm');
    expect(w.screen().body).toMatchObject({ kind: 'callBackPhone', problem: true });
    await w.act('backspace');
    expect(w.screen().body).toMatchObject({ entered: '0201234567', problem: false });
    await w.act('clear');
    await w.act('back');
    expect(w.kind()).toBe('callBackTime');
    await w.act('back');
    expect(w.kind()).toBe('menu');
    expect(w.arranged).toEqual([]);
  });

  it('keeps the number when the time has been taken meanwhile', async () => {
    let tries = 0;
    const w = arranging({
      requestCallBack: async () =>
        ++tries === 1 ? { outcome: 'full' } : { outcome: 'kept', reference: 'B-0002' },
    });
    await atMenu(w);
    await toPhone(w);
    await w.act('confirm');
    await w.act('confirm');
    expect(w.screen().body).toMatchObject({ kind: 'callBackTime', full: true });
    await w.act('choose', 2);
    expect(w.screen().body).toEqual({ kind: 'callBackReview', time: at(3), phone: PHONE });
    await w.act('confirm');
    expect(w.screen().body).toMatchObject({ reference: 'B-0002' });
  });

  it('not answered: it is said that it is on its way, under no number', async () => {
    const w = arranging({ requestCallBack: async () => ({ outcome: 'unknown' }) });
    await atMenu(w);
    await toPhone(w);
    await w.act('confirm');
    await w.act('confirm');
    expect(w.screen().body).toMatchObject({ kind: 'callBackKept', reference: null });
  });

  it.each([
    ['unreachable', { reached: false }],
    ['noTimes', { reached: true, times: [] }],
  ] as const)('%s: it is said, and tried again if he likes', async (why, answer) => {
    const w = arranging({ callBackTimes: async () => answer });
    await atMenu(w);
    await w.act('help');
    await w.act('callTeller');
    await w.act('callBack');
    expect(w.screen().body).toEqual({ kind: 'callBackAway', why });
    await w.act('tryAgain');
    expect(w.screen().body).toEqual({ kind: 'callBackAway', why });
    await w.act('back');
    expect(w.kind()).toBe('menu');
  });

  it('refused by the branch: nothing was promised', async () => {
    const w = arranging({ requestCallBack: async () => ({ outcome: 'notKept' }) });
    await atMenu(w);
    await toPhone(w);
    await w.act('confirm');
    await w.act('confirm');
    expect(w.screen().body).toEqual({ kind: 'callBackAway', why: 'notKept' });
  });

  it('gives way to a card in the machine, and ends with the visit', async () => {
    const w = arranging();
    await atMenu(w);
    await w.act('help');
    await w.act('callTeller');
    await w.act('callBack');
    await w.act('choose', 0);
    await w.act('help');
    await w.act('closeOverlay');
    await w.clock.advanceAsync(10 * 60_000);
    expect(w.kind()).toBe('idle');
    expect(w.overlay()).toBeNull();
  });

  it('may be put forward by a teller like any entry', async () => {
    const w = arranging({
      callOutlook: async () => ({ state: 'open', wait: null }),
    });
    await atMenu(w);
    await calls(w);
    await w.clock.advanceAsync(120_000);
    await w.act('callBack');
    await w.act('choose', 0);
    await w.tell({ type: 'call.assigned', recordingDays: null, turn: 1, teller: '周其安' });
    await w.tell({ type: 'call.live', mode: 'audio' });
    await w.remote('a', {
      do: 'propose',
      inputs: [...PHONE].map((one) => ({ action: 'digit', choice: Number(one) })),
    });
    await w.act('acceptProposal');
    expect(w.screen().body).toMatchObject({ kind: 'callBackPhone', entered: PHONE });
    expect(w.answered).toEqual(['a accepted']);
  });
});
