import { accessSync, constants } from 'node:fs';
import { posix, win32 } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

const LINUX_NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];
const LINUX_FOLDERS = ['/usr/local/bin', '/usr/bin', '/snap/bin'];
const LINUX_FILES = ['/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge'];

const WINDOWS_FILES = [
  ['Chromium', 'Application', 'chrome.exe'],
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
];

const MACOS_PROGRAMS = ['Chromium', 'Google Chrome', 'Microsoft Edge'];

/** Every place a Chromium, Chrome or Edge may be, best first. */
export function browserPlaces(platform: NodeJS.Platform, environment: Environment): string[] {
  if (platform === 'win32') {
    const roots = [environment.ProgramFiles, environment['ProgramFiles(x86)'], environment.LOCALAPPDATA];
    return WINDOWS_FILES.flatMap((file) =>
      roots.flatMap((root) => (root ? [win32.join(root, ...file)] : [])),
    );
  }
  if (platform === 'darwin') {
    const roots = ['/', environment.HOME].filter((root) => root !== undefined);
    return MACOS_PROGRAMS.flatMap((program) =>
      roots.map((root) => posix.join(root, 'Applications', `${program}.app`, 'Contents', 'MacOS', program)),
    );
  }
  const path = (environment.PATH ?? '').split(':').filter(posix.isAbsolute);
  const folders = [...new Set([...path, ...LINUX_FOLDERS])];
  return [
    ...LINUX_NAMES.flatMap((name) => folders.map((folder) => posix.join(folder, name))),
    ...LINUX_FILES,
  ];
}

/** The first of a program's places where it can be run. */
export const firstExecutable = (places: readonly string[]): string | undefined => places.find(isExecutable);

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
