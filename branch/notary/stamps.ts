import { readTimeStamp } from '#documents/verifying/time-stamp.ts';
import { trustFault } from '#documents/verifying/trust.ts';
import type { Clock } from '#foundation/clock.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { NotaryPorts } from './ports.ts';

/** How long a terminal's question waits for the time-stamp authority, milliseconds. */
export const STAMP_DEADLINE = 3_000;
/** The authority's clock may be ahead of ours by this much. */
const SKEW = 5 * 60_000;

/**
 * A token for a signature value, in DER; only one that will be believed when the paper is verified. The code says why
 * there is none.
 */
export async function askStamp(
  { stamps, anchors, lists }: NotaryPorts,
  stamped: Uint8Array,
  clock: Clock,
): Promise<Result<Uint8Array, { readonly code: 'none' | 'unavailable' | 'unusable' }>> {
  if (!stamps) return err({ code: 'none' });
  let timer: unknown;
  const late = new Promise<undefined>((resolve) => {
    timer = clock.setTimeout(() => resolve(undefined), STAMP_DEADLINE + 500);
  });
  const token = await Promise.race([stamps.stamp({ stamped }), late]);
  clock.clearTimeout(timer);
  if (!token) return err({ code: 'unavailable' });
  if (!token.ok)
    return err({ code: token.error.code === 'timeStampUnavailable' ? 'unavailable' : 'unusable' });
  const read = readTimeStamp(token.value, stamped);
  if (!read.ok) return err({ code: 'unusable' });
  const { chain, at } = read.value;
  const now = clock.wall();
  const fault = at > now + SKEW || trustFault(chain, { anchors, lists, at, now, purpose: 'timeStamp' });
  return fault ? err({ code: 'unusable' }) : ok(token.value);
}
