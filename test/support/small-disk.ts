import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of its own with a folder on it, that can be filled to the last byte and emptied again. */
export type SmallDisk = {
  readonly folder: string;
  /** Not one byte more fits. */
  fill(): void;
  /** The same, and whatever is freed is taken again; until told to stop. */
  keepFull(): () => void;
  empty(): void;
  remove(): void;
};

/** In memory (tmpfs); undefined where this user may mount nothing. */
export function smallDisk(megabytes: number): SmallDisk | undefined {
  const mountPoint = mkdtempSync(join(process.env.VESTIBULE_TEST_TMP ?? tmpdir(), 'disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', mountPoint]);
  if (mounted.status !== 0) {
    rmSync(mountPoint, { recursive: true });
    return undefined;
  }
  const ballast = join(mountPoint, 'ballast');
  const fill = () => {
    const file = openSync(ballast, 'a');
    try {
      for (let size = 1_048_576; size >= 1; size = Math.floor(size / 4)) while (fits(file, size));
    } finally {
      closeSync(file);
    }
  };
  return {
    folder: join(mountPoint, 'data'),
    fill,
    keepFull() {
      fill();
      const again = setInterval(fill, 1);
      return () => clearInterval(again);
    },
    empty: () => rmSync(ballast, { force: true }),
    remove() {
      spawnSync('umount', ['-l', mountPoint]);
      rmSync(mountPoint, { recursive: true, force: true });
    },
  };
}

function fits(file: number, size: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(size, 0x5a)) === size;
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure && failure.code === 'ENOSPC') return false;
    throw failure;
  }
}
