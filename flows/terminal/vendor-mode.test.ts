import { describe, expect, it } from 'vitest';
import { CLOSINGS } from '#contracts/screen/out-of-service.ts';
import { delays } from '../delays.ts';
import type { FlowEvent } from '../events.ts';
import { recovered, world } from './world.test-data.ts';

const mode = ({ actor }: Pick<ReturnType<typeof world>, 'actor'>) => actor.getSnapshot().value.vendorMode;

const wanted = { type: 'vendorMode.requested' } as const;
const left = { type: 'vendorMode.left' } as const;
const nothingIn = { cardPlace: async () => ({ place: 'none' as const }) };

/** Nobody is there. */
async function atWelcome(over: Parameters<typeof world>[0] = nothingIn) {
  const w = world(over);
  await w.tell(recovered);
  await w.tell({ type: 'card.removed' });
  return w;
}

describe('staff ask for the terminal', () => {
  it('get it at once where nobody is served, with the entry closed, and give it back', async () => {
    const entry: boolean[] = [];
    const w = await atWelcome({
      ...nothingIn,
      setCardEntry: async ({ enabled }) => {
        entry.push(enabled);
        return {};
      },
    });
    await w.tell(wanted);
    expect(w.screen().body).toMatchObject({ kind: 'outOfService', reason: 'supervisor' });
    expect(mode(w)).toBe('active');
    expect(entry.at(-1)).toBe(false);
    await w.tell(left);
    expect(mode(w)).toBe('inactive');
    expect(w.kind()).toBe('idle');
    expect(entry.at(-1)).toBe(true);
  });

  it.each(['act.start', 'act.takeNumber', 'document.found', 'card.inserted'] as const)(
    'no visit begins by %s while they have it',
    async (type) => {
      const w = await atWelcome();
      await w.tell(wanted);
      await w.tell((type.startsWith('act.') ? { type, choice: 0 } : { type }) as FlowEvent);
      expect(w.screen().body).toMatchObject({ kind: 'outOfService', reason: 'supervisor' });
    },
  );

  it('wait for a customer to be served to his end, who is told that they do, and nobody else is let in', async () => {
    const w = await atWelcome();
    await w.lay();
    expect(w.kind()).toBe('menu');
    await w.tell({ type: 'act.requestSupervisor', choice: 0 });
    expect(mode(w)).toBe('enterPending');
    expect(w.kind()).toBe('menu');
    expect(w.screen().frame.staffNext).toBe(true);
    await w.tell({ type: 'act.finish', choice: 0 });
    await w.clock.advanceAsync(delays.ratingOffer + delays.farewell + 1_000);
    expect(mode(w)).toBe('active');
    expect(w.screen().body).toMatchObject({ reason: 'supervisor' });
    expect(w.screen().frame.staffNext).toBeUndefined();
  });

  it('and do not come to wait for ever: after a while it must be asked for again', async () => {
    const w = await atWelcome();
    await w.lay();
    await w.tell(wanted);
    for (let passed = 0; passed < delays.vendorModePending; passed += 30_000) {
      await w.tell({ type: 'person.active' });
      await w.clock.advanceAsync(30_000);
    }
    expect(mode(w)).toBe('inactive');
  });

  it('a card that slips in before the entry is closed is somebody’s, and comes back to him before they have it', async () => {
    let close = () => {};
    const closed = new Promise<object>((resolve) => {
      close = () => resolve({});
    });
    const w = await atWelcome({
      ...nothingIn,
      setCardEntry: ({ enabled }) => (enabled ? Promise.resolve({}) : closed),
    });
    await w.tell(wanted);
    await w.tell({ type: 'card.inserted' });
    expect(w.screen().body).toMatchObject({ kind: 'idle', notice: 'takeLeftCard' });
    close();
    await w.tell({ type: 'card.removed' });
    expect(mode(w)).toBe('active');
  });

  it('and whatever they leave in the reader is taken in before anybody is asked in', async () => {
    const kept: string[] = [];
    const w = await atWelcome({
      cardPlace: async () => ({ place: kept.length > 0 || !given ? 'none' : 'inside' }),
      retainCard: async ({ reason }) => {
        kept.push(reason);
        return { fate: 'retained', reference: 'K-1', staffTold: true };
      },
    });
    let given = false;
    await w.tell(wanted);
    given = true;
    await w.tell(left);
    expect(kept).toEqual(['leftInside']);
    expect(w.kind()).toBe('idle');
  });
});

describe('out of service by staff', () => {
  it.each(CLOSINGS)(
    '%s: customers read why, nothing is offered, and a person is one touch away',
    async (closing) => {
      const w = await atWelcome();
      await w.tell({ type: 'closing.changed', closing });
      expect(w.screen().body).toMatchObject({ kind: 'outOfService', reason: closing });
      expect(w.screen().actions.map(({ id }) => id)).toEqual(['help', 'display']);
      await w.tell({ type: 'act.takeNumber', choice: 0 });
      expect(w.kind()).toBe('outOfService');
      await w.tell({ type: 'closing.changed', closing: null });
      expect(w.kind()).toBe('idle');
    },
  );

  it('never breaks a visit off', async () => {
    const w = await atWelcome();
    await w.lay();
    await w.tell({ type: 'closing.changed', closing: 'closing' });
    expect(w.kind()).toBe('menu');
  });

  it('lets staff in as well', async () => {
    const w = await atWelcome();
    await w.tell({ type: 'closing.changed', closing: 'maintenance' });
    await w.tell(wanted);
    expect(w.screen().body).toMatchObject({ reason: 'supervisor' });
    await w.tell(left);
    expect(w.screen().body).toMatchObject({ reason: 'maintenance' });
  });
});
