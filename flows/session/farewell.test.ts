import { expect, it } from 'vitest';
import { delays } from '../delays.ts';
import type { FlowPorts } from '../ports.ts';
import { recovered, world } from '../terminal/world.test-data.ts';

type Rating = Parameters<FlowPorts['giveRating']>[0];

/** A lost card was reported and everything is taken back: it is asked how it was. */
async function asked(over: Partial<FlowPorts> = {}) {
  const ratings: Rating[] = [];
  const w = world({
    giveRating: async (rating) => {
      ratings.push(rating);
      return {};
    },
    ...over,
  });
  await w.tell(recovered);
  await w.act('start');
  await w.lay();
  await w.act('choose', 0);
  await w.act('choose', 0);
  await w.act('confirm');
  await w.act('next');
  expect(w.screen().body).toMatchObject({ kind: 'farewell', rating: 'offered' });
  return { ...w, ratings };
}

it('is asked once: whoever has answered is thanked, and cannot answer again', async () => {
  const w = await asked();
  await w.act('rate', 4);
  expect(w.screen().body).toMatchObject({ kind: 'farewell', rating: 'thanked' });
  expect(w.screen().actions.map(({ id }) => id)).not.toContain('rate');
  w.actor.send({ type: 'act.rate', choice: 1 });
  await w.clock.advanceAsync(delays.farewell);
  expect([w.kind(), w.ratings.length]).toEqual(['idle', 1]);
});

it('goes away by itself; a low one without a word of why counts all the same, an open question does not', async () => {
  const silent = await asked();
  await silent.clock.advanceAsync(delays.ratingOffer);
  expect([silent.kind(), silent.ratings]).toEqual(['idle', []]);
  const low = await asked();
  await low.act('rate', 1);
  expect(low.kind()).toBe('ratingReasons');
  await low.clock.advanceAsync(delays.ratingOffer + delays.farewell);
  expect(low.kind()).toBe('idle');
  expect(low.ratings).toEqual([{ level: 1, reasons: [], service: 'reportLostCard' }]);
});

it.each(['offered', 'reasons'] as const)(
  'gives a card back first that came while it was asked (%s), and ends only then',
  async (where) => {
    const w = await asked();
    if (where === 'reasons') await w.act('rate', 1);
    await w.tell({ type: 'card.inserted' });
    expect(w.screen().body).toMatchObject({ kind: 'takeMedia', what: 'card' });
    expect(w.screen().actions.map(({ id }) => id)).not.toContain('rate');
    await w.clock.advanceAsync(delays.ratingOffer);
    expect(w.screen().body).toMatchObject({ kind: 'takeMedia', what: 'card' });
    await w.tell({ type: 'card.removed' });
    await w.clock.advanceAsync(delays.ratingOffer + delays.farewell);
    expect(w.kind()).toBe('idle');
  },
);

it('that cannot be noted is goodbye all the same', async () => {
  const w = await asked({
    giveRating: async () => {
      throw new Error('no room');
    },
  });
  await w.act('rate', 5);
  expect(w.screen().body).toMatchObject({ kind: 'farewell', rating: 'none' });
  await w.clock.advanceAsync(delays.farewell);
  expect(w.kind()).toBe('idle');
});
