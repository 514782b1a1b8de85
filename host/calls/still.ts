import type { StillRequest } from '#contracts/branch/still.ts';
import { digestFact } from '../journal/entry.ts';
import type { World } from '../ports/world.ts';
import type { TakeStill } from './call-desk.ts';

export type StillWorld = Pick<World, 'journal' | 'stills' | 'visits'> & {
  readonly camera: Pick<World['camera'], 'purpose' | 'take'>;
  readonly branch: Pick<World['branch'], 'keepStill'>;
};

/**
 * A still picture of the customer, who has allowed it, for the teller who has the call. A camera that is open for the call stays
 * open, and the picture is of what it shows; one that nobody has is opened for this one picture. Nothing of it is left here.
 */
export function stillOf(world: StillWorld): TakeStill {
  const { branch, camera, journal, stills, visits } = world;
  visits.onWipe(() => stills.clear());

  const shoot = async () => {
    if (camera.purpose !== null) return stills.take('customer');
    const opened = await camera.take({ purpose: 'still', sound: false });
    if (!opened.ok) return { why: 'noPicture' as const };
    const shot = await stills.take('customer');
    opened.value.release();
    return shot;
  };

  return async (call) => {
    const visit = visits.current?.token;
    if (visit === undefined) return null;
    const shot = await shoot();
    // A picture is of the visit in which it was asked for.
    if ('why' in shot || visits.current?.token !== visit) {
      stills.clear();
      return null;
    }
    const { picture, sha256, width, height, bytes, at } = shot.held;
    const about = { picture, sha256: digestFact(sha256) };
    const still: StillRequest = {
      id: picture,
      takenAt: new Date(at).toISOString(),
      sha256,
      jpeg: Buffer.from(bytes).toString('base64'),
    };
    stills.clear();
    journal.append({
      kind: 'still.taken',
      visit,
      facts: { ...about, call, width, height, bytes: bytes.length },
    });
    let kept = await branch.keepStill(call, still);
    // No answer is not a no: the same id keeps nothing twice.
    if (!kept.ok && kept.error.code === 'unreachable') kept = await branch.keepStill(call, still);
    journal.append({
      kind: 'still.kept',
      visit,
      facts: { ...about, kept: kept.ok, ...(kept.ok ? {} : { code: kept.error.reason ?? kept.error.code }) },
    });
    return kept.ok ? picture : null;
  };
}
