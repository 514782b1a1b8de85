import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { ManualClock } from '#foundation/clock.ts';
import { Listeners } from '#foundation/listeners.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { Device, DeviceError, DeviceStateEvent } from '../device.ts';
import { connectDevice, REMOTE_CLOSE_MILLISECONDS } from './connect.ts';
import { MAXIMUM_REMOTE_COMMANDS } from './envelope.ts';
import { exposeDevice } from './expose.ts';

type BoxCommands = {
  readonly put: {
    readonly input: { readonly bytes: Uint8Array };
    readonly output: { readonly count: number };
  };
  readonly wait: { readonly input: object; readonly output: object };
};
type BoxEvent = { readonly type: 'opened'; readonly by?: unknown };

/** A device whose `wait` ends by cancel, close or the test. */
function box(overrides: Partial<Device<BoxCommands, BoxEvent>> = {}) {
  const tell = new Listeners<BoxEvent | DeviceStateEvent>();
  const waiting = new Map<string, (result: Result<object, DeviceError>) => void>();
  const seen: { name: string; input: object }[] = [];
  const arrivals = new Listeners<string>();
  const device: Device<BoxCommands, BoxEvent> = {
    // A hand-made device: one function stands for every command's own types.
    execute: (async ({ id, name, input }: { id: string; name: string; input: { bytes?: Uint8Array } }) => {
      seen.push({ name, input });
      arrivals.publish(id);
      if (name === 'put') return ok({ count: input.bytes?.length ?? 0 });
      if (name === 'wait') return new Promise((resolve) => waiting.set(id, resolve));
      return err({ code: 'unsupported' });
    }) as Device<BoxCommands, BoxEvent>['execute'],
    cancel: (id) => waiting.get(id)?.(err({ code: 'cancelled' })),
    subscribe: (listener) => tell.add(listener),
    close: async () => {
      for (const settle of waiting.values()) settle(err({ code: 'offline' }));
    },
    ...overrides,
  };
  const arrived = (id: string) =>
    new Promise<void>((resolve) => {
      const stop = arrivals.add((other) => {
        if (other !== id) return;
        stop();
        resolve();
      });
    });
  return { device, tell, seen, waiting, arrived };
}

