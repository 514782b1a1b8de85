import { readFileSync } from 'node:fs';
import { err, ok, type Result } from '#foundation/result.ts';
import type { ShellFacts, ShellName } from './choose.ts';
import { displayOf } from './display.ts';
import { type ElectronPlace, findElectron } from './electron.ts';
import { browserPlaces, firstExecutable } from './find-browser.ts';
import { type Environment, type RunAs, unprivilegedAccount } from './unprivileged.ts';

/** What this machine has to show the screen with. */
export function shellFacts(
  asked: ShellName | undefined,
  environment: Environment,
  place: ElectronPlace,
): ShellFacts {
  const root = process.platform === 'linux' && process.getuid?.() === 0;
  return {
    asked,
    display: displayOf(process.platform, environment),
    root,
    electron: findElectron(place),
    browser: firstExecutable(browserPlaces(process.platform, environment)),
    runAs: runAs(environment),
  };
}

function runAs(environment: Environment): Result<RunAs, { readonly why: string }> {
  const account = unprivilegedAccount(environment, passwd());
  if (!account) {
    return err({ why: 'there is no unprivileged account for the browser (neither SUDO_USER nor nobody)' });
  }
  const setpriv = firstExecutable(['/usr/bin/setpriv', '/bin/setpriv']);
  if (setpriv) return ok({ account, switcher: { kind: 'setpriv', path: setpriv } });
  const runuser = firstExecutable(['/usr/sbin/runuser', '/sbin/runuser', '/usr/bin/runuser']);
  if (runuser) return ok({ account, switcher: { kind: 'runuser', path: runuser } });
  return err({ why: 'neither setpriv nor runuser is installed (package util-linux)' });
}

function passwd(): string {
  try {
    return readFileSync('/etc/passwd', 'utf8');
  } catch {
    return '';
  }
}
