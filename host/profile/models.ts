import type { Profile } from '#contracts/profile/profile.ts';
import { type DeviceKind, DRIVERS, type ModelTable, modelNamed } from '#devices/catalogue.ts';

/** What is wrong with a profile's models, with the path of each: a name nobody here drives, or a line it has not. */
export function modelFaults(
  { devices }: Profile,
  models: ModelTable = DRIVERS,
): { readonly path: readonly string[]; readonly message: string }[] {
  const kinds = Object.keys(devices) as DeviceKind[];
  return kinds.flatMap((kind) => {
    const { model: wanted, connection } = devices[kind] ?? {};
    if (wanted === undefined) return [];
    const model = modelNamed<object>(models[kind], wanted);
    const transport = model && 'hid' in model ? 'hid' : 'serial';
    const fits = connection?.transport === 'simulated' || connection?.transport === transport;
    if (model && fits) return [];
    if (model)
      return [
        {
          path: ['devices', kind, 'connection', 'transport'],
          message: `"${wanted}" is reached over ${transport}`,
        },
      ];
    const known = Object.keys(models[kind]).join(', ');
    return [
      { path: ['devices', kind, 'model'], message: `there is no "${wanted}" here; there is: ${known}` },
    ];
  });
}
