import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SerialPort } from 'serialport';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readChipCard } from '#devices/card-reader/emv/read-card.ts';
import { DRIVERS, type SerialModel } from '#devices/catalogue.ts';
import type { CommandMap, DeviceStateEvent } from '#devices/device.ts';
import type { ResidentIdCard } from '#devices/id-scanner/contract.ts';
import { supervise } from '#devices/supervision/supervised.ts';
import { SEND_SLACK_MILLISECONDS, serialTransport } from '#devices/transport/serial.ts';
import type { Line } from '#devices/transport/transport.ts';
import { ManualClock, settle, systemClock } from '#foundation/clock.ts';
import { err, ok } from '#foundation/result.ts';
import { type PtyCable, ptyCable, socatIsHere } from '../support/pty.ts';
import { SIMULATE_PROGRAM, simulatedDevice } from '../support/simulated-device.ts';

if (!socatIsHere) console.warn('Serial lines are not tried here: the program `socat` is not installed.');

/** Nobody: an unassigned area code. */
const INVENTED: ResidentIdCard = {
  type: 'residentIdCard',
  name: '陈某某',
  sex: 'female',
  ethnicCode: '01',
  birthDate: '1990-02-28',
  address: '某省某市某区某路2号',
  number: '990000199002280027',
  issuingAuthority: '某市公安局',
  validFrom: '2020-02-29',
  validTo: '2040-02-28',
};

const at = (path: string) => serialTransport({ path, baudRate: 9600 });

async function opened(path: string): Promise<Line> {
  const line = await at(path).open();
  if (!line.ok) throw new Error(`${line.error.code} ${line.error.detail ?? ''}`);
  return line.value;
}

/** What a line tells: all bytes so far, a promise of the first `count`, and every end that was told. */
function hearing(line: Line) {
  const bytes: number[] = [];
  const ends: string[] = [];
  const closed = Promise.withResolvers<string>();
  const waits: { readonly count: number; readonly resolve: (bytes: number[]) => void }[] = [];
  line.listen({
    data: (chunk) => {
      bytes.push(...chunk);
      for (const wait of waits) if (bytes.length >= wait.count) wait.resolve(bytes);
    },
    closed: (reason) => {
      ends.push(reason.code);
      closed.resolve(reason.code);
    },
  });
  return {
    bytes,
    ends,
    closed: closed.promise,
    first: (count: number) =>
      new Promise<number[]>((resolve) => {
        if (bytes.length >= count) resolve(bytes);
        else waits.push({ count, resolve });
      }),
  };
}

