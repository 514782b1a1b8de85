import type { MediaDevice, MediaKind } from './media.ts';

/** Most devices of all kinds that are listed. */
const MOST = 60;
const KIND: Readonly<Record<MediaDeviceKind, MediaKind>> = {
  videoinput: 'camera',
  audioinput: 'microphone',
  audiooutput: 'speaker',
};

/** What the browser lists, loudspeakers too; it tells names only once it has given something. */
export async function devicesOf(
  media: Pick<MediaDevices, 'enumerateDevices'> | undefined,
): Promise<MediaDevice[]> {
  const all = await media?.enumerateDevices().catch(() => []);
  return (all ?? [])
    .filter(({ deviceId }) => deviceId !== '' && deviceId !== 'default')
    .slice(0, MOST)
    .map(({ kind, deviceId, label }, index) => ({
      kind: KIND[kind],
      id: deviceId,
      name: label === '' ? `#${index + 1}` : label.slice(0, 80),
    }));
}
