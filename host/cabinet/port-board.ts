import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import type { HostOptions } from '#contracts/launch/host-options.ts';
import type { Profile } from '#contracts/profile/profile.ts';
import type { DevicePort } from '#contracts/supervisor/device.ts';
import { DEVICE_KINDS } from '#contracts/supervisor/trace.ts';
import type { DeviceKind, HidModel, Model, SerialModel } from '#devices/catalogue.ts';
import type { CommandMap, DeviceStateEvent } from '#devices/device.ts';
import { hidTransport } from '#devices/transport/hid/hid.ts';
import { pipeTransport } from '#devices/transport/pipe.ts';
import { serialTransport } from '#devices/transport/serial.ts';
import type { Transport } from '#devices/transport/transport.ts';
import type { Clock } from '#foundation/clock.ts';
import { writeDurably } from '../files/write-durably.ts';

/** At which port a device hangs: the one the profile names for `from`, at this speed where it is not the usual one. */
export type Assignment = { readonly from: DeviceKind; readonly baudRate?: number };

type Wanted = NonNullable<Profile['devices'][DeviceKind]>;
/** How a model is reached, whatever its commands are. */
type OverHid = Pick<HidModel<CommandMap, DeviceStateEvent>, 'hid'>;
export type Reached = Pick<SerialModel<CommandMap, DeviceStateEvent>, 'defaults'> | OverHid;
export const reachedBy = <Commands extends CommandMap, Event extends { readonly type: string }>(
  model: Model<Commands, Event>,
): Reached => model;

const kindSchema = z.enum(DEVICE_KINDS);
const fileSchema = z.partialRecord(
  kindSchema,
  z.strictObject({ from: kindSchema, baudRate: z.int().min(300).max(921_600).optional() }),
);

type Options = {
  readonly profile: Profile;
  readonly simulators: HostOptions['simulators'];
  readonly clock: Clock;
  /** Where what was assigned here is kept; left out: nowhere. */
  readonly file?: string | undefined;
};

/**
 * Which device hangs at which port. The profile says it; where a technician found two cables exchanged or a speed that
 * is another one, what he found counts, after a restart too.
 */
export class PortBoard {
  readonly #options: Options;
  readonly #assigned = new Map<DeviceKind, Assignment>();

  constructor(options: Options) {
    this.#options = options;
    for (const [kind, assignment] of Object.entries(readAssigned(options.file)))
      this.#assigned.set(kind as DeviceKind, assignment as Assignment);
  }

  of(kind: DeviceKind): Assignment {
    const assigned = this.#assigned.get(kind);
    return assigned && this.#options.profile.devices[assigned.from] ? assigned : { from: kind };
  }

  /** Until the next restart, or until `save`. */
  assign(kind: DeviceKind, assignment: Assignment): void {
    if (assignment.from === kind && assignment.baudRate === undefined) this.#assigned.delete(kind);
    else this.#assigned.set(kind, assignment);
  }

  /** Keeps what is assigned now. Throws when it could not be written. */
  save(): void {
    const { file } = this.#options;
    if (file !== undefined)
      writeDurably(file, Buffer.from(JSON.stringify(Object.fromEntries(this.#assigned))));
  }

  /** Whether two devices can hang at each other's ports: what is told apart by USB numbers cannot be exchanged. */
  exchangeable(kind: DeviceKind): boolean {
    const transport = this.#options.profile.devices[kind]?.connection.transport;
    return transport === 'serial' || transport === 'simulated';
  }

  /** For people: the port of that assignment. */
  port(kind: DeviceKind, known: Reached, assignment = this.of(kind)): DevicePort {
    const connection = this.#options.profile.devices[assignment.from]?.connection;
    switch (connection?.transport) {
      case 'serial': {
        const usual = 'defaults' in known ? known.defaults.baudRate : 0;
        const own = assignment.from === kind ? connection.baudRate : undefined;
        const baudRate = assignment.baudRate ?? own ?? usual;
        return { transport: 'serial', address: connection.path, baudRate };
      }
      case 'hid': {
        const vendor =
          connection.vendorId ?? ('hid' in known ? known.hid.vendorId.toString(16).padStart(4, '0') : '');
        return { transport: 'hid', address: `${vendor}:${connection.productId ?? '*'}`, baudRate: null };
      }
      default:
        return { transport: 'simulated', address: assignment.from, baudRate: null };
    }
  }

  /** The line to a device at the port it hangs at now; undefined where the profile and the model do not fit. */
  transport(kind: DeviceKind, { model }: Wanted, known: Reached): Transport | undefined {
    const { profile, simulators, clock } = this.#options;
    const { from } = this.of(kind);
    const connection = profile.devices[from]?.connection;
    if (connection === undefined) return undefined;
    if (connection.transport === 'simulated') {
      const path = simulators?.pipes[from];
      return path === undefined ? undefined : pipeTransport({ path, name: `simulated ${model}` }, clock);
    }
    if (connection.transport === 'hid') {
      const { vendorId, productId, serialNumber } = connection;
      if (!('hid' in known)) return undefined;
      return hidTransport(
        {
          vendorId: vendorId === undefined ? known.hid.vendorId : Number.parseInt(vendorId, 16),
          ...(productId === undefined ? {} : { productId: Number.parseInt(productId, 16) }),
          ...(serialNumber === undefined ? {} : { serialNumber }),
        },
        clock,
      );
    }
    if (!('defaults' in known)) return undefined;
    const { address, baudRate } = this.port(kind, known);
    return serialTransport(
      { ...known.defaults, path: address, baudRate: baudRate ?? known.defaults.baudRate },
      clock,
    );
  }
}

/** What was assigned before; nothing where that cannot be read: the profile counts then. */
function readAssigned(file: string | undefined): z.infer<typeof fileSchema> {
  if (file === undefined || !existsSync(file)) return {};
  try {
    return fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}