describe.skipIf(!socatIsHere)('a serial line', () => {
  let cable: PtyCable;
  beforeEach(async () => {
    cable = await ptyCable();
  });
  afterEach(() => cable.dispose());

  it('carries every byte value both ways', async () => {
    const [host, device] = [await opened(cable.hostPath), await opened(cable.devicePath)];
    const [atHost, atDevice] = [hearing(host), hearing(device)];
    const every = Uint8Array.from({ length: 256 }, (_, value) => value);
    expect(await host.write(every)).toEqual(ok(undefined));
    expect(await atDevice.first(256)).toEqual([...every]);
    expect(await device.write(every)).toEqual(ok(undefined));
    expect(await atHost.first(256)).toEqual([...every]);
    await Promise.all([host.close(), device.close()]);
    expect([atHost.ends, atDevice.ends]).toEqual([['gone'], ['gone']]);
  });

  it('tells once that the cable was pulled, and refuses writes from then on', async () => {
    const host = await opened(cable.hostPath);
    const { closed, ends } = hearing(host);
    await cable.unplug();
    expect(await closed).toBe('gone');
    expect(await host.write(Uint8Array.of(1))).toEqual(err({ code: 'gone' }));
    await host.close();
    expect(ends).toEqual(['gone']);
  });

  it('notices a cable pulled at any moment, though nobody listens and no byte flows', async () => {
    // Right after the opening the port may hang up between two polls: it then reads as empty for ever.
    for (let round = 0; round < 5; round++) {
      const host = await opened(cable.hostPath);
      await cable.unplug();
      expect(await hearing(host).closed).toBe('gone');
      await cable.plug();
    }
  });

  it('opens again after a re-plug, on the same path', async () => {
    const transport = at(cable.hostPath);
    const first = await transport.open();
    if (!first.ok) throw new Error(first.error.code);
    await cable.unplug();
    expect(await hearing(first.value).closed).toBe('gone');
    expect(await transport.open()).toMatchObject({ ok: false, error: { code: 'missing' } });
    await cable.plug();
    const device = await opened(cable.devicePath);
    const second = await transport.open();
    if (!second.ok) throw new Error(second.error.code);
    await second.value.write(Uint8Array.of(5));
    expect(await hearing(device).first(1)).toEqual([5]);
    await Promise.all([second.value.close(), device.close()]);
  });

  it('says missing, busy and refused for what they are', async () => {
    expect(await at(join(cable.hostPath, '..', 'nothing')).open()).toMatchObject({
      error: { code: 'missing' },
    });
    const host = await opened(cable.hostPath);
    expect(await at(cable.hostPath).open()).toMatchObject({ ok: false, error: { code: 'busy' } });
    await host.close();
    const again = await opened(cable.hostPath);
    await again.close();
    const file = join(cable.hostPath, '..', 'file');
    await writeFile(file, '');
    expect(await at(file).open()).toMatchObject({ error: { code: 'refused' } });
    expect(await serialTransport({ path: cable.hostPath, baudRate: Number.NaN }).open()).toMatchObject({
      error: { code: 'refused' },
    });
  });

  it('never sends at the next opening what was written after a close', async () => {
    const device = await opened(cable.devicePath);
    const { bytes, first } = hearing(device);

    // The trap is real: one port object, reopened, sends what it was given while closed.
    const bare = new SerialPort({ path: cable.hostPath, baudRate: 9600, autoOpen: false });
    const act = (name: 'open' | 'close' | 'drain') =>
      new Promise<void>((resolve, reject) =>
        bare[name]((failure) => (failure ? reject(failure) : resolve())),
      );
    await act('open');
    await act('close');
    bare.write(Buffer.of(0xbb));
    await act('open');
    expect(await first(1)).toEqual([0xbb]);
    await act('close');

    // Ours refuses them, and the new opening starts empty.
    const transport = at(cable.hostPath);
    const before = await transport.open();
    if (!before.ok) throw new Error(before.error.code);
    await before.value.close();
    expect(await before.value.write(Uint8Array.of(0xcc))).toEqual(err({ code: 'gone' }));
    const after = await transport.open();
    if (!after.ok) throw new Error(after.error.code);
    expect(await before.value.write(Uint8Array.of(0xcc))).toEqual(err({ code: 'gone' }));
    await after.value.write(Uint8Array.of(0xdd));
    expect(await first(2)).toEqual([0xbb, 0xdd]);
    await Promise.all([after.value.close(), device.close()]);
    expect(bytes).toEqual([0xbb, 0xdd]);
  });

  it('settles writes that the device does not take when the cable is pulled', async () => {
    const host = await opened(cable.hostPath);
    const { closed } = hearing(host);
    const writes = [host.write(new Uint8Array(500_000)), host.write(Uint8Array.of(1))];
    await settle();
    await cable.unplug();
    expect(await closed).toBe('gone');
    expect(await Promise.all(writes)).toEqual([err({ code: 'gone' }), err({ code: 'gone' })]);
  });

  it('gives up a line whose device takes nothing, within a bound, and can open it again', async () => {
    const clock = new ManualClock();
    const transport = serialTransport({ path: cable.hostPath, baudRate: 115_200 }, clock);
    const host = await transport.open();
    if (!host.ok) throw new Error(host.error.code);
    const { closed } = hearing(host.value);
    const bytes = new Uint8Array(500_000);
    const write = host.value.write(bytes);
    await settle();
    clock.advance(Math.ceil((bytes.length * 12 * 1000) / 115_200) + SEND_SLACK_MILLISECONDS);
    expect(await write).toEqual(err({ code: 'gone' }));
    expect(await closed).toBe('gone');
    await host.value.close();
    const again = await transport.open();
    expect(again.ok).toBe(true);
    if (again.ok) await again.value.close();
  });
});

