import { readFileSync } from 'node:fs';
import { type Profile, profileSchema } from '#contracts/profile/profile.ts';
import { err, ok, type Result } from '#foundation/result.ts';

/** Largest profile that is read, bytes. */
const PROFILE_BYTES = 262_144;

/** Reads and checks a profile; every fault is told with its path: `devices.idScanner.connection.path: ...`. */
export function loadProfile(
  file: string,
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
  if (parsed.success) return ok(parsed.data);
  const faults = parsed.error.issues.map(
    ({ path, message }) => `${path.map(String).join('.') || '(whole)'}: ${message}`,
  );
  return err({ code: 'profileWrong', detail: `${file}\n  ${faults.join('\n  ')}` });
}
