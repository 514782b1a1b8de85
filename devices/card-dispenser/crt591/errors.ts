import type { DeviceError } from '../../device.ts';
import type { CardDispenserCondition } from '../contract.ts';

export const condition = (name: CardDispenserCondition, deviceCode?: string): DeviceError => ({
  code: 'condition',
  condition: name,
  ...(deviceCode === undefined ? {} : { deviceCode }),
});

/** The device lost its power since it was initialised. */
export const NOT_RESET = 'B0';

const CONDITIONS: Readonly<Record<string, CardDispenserCondition>> = {
  '02': 'positionRefused',
  '10': 'mediaJammed',
  '13': 'mediaLong',
  '14': 'mediaShort',
  '43': 'positionRefused',
  '45': 'mediaMoved',
  '60': 'invalidMedia',
  '61': 'chipMute',
  '62': 'invalidMedia',
  '63': 'chipMute',
  '65': 'chipNotPowered',
  '66': 'invalidMedia',
  '69': 'invalidMedia',
  A0: 'stackerEmpty',
  A1: 'retainBinFull',
};
/** It says that we broke its protocol, or that what came from the chip was damaged. */
const PROTOCOL = ['00', '01', '04', '64', '67', '68'];

/** e1 e0 in the contract's words. */
export function refusal(code: string): DeviceError {
  const deviceCode = `e=${code}`;
  const known = Object.hasOwn(CONDITIONS, code) ? CONDITIONS[code] : undefined;
  if (known) return condition(known, deviceCode);
  if (code === '03') return { code: 'unsupported', deviceCode };
  return { code: PROTOCOL.includes(code) ? 'protocol' : 'hardwareError', deviceCode };
}