/** A device kept alive over a real port, and what it tells, to be awaited. */
function kept<Commands extends CommandMap, Event extends { readonly type: string }>(
  name: string,
  model: SerialModel<Commands, Event>,
  path: string,
) {
  const device = supervise({
    name,
    transport: serialTransport({ ...model.defaults, path }),
    factory: model.factory,
    clock: systemClock,
  });
  const events: (Event | DeviceStateEvent)[] = [];
  const waits = new Set<() => void>();
  device.subscribe((event) => {
    events.push(event);
    for (const wait of [...waits]) wait();
  });
  let heard = 0;
  /** The next event of that type after the last one asked for; a `deviceState` of that state. */
  const next = (type: string, state?: string) =>
    new Promise<Event | DeviceStateEvent>((resolve) => {
      const look = () => {
        const at = events.findIndex(
          (event, index) =>
            index >= heard &&
            event.type === type &&
            (state === undefined || ('state' in event && event.state === state)),
        );
        const event = events[at];
        if (!event) return;
        heard = at + 1;
        waits.delete(look);
        resolve(event);
      };
      waits.add(look);
      look();
    });
  return { device, next, online: () => next('deviceState', 'online') };
}

describe.skipIf(!socatIsHere)('a driver on a real port, its device a process of its own', () => {
  let cable: PtyCable;
  const endings: (() => Promise<void>)[] = [];
  beforeEach(async () => {
    cable = await ptyCable();
  });
  afterEach(async () => {
    for (const end of endings.splice(0).reverse()) await end();
    await cable.dispose();
  });
  const plugged = async (model: string) => {
    const simulated = await simulatedDevice(model, cable.devicePath);
    endings.push(simulated.stop);
    return simulated;
  };

  it('reads the stripe of a card, gives it back and hears it taken (crt310)', async () => {
    const simulated = await plugged('crt310');
    const { device, next, online } = kept('cardReader', DRIVERS.cardReader.crt310, cable.hostPath);
    endings.push(() => device.close());
    expect(await online()).toMatchObject({ identity: { model: expect.any(String) } });
    expect((await device.execute({ id: '1', name: 'enableEntry', input: {} })).ok).toBe(true);
    const card = { pan: '6299990000000000012', expiry: '3012', chip: false, stripe: true };
    expect(await simulated.act('insertCard', { card })).toMatchObject({ ok: true });
    await next('mediaInserted');
    const tracks = await device.execute({ id: '2', name: 'readTracks', input: {} });
    expect(tracks).toMatchObject({
      ok: true,
      value: { track2: { status: 'read', data: expect.stringContaining('6299990000000000012=3012') } },
    });
    expect((await device.execute({ id: '3', name: 'eject', input: {} })).ok).toBe(true);
    expect(await simulated.act('takeCard')).toMatchObject({ ok: true });
    await next('mediaRemoved');
  });

  it('waits for a document and reads it whole, and again after the cable was pulled (sdt)', async () => {
    const simulated = await plugged('sdt');
    const { device, next, online } = kept('idScanner', DRIVERS.idScanner.sdt, cable.hostPath);
    endings.push(() => device.close());
    expect(await online()).toMatchObject({ identity: { model: expect.any(String) } });
    const read = (id: string) => device.execute({ id, name: 'readDocument', input: {} });
    const waiting = read('1');
    expect(await simulated.act('layDocument', { document: INVENTED })).toMatchObject({ ok: true });
    expect(await waiting).toMatchObject({ ok: true, value: { document: INVENTED } });

    expect(await simulated.act('liftDocument')).toMatchObject({ ok: true });
    const lost = read('2');
    await cable.unplug();
    expect(await lost).toMatchObject({ ok: false, error: { code: 'offline' } });
    await next('deviceState', 'offline');
    expect(await read('3')).toEqual(err({ code: 'offline' }));
    await cable.plug();
    await online();
    const again = read('4');
    expect(await simulated.act('layDocument', { document: INVENTED })).toMatchObject({ ok: true });
    expect(await again).toMatchObject({ ok: true, value: { document: INVENTED } });
  });

  it('takes a card from the stack, reads its chip, presents it and hears it taken (crt591)', async () => {
    const simulated = await plugged('crt591');
    const { device, next, online } = kept('cardDispenser', DRIVERS.cardDispenser.crt591, cable.hostPath);
    endings.push(() => device.close());
    expect(await online()).toMatchObject({ identity: { model: 'CRT-591-M001' } });
    expect(await device.execute({ id: '1', name: 'dispense', input: {} })).toEqual(
      ok({ outcome: 'confirmed' }),
    );
    let ids = 0;
    const card = await readChipCard(device, () => {
      ids += 1;
      return `chip ${ids}`;
    });
    expect(card).toMatchObject({ ok: true, value: { source: 'chip', checkDigitRight: true } });
    expect(await simulated.act('setFault', { fault: 'lostAckOnce', on: true })).toMatchObject({ ok: true });
    expect(await device.execute({ id: '2', name: 'present', input: {} })).toEqual(
      ok({ outcome: 'confirmed', takenObservable: true }),
    );
    expect(await simulated.act('takeCard')).toMatchObject({ ok: true });
    await next('mediaRemoved');
  });

  it('prints a receipt and has its end confirmed (escpos)', async () => {
    const simulated = await plugged('escpos');
    const { device, online } = kept('receiptPrinter', DRIVERS.receiptPrinter.escpos, cable.hostPath);
    endings.push(() => device.close());
    await online();
    const document = {
      parts: [
        { type: 'text', text: '挂失回单 RECEIPT', align: 'centre', size: 'large' },
        { type: 'pair', label: 'No.', value: '0001' },
      ],
    } as const;
    expect(await device.execute({ id: '1', name: 'print', input: { document } })).toEqual(
      ok({ outcome: 'confirmed' }),
    );
    await simulated.until('state', (told) => JSON.stringify(told).includes('挂失回单'));
  });
});

