import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { defaultDataFolder } from '#foundation/data-folder.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import { CLONE } from './bootstrap/clone.mjs';
import type { Trouble } from './children/kept.ts';
import { liesIn } from './data-folder.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A path as the person typed it: npm starts scripts in the clone and says where the person stood. */
const typed = (path: string, environment: Environment): string =>
  resolve(environment.INIT_CWD ?? process.cwd(), path);

/** The profile to start with; the one that comes along simulates every device. */
export const profilePath = (profile: string | undefined, environment: Environment): string =>
  profile === undefined ? join(CLONE, 'profiles', 'simulated.json') : typed(profile, environment);

/** The data folder to start on. The default is never inside the clone, whatever the environment says. */
export function dataPath(
  data: string | undefined,
  environment: Environment,
  home = homedir(),
): Result<string, Trouble> {
  if (data !== undefined) return ok(typed(data, environment));
  const path = defaultDataFolder({ platform: process.platform, environment, home });
  if (!liesIn(path, CLONE)) return ok(path);
  return err({
    message: `This user's folder for application data, ${path}, lies in the project's folder. Name another with --data.`,
  });
}
