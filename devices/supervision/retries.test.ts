import { describe, expect, it } from 'vitest';
import { settle } from '#foundation/clock.ts';
import { err, ok } from '#foundation/result.ts';
import { memoryTransport } from '../transport/memory.ts';
import type { Line } from '../transport/transport.ts';
import { IDENTIFY_ATTEMPTS, SILENT_COMMANDS, SILENT_PROBES, SUPERVISION_DELAYS } from './lifecycle.ts';
import { DEADLINE, HELLO, PROBE, parrot, supervised } from './parrot.test-data.ts';

describe('supervise, when a device is not there', () => {
  it('looks for an absent device with growing pauses up to the longest, and finds it', async () => {
    const { kept, clock, device, events, steps } = supervised();
    device.state.there = false;
    await clock.advanceAsync(60_000);
    expect(events).toEqual(['starting', 'noDevice offline']);
    expect(steps.filter((step) => step.startsWith('absent'))).toEqual(
      [500, 1_000, 2_000, 4_000, ...Array(11).fill(5_000)].map((pause) => `absent ${pause}`),
    );
    expect(kept.state()).toMatchObject({ lifecycle: 'absent', retryMilliseconds: 5_000 });
    device.state.there = true;
    await clock.advanceAsync(SUPERVISION_DELAYS.lastRetry);
    expect(events.at(-1)).toBe('online Parrot');
  });

  it('asks a silent device a few times on one line, then closes it and starts over with a longer pause', async () => {
    const { clock, device, events, steps } = supervised();
    device.state.answers = false;
    await clock.advanceAsync(3 * DEADLINE + 500 + 1_000);
    expect(steps).toEqual([
      'opening',
      'identifying',
      'fault 500',
      'identifying',
      'fault 1000',
      'identifying',
      'recovering 500',
    ]);
    expect(device.heard).toEqual([Array(IDENTIFY_ATTEMPTS).fill(HELLO)]);
    expect(events).toEqual(['starting', 'offline timeout']);
    expect(device.lines.open).toBe(0);
    await clock.advanceAsync(600_000);
    expect(device.heard.length).toBeLessThan(600_000 / SUPERVISION_DELAYS.lastRetry);
    device.state.answers = true;
    await clock.advanceAsync(SUPERVISION_DELAYS.lastRetry + DEADLINE);
    expect(events).toEqual(['starting', 'offline timeout', 'online Parrot']);
  });

  it('does not hammer a device whose identify fails at once', async () => {
    let asked = 0;
    const { clock, events } = supervised({
      driver: {
        identify: async () => {
          asked += 1;
          return err({ code: 'hardwareError', deviceCode: 'E1' });
        },
      },
    });
    await clock.advanceAsync(60_000);
    expect(asked).toBeLessThan(40);
    expect(events).toEqual(['starting', 'hardwareError hardwareError']);
  });

  it('does not hammer a line that opens and closes at once', async () => {
    let opened = 0;
    const { clock, events } = supervised({
      transport: memoryTransport('memory:flapping', (line) => {
        opened += 1;
        void line.close();
        return true;
      }),
    });
    await clock.advanceAsync(60_000);
    expect(opened).toBe(15);
    expect(events).toEqual(['starting', 'offline offline']);
  });

  it('starts the pauses from the first again once a device stayed, not after a short visit', async () => {
    const { clock, device, steps } = supervised();
    await settle();
    const replug = async () => {
      await device.unplug();
      await settle();
      const step = steps.at(-1) ?? '';
      device.state.there = true;
      await clock.advanceAsync(Number(step.split(' ')[1]));
      return step;
    };
    const flaps = [await replug(), await replug(), await replug()];
    expect(flaps).toEqual(['recovering 500', 'recovering 1000', 'recovering 2000']);
    await clock.advanceAsync(SUPERVISION_DELAYS.stable - 1);
    expect(await replug()).toBe('recovering 4000');
    await clock.advanceAsync(SUPERVISION_DELAYS.stable);
    expect(await replug()).toBe('recovering 500');
  });

  it('takes a device that stopped answering for gone, though its line stays open', async () => {
    const { clock, device, kept, events, say } = supervised();
    await settle();
    device.state.answers = false;
    for (let count = 0; count < SILENT_COMMANDS; count++) {
      expect(kept.state().lifecycle).toBe('ready');
      const answer = say(String(count), 9);
      await clock.advanceAsync(DEADLINE);
      expect(await answer).toEqual(err({ code: 'timeout' }));
    }
    await settle();
    expect(kept.state()).toMatchObject({ lifecycle: 'recovering', device: 'offline' });
    device.state.answers = true;
    await clock.advanceAsync(SUPERVISION_DELAYS.lastRetry);
    expect(events.at(-1)).toBe('online Parrot');
  });

  it('does not count answers of any kind as silence', async () => {
    const { clock, device, kept, say } = supervised();
    await settle();
    for (let count = 0; count < 2 * SILENT_COMMANDS; count++) {
      device.state.answers = count % SILENT_COMMANDS === 0;
      const answer = say(String(count), 9);
      await clock.advanceAsync(DEADLINE);
      await answer;
    }
    expect(kept.state().lifecycle).toBe('ready');
  });

  it('gives up a transport that neither opens nor fails, and closes the line that comes after all', async () => {
    const late = Promise.withResolvers<Line>();
    const { transport } = parrot();
    const { clock, kept, events } = supervised({
      transport: { name: 'slow', open: async () => ok(await late.promise) },
    });
    await clock.advanceAsync(SUPERVISION_DELAYS.open);
    expect(events.at(-1)).toBe('offline offline');
    const line = await transport.open();
    if (!line.ok) throw new Error(line.error.code);
    const closed = new Promise<string>((resolve) =>
      line.value.listen({ data: () => {}, closed: (reason) => resolve(reason.code) }),
    );
    late.resolve(line.value);
    expect(await closed).toBe('gone');
    await kept.close();
  });

  it('leaves no timer of a pause behind that the end of the line cut short', async () => {
    const { clock, device, steps } = supervised();
    device.state.answers = false;
    await clock.advanceAsync(DEADLINE);
    expect(steps.at(-1)).toBe('fault 500');
    await device.unplug();
    await settle();
    expect([steps.at(-1), clock.armed]).toEqual(['recovering 500', 1]);
  });

  it('tells a new reason, and not the same one again', async () => {
    const reasons = ['busy', 'busy', 'refused'] as const;
    let tries = 0;
    const details: (string | undefined)[] = [];
    const { clock, kept } = supervised({
      transport: {
        name: 'port',
        open: async () => {
          tries += 1;
          return err({ code: reasons[tries - 1] ?? 'refused' });
        },
      },
    });
    kept.subscribe((event) => {
      if (event.type === 'deviceState') details.push(event.error?.detail);
    });
    await clock.advanceAsync(60_000);
    expect(details).toEqual([undefined, 'busy', 'refused']);
  });
});