describe('the simulate command', () => {
  const simulate = (...words: string[]) =>
    spawnSync(process.execPath, [SIMULATE_PROGRAM, ...words], { encoding: 'utf8', input: '' });

  it('says plainly what is wrong with its arguments and ends with 2', () => {
    const { status, stdout, stderr } = simulate('teapot', '--port', '/dev/ttyS0');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      /^There is no device "teapot"\.\nUsage: npm run simulate -- .*\nDevices: crt310, sdt, escpos, crt591/,
    );
  });

  it('says plainly that a port is not there and ends with 1', () => {
    const { status, stdout, stderr } = simulate('sdt', '--port', '/nowhere/tty');
    expect([status, stdout, stderr]).toEqual([1, '', 'There is no port /nowhere/tty.\n']);
  });

  it('lists its devices when asked', () => {
    const { status, stdout } = simulate('--help');
    expect([status, stdout.includes('insertCard {card}')]).toEqual([0, true]);
  });
});

describe('the native part of serialport', () => {
  const loaded = (then: string) => {
    const script = `const { serialTransport } = await import('#devices/transport/serial.ts');
      const transport = serialTransport({ path: '/nowhere/tty', baudRate: 9600 });
      ${then}
      process.stdout.write(String(process.report.getReport().sharedObjects.some((path) => path.includes('serialport'))));`;
    return spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }).stdout;
  };

  it('is loaded by the first opening and not before', () => {
    expect(loaded('')).toBe('false');
    expect(loaded('await transport.open();')).toBe('true');
  });
});
