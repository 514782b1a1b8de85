import { type FileHandle, open } from 'node:fs/promises';
import { type Profile, profileSchema } from '#contracts/profile/profile.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import { modelFaults } from '#host/profile/models.ts';

/** A profile is a page of text; more than this is another file. */
const MAXIMUM_BYTES = 262_144;

export type ProfileError = { readonly message: string };

/** Reads and checks the profile a terminal is started with. The message names the file, every fault and its path. */
export async function readProfile(file: string): Promise<Result<Profile, ProfileError>> {
  const text = await readBounded(file);
  if (!text.ok) return text;
  let value: unknown;
  try {
    value = JSON.parse(text.value);
  } catch (failure) {
    const why = failure instanceof Error ? failure.message : 'not JSON';
    return err({ message: `The profile ${file} is not JSON: ${why}\nMend it and start again.` });
  }
  const parsed = profileSchema.safeParse(value);
  const wrong = parsed.success ? modelFaults(parsed.data) : parsed.error.issues;
  if (parsed.success && wrong.length === 0) return ok(parsed.data);
  const faults = wrong.map(({ path, message }) => `  ${pathOf(path)}: ${message}`);
  return err({
    message: [
      `The profile ${file} cannot be used:`,
      ...faults,
      'Mend these and start again; profiles/profile.schema.json says what may stand there.',
    ].join('\n'),
  });
}

const pathOf = (path: readonly PropertyKey[]): string =>
  path.length === 0 ? '(the whole file)' : path.map(String).join('.');

async function readBounded(file: string): Promise<Result<string, ProfileError>> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file);
    const { size } = await handle.stat();
    if (size > MAXIMUM_BYTES) {
      return err({
        message: `The profile ${file} is ${size} bytes long; a profile has at most ${MAXIMUM_BYTES}.`,
      });
    }
    return ok(await handle.readFile('utf8'));
  } catch (failure) {
    const code = failure instanceof Error && 'code' in failure ? String(failure.code) : 'unknown';
    const why = code === 'ENOENT' ? 'is not there' : `cannot be read (${code})`;
    return err({ message: `The profile ${file} ${why}. Name another with --profile.` });
  } finally {
    await handle?.close();
  }
}
