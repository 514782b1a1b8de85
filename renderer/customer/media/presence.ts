import type { MediaOrder, MediaPresence } from '#contracts/bridge/media.ts';

/** What of the browser's media devices is needed. */
export type BrowserMedia = Pick<
  MediaDevices,
  'enumerateDevices' | 'getUserMedia' | 'addEventListener' | 'removeEventListener'
>;

/** The device of that kind the profile means, as the browser lists it now. */
export function deviceNamed(
  devices: readonly Pick<MediaDeviceInfo, 'kind' | 'label' | 'deviceId'>[],
  kind: 'videoinput' | 'audioinput',
  label: string | null,
): { readonly deviceId: string } | null {
  const all = devices.filter((device) => device.kind === kind);
  // A browser that may not open them yet does not say their names: whether the right one is there shows later.
  const named = all.find((device) => label === null || device.label === '' || device.label.includes(label));
  return named ?? null;
}

/** Which of the profile's devices are plugged in; without a secure page there are none. */
export async function presence(
  media: BrowserMedia | undefined,
  devices: MediaOrder['devices'],
): Promise<MediaPresence> {
  try {
    const all = (await media?.enumerateDevices()) ?? [];
    return {
      camera: deviceNamed(all, 'videoinput', devices.camera) !== null,
      microphone: deviceNamed(all, 'audioinput', devices.microphone) !== null,
    };
  } catch {
    return { camera: false, microphone: false };
  }
}
