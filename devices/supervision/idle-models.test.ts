import { expect, it } from 'vitest';
import { ManualClock } from '#foundation/clock.ts';
import { DRIVERS } from '../catalogue.ts';
import { SIMULATORS } from '../simulation/catalogue.ts';
import type { Simulator } from '../simulation/simulator.ts';
import { memoryTransport } from '../transport/memory.ts';
import { SILENT_PROBES, SUPERVISION_DELAYS } from './lifecycle.ts';
import { supervise } from './supervised.ts';

/** A device of that model on a cable, kept alive on a clock that stands, seen by its state alone. */
function kept(clock: ManualClock, model: 'crt310' | 'sdt' | 'escpos') {
  const reach = (simulator: Simulator) => ({
    simulator,
    transport: memoryTransport(`memory:${model}`, (line) => {
      if (simulator.reachable) simulator.attach(line);
      return simulator.reachable;
    }),
  });
  const options = { name: model, clock };
  switch (model) {
    case 'crt310': {
      const { simulator, transport } = reach(SIMULATORS.cardReader.crt310({ clock }));
      const { factory } = DRIVERS.cardReader.crt310;
      return { simulator, device: supervise({ ...options, transport, factory }) };
    }
    case 'sdt': {
      const { simulator, transport } = reach(SIMULATORS.idScanner.sdt({ clock }));
      const { factory } = DRIVERS.idScanner.sdt;
      return { simulator, device: supervise({ ...options, transport, factory }) };
    }
    case 'escpos': {
      const { simulator, transport } = reach(SIMULATORS.receiptPrinter.escpos({ clock }));
      const { factory } = DRIVERS.receiptPrinter.escpos;
      return { simulator, device: supervise({ ...options, transport, factory }) };
    }
  }
}

it.each(['crt310', 'sdt', 'escpos'] as const)(
  '%s: idle and without power on a living line, it is told to be gone in time, and back after that',
  async (model) => {
    const clock = new ManualClock();
    const { simulator, device } = kept(clock, model);
    const run = async (milliseconds: number) => {
      for (let passed = 0; passed < milliseconds; passed += 20) await clock.advanceAsync(20);
    };
    await run(60_000);
    expect(device.state()).toMatchObject({ lifecycle: 'ready', device: 'online' });
    expect(simulator.act('setFault', { fault: 'silent', on: true }).ok).toBe(true);
    await run(SUPERVISION_DELAYS.idleProbe + SILENT_PROBES * SUPERVISION_DELAYS.probe + 100);
    expect(device.state().device).toBe('offline');
    expect(simulator.act('setFault', { fault: 'silent', on: false }).ok).toBe(true);
    await run(30_000);
    expect(device.state().device).toBe('online');
    await device.close();
    expect(device.state().lifecycle).toBe('closed');
  },
);
