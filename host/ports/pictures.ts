import type { PictureRequest } from '#contracts/branch/picture.ts';
import { isServiceId } from '#contracts/services/service.ts';
import type { FlowPorts } from '#flows/ports.ts';
import { err, ok } from '#foundation/result.ts';
import { digestFact } from '../journal/entry.ts';
import type { World } from './world.ts';

type PicturePorts = Pick<
  FlowPorts,
  'shownPictures' | 'holdCamera' | 'takePicture' | 'keepPicture' | 'discardPicture'
>;
export type PictureWorld = Pick<
  World,
  'branch' | 'camera' | 'errands' | 'journal' | 'pictures' | 'shown' | 'step' | 'visits'
>;

/** Of a picture in the branch's retention policy. */
const PURPOSE = 'companyOriginal';

/**
 * Originals pictured by the terminal's camera. A picture is in this memory until the customer has said that it is good;
 * then the branch keeps it, and with the intent of that the errand is durable that drops it should nothing come of it.
 */
export function picturePorts(world: PictureWorld): PicturePorts {
  const { branch, camera, errands, journal, pictures, shown, step, visits } = world;
  visits.onWipe(() => {
    pictures.clear();
    // What was handed to the bank has no such errand any more.
    for (const id of errands.idsOf('dropPicture')) void errands.run(id);
  });
  return {
    async shownPictures() {
      return { pictures: shown.all };
    },
    async holdCamera(_, signal) {
      const opened = await camera.take({ purpose: 'still', sound: false });
      if (!opened.ok) return { lost: opened.error.code === 'absent' ? 'absent' : 'fault' };
      const lease = opened.value;
      if (signal.aborted) {
        lease.release();
        return { lost: 'fault' };
      }
      return new Promise((resolve) => {
        const leave = () => {
          lease.release();
          resolve({ lost: 'fault' });
        };
        signal.addEventListener('abort', leave, { once: true });
        lease.onLost(() => {
          signal.removeEventListener('abort', leave);
          resolve({ lost: 'fault' });
        });
      });
    },
    async takePicture({ original }) {
      const visit = visits.ensure().token;
      const shot = await pictures.take(original);
      if ('why' in shot) return { outcome: 'notTaken', why: shot.why };
      const { picture, sha256, width, height, bytes } = shot.held;
      // A picture is of the visit in which it was asked for.
      if (visits.current?.token !== visit) {
        pictures.clear();
        return { outcome: 'notTaken', why: 'noPicture' };
      }
      journal.append({
        kind: 'picture.taken',
        visit,
        facts: { original, picture, sha256: digestFact(sha256), width, height, bytes: bytes.length },
      });
      return { outcome: 'taken', picture };
    },
    async keepPicture({ picture, of }) {
      const held = pictures.find(picture);
      const visit = visits.current?.token;
      const { service } = step();
      if (!held || !visit || service === null || !isServiceId(service)) return err({ code: 'notKept' });
      const { original, sha256, bytes } = held;
      const at = new Date(held.at).toISOString();
      journal.transaction(() => {
        journal.append({
          kind: 'picture.intent',
          visit,
          facts: { picture, original, sha256: digestFact(sha256) },
        });
        errands.intend({ type: 'dropPicture', id: picture });
      });
      const request: PictureRequest = {
        id: picture,
        visit,
        service,
        original,
        purpose: PURPOSE,
        takenAt: at,
        sha256,
        jpeg: Buffer.from(bytes).toString('base64'),
      };
      let kept = await branch.keepPicture(request);
      // No answer is not a no: the same id keeps nothing twice.
      if (!kept.ok && kept.error.code === 'unreachable') kept = await branch.keepPicture(request);
      journal.append({
        kind: 'picture.kept',
        visit,
        facts: { picture, kept: kept.ok, ...(kept.ok ? {} : { code: kept.error.reason ?? kept.error.code }) },
      });
      if (visits.current?.token !== visit) {
        void errands.run(picture);
        return err({ code: 'notKept' });
      }
      if (!kept.ok) return err({ code: 'notKept' });
      pictures.clear();
      const one = { picture, original, sha256, at, of };
      shown.add(one);
      return ok({ kept: one });
    },
    async discardPicture({ picture }) {
      if (pictures.find(picture)) pictures.clear();
      return {};
    },
  };
}
