/** The printer's state as its status bytes tell it. */
export type Sensors = {
  readonly paper: 'full' | 'low' | 'out';
  readonly cover: 'closed' | 'open';
  readonly cutter: 'ok' | 'error';
};

export const isStopped = ({ paper, cover, cutter }: Sensors): boolean =>
  paper === 'out' || cover === 'open' || cutter === 'error';

const bit = (on: boolean, mask: number): number => (on ? mask : 0);

/** Answer to DLE EOT n, 1 to 4; `undefined` for another n, which a printer ignores. */
export function realTimeStatus(n: number, sensors: Sensors): number | undefined {
  const out = sensors.paper === 'out';
  switch (n) {
    case 1:
      return 0x12 | bit(isStopped(sensors), 0x08);
    case 2:
      return (
        0x12 | bit(sensors.cover === 'open', 0x04) | bit(out, 0x20) | bit(sensors.cutter === 'error', 0x40)
      );
    case 3:
      return 0x12 | bit(sensors.cutter === 'error', 0x08);
    case 4:
      // A roll that has ended has passed the near-end sensor too.
      return 0x12 | bit(sensors.paper !== 'full', 0x0c) | bit(out, 0x60);
    default:
      return undefined;
  }
}

/** The four ASB bytes; reserved bits of the last two are sent as ones by some models, and by this one. */
export function automaticStatus(sensors: Sensors): Uint8Array {
  return Uint8Array.of(
    0x10 | bit(isStopped(sensors), 0x08) | bit(sensors.cover === 'open', 0x20),
    bit(sensors.cutter === 'error', 0x08),
    0x60 | bit(sensors.paper !== 'full', 0x03) | bit(sensors.paper === 'out', 0x0c),
    0x0f,
  );
}
