import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { browserPlaces, firstExecutable } from './find-browser.ts';

describe('where a browser may be', () => {
  it('on Linux: on PATH and in the usual folders, Chromium first', () => {
    const places = browserPlaces('linux', { PATH: '/own/bin:relative:/usr/bin' });
    expect(places.slice(0, 4)).toEqual([
      '/own/bin/chromium',
      '/usr/bin/chromium',
      '/usr/local/bin/chromium',
      '/snap/bin/chromium',
    ]);
    expect(places).toContain('/usr/bin/google-chrome-stable');
    expect(places).toContain('/opt/microsoft/msedge/msedge');
    expect(places.every((place) => place.startsWith('/'))).toBe(true);
  });

  it('on Windows: in the folders for programs', () => {
    const places = browserPlaces('win32', { ProgramFiles: 'C:\\P', LOCALAPPDATA: 'C:\\L' });
    expect(places).toContain('C:\\P\\Google\\Chrome\\Application\\chrome.exe');
    expect(places).toContain('C:\\P\\Microsoft\\Edge\\Application\\msedge.exe');
    expect(places).toContain('C:\\L\\Chromium\\Application\\chrome.exe');
  });

  it('on macOS: among the applications', () => {
    expect(browserPlaces('darwin', { HOME: '/Users/li' })).toContain(
      '/Users/li/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    );
  });

  it.skipIf(process.platform === 'win32')('is the first that can be run', () => {
    const folder = mkdtempSync(join(tmpdir(), 'browser-'));
    const [plain, program] = [join(folder, 'plain'), join(folder, 'program')];
    writeFileSync(plain, '');
    writeFileSync(program, '');
    chmodSync(program, 0o755);
    expect(firstExecutable([join(folder, 'nothing'), plain, program])).toBe(program);
    expect(firstExecutable([plain])).toBeUndefined();
    rmSync(folder, { recursive: true });
  });
});
