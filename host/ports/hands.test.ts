import { describe, expect, it } from 'vitest';
import type { HandsOnGlass } from '#contracts/branch/assistance.ts';
import { err, ok } from '#foundation/result.ts';
import { AssistedSteps } from '../hands/assisted.ts';
import { SigningDesk } from '../signing/desk.ts';
import { memoryForTests } from '../test-support/memory.ts';
import { type HandsWorld, handsOnGlass } from './hands.ts';

const BY = '0123456789abcdef';
const turn = (number: number): HandsOnGlass => ({
  turn: number,
  staff: BY,
  since: '2026-11-22T02:00:00.000Z',
});

function terminal() {
  const { clock, journal, visits, entries } = memoryForTests();
  const told: (string | null)[] = [];
  const off: string[] = [];
  const recordings: string[] = [];
  let cut = 0;
  const world: HandsWorld = {
    clock,
    journal,
    visits,
    desk: new SigningDesk(clock),
    recorder: {
      async finish(_, end, reason) {
        recordings.push(`${end} ${reason}`);
      },
    },
    assisted: new AssistedSteps(journal, visits, clock, () => {}),
    tell: (event) => {
      if (event.type === 'hands.changed') told.push(event.by);
    },
    branch: {
      async handsOff(call, number) {
        off.push(`${call} ${number}`);
        if (cut-- > 0) return err({ code: 'unreachable' });
        return ok({} as never);
      },
    },
  };
  return {
    clock,
    visits,
    entries,
    told,
    off,
    recordings,
    cut: (times: number) => (cut = times),
    ...handsOnGlass(world),
  };
}

describe('hands on glass, at the terminal', () => {
  it('are told to the flow as they come and go, each once', () => {
    const t = terminal();
    for (const news of [null, turn(1), turn(1), null, null, turn(2)]) t.hear('call-a', news);
    expect(t.told).toEqual([BY, null, BY]);
    expect(t.off).toEqual([]);
  });

  it('that the customer has ended do not begin again by old news, and the branch is told until it hears', async () => {
    const t = terminal();
    t.hear('call-a', turn(1));
    t.cut(2);
    await t.ports.releaseHands();
    t.hear('call-a', turn(1));
    await t.clock.advanceAsync(10_000);
    expect(t.told).toEqual([BY]);
    expect(new Set(t.off)).toEqual(new Set(['call-a 1']));
    expect(t.off.length).toBeGreaterThanOrEqual(3);
    const before = t.off.length;
    await t.clock.advanceAsync(60_000);
    expect(t.off).toHaveLength(before);
    t.hear('call-a', null);
    t.hear('call-a', turn(2));
    expect(t.told).toEqual([BY, BY]);
  });

  it('end with the visit', async () => {
    const t = terminal();
    t.visits.ensure();
    t.hear('call-a', turn(1));
    t.visits.end('finished');
    expect(t.told).toEqual([BY, null]);
    await t.clock.advanceAsync(0);
    expect(t.off).toEqual(['call-a 1']);
  });

  it('of a helper who did too much are journalled with service, step and right, and nothing else', async () => {
    const t = terminal();
    t.visits.ensure();
    await t.ports.endOverstepped({ service: 'buyWealth', step: 'sign', right: 'propose' });
    expect(t.entries().at(-1)).toMatchObject({
      kind: 'helper.overstepped',
      facts: { service: 'buyWealth', step: 'sign', right: 'propose' },
    });
    expect(t.recordings).toEqual(['stopped notSold']);
  });
});
