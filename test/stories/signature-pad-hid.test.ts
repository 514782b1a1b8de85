import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeviceStateEvent } from '#devices/device.ts';
import type { SignaturePadCommands, SignaturePadEvent } from '#devices/signature-pad/contract.ts';
import { createWacomStuSimulator, type WacomStuState } from '#devices/signature-pad/wacom-stu/simulator.ts';
import type { Simulator } from '#devices/simulation/simulator.ts';
import { type HidrawHost, hidrawHost, umockdevIsHere } from '../support/hidraw.ts';

if (!umockdevIsHere)
  console.warn(
    'A signature pad on a real HID library is not tried here: `umockdev-wrapper` is not installed.',
  );

const FORM = {
  prompt: ['请在框内签名 Sign in the box'],
  buttons: { clear: '重签 Clear', confirm: '确认 OK', cancel: '不签 Refuse' },
};

describe.skipIf(!umockdevIsHere)('a signature pad on the real HID library', () => {
  let simulator: Simulator;
  let host: HidrawHost<SignaturePadCommands, SignaturePadEvent>;
  let events: (SignaturePadEvent | DeviceStateEvent)[];
  let waits: Set<() => void>;
  beforeEach(async () => {
    simulator = createWacomStuSimulator();
    host = await hidrawHost<SignaturePadCommands, SignaturePadEvent>(simulator);
    events = [];
    waits = new Set();
    host.device.subscribe((event) => {
      events.push(event);
      for (const wait of [...waits]) wait();
    });
  });
  afterEach(() => host.stop());

  /** The first event that is so, from the `from`th on. */
  const until = (isSo: (event: SignaturePadEvent | DeviceStateEvent) => boolean, from = 0) =>
    new Promise<SignaturePadEvent | DeviceStateEvent>((resolve) => {
      const look = () => {
        const event = events.slice(from).find(isSo);
        if (!event) return;
        waits.delete(look);
        resolve(event);
      };
      waits.add(look);
      look();
    });
  const online = (from = 0) =>
    until((event) => event.type === 'deviceState' && event.state === 'online', from);
  const state = () => simulator.state() as WacomStuState;
  const drawn = () =>
    new Promise<void>((resolve) => {
      const stop = simulator.subscribe(() => {
        if (state().penBusy) return;
        stop();
        resolve();
      });
    });
  const capture = (id: string) => host.device.execute({ id, name: 'capture', input: FORM });

  it('identifies itself, takes a signature sample by sample, and is found again after the cable was pulled', async () => {
    expect(await online()).toMatchObject({
      identity: { model: 'STU-540', firmware: '1.3', serialNumber: '5A000540' },
    });
    const signing = capture('1');
    await until((event) => event.type === 'captureStarted');
    expect(state().screen.dataBase64).not.toBeNull();
    simulator.act('sign', {});
    await drawn();
    expect(await host.device.execute({ id: '2', name: 'status', input: {} })).toMatchObject({
      value: { state: 'capture' },
    });
    simulator.act('tapButton', { button: 'confirm' });
    const signed = await signing;
    if (!signed.ok || signed.value.outcome !== 'confirmed')
      throw new Error(`${JSON.stringify(signed)} ${host.log()}`);
    // Every report kept its borders: none is lost, none merged with the next.
    expect(signed.value.lostSamples).toBe(0);
    expect(signed.value.strokes.map((stroke) => stroke.length)).toEqual([120, 40]);
    expect(state().screen.dataBase64).toBeNull();
    expect(state().violations).toBe(0);

    const second = capture('3');
    const before = events.length;
    await until((event) => event.type === 'captureStarted', before);
    simulator.act('setFault', { fault: 'unplugInStroke', on: true });
    simulator.act('sign', {});
    expect(await second).toMatchObject({ ok: false, error: { code: 'offline' } });
    await until((event) => event.type === 'deviceState' && event.state !== 'online', before);
    expect(await capture('4')).toMatchObject({ ok: false, error: { code: 'offline' } });

    const replugged = events.length;
    simulator.act('plugIn', {});
    await online(replugged);
    const third = capture('5');
    await until((event) => event.type === 'captureStarted', replugged);
    host.device.cancel('5');
    expect(await third).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(state().screen.dataBase64).toBeNull();
  });

  it('hears a stall as what it is: no such report, and the line goes on', async () => {
    await online();
    simulator.act('setFault', { fault: 'stall', on: true });
    expect(await host.device.execute({ id: '1', name: 'status', input: {} })).toMatchObject({
      ok: false,
      error: { code: 'hardwareError', deviceCode: 'STALL' },
    });
    simulator.act('setFault', { fault: 'stall', on: false });
    expect(await host.device.execute({ id: '2', name: 'status', input: {} })).toMatchObject({
      ok: true,
      value: { state: 'ready' },
    });
  });
});

describe('the native part of node-hid', () => {
  const loaded = (then: string) => {
    const script = `const { hidTransport } = await import('#devices/transport/hid/hid.ts');
      const transport = hidTransport({ vendorId: 0xfffe });
      ${then}
      process.stdout.write(String(process.report.getReport().sharedObjects.some((path) => /node-hid/i.test(path))));`;
    return spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }).stdout;
  };

  it('is loaded by the first opening and not before', () => {
    expect(loaded('')).toBe('false');
    expect(loaded('await transport.open();')).toBe('true');
  });
});
