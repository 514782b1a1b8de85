import { describe, expect, it } from 'vitest';
import { missingPackages, PACKAGES, remedy } from './packages.mjs';

const missing = PACKAGES.filter(({ name }) => name === 'chromium' || name === 'socat');
const release = (...lines: string[]) => `NAME="X"\n${lines.join('\n')}\n`;

describe('what tests need of the system', () => {
  it('is missing as long as one of its programs is', () => {
    expect(missingPackages(() => true)).toEqual([]);
    expect(missingPackages(() => false)).toEqual(PACKAGES);
    expect(missingPackages((program) => program !== 'xwininfo').map(({ name }) => name)).toEqual([
      'x11-utils',
    ]);
  });

  it.each([
    ['Debian 12 as root', release('ID=debian', 'VERSION_ID="12"'), 0],
    ['Debian 13 as root', release('ID=debian', 'VERSION_ID="13"'), 0],
    ['Debian testing as root', release('ID=debian'), 0],
  ])('is installed on %s', (_, osRelease, uid) => {
    expect(remedy({ osRelease, uid, missing })).toEqual({ kind: 'install' });
  });

  const aptGet = 'apt-get update && apt-get install --no-install-recommends chromium socat';
  it.each([
    [
      'Debian 12 as somebody',
      release('ID=debian', 'VERSION_ID="12"'),
      1000,
      aptGet.replaceAll('apt-get', 'sudo apt-get'),
    ],
    ['Debian 11 as root', release('ID=debian', 'VERSION_ID="11"'), 0, aptGet],
    ['Ubuntu as root', release('ID=ubuntu', 'ID_LIKE=debian', 'VERSION_ID="24.04"'), 0, aptGet],
    [
      'a relative of Ubuntu',
      release('ID=linuxmint', 'ID_LIKE="ubuntu debian"'),
      1000,
      aptGet.replaceAll('apt-get', 'sudo apt-get'),
    ],
    ['Fedora', release('ID=fedora', 'VERSION_ID=42'), 0, 'npm test -- --here'],
    ['macOS', undefined, 501, 'npm test -- --here'],
    ['Windows', undefined, undefined, 'npm test -- --here'],
  ])('is told in one command on %s', (_, osRelease, uid, command) => {
    expect(remedy({ osRelease, uid, missing })).toEqual({ kind: 'tell', command });
  });
});
