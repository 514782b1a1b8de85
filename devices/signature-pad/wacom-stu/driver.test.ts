import { describe, expect, it } from 'vitest';
import { ManualClock, settle } from '#foundation/clock.ts';
import { err, ok } from '#foundation/result.ts';
import type { DeviceStateEvent } from '../../device.ts';
import { memoryCable } from '../../transport/memory.ts';
import type { CaptureOutput, SignaturePadEvent } from '../contract.ts';
import { createWacomStuDriver, createWacomStuLegacyDriver } from './driver.ts';
import { STU_DELAYS } from './pad.ts';
import {
  createWacomStuLegacySimulator,
  createWacomStuSimulator,
  type WacomStuOptions,
  type WacomStuState,
} from './simulator.ts';

const FORM = {
  prompt: ['请在框内签名 Sign in the box', '王某某，理财产品合同'],
  buttons: { clear: '重签 Clear', confirm: '确认 OK', cancel: '不签 Refuse' },
};

async function pad(options: WacomStuOptions & { readonly legacy?: boolean } = {}) {
  const clock = new ManualClock();
  const create = options.legacy ? createWacomStuLegacySimulator : createWacomStuSimulator;
  const simulator = create({ ...options, clock });
  const [host, device] = memoryCable();
  simulator.attach(device);
  const discarded: string[] = [];
  const driver = (options.legacy ? createWacomStuLegacyDriver : createWacomStuDriver)({
    line: host,
    clock,
    trace: ({ direction, name }) => {
      if (direction === 'discarded') discarded.push(name);
    },
  });
  const events: (SignaturePadEvent | DeviceStateEvent)[] = [];
  driver.subscribe((event) => events.push(event));
  /** Lets time pass until it settles. */
  const passing = async <T>(work: Promise<T>, limit = 60_000): Promise<T> => {
    let done = false;
    void work.then(() => {
      done = true;
    });
    for (let spent = 0; !done && spent < limit; spent += 10) await clock.advanceAsync(10);
    return work;
  };
  const until = async (type: string) => {
    for (let spent = 0; spent < 60_000 && !events.some((event) => event.type === type); spent += 10)
      await clock.advanceAsync(10);
    if (!events.some((event) => event.type === type)) throw new Error(`no ${type}`);
    // The last feature of the beginning is still on its way.
    await clock.advanceAsync(50);
  };
  const act = (name: string, input: object = {}) => simulator.act(name, input);
  const fault = (name: string, on = true) => act('setFault', { fault: name, on });
  const drawn = async () => {
    while (state().penBusy) await clock.advanceAsync(10);
    await settle();
  };
  const state = () => simulator.state() as WacomStuState;
  const capture = (id = 'c1') => driver.execute({ id, name: 'capture', input: FORM });
  const identity = await passing(driver.identify());
  return {
    clock,
    simulator,
    driver,
    events,
    discarded,
    passing,
    until,
    act,
    fault,
    drawn,
    state,
    capture,
    identity,
  };
}

const confirmed = (answer: unknown): Extract<CaptureOutput, { outcome: 'confirmed' }> => {
  expect(answer).toMatchObject({ ok: true, value: { outcome: 'confirmed' } });
  return (answer as { value: Extract<CaptureOutput, { outcome: 'confirmed' }> }).value;
};

describe('identify', () => {
  it('tells who it is as the pad says, and writes its flash only where it is otherwise', async () => {
    const { identity, driver, passing, state } = await pad();
    expect(identity).toEqual(ok({ model: 'STU-540', firmware: '1.3', serialNumber: '5A000540' }));
    expect(state().flashWrites).toBe(1);
    await passing(driver.identify());
    expect(state().flashWrites).toBe(1);
    expect(await driver.execute({ id: '1', name: 'capabilities', input: {} })).toEqual(
      ok({
        model: 'STU-540',
        screen: { width: 800, height: 480 },
        tablet: { maxX: 10_800, maxY: 6_480, maxPressure: 1_023 },
        reportRate: 200,
        image: 'mono',
      }),
    );
    expect(await passing(driver.execute({ id: '2', name: 'status', input: {} }))).toEqual(
      ok({ state: 'ready' }),
    );
  });

  it.each([
    ['badCapability', { code: 'protocol', detail: 'report 09' }],
    ['stall', { code: 'hardwareError', deviceCode: 'STALL' }],
    ['busy', { code: 'hardwareError', deviceCode: 'state=romBusy' }],
    ['silent', { code: 'timeout' }],
  ])('fails with %s', async (name, error) => {
    const { driver, fault, passing } = await pad();
    fault(name);
    expect(await passing(driver.identify())).toMatchObject({ ok: false, error });
  });
});

