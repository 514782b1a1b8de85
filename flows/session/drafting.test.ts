import { describe, expect, it } from 'vitest';
import { delays } from '../delays.ts';
import type { DraftToKeep, FlowPorts, HeldNumber, PortOutput } from '../ports.ts';
import { recovered, world } from '../terminal/world.test-data.ts';

const number: HeldNumber = { label: 'A007', state: 'waiting', wait: null, counter: null, phoneUrl: null };

/** Somebody identified, in a branch that gives out number A007 and keeps drafts as it says. */
async function customer(keep: PortOutput<'keepDraft'>['outcome'][] = [], over: Partial<FlowPorts> = {}) {
  const told: (DraftToKeep | string)[] = [];
  const cash = { id: 'cash', name: { zh: '现金', en: 'Cash' }, atTerminal: null, papers: [], wait: null };
  const w = world({
    queueNow: async () => ({ ok: true, value: { open: true, opening: null, services: [cash] } }),
    takeTicket: async () => ({ outcome: 'taken', number }),
    ticketState: async () => ({ outcome: 'taken', number }),
    giveUpTicket: async () => ({ outcome: 'given' }),
    keepDraft: async (draft) => {
      told.push(draft);
      return { outcome: keep.shift() ?? 'kept' };
    },
    dropDraft: async ({ service }) => {
      told.push(`drop ${service}`);
      return {};
    },
    ...over,
  });
  await w.tell(recovered);
  await w.lay();
  const takeNumber = async () => {
    await w.act('takeNumber');
    if (w.kind() === 'ticketTaken') return;
    await w.act('choose', 0);
    await w.act('next');
    await w.act('next');
    expect(w.kind()).toBe('ticketTaken');
  };
  const enterPhone = async () => {
    await w.act('choose', 1);
    await w.act('choose', 0);
    await w.act('sendCode');
    for (const digit of [1, 2, 3, 4, 5, 6]) await w.act('digit', digit);
    await w.act('confirm');
    for (const digit of '14200000002') await w.act('digit', Number(digit));
  };
  const leave = async () => {
    while (w.kind() !== 'menu') await w.act('back');
  };
  return { ...w, told, takeNumber, enterPhone, leave };
}

describe('what a customer has entered', () => {
  it('goes with the number that he takes afterwards, and the screen says so once the branch keeps it', async () => {
    const w = await customer();
    await w.enterPhone();
    await w.leave();
    expect(w.told).toEqual([]);
    await w.takeNumber();
    expect(w.told).toEqual([
      {
        service: 'changeReservedPhone',
        label: 'A007',
        holder: expect.objectContaining({ documentType: 'residentIdCard' }),
        values: {
          card: expect.objectContaining({ kind: 'card' }),
          oldNumber: { kind: 'proof', value: 'given' },
          newPhone: { kind: 'mobilePhone', value: '14200000002' },
        },
      },
    ]);
    expect(w.screen().body).toMatchObject({ kind: 'ticketTaken', kept: ['changeReservedPhone'] });
  });

  it('is told again at every change while he waits with a number, and only then', async () => {
    const w = await customer();
    await w.takeNumber();
    await w.act('anotherService');
    await w.enterPhone();
    const fields = w.told.map((draft) => typeof draft === 'object' && Object.keys(draft.values).length);
    expect(fields).toEqual([1, 2, 3]);
  });

  it('is not called kept where the branch did not say so, and is offered to it again after a while', async () => {
    const w = await customer(['unknown', 'notKept']);
    await w.enterPhone();
    await w.leave();
    await w.takeNumber();
    expect(w.screen().body).toMatchObject({ kind: 'ticketTaken', kept: [] });
    expect(w.told).toHaveLength(1);
    await w.clock.advanceAsync(delays.draftRest);
    expect(w.told).toHaveLength(2);
    await w.clock.advanceAsync(delays.draftRest);
    expect(w.told).toHaveLength(3);
    expect(w.screen().body).toMatchObject({ kept: ['changeReservedPhone'] });
  });

  it('is taken back there when he does not want it kept, and not kept again', async () => {
    const w = await customer();
    await w.enterPhone();
    await w.leave();
    await w.takeNumber();
    await w.act('forgetDraft');
    expect(w.told.slice(1)).toEqual(['drop changeReservedPhone']);
    expect(w.screen().body).toMatchObject({ kind: 'ticketTaken', kept: [] });
    await w.clock.advanceAsync(delays.draftRest);
    expect(w.told).toHaveLength(2);
  });

  it('is taken back there with the number', async () => {
    const w = await customer();
    await w.enterPhone();
    await w.leave();
    await w.takeNumber();
    await w.act('giveUpNumber');
    await w.act('confirm');
    expect(w.told.slice(1)).toEqual(['drop changeReservedPhone']);
  });

  it('is taken back there once it is done here', async () => {
    const w = await customer();
    await w.takeNumber();
    await w.act('anotherService');
    await w.enterPhone();
    await w.act('confirm');
    await w.act('confirm');
    expect(w.screen().body).toMatchObject({ kind: 'result', outcome: 'done' });
    expect(w.told.at(-1)).toBe('drop changeReservedPhone');
  });

  it('stays there when he leaves, and when he walks away in the middle of it', async () => {
    const w = await customer();
    await w.takeNumber();
    await w.act('anotherService');
    await w.enterPhone();
    const told = w.told.length;
    await w.clock.advanceAsync(delays.attentionIdle + delays.attentionWarning);
    await w.clock.advanceAsync(delays.idCardCalm + delays.idCardInsistent + delays.farewell);
    expect(w.kind()).toBe('idle');
    expect(w.told.slice(told)).toEqual([]);
  });

  it('is sent once more before the person is forgotten, where nobody knows whether it arrived', async () => {
    const w = await customer(['unknown']);
    await w.enterPhone();
    await w.leave();
    await w.takeNumber();
    expect(w.told).toHaveLength(1);
    await w.act('next');
    expect(w.told).toHaveLength(2);
  });

  it('is told to nobody without a number', async () => {
    const w = await customer();
    await w.enterPhone();
    await w.leave();
    await w.act('finish');
    expect(w.told).toEqual([]);
  });
});
