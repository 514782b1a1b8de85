import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { fromHex } from '#foundation/bytes.ts';
import { ManualClock } from '#foundation/clock.ts';
import { err } from '#foundation/result.ts';
import type { CardReader, CardReaderEvent } from '../card-reader/contract.ts';
import { createCrt310Driver } from '../card-reader/crt310/driver.ts';
import { createCrt310Simulator } from '../card-reader/crt310/simulator.ts';
import type { DeviceStateEvent } from '../device.ts';
import { supervise } from '../supervision/supervised.ts';
import { memoryTransport } from '../transport/memory.ts';
import { connectDevice } from './connect.ts';
import { exposeDevice } from './expose.ts';

const CARD = { pan: '6299990000000000012', expiry: '3012', chip: true, stripe: true };

/** Where the driver lives: here, or at the far end of a port, with nothing but structured clones between. */
const PLACES: readonly [string, (device: CardReader) => CardReader][] = [
  ['in this process', (device) => device],
  [
    'behind a structured-clone boundary',
    (device) => {
      const { port1, port2 } = new MessageChannel();
      exposeDevice(device, port1);
      return connectDevice(port2);
    },
  ],
];

describe.each(PLACES)('a card reader %s', (_, reach) => {
  function reader() {
    const clock = new ManualClock();
    const simulator = createCrt310Simulator({ clock });
    const transport = memoryTransport('memory:crt310', (line) => {
      if (simulator.reachable) simulator.attach(line);
      return simulator.reachable;
    });
    const device = reach(supervise({ name: 'cardReader', transport, factory: createCrt310Driver, clock }));
    const events: (CardReaderEvent | DeviceStateEvent)[] = [];
    device.subscribe((event) => events.push(event));
    /** Lets the clock run until it is so. */
    const until = async (isSo: () => boolean) => {
      for (let turn = 0; !isSo(); turn++) {
        if (turn > 5_000) throw new Error('it never came to that');
        await clock.advanceAsync(20);
      }
    };
    const heard = (type: string) => until(() => events.some((event) => event.type === type));
    const state = (wanted: string) =>
      until(() => {
        const last = events.findLast((event) => event.type === 'deviceState');
        return last?.type === 'deviceState' && last.state === wanted;
      });
    let ids = 0;
    const run: CardReader['execute'] = async (request) => {
      let done = false;
      const answer = device.execute(request).finally(() => {
        done = true;
      });
      await until(() => done);
      return answer;
    };
    const ask = <Name extends 'enableEntry' | 'status' | 'readTracks' | 'chipPowerOn' | 'eject'>(
      name: Name,
    ) => {
      ids += 1;
      return run({ id: `${ids}`, name, input: {} });
    };
    return { device, simulator, heard, state, ask, run, clock };
  }

  it('takes a card in, reads its stripe, talks to its chip and gives it back', async () => {
    const { device, simulator, heard, state, ask, run } = reader();
    await state('online');
    expect((await ask('enableEntry')).ok).toBe(true);
    expect(simulator.act('insertCard', { card: CARD }).ok).toBe(true);
    await heard('mediaInserted');
    expect(await ask('status')).toMatchObject({ value: { media: 'present' } });
    expect(await ask('readTracks')).toMatchObject({ value: { track2: { status: 'read' } } });
    const power = await ask('chipPowerOn');
    expect(power).toMatchObject({ value: { atr: expect.any(Uint8Array) } });
    const select = fromHex('00A404000E315041592E5359532E444446303100');
    const answer = await run({ id: 'apdu', name: 'chipIO', input: { command: select } });
    expect(answer.ok && answer.value.response.subarray(-2)).toEqual(Uint8Array.of(0x90, 0x00));
    expect((await ask('eject')).ok).toBe(true);
    expect(simulator.act('takeCard', {}).ok).toBe(true);
    await heard('mediaRemoved');
    await device.close();
  });

  it('tells what the reader says no to', async () => {
    const { device, state, ask } = reader();
    await state('online');
    expect(await ask('readTracks')).toMatchObject({ error: { code: 'condition', condition: 'noMedia' } });
    await device.close();
  });

  it('is offline while the reader is unplugged, and comes back with it', async () => {
    const { device, simulator, state, ask } = reader();
    await state('online');
    expect(simulator.act('unplug', {}).ok).toBe(true);
    await state('noDevice');
    expect(await ask('status')).toEqual(err({ code: 'offline' }));
    expect(simulator.act('plugIn', {}).ok).toBe(true);
    await state('online');
    expect(await ask('status')).toMatchObject({ value: { media: 'notPresent' } });
    await device.close();
  });

  it('settles everything with offline when it is closed', async () => {
    const { device, simulator, state } = reader();
    await state('online');
    simulator.act('setFault', { fault: 'silent', on: true });
    const pending = ['1', '2', '3'].map((id) => device.execute({ id, name: 'readTracks', input: {} }));
    await device.close();
    expect(await Promise.all(pending)).toEqual(pending.map(() => err({ code: 'offline' })));
  });
});
