import type { DEVICE_ASKS } from '#contracts/supervisor/asks/devices.ts';
import type { Station } from '#contracts/supervisor/device.ts';
import type { TestedStep } from '#contracts/supervisor/test-run.ts';
import type { DeviceKind } from '#devices/catalogue.ts';
import type { Clock } from '#foundation/clock.ts';
import { err, ok } from '#foundation/result.ts';
import type { Cabinet, CabinetStation } from '../cabinet/cabinet.ts';
import { newToken } from '../ids.ts';
import type { Journal } from '../journal/journal.ts';
import { failed, failedBy, identified, PASS, type StepEnd, type TestBench } from './bench.ts';
import { sensePorts } from './port-sense.ts';
import type { DiagnosticRecords } from './records.ts';
import type { RoomOf } from './room.ts';
import { TestRuns } from './runs.ts';
import { dispenserEnd, testCardDispenser } from './tests/card-dispenser.ts';
import { testCardReader } from './tests/card-reader.ts';
import { testIdScanner } from './tests/id-scanner.ts';
import { printerEnd, testReceiptPrinter } from './tests/receipt-printer.ts';
import { testSignaturePad } from './tests/signature-pad.ts';

type World = {
  readonly cabinet: Pick<Cabinet, 'devices' | 'health' | 'stations' | 'board' | 'books'>;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly records: DiagnosticRecords;
  readonly terminal: string;
  readonly news: (...of: ('devices.list' | 'devices.run')[]) => void;
  readonly onJournalFault: () => void;
};

export type DeviceRoom = RoomOf<typeof DEVICE_ASKS>;

/** How a run of steps counts: one that failed decides; where nothing was tried, nothing is said. */
export function outcomeOf(steps: readonly Pick<TestedStep, 'result'>[]): 'pass' | 'fail' | 'skipped' {
  if (steps.some(({ result }) => result === 'fail')) return 'fail';
  return steps.length > 0 && steps.every(({ result }) => result === 'pass') ? 'pass' : 'skipped';
}

/** Devices: how they stand, their tests, their ports. */
export function deviceRoom(world: World): DeviceRoom {
  const { cabinet, clock, journal, records, terminal, news, onJournalFault } = world;
  const { devices, stations, board, books } = cabinet;
  const stationOf = (device: DeviceKind) => stations.find((one) => one.device === device);
  const durably = (write: () => void) => {
    try {
      write();
    } catch {
      onJournalFault();
    }
  };

  const runs = new TestRuns(clock, {
    changed: () => news('devices.run', 'devices.list'),
    tested: (run, subject, steps, by) =>
      durably(() => {
        const fault = steps.find(({ result }) => result === 'fail')?.fault ?? null;
        records.write({ subject, outcome: outcomeOf(steps), fault, by, run });
      }),
  });

  const test = async (device: DeviceKind, bench: TestBench): Promise<void> => {
    const station = stationOf(device);
    if (!station) return void (await bench.step('identify', async () => failed('deviceMissing')));
    const { cardReader, idScanner, receiptPrinter, signaturePad, cardDispenser } = devices;
    switch (device) {
      case 'cardReader':
        return cardReader && testCardReader(cardReader, station, bench);
      case 'idScanner':
        return idScanner && testIdScanner(idScanner, station, bench);
      case 'receiptPrinter': {
        const at = new Date(clock.wall()).toISOString().slice(0, 16).replace('T', ' ');
        return (
          receiptPrinter && testReceiptPrinter(receiptPrinter, station, bench, { terminal, at: `${at} UTC` })
        );
      }
      case 'signaturePad':
        return signaturePad && testSignaturePad(signaturePad, station, bench);
      case 'cardDispenser':
        return (
          cardDispenser &&
          testCardDispenser(cardDispenser, station, bench, () =>
            journal.append({ kind: 'diagnostics.blankSpent', facts: { terminal } }),
          )
        );
    }
  };

  const ask = async (device: DeviceKind): Promise<StepEnd> => {
    const station = stationOf(device);
    if (!station) return failed('deviceMissing');
    const there = identified(station);
    if (there.result === 'fail') return there;
    const request = { id: newToken(), input: {} };
    switch (device) {
      case 'idScanner': {
        const answer = await devices.idScanner?.execute({ ...request, name: 'presence' });
        return !answer || answer.ok ? PASS : failedBy(answer.error);
      }
      case 'receiptPrinter': {
        const answer = await devices.receiptPrinter?.execute({ ...request, name: 'status' });
        if (!answer) return PASS;
        return answer.ok ? printerEnd(answer.value) : failedBy(answer.error);
      }
      case 'cardDispenser': {
        const answer = await devices.cardDispenser?.execute({ ...request, name: 'status' });
        if (!answer) return PASS;
        return answer.ok ? dispenserEnd(answer.value) : failedBy(answer.error);
      }
      case 'cardReader': {
        const answer = await devices.cardReader?.execute({ ...request, name: 'status' });
        return !answer || answer.ok ? PASS : failedBy(answer.error);
      }
      case 'signaturePad': {
        const answer = await devices.signaturePad?.execute({ ...request, name: 'status' });
        return !answer || answer.ok ? PASS : failedBy(answer.error);
      }
    }
  };

  return {
    'devices.list': async () => {
      const health = cabinet.health();
      return ok({ devices: stations.map((station) => told(station, health[station.device], board, books)) });
    },
    'devices.selfTest': async ({ devices: wanted }, { number, signal }) => {
      if (runs.busy) return err({ code: 'busy' });
      return ok(await runs.selfTest([...new Set(wanted)], number, signal, test));
    },
    'devices.loop': async ({ devices: wanted, hours, rounds }, { number, signal }) => {
      if (runs.busy) return err({ code: 'busy' });
      return ok(await runs.loop([...new Set(wanted)], number, signal, { hours, rounds }, ask));
    },
    'devices.run': async () => ok({ run: runs.run }),
    'devices.answer': async ({ run, yes }) => (runs.answer(run, yes) ? ok({}) : err({ code: 'stale' })),
    'devices.cancel': async () => (runs.cancel() ? ok({}) : err({ code: 'stale' })),
    'devices.assign': async ({ devices: wanted }, { signal }) => {
      if (runs.busy) return err({ code: 'busy' });
      try {
        const { found, missing } = await sensePorts(wanted, { clock, board, stations, signal });
        news('devices.list');
        return ok({ found: [...found], missing: [...missing] });
      } catch {
        return err({ code: 'failed', detail: 'portsFile' });
      }
    },
  };
}

function told(
  station: CabinetStation,
  health: 'ok' | 'down' | 'absent',
  board: Cabinet['board'],
  books: Cabinet['books'],
): Station {
  const { device, model, known } = station;
  const { lifecycle, device: state, identity, error } = station.state();
  const { counters, last } = books.of(device);
  const port = board.port(device, known);
  const profilePort = board.port(device, known, { from: device });
  const same = JSON.stringify(port) === JSON.stringify(profilePort);
  return {
    ...{ device, model, lifecycle, state, health, port, counters, last },
    profilePort: same ? null : profilePort,
    identity: identity
      ? {
          model: identity.model.slice(0, 80),
          firmware: identity.firmware?.slice(0, 80) ?? null,
          serialNumber: identity.serialNumber?.slice(0, 80) ?? null,
        }
      : null,
    fault: error
      ? {
          code: error.code,
          condition: error.condition?.slice(0, 40) ?? null,
          deviceCode: error.deviceCode?.slice(0, 40) ?? null,
        }
      : null,
  };
}
