import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Where windows can open. `native`: Windows and macOS always have a screen. */
export type Display =
  | { readonly kind: 'x11'; readonly name: string; readonly number: number }
  | { readonly kind: 'wayland' }
  | { readonly kind: 'native' };

export type Size = { readonly width: number; readonly height: number };

/** When a display does not tell its size: the smallest that is usual. */
export const ASSUMED_SIZE: Size = { width: 1280, height: 800 };

/** A program that asks the display answers at once or not at all. */
const ASK_MILLISECONDS = 3_000;

type Environment = Readonly<Record<string, string | undefined>>;

/** The display this process was started on, if any. */
export function displayOf(platform: NodeJS.Platform, environment: Environment): Display | undefined {
  if (platform === 'win32' || platform === 'darwin') return { kind: 'native' };
  const { DISPLAY: name = '', WAYLAND_DISPLAY: wayland = '' } = environment;
  // X(7): [host]:display[.screen]
  const number = /:(\d{1,5})(?:\.\d+)?$/.exec(name)?.[1];
  if (number !== undefined) return { kind: 'x11', name, number: Number(number) };
  return wayland === '' ? undefined : { kind: 'wayland' };
}

/** The primary or first connected screen in what `xrandr --current` prints. */
export function sizeFromXrandr(text: string): Size | undefined {
  const found =
    / connected primary (\d+)x(\d+)\+/.exec(text) ??
    / connected (\d+)x(\d+)\+/.exec(text) ??
    /current (\d+) x (\d+)/.exec(text);
  return sizeOf(found);
}

/** The whole display in what `xdpyinfo` prints. */
export const sizeFromXdpyinfo = (text: string): Size | undefined =>
  sizeOf(/dimensions:\s+(\d+)x(\d+) pixels/.exec(text));

function sizeOf(found: RegExpExecArray | null): Size | undefined {
  const [width, height] = [Number(found?.[1]), Number(found?.[2])];
  return width >= 320 && height >= 240 ? { width, height } : undefined;
}

/** The size of the display in pixels, as far as a program that is installed can tell. */
export async function displaySize(display: Display, environment: NodeJS.ProcessEnv): Promise<Size> {
  if (display.kind !== 'x11') return ASSUMED_SIZE;
  return (
    sizeFromXrandr(await output('xrandr', ['--current'], environment)) ??
    sizeFromXdpyinfo(await output('xdpyinfo', [], environment)) ??
    ASSUMED_SIZE
  );
}

const run = promisify(execFile);

/** What a program prints; nothing when it is not there or fails. */
async function output(command: string, args: string[], env: NodeJS.ProcessEnv): Promise<string> {
  try {
    return (await run(command, args, { env, timeout: ASK_MILLISECONDS, maxBuffer: 1_048_576 })).stdout;
  } catch {
    return '';
  }
}
