import { describe, expect, it } from 'vitest';
import { err, ok } from '#foundation/result.ts';
import { chooseShell, type ShellFacts, wantsElectronFetched } from './choose.ts';

const x11 = { kind: 'x11', name: ':0', number: 0 } as const;
const runAs = {
  account: { name: 'nobody', uid: 65_534, gid: 65_534 },
  switcher: { kind: 'setpriv', path: '/usr/bin/setpriv' },
} as const;
const facts: ShellFacts = {
  asked: undefined,
  display: x11,
  root: false,
  electron: err({ why: "Electron's binary is not here" }),
  browser: '/usr/bin/chromium',
  runAs: ok(runAs),
};
const electron = ok({ binary: '/e/electron' });

describe('what shows the screen', () => {
  it.each<[string, Partial<ShellFacts>, object]>([
    ['nothing where there is no display', { display: undefined, electron }, { kind: 'none' }],
    [
      'nothing when that is asked for, without a reason',
      { asked: 'none', electron },
      { kind: 'none', why: undefined },
    ],
    ['Electron when its binary is here', { electron }, { kind: 'electron', binary: '/e/electron' }],
    [
      'a browser where Electron is not, at once',
      {},
      { kind: 'chromium', binary: '/usr/bin/chromium', remark: undefined },
    ],
    ['a browser when that is asked for', { asked: 'chromium', electron }, { kind: 'chromium' }],
    [
      'a browser where Electron was asked for and cannot be had, and that is told',
      { asked: 'electron' },
      { kind: 'chromium', remark: "Electron's binary is not here" },
    ],
    [
      'a browser as root, never Electron',
      { root: true, electron },
      { kind: 'chromium', runAs, remark: undefined },
    ],
    [
      'a browser as root though Electron was asked for, and that is told',
      { root: true, electron, asked: 'electron' },
      { kind: 'chromium', runAs, remark: expect.stringContaining('root') },
    ],
    [
      'a browser as an ordinary user as that user',
      { runAs: err({ why: 'x' }) },
      { kind: 'chromium', runAs: undefined },
    ],
    ['a browser on Wayland', { display: { kind: 'wayland' } }, { kind: 'chromium' }],
    [
      'nothing where nothing is installed',
      { browser: undefined },
      { kind: 'none', why: expect.stringContaining('no Chromium') },
    ],
    [
      'nothing as root where no account is',
      { root: true, runAs: err({ why: 'nobody is missing' }) },
      { kind: 'none', why: 'this is root, and nobody is missing' },
    ],
    [
      'nothing as root on Wayland',
      { root: true, display: { kind: 'wayland' } },
      { kind: 'none', why: expect.stringContaining('Wayland') },
    ],
    [
      'nothing, with both reasons',
      { asked: 'electron', browser: undefined },
      { kind: 'none', why: expect.stringMatching(/Electron.*; no Chromium/) },
    ],
  ])('is %s', (_, changed, choice) => {
    expect(chooseShell({ ...facts, ...changed })).toMatchObject(choice);
  });

  it('names the missing display', () => {
    expect(chooseShell({ ...facts, display: undefined })).toHaveProperty(
      'why',
      expect.stringContaining('DISPLAY'),
    );
  });
});

describe('a download of Electron', () => {
  it.each<[string, Partial<ShellFacts>, boolean]>([
    ['happens when asked for and not here', { asked: 'electron' }, true],
    ['never happens unasked', {}, false],
    ['never happens without a display', { asked: 'electron', display: undefined }, false],
    ['never happens as root, where it is of no use', { asked: 'electron', root: true }, false],
    ['never happens when it is here', { asked: 'electron', electron }, false],
  ])('%s', (_, changed, wanted) => {
    expect(wantsElectronFetched({ ...facts, ...changed })).toBe(wanted);
  });
});
