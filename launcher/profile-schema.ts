import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { profileSchema } from '#contracts/profile/profile.ts';
import { type DeviceKind, DRIVERS } from '#devices/catalogue.ts';
import { CLONE } from './bootstrap/clone.mjs';

/** Where editors find what may stand in a profile. */
export const PROFILE_SCHEMA_FILE = join(CLONE, 'profiles', 'profile.schema.json');

/** The profile's rules with every model there is, for whoever has an editor that offers them. */
const offered = profileSchema.extend({
  devices: z
    .strictObject(
      Object.fromEntries(
        Object.entries(profileSchema.shape.devices.unwrap().shape).map(([kind, device]) => [
          kind,
          device
            .unwrap()
            .extend({ model: z.enum(Object.keys(DRIVERS[kind as DeviceKind])) })
            .optional(),
        ]),
      ),
    )
    .default({}),
});

/** The profile's rules as JSON Schema, for whoever writes one: what has a default may be left out. */
export const profileJsonSchema = (): object => ({
  title: 'Profile of a Vestibule terminal',
  ...z.toJSONSchema(offered, { io: 'input' }),
});

// npx node launcher/profile-schema.ts && npm run format, after contracts/profile or devices/catalogue.ts changed.
if (import.meta.main) writeFileSync(PROFILE_SCHEMA_FILE, `${JSON.stringify(profileJsonSchema(), null, 2)}\n`);
