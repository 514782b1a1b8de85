import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { profileSchema } from '#contracts/profile/profile.ts';
import { CLONE } from './bootstrap/clone.mjs';

/** Where editors find what may stand in a profile. */
export const PROFILE_SCHEMA_FILE = join(CLONE, 'profiles', 'profile.schema.json');

/** The profile's rules as JSON Schema, for whoever writes one: what has a default may be left out. */
export const profileJsonSchema = (): object => ({
  title: 'Profile of a Vestibule terminal',
  ...z.toJSONSchema(profileSchema, { io: 'input' }),
});

// npx node launcher/profile-schema.ts && npm run format, after contracts/profile changed.
if (import.meta.main) writeFileSync(PROFILE_SCHEMA_FILE, `${JSON.stringify(profileJsonSchema(), null, 2)}\n`);