const ports: MessagePort[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

function channel() {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  return { near: port2, far: port1 };
}

function across(overrides: Partial<Device<BoxCommands, BoxEvent>> = {}) {
  const { near, far } = channel();
  const made = box(overrides);
  const exposed = exposeDevice(made.device, far);
  const clock = new ManualClock();
  const remote = connectDevice<BoxCommands, BoxEvent>(near, clock);
  const events: (BoxEvent | DeviceStateEvent)[] = [];
  const heard = new Listeners<BoxEvent | DeviceStateEvent>();
  remote.subscribe((event) => {
    events.push(event);
    heard.publish(event);
  });
  const next = () =>
    new Promise<BoxEvent | DeviceStateEvent>((resolve) => {
      const stop = heard.add((event) => {
        stop();
        resolve(event);
      });
    });
  const wait = (id: string) => remote.execute({ id, name: 'wait', input: {} });
  return { ...made, near, far, exposed, remote, clock, events, next, wait };
}

const offline = err({ code: 'offline' });

describe('a device behind a structured-clone boundary', () => {
  it('runs commands and carries bytes tight, not the buffer behind them', async () => {
    const { remote, seen } = across();
    const pool = new Uint8Array(4_096).fill(7);
    expect(await remote.execute({ id: '1', name: 'put', input: { bytes: pool.subarray(10, 13) } })).toEqual(
      ok({ count: 3 }),
    );
    const input = seen[0]?.input as { bytes: Uint8Array };
    expect([input.bytes, input.bytes.buffer.byteLength]).toEqual([Uint8Array.of(7, 7, 7), 3]);
  });

  it('carries errors with all they say, and events in order', async () => {
    const error: DeviceError = {
      code: 'condition',
      condition: 'mediaJammed',
      deviceCode: 'E=10',
      detail: 'gate',
    };
    const { remote, tell, next, events } = across({ execute: async () => err(error) });
    expect(await remote.execute({ id: '1', name: 'wait', input: {} })).toEqual(err(error));
    tell.publish({ type: 'deviceState', state: 'online', identity: { model: 'Box', firmware: '1' } });
    tell.publish({ type: 'opened' });
    await next();
    await next();
    expect(events).toEqual([
      { type: 'deviceState', state: 'online', identity: { model: 'Box', firmware: '1' } },
      { type: 'opened' },
    ]);
  });

  it('cancels by id, that one only', async () => {
    const { remote, wait, waiting, arrived } = across();
    const [one, two] = [wait('1'), wait('2')];
    await arrived('2');
    remote.cancel('unknown');
    remote.cancel('1');
    expect(await one).toEqual(err({ code: 'cancelled' }));
    waiting.get('2')?.(ok({}));
    expect(await two).toEqual(ok({}));
  });

  it('settles everything pending with offline when the far end goes, and says so', async () => {
    const { wait, far, next, arrived, remote } = across();
    const pending = [wait('1'), wait('2')];
    await arrived('2');
    const told = next();
    far.close();
    expect(await Promise.all(pending)).toEqual([offline, offline]);
    expect(await told).toMatchObject({ type: 'deviceState', state: 'offline' });
    expect(await wait('3')).toEqual(offline);
    await remote.close();
  });

  it('cancels what nobody waits for any more when the user’s end goes, and keeps the device', async () => {
    const cancelled = Promise.withResolvers<string>();
    let closes = 0;
    const { near, wait, arrived } = across({
      cancel: cancelled.resolve,
      close: async () => {
        closes += 1;
      },
    });
    const pending = wait('1');
    await arrived('1');
    near.close();
    expect(await cancelled.promise).toBe('1');
    expect(await pending).toEqual(offline);
    expect(closes).toBe(0);
  });

  it('closes the device on the user’s word, its answers first', async () => {
    const last = Promise.withResolvers<Result<object, DeviceError>>();
    const made: string[] = [];
    const { remote, clock, wait } = across({
      // What became of a command on closing is the device's to say, and it may take a moment.
      close: async () => void setImmediate(() => last.resolve(ok({ late: true }))),
      execute: async (request) => {
        made.push(request.id);
        return last.promise as Promise<never>;
      },
    });
    const pending = wait('1');
    const closing = [remote.close(), remote.close()];
    expect(await wait('2')).toEqual(offline);
    await Promise.all(closing);
    expect(await pending).toEqual(ok({ late: true }));
    expect(await wait('3')).toEqual(offline);
    expect([made, clock.armed]).toEqual([['1'], 0]);
  });

  it('closes within its bound though the device does not', async () => {
    const { remote, clock, wait, arrived } = across({ close: () => new Promise(() => {}) });
    const pending = wait('1');
    await arrived('1');
    const closed = remote.close();
    clock.advance(REMOTE_CLOSE_MILLISECONDS);
    await closed;
    expect(await pending).toEqual(offline);
  });

  it('refuses on the spot what cannot cross, an id in use and more commands than it keeps', async () => {
    const { remote, wait, seen } = across();
    const pending = Array.from({ length: MAXIMUM_REMOTE_COMMANDS }, (_, id) => wait(String(id)));
    expect(await wait('0')).toMatchObject({ error: { code: 'invalidData' } });
    expect(await wait('more')).toMatchObject({ error: { code: 'busy' } });
    await remote.close();
    await Promise.all(pending);
    expect(seen).toHaveLength(MAXIMUM_REMOTE_COMMANDS);

    const other = across();
    const bad = { bytes: (() => {}) as unknown as Uint8Array };
    expect(await other.remote.execute({ id: '1', name: 'put', input: bad })).toMatchObject({
      error: { code: 'invalidData', detail: 'notPlain' },
    });
    expect(await other.wait('')).toMatchObject({ error: { code: 'invalidData' } });
    expect(await other.wait('x'.repeat(1_000))).toMatchObject({ error: { code: 'invalidData' } });
  });

  it('answers for a device that throws, or whose answer cannot cross', async () => {
    const thrower = across({
      execute: async () => {
        throw new RangeError('what a card said');
      },
    });
    expect(await thrower.wait('1')).toEqual(err({ code: 'protocol', detail: 'RangeError' }));
    const early = across({
      execute: () => {
        throw 'at once';
      },
    });
    // Twice with one id: nothing is left of the first.
    for (let count = 0; count < 2; count++)
      expect(await early.wait('1')).toEqual(err({ code: 'protocol', detail: 'unknown' }));
    const liar = across({ execute: async () => ok({ run: () => {} }) as never });
    expect(await liar.wait('1')).toMatchObject({ error: { code: 'protocol' } });
    const talker = across({ execute: async () => err({ code: 'timeout', detail: 'x'.repeat(5_000) }) });
    expect(await talker.wait('1')).toMatchObject({ error: { code: 'protocol' } });
  });

  it('ends when an event cannot cross, rather than losing it in silence', async () => {
    const { tell, next } = across();
    const told = next();
    tell.publish({ type: 'opened', by: () => {} });
    expect(await told).toMatchObject({ type: 'deviceState', state: 'offline' });
  });

  it('stops being offered without closing the device', async () => {
    let closes = 0;
    const { exposed, next } = across({
      close: async () => {
        closes += 1;
      },
    });
    const told = next();
    exposed.stop();
    exposed.stop();
    expect(await told).toMatchObject({ state: 'offline' });
    expect(closes).toBe(0);
  });

  const closed = (port: MessagePort) => new Promise<void>((resolve) => port.once('close', resolve));

  it('closes the port of a user who uses an id twice, and keeps a bound for one who uses many', async () => {
    const twice = channel();
    exposeDevice(box().device, twice.far);
    const end = closed(twice.near);
    const wait = { kind: 'execute', name: 'wait', input: {} };
    for (const id of ['1', '1']) twice.near.postMessage({ ...wait, id });
    await end;

    const many = channel();
    const { device, seen } = box();
    exposeDevice(device, many.far);
    const answer = new Promise((resolve) => many.near.once('message', resolve));
    for (let id = 0; id <= MAXIMUM_REMOTE_COMMANDS; id++) many.near.postMessage({ ...wait, id: `${id}` });
    expect(await answer).toMatchObject({
      id: `${MAXIMUM_REMOTE_COMMANDS}`,
      result: { error: { code: 'busy' } },
    });
    expect(seen).toHaveLength(MAXIMUM_REMOTE_COMMANDS);
  });

  it.each([
    ['nothing', undefined],
    ['a text', 'execute'],
    ['an unknown kind', { kind: 'reboot' }],
    ['an unknown key', { kind: 'cancel', id: '1', more: true }],
    ['a name that is none', { kind: 'execute', id: '1', name: '../x', input: {} }],
    ['an input that is none', { kind: 'execute', id: '1', name: 'wait', input: 7 }],
    ['a map', { kind: 'execute', id: '1', name: 'wait', input: new Map() }],
    [
      'ten megabytes',
      { kind: 'execute', id: '1', name: 'put', input: { bytes: new Uint8Array(10_000_000) } },
    ],
  ])('closes the port of a user who sends %s, before the device sees it', async (_, message) => {
    const { near, far } = channel();
    const { device, seen } = box();
    exposeDevice(device, far);
    const end = closed(near);
    near.postMessage(message);
    await end;
    expect(seen).toEqual([]);
  });

  it.each([
    ['a result of no shape', { kind: 'result', id: '1', result: { ok: true } }],
    ['an error code nobody knows', { kind: 'result', id: '1', result: err({ code: 'sorry' }) }],
    ['a device state nobody knows', { kind: 'event', event: { type: 'deviceState', state: 'asleep' } }],
    ['something else', { kind: 'execute', id: '1', name: 'wait', input: {} }],
  ])('takes a device that answers with %s for gone', async (_, message) => {
    const { near, far } = channel();
    const remote = connectDevice<BoxCommands, BoxEvent>(near);
    const pending = remote.execute({ id: '1', name: 'wait', input: {} });
    far.postMessage(message);
    expect(await pending).toEqual(offline);
  });

  it('ignores an answer to what it did not ask', async () => {
    const { near, far } = channel();
    const remote = connectDevice<BoxCommands, BoxEvent>(near);
    const pending = remote.execute({ id: '1', name: 'wait', input: {} });
    far.postMessage({ kind: 'result', id: 'other', result: ok({ lie: 1 }) });
    far.postMessage({ kind: 'result', id: '1', result: ok({ truth: 1 }) });
    far.postMessage({ kind: 'result', id: '1', result: ok({ again: 1 }) });
    expect(await pending).toEqual(ok({ truth: 1 }));
  });
});
