import { chownSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeFolder } from '#foundation/make-folder.ts';
import type { Account } from './unprivileged.ts';

/**
 * Sockets are made inside, by us and by Chromium (`org.chromium.Chromium.XXXXXX/SingletonSocket`), and a socket's path
 * has 107 characters at most (unix(7)): places with longer paths than this come last.
 */
const SHORT = 45;

/** A folder only one account can look into, and what is put there for it. */
export class PrivateFolder {
  readonly path: string;
  readonly #account: Account | undefined;

  private constructor(path: string, account: Account | undefined) {
    this.path = path;
    this.#account = account;
    this.#own(path);
  }

  /** Makes one in the first place for temporary files the account can reach; `undefined` when there is none. */
  static make(
    account: Account | undefined,
    places: readonly string[] = [tmpdir(), '/tmp', '/var/tmp'],
  ): PrivateFolder | undefined {
    const reached = places.filter((path) => !account || canReach(path, account));
    const short = reached.filter((path) => path.length <= SHORT);
    for (const place of [...short, ...reached]) {
      try {
        return new PrivateFolder(mkdtempSync(join(place, 'vestibule-')), account);
      } catch {
        // Not there, full, or not writable: the next one.
      }
    }
    return undefined;
  }

  /** A folder inside, made with those above it. */
  folder(...names: readonly string[]): string {
    let path = this.path;
    for (const name of names) {
      path = join(path, name);
      makeFolder(path);
      this.#own(path);
    }
    return path;
  }

  /** A file inside, readable by the account alone. */
  file(path: string, content: string | Uint8Array): string {
    writeFileSync(path, content, { mode: 0o600 });
    this.#own(path);
    return path;
  }

  #own(path: string): void {
    if (this.#account) chownSync(path, this.#account.uid, this.#account.gid);
  }
}

/** Whether an account may pass through a folder and every folder above it, by their modes. */
export function canReach(folder: string, { uid, gid }: Pick<Account, 'uid' | 'gid'>): boolean {
  try {
    const { mode, uid: owner, gid: group } = statSync(folder);
    const pass = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
    if ((mode & pass) === 0) return false;
  } catch {
    return false;
  }
  const above = dirname(folder);
  return above === folder || canReach(above, { uid, gid });
}
