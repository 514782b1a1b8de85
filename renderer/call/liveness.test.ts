import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Came, LIVENESS, Liveness } from './liveness.ts';

const came = (frames: number, packets = 0, beats = 0): Came => ({ frames, packets, beats });

describe('whether something comes of the far side', () => {
  it('waits until something has come', () => {
    const one = new Liveness();
    expect(one.look(0, came(0), false)).toBe('waiting');
    expect(one.look(60_000, came(0), false)).toBe('waiting');
    expect(one.look(60_200, came(1), false)).toBe('live');
  });

  it('counts pictures as well as sound, and says which of them comes', () => {
    const one = new Liveness();
    one.look(0, came(1, 1), false);
    one.look(1_500, came(1, 50), false);
    expect(one.look(3_000, came(1, 100), false)).toBe('live');
    expect([one.picture(3_000), one.sound(3_000)]).toEqual([false, true]);
  });

  it('is lost when neither comes, although the far page still talks', () => {
    const one = new Liveness();
    one.look(0, came(1, 1, 1), false);
    expect(one.look(LIVENESS.lostAfter, came(1, 1, 9), false)).toBe('lost');
    expect(one.look(LIVENESS.lostAfter + 100, came(1, 2, 9), false)).toBe('live');
  });

  it('goes by the words of a far page that sends neither', () => {
    const one = new Liveness();
    expect(one.look(0, came(0, 0, 1), true)).toBe('live');
    expect(one.look(1_900, came(0, 0, 2), true)).toBe('live');
    expect(one.look(3_800, came(0, 0, 3), true)).toBe('live');
    // It says that it sends again: what it sends has its time to come.
    expect(one.look(4_000, came(0, 0, 4), false)).toBe('live');
    expect(one.look(5_900, came(0, 0, 8), false)).toBe('lost');
  });

  it('counts from nought on a new connection', () => {
    const one = new Liveness();
    one.look(0, came(500, 900), false);
    one.reconnected();
    expect(one.look(2_500, came(0, 0), false)).toBe('lost');
    expect(one.look(2_600, came(1, 0), false)).toBe('live');
  });

  it('knows nothing new where it could not look', () => {
    const one = new Liveness();
    one.look(0, came(5, 5), false);
    expect(one.look(1_000, null, false)).toBe('live');
    expect(one.look(LIVENESS.lostAfter, null, false)).toBe('lost');
    expect(one.look(LIVENESS.lostAfter + 500, came(5, 5), false)).toBe('lost');
  });

  it('says within five seconds of the last of it that it is lost, however things come, looked at as the page does', () => {
    const gap = fc.integer({ min: 0, max: 1_200 });
    fc.assert(
      fc.property(fc.array(gap, { minLength: 1, maxLength: 50 }), (gaps) => {
        const one = new Liveness();
        let next = 0;
        const comes = gaps.map((each) => {
          next += each;
          return next;
        });
        const last = comes.at(-1) ?? 0;
        let shown: number | null = null;
        for (let at = 0; at <= last + 5_000; at += LIVENESS.every) {
          const frames = comes.filter((moment) => moment <= at).length;
          const life = one.look(at, came(frames), false);
          if (life === 'lost') shown ??= at;
          else shown = null;
        }
        expect(shown).not.toBeNull();
        // What is shown then has to be drawn, too.
        expect((shown ?? 0) - last).toBeLessThan(4_000);
      }),
    );
  });
});
