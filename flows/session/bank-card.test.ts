import { expect, it } from 'vitest';
import { delays } from '../delays.ts';
import type { FlowPorts } from '../ports.ts';
import { recovered, world } from '../terminal/world.test-data.ts';

const no = { ok: false, error: { code: 'failed' } } as const;
type Ejected = Awaited<ReturnType<FlowPorts['ejectCard']>>;

/** A card pushed in, whose reader is lost before it could give it back; what it answers when asked again. */
async function stuck(again: Ejected) {
  const answers: Ejected[] = [no, again];
  let asked = 0;
  const w = world({
    ejectCard: async () => {
      asked++;
      return answers.shift() ?? no;
    },
    retainCard: async () => ({ fate: 'failed', reference: 'K-1', staffTold: true }),
    cardPlace: async () => ({ place: 'inside' }),
  });
  await w.tell(recovered);
  await w.tell({ type: 'card.inserted' });
  expect(w.screen().body).toMatchObject({ kind: 'trouble', what: 'cardStuck' });
  await w.tell({ type: 'health', of: 'cardReader', health: 'down' });
  const back = () => w.tell({ type: 'health', of: 'cardReader', health: 'ok' });
  return { ...w, back, asked: () => asked };
}

it('a stuck card is given back when its reader is back and the owner still stands there', async () => {
  const w = await stuck({ ok: true, value: {} });
  await w.back();
  expect(w.screen().body).toMatchObject({ kind: 'takeMedia', what: 'card' });
  await w.tell({ type: 'card.removed' });
  expect(w.kind()).toBe('identify');
  await w.act('back');
  await w.clock.advanceAsync(delays.farewell);
  expect(w.kind()).toBe('idle');
});

it('it is tried once, and stays stuck when that fails', async () => {
  const w = await stuck(no);
  await w.back();
  expect(w.screen().body).toMatchObject({ kind: 'trouble', what: 'cardStuck' });
  await w.tell({ type: 'health', of: 'cardReader', health: 'down' });
  await w.back();
  expect(w.asked()).toBe(2);
  await w.act('next');
  expect(w.kind()).not.toBe('trouble');
});

it('a reader that says it is empty has no card any more', async () => {
  const w = await stuck({ ok: false, error: { code: 'failed', condition: 'noMedia' } });
  await w.back();
  expect(w.kind()).toBe('identify');
});
