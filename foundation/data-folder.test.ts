import { describe, expect, it } from 'vitest';
import { defaultDataFolder } from './data-folder.ts';

describe('default data folder', () => {
  it.each([
    ['linux', {}, '/home/li', '/home/li/.local/share/vestibule'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/home/li', '/data/vestibule'],
    ['linux', { XDG_DATA_HOME: 'relative' }, '/home/li', '/home/li/.local/share/vestibule'],
    ['darwin', { XDG_DATA_HOME: '/data' }, '/Users/li', '/Users/li/Library/Application Support/Vestibule'],
    [
      'win32',
      { LOCALAPPDATA: 'C:\\Users\\li\\AppData\\Local' },
      'C:\\Users\\li',
      'C:\\Users\\li\\AppData\\Local\\Vestibule',
    ],
    ['win32', {}, 'C:\\Users\\li', 'C:\\Users\\li\\AppData\\Local\\Vestibule'],
  ] as const)('on %s with %o', (platform, environment, home, folder) => {
    expect(defaultDataFolder({ platform, environment, home })).toBe(folder);
  });
});
