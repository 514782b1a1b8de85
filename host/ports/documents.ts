import type { IdScannerCondition } from '#devices/id-scanner/contract.ts';
import type { FlowPorts } from '#flows/ports.ts';
import { err, ok } from '#foundation/result.ts';
import { newToken } from '../ids.ts';
import { Recognised } from './recognised.ts';
import type { World } from './world.ts';

type Surroundings = Pick<World, 'devices' | 'visits' | 'photoDecoder'>;
type DocumentPorts = Pick<FlowPorts, 'readDocument' | 'documentPresence'>;

/**
 * Documents on the reader. The photo stays in this module's memory for the visit and goes to the decoder alone, which
 * may keep neither it nor the picture: both are overwritten at the visit's end.
 */
export function documentPorts(
  { devices, visits, photoDecoder }: Surroundings,
  recognised: Recognised = new Recognised(visits),
): DocumentPorts {
  const photos: Uint8Array[] = [];
  visits.onWipe(() => {
    for (const photo of photos.splice(0)) photo.fill(0);
  });
  /** Nobody waits for it: a decoder that is slow or broken costs the customer nothing. */
  const decode = async (photo: Uint8Array, visit: string): Promise<void> => {
    try {
      const picture = await photoDecoder?.decode(photo);
      if (!picture) return;
      if (visits.current?.token === visit) photos.push(picture);
      else picture.fill(0);
    } catch {
      // Without a picture everything goes on as it does without a decoder.
    }
  };
  return {
    async readDocument(_, signal) {
      const { idScanner } = devices;
      if (!idScanner) return err({ code: 'device' });
      const id = newToken();
      const cancel = () => idScanner.cancel(id);
      if (signal.aborted) return err({ code: 'cancelled' });
      signal.addEventListener('abort', cancel);
      const result = await idScanner.execute({ id, name: 'readDocument', input: {} });
      signal.removeEventListener('abort', cancel);
      if (!result.ok)
        return err({
          code: result.error.code === 'cancelled' ? 'cancelled' : 'device',
          ...(result.error.condition ? { condition: result.error.condition as IdScannerCondition } : {}),
        });
      const visit = visits.ensure();
      photos.push(result.value.photo);
      void decode(result.value.photo, visit.token);
      const { document } = result.value;
      recognised.address = 'address' in document ? document.address : null;
      return ok({ document });
    },
    async documentPresence() {
      const result = await devices.idScanner?.execute({ id: newToken(), name: 'presence', input: {} });
      if (!result?.ok) return { presence: 'unknown' };
      return { presence: result.value.present ? 'present' : 'absent' };
    },
  };
}