describe('an idle device', () => {
  it('that loses its power on a living line is known to be gone without a command, and to be back', async () => {
    const { clock, device, kept, events } = supervised({ driver: { probes: true } });
    await clock.advanceAsync(60_000);
    expect(events).toEqual(['starting', 'online Parrot']);
    device.state.answers = false;
    await clock.advanceAsync(SUPERVISION_DELAYS.idleProbe + SILENT_PROBES * DEADLINE);
    expect(kept.state()).toMatchObject({ device: 'offline', error: { detail: 'no sign of life' } });
    device.state.answers = true;
    await clock.advanceAsync(SUPERVISION_DELAYS.lastRetry);
    expect(events.slice(2)).toEqual(['offline offline', 'online Parrot']);
    await kept.close();
    expect(clock.armed).toBe(0);
  });

  it('is asked no more often than that, and one lost answer is not its end', async () => {
    const { clock, device, kept } = supervised({ driver: { probes: true } });
    await settle();
    await clock.advanceAsync(10 * SUPERVISION_DELAYS.idleProbe);
    expect(device.heard[0]?.filter((byte) => byte === PROBE)).toHaveLength(10);
    device.state.answers = false;
    await clock.advanceAsync(SUPERVISION_DELAYS.idleProbe + DEADLINE - 1);
    device.state.answers = true;
    await clock.advanceAsync(3 * SUPERVISION_DELAYS.idleProbe);
    expect(kept.state().lifecycle).toBe('ready');
    expect(device.heard).toHaveLength(1);
    await kept.close();
  });

  it('is not asked while it is busy', async () => {
    const { clock, device, say } = supervised({ driver: { probes: true } });
    await settle();
    await clock.advanceAsync(SUPERVISION_DELAYS.idleProbe - DEADLINE / 2);
    device.state.answers = false;
    const answer = say('1', 9);
    // The time to ask passes while the command is under way.
    await clock.advanceAsync(DEADLINE);
    expect(await answer).toEqual(err({ code: 'timeout' }));
    expect(device.heard).toEqual([[HELLO, 9]]);
  });
});
