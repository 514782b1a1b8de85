import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, fromHex } from '#foundation/bytes.ts';
import { ManualClock, settle } from '#foundation/clock.ts';
import { memoryCable } from '../../transport/memory.ts';
import { CRT310_DEADLINES, FRAME_ATTEMPTS } from './deadlines.ts';
import { encodeControl, encodeFrame } from './protocol.ts';
import { at, ordinary, scripted } from './scripted-reader.ts';
import { hostOn, until } from './stage.ts';
import type { ReaderStatus } from './status.ts';

const APDU_A = fromHex('00 B2 01 0C 00');
const APDU_B = fromHex('00 B2 02 0C 00');

describe('late answers', () => {
  it('one that comes while the line is proven clean is thrown away, and the next APDU gets its own', async () => {
    const normal = ordinary();
    const stage = scripted((content, count) => {
      if (content.endsWith('B2010C00')) return [];
      // The lost answer arrives right before the probe's.
      if (content === '3130' && count === 2) return ['37 31 59 00 03 AA 90 00', at('contact')];
      if (content.endsWith('B2020C00')) return ['37 31 59 00 03 BB 90 00'];
      return normal(content, count);
    });
    await stage.run('chipPowerOn');
    expect(await stage.run('chipIO', { command: APDU_A })).toEqual({ ok: false, error: { code: 'timeout' } });
    expect(await stage.run('chipIO', { command: APDU_B })).toEqual({
      ok: true,
      value: { response: fromHex('BB 90 00') },
    });
    expect(stage.commands().filter((content) => content.startsWith('3731'))).toHaveLength(2);
  });

  it('one clean line is enough: the APDU after the next is not held up again', async () => {
    const normal = ordinary();
    const stage = scripted((content, count) => {
      if (content.endsWith('B2010C00')) return [];
      return content.startsWith('3731') ? ['37 31 59 00 02 90 00'] : normal(content, count);
    });
    await stage.run('chipPowerOn');
    await stage.run('chipIO', { command: APDU_A });
    const before = stage.commands().length;
    await stage.run('chipIO', { command: APDU_B });
    await stage.run('chipIO', { command: APDU_B });
    expect(
      stage
        .commands()
        .slice(before)
        .map((content) => content.slice(0, 4)),
    ).toEqual(['3130', '3731', '3731']);
  });

  it('one that comes while nobody asks is thrown away', async () => {
    const normal = ordinary();
    const stage = scripted((content, count) => {
      if (content.endsWith('B2010C00')) return [];
      if (content.endsWith('B2020C00')) return ['37 31 59 00 03 BB 90 00'];
      return normal(content, count);
    });
    await stage.run('chipPowerOn');
    await stage.run('chipIO', { command: APDU_A });
    stage.answer('37 31 59 00 03 AA 90 00');
    await settle();
    expect(await stage.run('chipIO', { command: APDU_B })).toEqual({
      ok: true,
      value: { response: fromHex('BB 90 00') },
    });
    expect(stage.trace).toContain('discarded reply 37 31 8');
  });

  it('one between our frame and its ACK is not an answer', async () => {
    const normal = ordinary();
    let once = true;
    const stage = scripted(normal, {
      acknowledges: () => {
        if (once) stage.answer(at('none'));
        once = false;
        return true;
      },
    });
    expect(await stage.run('status')).toEqual({ ok: true, value: { media: 'present', atGate: false } });
  });

  it('when every probe is lost too, a long silence is awaited before anything is believed again', async () => {
    let dead = false;
    const normal = ordinary();
    const stage = scripted((content, count) => (dead ? [] : normal(content, count)));
    await stage.run('chipPowerOn');
    dead = true;
    expect((await stage.run('chipIO', { command: APDU_A })).ok).toBe(false);
    expect((await stage.run('chipIO', { command: APDU_A })).ok).toBe(false);
    expect((await stage.run('status')).ok).toBe(false);
    dead = false;
    const before = stage.clock.monotonic();
    expect((await stage.run('status')).ok).toBe(true);
    expect(stage.clock.monotonic() - before).toBeGreaterThanOrEqual(CRT310_DEADLINES.quiet);
  });

  it('a question whose answer was damaged is asked again; nothing else is', async () => {
    const normal = ordinary();
    const stage = scripted((content, count) => {
      if (content !== '3130' || count > 1) return normal(content, count);
      const damaged = encodeFrame(fromHex(at('contact')));
      damaged[damaged.length - 1] = 0;
      stage.send(damaged);
      return [];
    });
    expect(await stage.run('status')).toEqual({ ok: true, value: { media: 'present', atGate: false } });
    expect(stage.commands()).toEqual(['3130', '303A', '3130']);
  });
});

