import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { constants, type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether this machine can make pairs of pseudo-terminals. */
export const socatIsHere = !spawnSync('socat', ['-V'], { stdio: 'ignore' }).error;

/**
 * A serial cable of two pseudo-terminals, each with a path that stays the same while the cable comes and goes. Limits
 * of pseudo-terminals: no modem lines, no parity, always 8 bits.
 */
export type PtyCable = {
  /** The end for the program under test. */
  readonly hostPath: string;
  /** The end for the device. */
  readonly devicePath: string;
  /** Makes the pair; resolves when both paths can be opened. */
  plug(): Promise<void>;
  /** Kills the pair as a pulled cable does: both ends hang up, both paths are gone. */
  unplug(): Promise<void>;
  /** Unplugs and removes what is left. */
  dispose(): Promise<void>;
};

/** A cable that is plugged in. Dispose of it. */
export async function ptyCable(): Promise<PtyCable> {
  const folder = await mkdtemp(join(tmpdir(), 'pty-'));
  const [hostPath, devicePath] = [join(folder, 'host'), join(folder, 'device')];
  let unplugCurrent: (() => Promise<void>) | undefined;

  const unplug = async () => {
    const current = unplugCurrent;
    unplugCurrent = undefined;
    await current?.();
    await Promise.all([hostPath, devicePath].map((path) => rm(path, { force: true })));
  };
  const plug = async () => {
    await unplug();
    const ends = [hostPath, devicePath].map((path) => `PTY,raw,echo=0,link=${path}`);
    const socat = spawn('socat', ['-d', '-d', ...ends], { stdio: ['ignore', 'ignore', 'pipe'] });
    const exited = once(socat, 'exit');
    let log = '';
    const ready = new Promise<void>((resolve, reject) => {
      socat.once('error', reject);
      socat.stderr.setEncoding('utf8').on('data', (text: string) => {
        log += text;
        if (log.includes('starting data transfer loop')) resolve();
      });
      void exited.then(() => reject(new Error(`socat ended: ${log}`)));
    });
    await ready;
    // A pseudo-terminal that nobody has open any more counts as hung up; a port must survive being closed.
    const held: FileHandle[] = await Promise.all(
      [hostPath, devicePath].map((path) => open(path, constants.O_RDWR | constants.O_NOCTTY)),
    );
    unplugCurrent = async () => {
      socat.kill('SIGKILL');
      await exited;
      await Promise.all(held.map((handle) => handle.close()));
    };
  };

  await plug();
  return {
    hostPath,
    devicePath,
    plug,
    unplug,
    dispose: async () => {
      await unplug();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
