import type { DevicePort } from '#contracts/supervisor/device.ts';
import type { DeviceKind } from '#devices/catalogue.ts';
import type { Clock } from '#foundation/clock.ts';
import type { CabinetStation } from '../cabinet/cabinet.ts';
import type { Assignment, PortBoard } from '../cabinet/port-board.ts';

/** Speeds a reader's switches or a printer's self-print may stand at, the usual ones first. */
export const SPEEDS = [9_600, 115_200, 19_200, 38_400, 57_600] as const;

/** How long a device may take to say who it is at another port, and how often it is looked at; milliseconds. */
export const SENSE = { patience: 12_000, look: 100 } as const;

type Options = {
  readonly clock: Clock;
  readonly board: PortBoard;
  readonly stations: readonly CabinetStation[];
  readonly signal: AbortSignal;
};

export type Sensed = {
  readonly found: readonly {
    readonly device: DeviceKind;
    readonly expected: DevicePort;
    readonly at: DevicePort;
  }[];
  readonly missing: readonly DeviceKind[];
};

const there = (station: CabinetStation): boolean => {
  const { lifecycle, identity } = station.state();
  return identity !== undefined && (lifecycle === 'ready' || lifecycle === 'busy');
};

/**
 * Looks for devices that do not answer where the profile says: at each other's ports first, for two cables are exchanged
 * sooner than a third is invented, then at their own port with other speeds. Only who says in its own protocol who it is
 * counts as found. Devices that answer keep their ports throughout; what is not found goes back to where it was.
 */
export async function sensePorts(devices: readonly DeviceKind[], options: Options): Promise<Sensed> {
  const { board, stations, clock, signal } = options;
  const lost = stations.filter(
    (station) => devices.includes(station.device) && board.exchangeable(station.device) && !there(station),
  );
  const before = new Map(lost.map(({ device }) => [device, board.of(device)]));
  const expected = new Map(
    lost.map((station) => [station.device, board.port(station.device, station.known)]),
  );
  let open = lost;

  const attempt = async (tries: ReadonlyMap<CabinetStation, Assignment>) => {
    for (const [station, assignment] of tries) board.assign(station.device, assignment);
    for (const station of tries.keys()) station.reopen();
    await until(() => [...tries.keys()].every(there), clock, signal);
    open = open.filter((station) => !there(station));
  };

  // Each round every lost device tries the port of another one; in n - 1 rounds each has tried all.
  for (let round = 1; round < lost.length && open.length > 0 && !signal.aborted; round += 1) {
    const tries = new Map<CabinetStation, Assignment>();
    for (const station of open) {
      const other = lost[(lost.indexOf(station) + round) % lost.length];
      const from = other && before.get(other.device)?.from;
      const taken = stations.some((one) => there(one) && board.of(one.device).from === from);
      if (from !== undefined && !taken) tries.set(station, { from });
    }
    if (tries.size > 0) await attempt(tries);
  }
  for (const baudRate of SPEEDS) {
    const tries = new Map<CabinetStation, Assignment>();
    for (const station of open) {
      const own = before.get(station.device) ?? { from: station.device };
      const port = board.port(station.device, station.known, own);
      if (port.transport === 'serial' && port.baudRate !== baudRate)
        tries.set(station, { from: own.from, baudRate });
    }
    if (tries.size > 0 && !signal.aborted) await attempt(tries);
  }
  for (const { device, reopen } of open) {
    board.assign(device, before.get(device) ?? { from: device });
    reopen();
  }
  const found = lost.filter((station) => !open.includes(station));
  if (found.length > 0) board.save();
  return {
    found: found.map((station) => {
      const at = board.port(station.device, station.known);
      return { device: station.device, expected: expected.get(station.device) ?? at, at };
    }),
    missing: devices.filter(
      (device) =>
        !found.some((station) => station.device === device) &&
        stations.some((station) => station.device === device && !there(station)),
    ),
  };
}

/** Resolves when it is so, or too much time has passed, or nobody wants to know any more. */
function until(holds: () => boolean, clock: Clock, signal: AbortSignal): Promise<void> {
  const end = clock.monotonic() + SENSE.patience;
  return new Promise((resolve) => {
    const look = () => {
      if (holds() || signal.aborted || clock.monotonic() >= end) return resolve();
      clock.setTimeout(look, SENSE.look);
    };
    clock.setTimeout(look, SENSE.look);
  });
}