describe('a signature', () => {
  it.each([
    ['with the flags where the vendor has them', {}],
    ['with the flags of public WebHID drivers', { legacy: true }],
    [
      'on a small mono pad',
      {
        capability: {
          maxX: 9_600,
          maxY: 6_000,
          pressure: 1_023,
          width: 320,
          height: 200,
          rate: 200,
          resolution: 2_540,
          encodings: ['mono' as const],
        },
      },
    ],
    [
      'on a pad that takes colours only',
      {
        capability: {
          maxX: 9_600,
          maxY: 6_000,
          pressure: 1_024,
          width: 320,
          height: 200,
          rate: 200,
          resolution: 2_540,
          encodings: ['colour24' as const],
        },
      },
    ],
  ])('is drawn, confirmed and cleared: %s', async (_name, options) => {
    const { driver, act, drawn, until, passing, state, capture, events } = await pad(options);
    const signing = capture();
    await until('captureStarted');
    expect(state().screen.dataBase64).not.toBeNull();
    expect(state().inking).toBe(true);
    expect(await driver.execute({ id: '9', name: 'status', input: {} })).toEqual(ok({ state: 'capture' }));
    act('sign');
    await drawn();
    expect(state().ink).toHaveLength(2);
    act('tapButton', { button: 'confirm' });
    const { strokes, lostSamples, aspect } = confirmed(await passing(signing));
    expect([strokes.length, strokes[0]?.length, strokes[1]?.length, lostSamples]).toEqual([2, 120, 40, 0]);
    expect(aspect).toBeGreaterThan(1);
    const points = strokes.flat();
    expect(points.every(({ x, y, pressure }) => x >= 0 && x <= 1 && y >= 0 && y <= 1 && pressure > 0)).toBe(
      true,
    );
    // Drawn in five milliseconds a point, over a wrap of the time count and of the sequence number.
    const spans = strokes[0]?.slice(1).map((point, index) => point.t - (strokes[0]?.[index]?.t ?? 0));
    expect(new Set(spans)).toEqual(new Set([5]));
    expect(
      points.some(({ sequence }) => (sequence ?? 0) > 65_000) &&
        points.some(({ sequence }) => (sequence ?? 99) < 50),
    ).toBe(true);
    // What came alive is what was confirmed.
    const live = events.flatMap((event) => (event.type === 'ink' ? event.points : []));
    expect(live).toEqual(points);
    expect(events.filter((event) => event.type === 'ink' && event.ended)).toHaveLength(2);
    // Nothing of it stays on the pad.
    expect(state()).toMatchObject({ ink: [], inking: false, screen: { dataBase64: null }, violations: 0 });
  });

  it('is cleared and drawn again: only the second counts', async () => {
    const { act, drawn, until, passing, clock, state, capture, events } = await pad();
    const signing = capture();
    await until('captureStarted');
    act('sign');
    await drawn();
    act('tapButton', { button: 'clear' });
    await until('inkCleared');
    await clock.advanceAsync(200);
    expect(state().ink).toEqual([]);
    expect(state().screen.dataBase64).not.toBeNull();
    act('draw', {
      strokes: [
        [
          { t: 0, x: 0.5, y: 0.5 },
          { t: 10, x: 0.6, y: 0.5 },
        ],
      ],
    });
    await drawn();
    act('tapButton', { button: 'confirm' });
    expect(confirmed(await passing(signing)).strokes.map((stroke) => stroke.length)).toEqual([2]);
    expect(events.filter(({ type }) => type === 'inkCleared')).toHaveLength(1);
  });

  it('confirmed without ink goes on; the terminal’s own buttons count like the pad’s', async () => {
    const { driver, act, drawn, until, passing, clock, capture } = await pad();
    let settled = false;
    const signing = capture();
    void signing.then(() => {
      settled = true;
    });
    const press = (button: 'clear' | 'confirm' | 'cancel', captureId = 'c1') =>
      driver.execute({ id: `p${button}`, name: 'press', input: { captureId, button } });
    expect(await press('confirm')).toEqual(ok({ pressed: false }));
    await until('captureStarted');
    act('tapButton', { button: 'confirm' });
    await drawn();
    await clock.advanceAsync(500);
    expect(settled).toBe(false);
    expect(await press('confirm', 'another')).toEqual(ok({ pressed: false }));
    act('sign');
    await drawn();
    expect(await press('confirm')).toEqual(ok({ pressed: true }));
    expect(confirmed(await passing(signing)).strokes).toHaveLength(2);
    expect(await press('confirm')).toEqual(ok({ pressed: false }));
  });

  it('is refused on the pad: no ink comes out', async () => {
    const { act, drawn, until, passing, capture, state } = await pad();
    const signing = capture();
    await until('captureStarted');
    act('sign');
    await drawn();
    act('tapButton', { button: 'cancel' });
    expect(await passing(signing)).toEqual(ok({ outcome: 'refused' }));
    expect(state()).toMatchObject({ ink: [], screen: { dataBase64: null } });
  });

  it.each([
    ['while it is collected', 2_000],
    ['while its form is on the way', 0],
  ])('is cancelled %s, and the screen is empty', async (_name, after) => {
    const { driver, passing, clock, capture, state } = await pad();
    const signing = capture();
    await clock.advanceAsync(after);
    driver.cancel('c1');
    expect(await passing(signing)).toEqual(err({ code: 'cancelled' }));
    expect(state()).toMatchObject({ inking: false, screen: { dataBase64: null } });
  });

  it('is lost with the cable: offline, and nothing of it comes out', async () => {
    const { act, fault, until, clock, capture, events } = await pad();
    const signing = capture();
    await until('captureStarted');
    fault('unplugInStroke');
    act('sign');
    await clock.advanceAsync(2_000);
    expect(await signing).toEqual(err({ code: 'offline' }));
    expect(events.at(-1)).toMatchObject({ type: 'deviceState', state: 'offline' });
    const before = events.length;
    await clock.advanceAsync(5_000);
    expect(events).toHaveLength(before);
  });
});

