import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { CommandMap, Device } from '#devices/device.ts';
import { connectDevice } from '#devices/remote/connect.ts';
import type { Simulator } from '#devices/simulation/simulator.ts';
import { servePipe } from '#devices/transport/pipe.ts';
import { linePort } from './line-port.ts';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Debian's own: another python first in the path may lack the bindings. */
const PYTHON = '/usr/bin/python3';

/** Whether this machine can show programs HID devices that are not there. */
export const umockdevIsHere =
  !spawnSync('umockdev-wrapper', ['true'], { stdio: 'ignore' }).error &&
  spawnSync(
    PYTHON,
    ['-c', 'import gi; gi.require_version("UMockdev", "1.0"); from gi.repository import UMockdev'],
    {
      stdio: 'ignore',
    },
  ).status === 0;

export type HidrawHost<Commands extends CommandMap, Event extends { readonly type: string }> = {
  /** The device as the program with the real HID library has it. */
  readonly device: Device<Commands, Event>;
  /** What that program said of its device's life. */
  readonly log: () => string;
  stop(): Promise<void>;
};

/** A simulator as /dev/hidraw0 of a program of its own, which keeps it alive through the real HID library. */
export async function hidrawHost<Commands extends CommandMap, Event extends { readonly type: string }>(
  simulator: Simulator,
): Promise<HidrawHost<Commands, Event>> {
  const folder = await mkdtemp(join(tmpdir(), 'hidraw-'));
  const socket = join(folder, 'pad.sock');
  const server = await servePipe(socket, (line) => simulator.attach(line));
  if (!server.ok) throw new Error(server.error.code);
  const program = [process.execPath, here('./hid-host.ts')];
  const child: ChildProcessByStdio<Writable, Readable, Readable> = spawn(
    'umockdev-wrapper',
    [PYTHON, here('./hidraw-testbed.py'), socket, ...program],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const exited = once(child, 'exit');
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  return {
    device: connectDevice<Commands, Event>(linePort(child.stdout, child.stdin)),
    log: () => log,
    stop: async () => {
      child.stdin.end();
      await exited;
      await server.value.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
