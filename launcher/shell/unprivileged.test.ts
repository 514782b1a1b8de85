import { describe, expect, it } from 'vitest';
import { accountEnvironment, asAccount, unprivilegedAccount } from './unprivileged.ts';

const PASSWD =
  'root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65533:nobody:/nonexistent:/usr/sbin/nologin\n';
const nobody = { name: 'nobody', uid: 65_534, gid: 65_533 };
const caller = { SUDO_USER: 'li', SUDO_UID: '1000', SUDO_GID: '1001' };

describe('the account a browser runs under when the launcher is root', () => {
  it.each([
    ['nobody', {}, PASSWD, nobody],
    ['whoever called sudo', caller, PASSWD, { name: 'li', uid: 1000, gid: 1001 }],
    ['nobody when root called sudo', { SUDO_USER: 'root', SUDO_UID: '0', SUDO_GID: '0' }, PASSWD, nobody],
    ['nobody when the caller is half told', { SUDO_USER: 'li', SUDO_UID: '1000' }, PASSWD, nobody],
    ['nobody when the caller is nonsense', { ...caller, SUDO_UID: '-1' }, PASSWD, nobody],
    ['none where there is no nobody', {}, 'root:x:0:0::/root:/bin/sh\n', undefined],
    ['none where nobody is root', {}, 'nobody:x:0:0::/:/bin/sh\n', undefined],
  ])('is %s', (_, environment, passwd, account) => {
    expect(unprivilegedAccount(environment, passwd)).toEqual(account);
  });
});

describe('the command line', () => {
  const browser = { command: '/usr/bin/chromium', args: ['--kiosk', '--app=http://127.0.0.1:1/'] };

  it('by setpriv leaves neither group nor capability', () => {
    const switcher = { kind: 'setpriv', path: '/usr/bin/setpriv' } as const;
    expect(asAccount({ account: nobody, switcher }, browser)).toEqual({
      command: '/usr/bin/setpriv',
      args: [
        '--reuid=65534',
        '--regid=65533',
        '--clear-groups',
        '--inh-caps=-all',
        '--',
        '/usr/bin/chromium',
        '--kiosk',
        '--app=http://127.0.0.1:1/',
      ],
    });
  });

  it('by runuser names the account', () => {
    const switcher = { kind: 'runuser', path: '/usr/sbin/runuser' } as const;
    expect(asAccount({ account: nobody, switcher }, browser)).toEqual({
      command: '/usr/sbin/runuser',
      args: ['-u', 'nobody', '--', '/usr/bin/chromium', '--kiosk', '--app=http://127.0.0.1:1/'],
    });
  });
});

describe('its environment', () => {
  it("has its own home and cookie, and nothing of root's", () => {
    const environment = {
      DISPLAY: ':7',
      LANG: 'zh_CN.UTF-8',
      LC_ALL: 'C.UTF-8',
      HOME: '/root',
      XAUTHORITY: '/root/.Xauthority',
      BANK_TOKEN: 'secret',
      PATH: '/root/bin',
      DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/0/bus',
      LD_PRELOAD: '/root/x.so',
    };
    const folders = { home: '/tmp/v/home', temporary: '/tmp/v', cookie: '/tmp/v/cookie' };
    expect(accountEnvironment(environment, nobody, folders)).toEqual({
      DISPLAY: ':7',
      LANG: 'zh_CN.UTF-8',
      LC_ALL: 'C.UTF-8',
      PATH: '/usr/local/bin:/usr/bin:/bin',
      HOME: '/tmp/v/home',
      USER: 'nobody',
      LOGNAME: 'nobody',
      TMPDIR: '/tmp/v',
      XDG_RUNTIME_DIR: '/tmp/v',
      XAUTHORITY: '/tmp/v/cookie',
    });
  });

  it('names no cookie where the display asks for none', () => {
    const environment = accountEnvironment({ DISPLAY: ':7' }, nobody, {
      home: '/h',
      temporary: '/t',
      cookie: undefined,
    });
    expect(environment).not.toHaveProperty('XAUTHORITY');
  });
});
