import { homedir } from 'node:os';
import type { Clock } from '#foundation/clock.ts';
import type { ShellChoice } from './choose.ts';
import { displaySize } from './display.ts';
import { fullScreen, twoWindows } from './geometry.ts';
import type { PrivateFolder } from './private-folder.ts';
import type { Environment } from './unprivileged.ts';
import { type WindowOrder, Windows } from './windows.ts';

export type ShellOrder = {
  readonly choice: Extract<ShellChoice, { readonly kind: 'chromium' }>;
  readonly url: string;
  readonly kiosk: boolean;
  /** With simulated devices the bench stands beside an ordinary window. */
  readonly simulated: boolean;
  /** What the profile says of the terminal's camera. */
  readonly media: WindowOrder['media'];
  readonly folder: PrivateFolder;
  readonly environment: Environment;
  readonly clock: Clock;
  closed(): void;
  cannot(why: string): void;
};

/** The browser windows of one start, opened. */
export async function openWindows(order: ShellOrder): Promise<Windows> {
  const { choice, url, kiosk, simulated, media, environment } = order;
  const size = await displaySize(choice.display, { ...environment });
  const both = twoWindows(size);
  const terminal: WindowOrder = { url, window: kiosk ? fullScreen(size) : both.terminal, kiosk, media };
  const bench: WindowOrder = { url: benchUrl(url), window: both.bench, kiosk: false, media: 'none' };
  const windows = new Windows({
    ...order,
    ...choice,
    home: homedir(),
    terminal,
    bench: simulated && !kiosk ? bench : undefined,
  });
  windows.open();
  return windows;
}

export const benchUrl = (url: string): string => new URL('bench', url).href;

/** What is said where no window opens: the address, and why unless that was asked for. */
export function addressMessage(url: string, simulated: boolean, why: string | undefined): string {
  const reason = why === undefined ? '' : `No window: ${why}. `;
  const bench = simulated ? `, and the bench at ${benchUrl(url)}` : '';
  return `${reason}Open ${url} in a browser on this machine${bench}.`;
}

/** The environment as a browser may see it: without what is meant for our own programs. */
export function browserEnvironment(
  environment: Environment,
  secretVariable: string | undefined,
): Record<string, string> {
  const seen = Object.entries(environment).flatMap(([name, value]) =>
    value === undefined || name.startsWith('VESTIBULE_') || name === secretVariable ? [] : [[name, value]],
  );
  return Object.fromEntries(seen);
}
