import { closeSync, existsSync, fsyncSync, openSync, rmSync, statSync, writeSync } from 'node:fs';

/** Enough for some hundred journal entries: what one visit needs to end in an orderly way. */
const RESERVE_BYTES = 1_048_576;

/**
 * Disk space held back for the worst moment: when the disk is full in the middle of a visit, this is given up so
 * that the visit can be finished, its media returned and both written down. No new visit begins after that.
 */
export class Reserve {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** Fills the reserve; throws when the disk has no room for it. Zeros would do, but a sparse file holds nothing back. */
  hold(): void {
    if (existsSync(this.#file) && statSync(this.#file).size === RESERVE_BYTES) return;
    const handle = openSync(this.#file, 'w', 0o600);
    try {
      const block = Buffer.alloc(65_536, 0x5a);
      for (let written = 0; written < RESERVE_BYTES; written += block.length) writeSync(handle, block);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  }

  /** Gives the space up. False when it was given up before. */
  release(): boolean {
    if (!existsSync(this.#file)) return false;
    rmSync(this.#file);
    return true;
  }
}
