import type { Profile } from '#contracts/profile/profile.ts';
import { type DeviceKind, DRIVERS, type ModelTable, modelNamed } from '#devices/catalogue.ts';

/** What is wrong with a profile's models, with the path of each: a name nobody here drives. */
export function modelFaults(
  { devices }: Profile,
  models: ModelTable = DRIVERS,
): { readonly path: readonly string[]; readonly message: string }[] {
  const kinds = Object.keys(devices) as DeviceKind[];
  return kinds.flatMap((kind) => {
    const wanted = devices[kind]?.model;
    if (wanted === undefined || modelNamed<object>(models[kind], wanted)) return [];
    const known = Object.keys(models[kind]).join(', ');
    return [
      { path: ['devices', kind, 'model'], message: `there is no "${wanted}" here; there is: ${known}` },
    ];
  });
}
