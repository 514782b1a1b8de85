import type { CodedError } from '#foundation/result.ts';
import type { DeviceError } from '../../device.ts';

/**
 * Why no card data came out. No content of the card is ever in it.
 * - `noMedia`: there is no card.
 * - `cardNotSupported`: the chip is alive and has nothing for us (blocked card, no known or usable application).
 * - `fallbackRefused`: only the stripe can be read and it says that the card has a chip.
 * - `unreadable`: neither chip nor stripe can be read.
 * - `invalidData`: what the chip said is not acceptable, twice, and the stripe cannot be read; `detail` names the place.
 * - `timeout`: the card was too slow as a whole.
 * - `device`: the reader failed, which says nothing about the card; `device` says how.
 */
export type ReadCardError = CodedError<
  'noMedia' | 'cardNotSupported' | 'fallbackRefused' | 'unreadable' | 'invalidData' | 'timeout' | 'device'
> & { readonly device?: DeviceError };

/**
 * While the chip is being read there are two more ways to fail, from which the stripe may help: `chipMute`, it never
 * answered a reset as a bank card's chip does; `chipLost`, it fell silent in the middle.
 */
export type ChipError = ReadCardError | CodedError<'chipMute' | 'chipLost'>;

export const invalidData = (detail: string): ReadCardError => ({ code: 'invalidData', detail });

/** The reader's error in this room's words. */
export function fromDevice(error: DeviceError): ChipError {
  if (error.code === 'condition' && error.condition === 'noMedia') return { code: 'noMedia' };
  if (error.code === 'condition' && (error.condition === 'chipMute' || error.condition === 'invalidMedia'))
    return { code: 'chipMute', detail: error.condition };
  return { code: 'device', device: error };
}

/** Reader's errors that a second try may not meet again: a damaged or lost answer. */
const PASSING = ['protocol', 'timeout', 'hardwareError'];

/** Whether a cold reset and a second reading may do better: what came was damaged, or did not come. */
export const mayPass = (error: ChipError): boolean =>
  error.code === 'invalidData' || error.code === 'chipLost' || isPassingFault(error);

/** Whether the stripe is worth a look once the chip is given up. */
export const leavesStripe = (error: ChipError): boolean => error.code === 'chipMute' || mayPass(error);

const isPassingFault = (error: ChipError): boolean =>
  'device' in error && error.device !== undefined && PASSING.includes(error.device.code);
