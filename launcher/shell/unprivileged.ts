import { unreachable } from '#foundation/result.ts';

/** The account a browser runs under when the launcher is root. */
export type Account = { readonly name: string; readonly uid: number; readonly gid: number };

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Who that is: whoever called sudo, else `nobody`. No account is ever made.
 * @param passwd text of /etc/passwd, passwd(5)
 */
export function unprivilegedAccount(environment: Environment, passwd: string): Account | undefined {
  const { SUDO_USER: name = '', SUDO_UID: uid = '', SUDO_GID: gid = '' } = environment;
  const caller = accountOf(name, uid, gid);
  if (caller) return caller;
  for (const line of passwd.split('\n')) {
    const [login = '', , user = '', group = ''] = line.split(':');
    if (login === 'nobody') return accountOf(login, user, group);
  }
  return undefined;
}

function accountOf(name: string, uid: string, gid: string): Account | undefined {
  const isId = (text: string) => /^\d{1,10}$/.test(text) && text !== '0';
  return name !== '' && isId(uid) && isId(gid) ? { name, uid: Number(uid), gid: Number(gid) } : undefined;
}

/** A program of util-linux that starts another one under an account. */
export type Switcher = { readonly kind: 'setpriv' | 'runuser'; readonly path: string };

export type RunAs = { readonly account: Account; readonly switcher: Switcher };

export type Command = { readonly command: string; readonly args: readonly string[] };

/** The command line that starts a program under an account, with nothing of root left to it. */
export function asAccount({ account, switcher }: RunAs, program: Command): Command {
  const rest = ['--', program.command, ...program.args];
  switch (switcher.kind) {
    case 'setpriv': {
      const identity = [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups'];
      return { command: switcher.path, args: [...identity, '--inh-caps=-all', ...rest] };
    }
    case 'runuser':
      return { command: switcher.path, args: ['-u', account.name, ...rest] };
    default:
      return unreachable(switcher.kind);
  }
}

/** What a browser under another account is told of the machine: where it is shown and how people here write. */
const PASSED_ON = /^(DISPLAY|LANG|LANGUAGE|LC_[A-Z]+|TZ)$/;

/** Its whole environment; nothing of root's goes along. */
export function accountEnvironment(
  environment: Environment,
  account: Account,
  folders: { readonly home: string; readonly temporary: string; readonly cookie: string | undefined },
): Record<string, string> {
  const { home, temporary, cookie } = folders;
  const passed = Object.entries(environment).filter(([name]) => PASSED_ON.test(name));
  return {
    ...Object.fromEntries(passed.map(([name, value]) => [name, value ?? ''])),
    PATH: '/usr/local/bin:/usr/bin:/bin',
    HOME: home,
    USER: account.name,
    LOGNAME: account.name,
    TMPDIR: temporary,
    XDG_RUNTIME_DIR: temporary,
    ...(cookie === undefined ? {} : { XAUTHORITY: cookie }),
  };
}
