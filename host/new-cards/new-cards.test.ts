import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NEW_CARD_LOOK } from './new-cards.ts';
import { ABOUT, type Stand, stand } from './stand.test-data.ts';

const STACK = 20;
const kinds = (s: Stand) => s.told.map(({ type }) => type);

/** From the stack to a card that is the customer's. */
async function bound(): Promise<Stand> {
  const s = await stand();
  expect(await s.feed()).toBe('fed');
  s.read();
  expect(s.bind('done')).toBe(true);
  return s;
}

describe('a card on its way', () => {
  it('is presented, taken, told to the bank once, and counted', async () => {
    const s = await bound();
    expect(await s.present()).toBe('presented');
    await s.take();
    expect(s.books.counts()).toEqual({ fed: 1, hand: 1, bin: 0, inside: 0, gone: 0 });
    expect(s.told).toEqual([{ type: 'cardTaken', ...ABOUT }]);
    expect(await s.cards.taken).toMatchObject({ outcome: 'done' });
    await s.endVisit();
    expect(kinds(s)).toEqual(['cardTaken']);
    expect(s.custody).toEqual([]);
  });

  it('is not presented before the bank has said that it is bound, nor when nobody knows', async () => {
    const s = await stand();
    await s.feed();
    expect(await s.present()).toBe('notPresented');
    s.read();
    expect(s.bind('unknown')).toBe(true);
    expect(await s.present()).toBe('notPresented');
    expect(s.state().card?.where).toBe('inside');
    // The same card is not bound a second time.
    expect(s.bind('done')).toBe(false);
    expect(await s.retain()).toMatchObject({ fate: 'retained', staffTold: true });
    expect(s.told).toEqual([{ type: 'cardRetained', ...ABOUT, reason: 'notTaken' }]);
    expect(s.custody).toHaveLength(1);
  });

  it('that is nobody’s goes into the bin without a custody record, and the next one comes', async () => {
    const s = await stand();
    await s.feed();
    expect(await s.retain('unreadable')).toMatchObject({ fate: 'retained' });
    expect(s.custody).toEqual([]);
    expect(s.told).toEqual([]);
    expect(await s.feed()).toBe('fed');
    expect(s.books.counts()).toEqual({ fed: 2, hand: 0, bin: 1, inside: 1, gone: 0 });
  });

  it('is fed once, whatever becomes of the answer', async () => {
    for (const fault of ['lostReplyOnce', 'lateReplyOnce', 'lostAckOnce', 'damagedReplyOnce']) {
      const s = await stand();
      s.fault(fault);
      expect(await s.feed(), fault).toBe('fed');
      expect(s.state().stack).toBe(STACK - 1);
      expect(await s.feed()).toBe('notFed');
    }
  });

  it('sticks: it is said, staff are told, and freed it goes into the bin by itself', async () => {
    const s = await bound();
    s.fault('jam');
    expect(await s.present()).toBe('notPresented');
    expect(await s.retain('jammed')).toMatchObject({ fate: 'failed', staffTold: true });
    expect(kinds(s)).toEqual(['cardRetained']);
    await s.endVisit();
    expect(s.books.counts()).toMatchObject({ inside: 1 });
    s.fault('jam', false);
    await s.waits(NEW_CARD_LOOK + 5_000);
    expect(s.books.counts()).toEqual({ fed: 1, hand: 0, bin: 1, inside: 0, gone: 0 });
    expect(kinds(s)).toEqual(['cardRetained']);
    expect(s.custody).toHaveLength(1);
  });

  it('with the bin full it waits inside, and goes in once it is emptied', async () => {
    const s = await bound();
    s.fault('binFull');
    expect(await s.retain()).toMatchObject({ fate: 'failed' });
    await s.endVisit();
    s.fault('binFull', false);
    await s.waits(NEW_CARD_LOOK + 5_000);
    expect(s.books.counts()).toMatchObject({ bin: 1, inside: 0 });
  });

  it('left at the gate by a visit that ends is drawn in', async () => {
    const s = await bound();
    await s.present();
    await s.endVisit();
    expect(s.state()).toMatchObject({ card: null, bin: 1 });
    expect(kinds(s)).toEqual(['cardRetained']);
    expect(s.custody).toHaveLength(1);
  });
});

