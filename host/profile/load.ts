import { readFileSync } from 'node:fs';
import { type Profile, profileSchema } from '#contracts/profile/profile.ts';
import { DRIVERS, type ModelTable } from '#devices/catalogue.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import { modelFaults } from './models.ts';

/** Largest profile that is read, bytes. */
const PROFILE_BYTES = 262_144;

/** Reads and checks a profile; every fault is told with its path: `devices.idScanner.connection.path: ...`. */
export function loadProfile(
  file: string,
  models: ModelTable = DRIVERS,
): Result<Profile, { code: 'profileUnreadable' | 'profileWrong'; detail: string }> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return err({ code: 'profileUnreadable', detail: `${file} cannot be read` });
  }
  if (text.length > PROFILE_BYTES)
    return err({ code: 'profileWrong', detail: `${file} is too large for a profile` });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return err({ code: 'profileWrong', detail: `${file} is not JSON` });
  }
  const parsed = profileSchema.safeParse(json);
  const wrong = parsed.success ? modelFaults(parsed.data, models) : parsed.error.issues;
  if (parsed.success && wrong.length === 0) return ok(parsed.data);
  const faults = wrong.map(({ path, message }) => `${path.map(String).join('.') || '(whole)'}: ${message}`);
  return err({ code: 'profileWrong', detail: `${file}\n  ${faults.join('\n  ')}` });
}