describe('motions whose answer is missing', () => {
  /** `after` is where the card is once the motion was asked for. */
  const losing = (
    motion: string,
    before: ReaderStatus['position'],
    after: ReaderStatus['position'],
    reply: readonly string[] = [],
  ) => {
    let moved = false;
    return scripted((content, count) => {
      if (content === motion) {
        moved = true;
        return reply;
      }
      return ordinary(moved ? after : before)(content, count);
    });
  };
  const timeout = { ok: false, error: { code: 'timeout' } };

  it.each([
    ['eject', '3231', 'contact', 'frontHeld', { ok: true, value: {} }, []],
    ['eject', '3231', 'contact', 'contact', timeout, []],
    ['eject', '3231', 'contact', 'none', { ok: true, value: {} }, ['mediaRemoved']],
    ['retain', '3233', 'contact', 'rearReleased', { ok: true, value: {} }, ['mediaRetained']],
    ['retain', '3233', 'contact', 'none', { ok: true, value: {} }, ['mediaRetained']],
    ['retain', '3233', 'contact', 'contact', timeout, []],
    ['retain', '3233', 'frontHeld', 'rearReleased', { ok: true, value: {} }, ['mediaRetained']],
    // In the bin or in a hand: nobody knows, and nothing is claimed.
    ['retain', '3233', 'frontHeld', 'none', timeout, []],
    ['retain', '3234', 'shortCard', 'none', { ok: true, value: {} }, ['mediaRetained']],
  ] as const)('%s (%s) from %s, afterwards %s', async (name, motion, before, after, result, events) => {
    const stage = losing(motion, before, after);
    expect(await stage.run(name)).toEqual(result);
    expect(stage.told()).toEqual(events);
    expect(stage.commands().filter((content) => content === motion)).toHaveLength(1);
  });

  it('"no card" to a retain at the gate: the customer was quicker, and that is told', async () => {
    const stage = losing('3233', 'frontHeld', 'none', ['32 33 45']);
    expect(await stage.run('retain')).toMatchObject({ error: { condition: 'noMedia', deviceCode: 'P=E' } });
    expect(stage.told()).toEqual(['mediaRemoved']);
  });

  it('a word the manual does not know is no success', async () => {
    const stage = losing('3231', 'contact', 'contact', ['32 31 51']);
    expect(await stage.run('eject')).toMatchObject({ error: { code: 'protocol' } });
  });

  it('a refusal is the reader’s own, and nothing moved', async () => {
    const stage = losing('3231', 'shortCard', 'shortCard', ['4E 32 06']);
    expect(await stage.run('eject')).toEqual({
      ok: false,
      error: { code: 'condition', condition: 'mediaShort', deviceCode: 'E=06' },
    });
  });

  it.each([
    ['eject', '3231', 'frontHeld'],
    ['retain', '3233', 'rearReleased'],
  ] as const)(
    'a cancelled %s (%s) whose answer is lost still looks where the card is',
    async (name, motion, after) => {
      const stage = losing(motion, 'contact', after);
      const result = stage.driver.execute({ id: 'x', name, input: {} });
      await stage.clock.advanceAsync(1_000);
      stage.driver.cancel('x');
      expect(await until(stage.clock, result)).toEqual({ ok: true, value: {} });
    },
  );

  it('a reader that falls silent for good leaves the outcome unknown', async () => {
    let dead = false;
    const stage = scripted((content, count) => {
      if (content === '3231') dead = true;
      return dead ? [] : ordinary()(content, count);
    });
    expect(await stage.run('eject')).toEqual({ ok: false, error: { code: 'timeout' } });
    expect(stage.told()).toEqual([]);
  });
});

describe('acknowledgement', () => {
  it('missing: the frame goes out a bounded number of times, then EOT disarms it; no ENQ is ever sent', async () => {
    const stage = scripted(ordinary(), { acknowledges: () => false });
    expect(await stage.run('status')).toEqual({ ok: false, error: { code: 'timeout' } });
    expect(stage.heard).toEqual([...Array.from({ length: FRAME_ATTEMPTS }, () => '3130'), 'callOff']);
  });

  it('NAK without end: protocol', async () => {
    const stage = scripted(ordinary(), {
      acknowledges: () => {
        stage.send(encodeControl('refuse'));
        return false;
      },
    });
    expect(await stage.run('status')).toEqual({
      ok: false,
      error: { code: 'protocol', deviceCode: 'NAK' },
    });
    expect(stage.heard).not.toContain('enquire');
  });

  it('a cancel between two attempts calls it off as well', async () => {
    const stage = scripted(ordinary(), { acknowledges: () => false });
    const status = stage.driver.execute({ id: 'x', name: 'status', input: {} });
    await settle();
    stage.clock.advance(CRT310_DEADLINES.acknowledge);
    stage.driver.cancel('x');
    expect(await until(stage.clock, status)).toEqual({ ok: false, error: { code: 'cancelled' } });
    expect(stage.heard).toEqual(['3130', 'callOff']);
  });

  it('a cancel before ENQ calls it off with EOT, and nothing is executed', async () => {
    const stage = scripted(ordinary(), { acknowledges: () => false });
    const status = stage.driver.execute({ id: 'x', name: 'status', input: {} });
    await stage.clock.advanceAsync(50);
    stage.driver.cancel('x');
    expect(await until(stage.clock, status)).toEqual({ ok: false, error: { code: 'cancelled' } });
    expect(stage.heard).toEqual(['3130', 'callOff']);
    expect(stage.clock.monotonic()).toBeLessThan(CRT310_DEADLINES.acknowledge);
  });
});

describe('a reader gone mad', () => {
  it('every command ends, whatever bytes come back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 12 }), async (outbursts) => {
        const clock = new ManualClock();
        const [near, far] = memoryCable();
        const host = hostOn(near, clock);
        let next = 0;
        far.listen({
          data: () => {
            const outburst = outbursts[next % Math.max(1, outbursts.length)];
            next += 1;
            if (outburst) void far.write(concat(encodeControl('acknowledge'), outburst));
          },
          closed: () => {},
        });
        for (const name of ['status', 'eject', 'readTracks', 'chipPowerOn'] as const)
          expect(typeof (await host.run(name)).ok).toBe('boolean');
        await host.driver.close();
        expect(clock.armed).toBe(0);
      }),
      { numRuns: 25 },
    );
  });
});
