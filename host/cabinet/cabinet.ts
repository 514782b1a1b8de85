import type { HostOptions } from '#contracts/launch/host-options.ts';
import type { Profile } from '#contracts/profile/profile.ts';
import type { DispenserStorage } from '#devices/card-dispenser/contract.ts';
import type { CardReaderEvent } from '#devices/card-reader/contract.ts';
import { type DeviceKind, DRIVERS, type Model, type ModelTable, modelNamed } from '#devices/catalogue.ts';
import type { CommandMap, DeviceState, DeviceStateEvent } from '#devices/device.ts';
import type { IdScannerEvent } from '#devices/id-scanner/contract.ts';
import type { SupervisionState, Transition } from '#devices/supervision/lifecycle.ts';
import { type SupervisedDevice, supervise } from '#devices/supervision/supervised.ts';
import type { Transport } from '#devices/transport/transport.ts';
import type { DeviceName, Health, WorldEvent } from '#flows/events.ts';
import type { Clock } from '#foundation/clock.ts';
import { Listeners } from '#foundation/listeners.ts';
import { err } from '#foundation/result.ts';
import { DeviceBooks } from '../diagnostics/device-books.ts';
import { TraceBook } from '../diagnostics/trace.ts';
import type { Devices } from '../ports/world.ts';
import { canDispense, watchDispenser } from './dispenser-watch.ts';
import { PortBoard, type Reached } from './port-board.ts';
import { canPrint, watchPrinter } from './printer-watch.ts';

/** One device as a technician sees it. */
export type CabinetStation = {
  readonly device: DeviceKind;
  readonly model: string;
  readonly known: Reached;
  state(): SupervisionState;
  reopen(): void;
};

/** The terminal's devices as its profile names them, each kept alive by its supervisor. */
export type Cabinet = {
  readonly devices: Devices;
  /** As of now; `down` until a device has identified itself. */
  health(): Readonly<Record<DeviceName, Health>>;
  onWorld(tell: (event: WorldEvent) => void): void;
  onTransition(tell: (transition: Transition) => void): void;
  /** How full stack and bin of the card dispenser are, whenever that changes. */
  onStorage(tell: (storage: DispenserStorage) => void): void;
  /** What the devices are and how they stand, the ports they hang at, their counters and frames: for technicians. */
  readonly stations: readonly CabinetStation[];
  readonly board: PortBoard;
  readonly books: DeviceBooks;
  readonly trace: TraceBook;
  /** Resolves once every device is there or known to be missing, or after the bound in milliseconds. */
  settled(milliseconds: number): Promise<void>;
  close(): Promise<void>;
};

type Options = {
  readonly profile: Profile;
  readonly simulators: HostOptions['simulators'];
  readonly clock: Clock;
  /** Kinds whose last work of a former run has no known end. */
  readonly unfinished?: readonly DeviceKind[];
  /** Where ports that were assigned here are kept; left out: nowhere. */
  readonly portsFile?: string;
  /** Every model there is; left out: the catalogue's. */
  readonly models?: ModelTable;
};

const healthOf = (state: DeviceState): Health =>
  state === 'online' || state === 'deviceBusy' ? 'ok' : 'down';

