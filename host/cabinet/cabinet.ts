import type { HostOptions } from '#contracts/launch/host-options.ts';
import type { Profile } from '#contracts/profile/profile.ts';
import type { DispenserStorage } from '#devices/card-dispenser/contract.ts';
import type { CardReaderEvent } from '#devices/card-reader/contract.ts';
import {
  type DeviceKind,
  DRIVERS,
  type HidModel,
  type Model,
  type ModelTable,
  modelNamed,
  type SerialModel,
} from '#devices/catalogue.ts';
import type { CommandMap, DeviceState, DeviceStateEvent } from '#devices/device.ts';
import type { IdScannerEvent } from '#devices/id-scanner/contract.ts';
import type { Transition } from '#devices/supervision/lifecycle.ts';
import { type SupervisedDevice, supervise } from '#devices/supervision/supervised.ts';
import { hidTransport } from '#devices/transport/hid/hid.ts';
import { pipeTransport } from '#devices/transport/pipe.ts';
import { serialTransport } from '#devices/transport/serial.ts';
import type { Transport } from '#devices/transport/transport.ts';
import type { DeviceName, Health, WorldEvent } from '#flows/events.ts';
import type { Clock } from '#foundation/clock.ts';
import { Listeners } from '#foundation/listeners.ts';
import type { Devices } from '../ports/world.ts';
import { canDispense, watchDispenser } from './dispenser-watch.ts';
import { canPrint, watchPrinter } from './printer-watch.ts';

/** The terminal's devices as its profile names them, each kept alive by its supervisor. */
export type Cabinet = {
  readonly devices: Devices;
  /** As of now; `down` until a device has identified itself. */
  health(): Readonly<Record<DeviceName, Health>>;
  onWorld(tell: (event: WorldEvent) => void): void;
  onTransition(tell: (transition: Transition) => void): void;
  /** How full stack and bin of the card dispenser are, whenever that changes. */
  onStorage(tell: (storage: DispenserStorage) => void): void;
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
  /** Every model there is; left out: the catalogue's. */
  readonly models?: ModelTable;
};

const healthOf = (state: DeviceState): Health =>
  state === 'online' || state === 'deviceBusy' ? 'ok' : 'down';

type Connection = NonNullable<Profile['devices'][DeviceKind]>['connection'];
/** How a model is reached, whatever its commands are. */
type OverHid = Pick<HidModel<CommandMap, DeviceStateEvent>, 'hid'>;
type Reached = Pick<SerialModel<CommandMap, DeviceStateEvent>, 'defaults'> | OverHid;

/** A HID device by the profile's numbers; what it leaves out, the model knows. */
function hidLine(
  { vendorId, productId, serialNumber }: Extract<Connection, { transport: 'hid' }>,
  { hid }: OverHid,
  clock: Clock,
): Transport {
  return hidTransport(
    {
      vendorId: vendorId === undefined ? hid.vendorId : Number.parseInt(vendorId, 16),
      ...(productId === undefined ? {} : { productId: Number.parseInt(productId, 16) }),
      ...(serialNumber === undefined ? {} : { serialNumber }),
    },
    clock,
  );
}

/** Builds every device of the profile; they begin to live by themselves. */
export function openCabinet({
  profile,
  simulators,
  clock,
  unfinished = [],
  models = DRIVERS,
}: Options): Cabinet {
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

  const transportTo = (
    kind: DeviceKind,
    { model, connection }: NonNullable<Profile['devices'][DeviceKind]>,
    known: Reached,
  ): Transport | undefined => {
    if (connection.transport === 'simulated') {
      const path = simulators?.pipes[kind];
      return path === undefined ? undefined : pipeTransport({ path, name: `simulated ${model}` }, clock);
    }
    if (connection.transport === 'hid') return 'hid' in known ? hidLine(connection, known, clock) : undefined;
    if (!('defaults' in known)) return undefined;
    const { path, baudRate = known.defaults.baudRate } = connection;
    return serialTransport({ ...known.defaults, path, baudRate }, clock);
  };
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
    const transport = model && transportTo(kind, wanted, model);
    if (!transport) return undefined;
    health[kind] = 'down';
    unknown.add(kind);
    return supervise({
      name: kind,
      transport,
      clock,
      factory: model.factory,
      memory: { unfinished: unfinished.includes(kind) },
      onTransition: (step) => transitions.publish(step),
    });
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
      await Promise.all(all.map((device) => device.close()));
    },
  };
}
