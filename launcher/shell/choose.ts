import type { Result } from '#foundation/result.ts';
import type { Display } from './display.ts';
import type { RunAs } from './unprivileged.ts';

export type ShellName = 'electron' | 'chromium' | 'none';

/** What is known of the machine when it is decided what shows the screen. */
export type ShellFacts = {
  readonly asked: ShellName | undefined;
  readonly display: Display | undefined;
  /** True as root on Linux, where no browser keeps its sandbox. */
  readonly root: boolean;
  readonly electron: Result<{ readonly binary: string }, { readonly why: string }>;
  /** An installed Chromium, Chrome or Edge. */
  readonly browser: string | undefined;
  /** Asked only as root: under whom a browser can run, or why it cannot. */
  readonly runAs: Result<RunAs, { readonly why: string }>;
};

export type ShellChoice =
  | { readonly kind: 'electron'; readonly binary: string }
  | {
      readonly kind: 'chromium';
      readonly binary: string;
      readonly display: Display;
      readonly runAs: RunAs | undefined;
      readonly remark: string | undefined;
    }
  /** The address is printed, with the reason unless that is what was asked for. */
  | { readonly kind: 'none'; readonly why: string | undefined };

const NO_DISPLAY = 'there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)';
const NO_BROWSER = 'no Chromium, Chrome or Edge is installed';
const ROOT_ELECTRON = 'Electron would have no sandbox as root; start as an ordinary user to have it';

/** Which shell shows the screen. Never an unsandboxed one, and never a download: that is done before, if asked for. */
export function chooseShell(facts: ShellFacts): ShellChoice {
  const { asked, display, root, electron, browser } = facts;
  if (asked === 'none') return { kind: 'none', why: undefined };
  if (!display) return { kind: 'none', why: NO_DISPLAY };
  if (asked !== 'chromium' && electron.ok && !root)
    return { kind: 'electron', binary: electron.value.binary };

  const noElectron = root ? ROOT_ELECTRON : electron.ok ? undefined : electron.error.why;
  // Electron missing is news only to somebody who asked for it.
  const remark = asked === 'electron' ? noElectron : undefined;
  const none = (why: string): ShellChoice => ({ kind: 'none', why: remark ? `${remark}; ${why}` : why });
  if (browser === undefined) return none(NO_BROWSER);
  if (!root) return { kind: 'chromium', binary: browser, display, runAs: undefined, remark };
  if (display.kind === 'wayland') {
    return none('this is root, and a Wayland display lets no other account in');
  }
  if (!facts.runAs.ok) return none(`this is root, and ${facts.runAs.error.why}`);
  return { kind: 'chromium', binary: browser, display, runAs: facts.runAs.value, remark };
}

/** Whether Electron's binary is to be fetched first: only when asked for, of use, and not there. */
export const wantsElectronFetched = ({ asked, display, root, electron }: ShellFacts): boolean =>
  asked === 'electron' && display !== undefined && !root && !electron.ok;
