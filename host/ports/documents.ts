import type { IdScannerCondition } from '#devices/id-scanner/contract.ts';
import type { FlowPorts } from '#flows/ports.ts';
import { err, ok } from '#foundation/result.ts';
import { newToken } from '../ids.ts';
import type { World } from './world.ts';

type DocumentPorts = Pick<FlowPorts, 'readDocument' | 'documentPresence'>;

/** Documents on the reader. The photo stays in this module's memory for the visit and goes nowhere. */
export function documentPorts({ devices, visits, photoDecoder }: World): DocumentPorts {
  const photos: Uint8Array[] = [];
  visits.onWipe(() => {
    for (const photo of photos.splice(0)) photo.fill(0);
  });
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
      visits.ensure();
      photos.push(result.value.photo);
      const picture = await photoDecoder?.decode(result.value.photo);
      if (picture) photos.push(picture);
      return ok({ document: result.value.document });
    },
    async documentPresence() {
      const result = await devices.idScanner?.execute({ id: newToken(), name: 'presence', input: {} });
      if (!result?.ok) return { presence: 'unknown' };
      return { presence: result.value.present ? 'present' : 'absent' };
    },
  };
}
