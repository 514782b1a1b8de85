import { execFile, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whether this machine can have a display in memory with a window manager and a browser on it. */
export const displayIsHere = ['Xvfb', 'openbox', 'xauth', 'xwininfo', 'xkill', 'chromium'].every(
  (program) => spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0,
);

export type WindowSeen = {
  readonly id: string;
  /** The instance its program gave itself: for a browser, what it shows. */
  readonly instance: string;
  readonly width: number;
  readonly height: number;
};

/** A display in memory that lets nobody in without its cookie. */
export type TestDisplay = {
  /** What a program needs to find it and be let in. */
  readonly environment: { readonly DISPLAY: string; readonly XAUTHORITY: string };
  /** The browser's windows that are shown now. */
  windows(): Promise<WindowSeen[]>;
  /** Takes a window from its program, as a desktop does with one that is closed by force. */
  close(window: WindowSeen): Promise<void>;
  end(): Promise<void>;
};

export async function testDisplay(folder: string, size: string): Promise<TestDisplay> {
  const XAUTHORITY = join(folder, 'server-cookie');
  // The X server reads a cookie under any display's number; xauth writes the client's under the right one below.
  const cookie = randomBytes(16).toString('hex');
  await run('xauth', ['-q', '-f', XAUTHORITY, 'add', ':0', '.', cookie]);
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp', '-auth', XAUTHORITY],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const told = server.stdio[3];
  if (!told || !('readable' in told)) throw new Error('no channel to the display');
  const [number] = await once(createInterface({ input: told as NodeJS.ReadableStream }), 'line');
  const DISPLAY = `:${number}`;
  await run('xauth', ['-q', '-f', XAUTHORITY, 'add', DISPLAY, '.', cookie]);
  const environment = { DISPLAY, XAUTHORITY };
  const env = { ...process.env, ...environment };
  const manager = spawn('openbox', [], { env, stdio: 'ignore' });
  return {
    environment,
    async windows() {
      // A window that goes while the tree is walked ends xwininfo with an X error; the next look sees it whole.
      const look = async (tries: number): Promise<string> => {
        try {
          return (await run('xwininfo', ['-root', '-tree'], { env })).stdout;
        } catch (failure) {
          if (tries > 1) return look(tries - 1);
          throw failure;
        }
      };
      const stdout = await look(20);
      const line = /^\s+(0x[0-9a-f]+) ".*": \("([^"]*)" "Chromium"\)\s+(\d+)x(\d+)\+/gm;
      return [...stdout.matchAll(line)]
        .map(([, id = '', instance = '', width, height]) => ({
          id,
          instance,
          width: Number(width),
          height: Number(height),
        }))
        .filter(({ width }) => width > 100);
    },
    async close({ id }) {
      await run('xkill', ['-id', id], { env });
    },
    async end() {
      for (const child of [manager, server]) {
        child.kill('SIGKILL');
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      }
    },
  };
}