describe('a pad with faults', () => {
  const signed = async (faults: readonly string[]) => {
    const rig = await pad();
    for (const name of faults) rig.fault(name);
    const signing = rig.capture();
    await rig.until('captureStarted');
    rig.act('sign');
    await rig.drawn();
    rig.act('tapButton', { button: 'confirm' });
    return { ...rig, output: confirmed(await rig.passing(signing)) };
  };

  it('loses samples: the gaps are told and counted', async () => {
    const { output, events } = await signed(['losesSamples']);
    const points = output.strokes.flat().length;
    expect(points).toBeLessThan(160);
    // Every one that is missing is accounted for.
    expect(output.lostSamples).toBe(160 - points);
    expect(events.filter(({ type }) => type === 'samplesLost').length).toBe(160 - points);
  });

  it('repeats samples and sends garbage: neither becomes ink', async () => {
    const { output, discarded } = await signed(['repeatsSamples', 'garbage']);
    expect(output.strokes.map((stroke) => stroke.length)).toEqual([120, 40]);
    expect(output.lostSamples).toBe(0);
    expect(discarded.length).toBeGreaterThan(100);
  });

  it('knows neither times, numbers nor areas: times are the host’s, losses unknown', async () => {
    const { output, state } = await signed(['noPenOptions', 'noArea']);
    expect(output.strokes.map((stroke) => stroke.length)).toEqual([120, 40]);
    expect(output.lostSamples).toBe('unknown');
    expect(output.strokes[0]?.[0]?.sequence).toBeUndefined();
    const [first] = output.strokes;
    expect((first?.at(-1)?.t ?? 0) - (first?.[0]?.t ?? 0)).toBe(119 * 5);
    expect(state().violations).toBe(0);
  });

  it('is busy for a while: it is waited for', async () => {
    const { output } = await signed(['busyOnce']);
    expect(output.strokes).toHaveLength(2);
  });

  it.each([
    ['wrongState', { code: 'hardwareError', deviceCode: 'result=wrongState' }],
    ['imageRefused', { code: 'hardwareError', deviceCode: 'result=crc' }],
    ['stall', { code: 'hardwareError', deviceCode: 'STALL' }],
    ['busy', { code: 'hardwareError', deviceCode: 'state=romBusy' }],
    ['silent', { code: 'timeout' }],
  ])('%s: the capture fails in the pad’s own words and can be tried again', async (name, error) => {
    const { capture, fault, passing, until, act, drawn, events } = await pad();
    fault(name);
    expect(await passing(capture())).toMatchObject({ ok: false, error });
    expect(events).toEqual([]);
    fault(name, false);
    const again = capture('c2');
    await until('captureStarted');
    act('sign');
    await drawn();
    act('tapButton', { button: 'confirm' });
    expect(confirmed(await passing(again)).strokes).toHaveLength(2);
  });

  it('is asked again for no longer than five seconds', async () => {
    const { clock, fault, driver, passing } = await pad();
    fault('busy');
    const before = clock.monotonic();
    await passing(driver.identify());
    expect(clock.monotonic() - before).toBeLessThan(STU_DELAYS.busy + 500);
  });
});

it('has no glyph for a character: the form is refused with its code point and nothing is shown', async () => {
  const { driver, passing, state } = await pad();
  const input = { ...FORM, prompt: ['\u{E000}'] };
  expect(await passing(driver.execute({ id: '1', name: 'capture', input }))).toEqual(
    err({ code: 'condition', condition: 'unprintable', detail: 'U+E000' }),
  );
  expect(state().screen.dataBase64).toBeNull();
});

it('leaves no timer behind when it is closed', async () => {
  const { driver, clock, capture, until } = await pad();
  const signing = capture();
  await until('captureStarted');
  await driver.close();
  expect(await signing).toEqual(err({ code: 'offline' }));
  await clock.advanceAsync(10_000);
  expect(clock.armed).toBe(0);
});