/** Builds every device of the profile; they begin to live by themselves. */
export function openCabinet({
  profile,
  simulators,
  clock,
  unfinished = [],
  portsFile,
  models = DRIVERS,
}: Options): Cabinet {
  const board = new PortBoard({ profile, simulators, clock, file: portsFile });
  const books = new DeviceBooks(clock);
  const trace = new TraceBook(clock);
  const stations: CabinetStation[] = [];
  const world = new Listeners<WorldEvent>();
  const transitions = new Listeners<Transition>();
  const storage = new Listeners<DispenserStorage>();
  const health: Record<DeviceName, Health> = {
    idScanner: 'absent',
    cardReader: 'absent',
    receiptPrinter: 'absent',
    signaturePad: 'absent',
    cardDispenser: 'absent',
  };
  /** Devices that have said for the first time whether they are there. */
  const unknown = new Set<DeviceName>();
  const known = new Listeners<void>();

  let printerStatusKnown = false;
  const note = (kind: DeviceName, event: DeviceStateEvent) => {
    if (event.state === 'starting') return;
    const now = healthOf(event.state);
    // A printer that is there may still be without paper: that it can print, only its own status says.
    const judgedByStatus = kind === 'receiptPrinter' && now === 'ok' && printerStatusKnown;
    if (!judgedByStatus && health[kind] !== now) {
      health[kind] = now;
      world.publish({ type: 'health', of: kind, health: now });
    }
    if (unknown.delete(kind) && unknown.size === 0) known.publish();
  };
  /** The device of a kind, by whichever model of that kind the profile names; undefined where it names none. */
  const keep = <Commands extends CommandMap, Event extends { readonly type: string }>(
    kind: DeviceKind,
    known: Readonly<Record<string, Model<Commands, Event>>>,
  ): SupervisedDevice<Commands, Event> | undefined => {
    const wanted = profile.devices[kind];
    const model = wanted && modelNamed(known, wanted.model);
    if (!model || !board.transport(kind, wanted, model)) return undefined;
    const transport: Transport = {
      get name() {
        return board.transport(kind, wanted, model)?.name ?? kind;
      },
      // Asked anew each time: a technician may have found it at another port.
      open: async () => board.transport(kind, wanted, model)?.open() ?? err({ code: 'missing' }),
    };
    const count = books.frames(kind);
    const note = trace.of(kind, model.explain);
    health[kind] = 'down';
    unknown.add(kind);
    const device = supervise({
      name: kind,
      transport,
      clock,
      factory: model.factory,
      memory: { unfinished: unfinished.includes(kind) },
      trace: (frame) => {
        count(frame);
        note(frame);
      },
      onCommand: (name, error) => books.command(kind, name, error),
      onTransition: (step) => {
        books.transition(step);
        transitions.publish(step);
      },
    });
    stations.push({
      device: kind,
      model: wanted.model,
      known: model,
      state: () => device.state(),
      reopen: () => device.reopen(),
    });
    return device;
  };

  const idScanner = keep('idScanner', models.idScanner);
  const cardReader = keep('cardReader', models.cardReader);
  const receiptPrinter = keep('receiptPrinter', models.receiptPrinter);
  const signaturePad = keep('signaturePad', models.signaturePad);
  const cardDispenser = keep('cardDispenser', models.cardDispenser);

  function printerIs(well: boolean): void {
    const now: Health = well ? 'ok' : 'down';
    if (health.receiptPrinter === now) return;
    health.receiptPrinter = now;
    world.publish({ type: 'health', of: 'receiptPrinter', health: now });
  }

  idScanner?.subscribe((event: IdScannerEvent | DeviceStateEvent) => {
    if (event.type === 'deviceState') note('idScanner', event);
    else world.publish({ type: 'document.found' });
  });
  cardReader?.subscribe((event: CardReaderEvent | DeviceStateEvent) => {
    if (event.type === 'deviceState') note('cardReader', event);
    else if (event.type === 'mediaInserted') world.publish({ type: 'card.inserted' });
    else if (event.type === 'mediaRemoved') world.publish({ type: 'card.removed' });
    else if (event.type === 'mediaJammed') world.publish({ type: 'card.jammed' });
  });
  receiptPrinter?.subscribe((event) => {
    if (event.type === 'deviceState') note('receiptPrinter', event);
    else if (event.type === 'printerStatus') {
      printerStatusKnown = true;
      printerIs(canPrint(event.status));
    }
  });
  signaturePad?.subscribe((event) => {
    if (event.type === 'deviceState') note('signaturePad', event);
  });
  let stock: DispenserStorage = { stacker: 'unknown', retainBin: 'unknown' };
  let dispenserThere: Health = 'down';
  /** A dispenser that is there may still have nothing to give, or no place for what comes back. */
  const dispenserIs = () => {
    const now: Health = dispenserThere === 'ok' && canDispense(stock) ? 'ok' : 'down';
    if (health.cardDispenser === now) return;
    health.cardDispenser = now;
    world.publish({ type: 'health', of: 'cardDispenser', health: now });
  };
  cardDispenser?.subscribe((event) => {
    if (event.type === 'deviceState') {
      if (event.state === 'starting') return;
      dispenserThere = healthOf(event.state);
      dispenserIs();
      if (unknown.delete('cardDispenser') && unknown.size === 0) known.publish();
    } else if (event.type === 'storageThreshold') {
      const { stacker, retainBin } = event;
      stock = { stacker, retainBin };
      storage.publish(stock);
      dispenserIs();
    } else if (event.type === 'mediaRemoved') world.publish({ type: 'newCard.removed' });
    else if (event.type === 'mediaJammed') world.publish({ type: 'newCard.jammed' });
  });
  const stopWatching = receiptPrinter && watchPrinter(receiptPrinter, clock, printerIs);
  const stopCounting = cardDispenser && watchDispenser(cardDispenser, clock);

  const all = [idScanner, cardReader, receiptPrinter, signaturePad, cardDispenser].filter(
    (device) => device !== undefined,
  );
  return {
    devices: {
      ...(idScanner ? { idScanner } : {}),
      ...(cardReader ? { cardReader } : {}),
      ...(receiptPrinter ? { receiptPrinter } : {}),
      ...(signaturePad ? { signaturePad } : {}),
      ...(cardDispenser ? { cardDispenser } : {}),
    },
    health: () => ({ ...health }),
    ...{ stations, board, books, trace },
    onWorld: (tell) => void world.add(tell),
    onTransition: (tell) => void transitions.add(tell),
    onStorage: (tell) => void storage.add(tell),
    settled: (milliseconds) =>
      new Promise((resolve) => {
        if (unknown.size === 0) return resolve();
        const done = () => {
          clock.clearTimeout(timer);
          stop();
          resolve();
        };
        const stop = known.add(done);
        const timer = clock.setTimeout(done, milliseconds);
      }),
    close: async () => {
      stopWatching?.();
      stopCounting?.();
      trace.unwatch();
      await Promise.all(all.map((device) => device.close()));
    },
  };
}