describe('a program that is killed', () => {
  it.each([100, 700, 1_500])('while a card is fed, %i ms after: it goes into the bin', async (after) => {
    const s = await stand();
    const visit = s.visits.ensure();
    await s.kill(() => s.cards.feed(visit), after);
    await s.waits(5_000);
    const { fed, bin, inside } = s.books.counts();
    expect({ fed, inside, bin }).toEqual({ fed: STACK - s.state().stack, inside: 0, bin: s.state().bin });
    expect(s.state().card).toBeNull();
  });

  it('with a bound card inside: it is retained, the bank and staff hear of it, nothing is presented', async () => {
    const s = await bound();
    await s.kill();
    expect(s.state()).toMatchObject({ card: null, bin: 1 });
    expect(s.told).toEqual([{ type: 'cardRetained', ...ABOUT, reason: 'notTaken' }]);
    expect(s.custody).toHaveLength(1);
    expect(s.books.counts()).toEqual({ fed: 1, hand: 0, bin: 1, inside: 0, gone: 0 });
  });

  it('while a card is at the gate and taken meanwhile: nobody claims to know, and it is not switched on', async () => {
    const s = await bound();
    await s.present();
    await s.kill(() => s.act('takeCard'));
    expect(s.books.counts()).toEqual({ fed: 1, hand: 0, bin: 0, inside: 0, gone: 1 });
    expect(s.told).toEqual([]);
  });

  it('does not forget whose card it is before the bank has heard', async () => {
    const s = await bound();
    s.fault('silent');
    await s.kill();
    expect(s.books.untold).toHaveLength(1);
    s.fault('silent', false);
    await s.kill();
    expect(kinds(s)).toEqual(['cardRetained']);
    expect(s.books.untold).toEqual([]);
  });
});

/** What may happen to a card, a device and a program, in any order. */
const STEPS = {
  feed: (s) => s.feed(),
  read: async (s) => s.read(),
  bindDone: async (s) => s.bind('done'),
  bindUnknown: async (s) => s.bind('unknown'),
  bindRefused: async (s) => s.bind('refused'),
  present: (s) => s.present(),
  take: (s) => s.take(),
  retain: (s) => s.retain(),
  endVisit: (s) => s.endVisit(),
  kill: (s) => s.kill(),
  killFeeding: (s) => s.kill(() => s.cards.feed(s.visits.ensure()), 600),
  killPresenting: (s) => s.kill(() => s.cards.present(s.visits.ensure()), 400),
  killRetaining: (s) => s.kill(() => s.cards.retain('notTaken'), 400),
  jam: async (s) => s.fault('jam'),
  free: async (s) => s.fault('jam', false),
  binFull: async (s) => s.fault('binFull'),
  lostReply: async (s) => s.fault('lostReplyOnce'),
  lateReply: async (s) => s.fault('lateReplyOnce'),
  lostCommand: async (s) => s.fault('lostCommandOnce'),
  damagedReply: async (s) => s.fault('damagedReplyOnce'),
  cutPower: async (s) => s.act('cutPower'),
  wait: (s) => s.waits(NEW_CARD_LOOK),
} as const satisfies Readonly<Record<string, (s: Stand) => Promise<unknown>>>;
type StepName = keyof typeof STEPS;
const WALK: readonly StepName[] = ['feed', 'read', 'bindDone', 'present', 'take'];

describe('whatever happens', () => {
  it('the books and the machine add up, nothing stands at the gate that is not bound, and no card is told twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(
            // However far an orderly walk comes before anything else happens.
            fc.integer({ min: 0, max: WALK.length }),
            fc.array(fc.constantFrom(...(Object.keys(STEPS) as StepName[])), { minLength: 1, maxLength: 5 }),
          ),
          { minLength: 1, maxLength: 4 },
        ),
        async (walks) => {
          const s = await stand();
          for (const step of walks.flatMap(([far, others]) => [...WALK.slice(0, far), ...others])) {
            const run: (s: Stand) => Promise<unknown> = STEPS[step];
            await run(s);
            if (s.state().card?.where === 'gate') expect(s.books.open?.bond, step).toBe('bound');
          }
          // Everybody has left, everything works again, and somebody has looked.
          for (const fault of ['jam', 'binFull', 'lostReplyOnce', 'lateReplyOnce', 'lostCommandOnce'])
            s.fault(fault, false);
          s.fault('damagedReplyOnce', false);
          await s.endVisit();
          await s.waits(2 * NEW_CARD_LOOK);
          const { fed, hand, bin, inside, gone } = s.books.counts();
          const machine = s.state();
          expect(machine.card).toBeNull();
          expect({ fed, inside }).toEqual({ fed: STACK - machine.stack, inside: 0 });
          expect(hand + bin + gone).toBe(s.taken + machine.bin);
          expect(hand).toBeLessThanOrEqual(s.taken);
          expect(bin).toBeLessThanOrEqual(machine.bin);
          // One end for each, and taken is only what was taken.
          expect(kinds(s).filter((kind) => kind === 'cardTaken')).toHaveLength(hand);
          expect(kinds(s).filter((kind) => kind === 'cardRetained').length).toBeLessThanOrEqual(bin + gone);
          expect(s.books.untold).toEqual([]);
        },
      ),
      { numRuns: 80 },
    );
  }, 240_000);
});
