import type { Profile } from '#contracts/profile/profile.ts';
import type { Transition } from '#devices/supervision/lifecycle.ts';

/**
 * Tells whoever started the terminal, in words, when a device is not there and when it is back. Retries that change
 * nothing are not told again.
 */
export function transitionTeller(profile: Profile, say: (line: string) => void): (step: Transition) => void {
  const amiss = new Set<string>();
  const where = (device: string): string => {
    const connection = Object.entries(profile.devices).find(([name]) => name === device)?.[1]?.connection;
    return connection?.transport === 'serial' ? `${device} at ${connection.path}` : device;
  };
  return ({ device, to, error }) => {
    if (to === 'ready') {
      if (amiss.delete(device)) say(`${where(device)} is there again.`);
      return;
    }
    if ((to !== 'absent' && to !== 'recovering' && to !== 'fault') || amiss.has(device)) return;
    amiss.add(device);
    const why = [error?.code, error?.condition, error?.detail]
      .filter((part) => part !== undefined)
      .join(', ');
    if (error?.detail?.startsWith('busy')) {
      say(`${where(device)} is in use by another program (${why}). End that program, or name another port.`);
      return;
    }
    say(
      `${where(device)} is not there (${why || 'no answer'}). Look at its cable, its power and the profile's ` +
        `devices.${device}.connection; it is looked for again by itself.`,
    );
  };
}
