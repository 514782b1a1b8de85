import type { CodedError } from '#foundation/result.ts';
import type { DeviceError } from '../../device.ts';

/**
 * Why no card data came out. No content of the card is ever in it.
 * - `noMedia`: there is no card.
 * - `cardNotSupported`: the chip is alive and has nothing for us (blocked card, no known or usable application).
 * - `fallbackRefused`: only the stripe can be read and it says that the card has a chip.
 * - `unreadable`: neither chip nor stripe can be read.
 * - `invalidData`: what the card said is not acceptable; `detail` names the place.
 * - `timeout`: the card was too slow as a whole.
 * - `device`: the reader failed; `device` says how.
 */
export type ReadCardError = CodedError<
  'noMedia' | 'cardNotSupported' | 'fallbackRefused' | 'unreadable' | 'invalidData' | 'timeout' | 'device'
> & { readonly device?: DeviceError };

/** While the chip is being read there is one more way to fail, from which the stripe may help. */
export type ChipError = ReadCardError | CodedError<'chipMute'>;

export const invalidData = (detail: string): ReadCardError => ({ code: 'invalidData', detail });

/** The reader's error in this room's words. */
export function fromDevice(error: DeviceError): ChipError {
  if (error.code === 'condition' && error.condition === 'noMedia') return { code: 'noMedia' };
  if (error.code === 'condition' && (error.condition === 'chipMute' || error.condition === 'invalidMedia'))
    return { code: 'chipMute', detail: error.condition };
  return { code: 'device', device: error };
}
