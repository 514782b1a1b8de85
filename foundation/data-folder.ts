import { posix, win32 } from 'node:path';

/**
 * The folder of this user's application data, where a terminal keeps what it must not lose. Unix: XDG base directory
 * specification (a relative XDG_DATA_HOME is ignored, as it says); Windows: LOCALAPPDATA; macOS: Application Support.
 */
export function defaultDataFolder(user: {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}): string {
  const { platform, environment, home } = user;
  if (platform === 'win32') {
    return win32.join(environment.LOCALAPPDATA || win32.join(home, 'AppData', 'Local'), 'Vestibule');
  }
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Vestibule');
  const named = environment.XDG_DATA_HOME;
  return posix.join(
    named && posix.isAbsolute(named) ? named : posix.join(home, '.local', 'share'),
    'vestibule',
  );
}
