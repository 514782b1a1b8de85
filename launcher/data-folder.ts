import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeFolder } from '#foundation/make-folder.ts';
import { err, ok, type Result } from '#foundation/result.ts';

export type DataFolder = {
  readonly path: string;
  /** Lets another start have the folder. The system does the same when this process dies in any way. */
  release(): void;
};

/**
 * Makes the data folder, private to this user, and takes it for this process. The lock is SQLite's own on a file
 * inside: the system frees it with the process, so that no power cut leaves it locked.
 */
export function openDataFolder(path: string): Result<DataFolder, { readonly message: string }> {
  const holder = join(path, 'in-use.pid');
  try {
    makeFolder(path);
    const database = new DatabaseSync(join(path, 'in-use.lock'));
    try {
      database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    } catch (failure) {
      database.close();
      if (isBusy(failure)) return err({ message: inUse(path, holder) });
      throw failure;
    }
    writeFileSync(holder, `${process.pid}\n`);
    return ok({ path, release: () => database.close() });
  } catch (failure) {
    const why = reasonOf(failure);
    return err({
      message: `The data folder ${path} cannot be used (${why}). Make it writable for this user, free the disk, or name another with --data.`,
    });
  }
}

const FILE_IN_THE_WAY: ReadonlySet<string> = new Set(['EEXIST', 'ENOTDIR']);

function reasonOf(failure: unknown): string {
  const code = codeOf(failure);
  if (FILE_IN_THE_WAY.has(code)) return `${code}, a file has its name`;
  // SQLite's code is the same for everything; its words are not.
  return code === 'ERR_SQLITE_ERROR' && failure instanceof Error ? failure.message : code;
}

const codeOf = (failure: unknown): string =>
  failure instanceof Error && 'code' in failure ? String(failure.code) : String(failure);

/** SQLITE_BUSY: somebody else holds the lock. */
const isBusy = (failure: unknown): boolean =>
  failure instanceof Error && 'errcode' in failure && failure.errcode === 5;

function inUse(path: string, holder: string): string {
  let pid = '';
  try {
    pid = readFileSync(holder, 'utf8').trim();
  } catch {
    // It has the lock and has not yet said who it is.
  }
  const who = /^\d+$/.test(pid) ? `by process ${pid}` : 'by another process';
  return `The data folder ${path} is in use ${who}: a terminal runs on it already. Use that one, end it, or name another folder with --data.`;
}

/** Whether a folder, there or not yet, lies in another one. Links are followed as far as they exist. */
export function liesIn(folder: string, outer: string): boolean {
  const way = relative(real(outer), real(folder));
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function real(path: string): string {
  const missing: string[] = [];
  let known = path;
  for (;;) {
    try {
      return join(realpathSync(known), ...missing);
    } catch {
      const parent = join(known, '..');
      if (parent === known) return path;
      missing.unshift(relative(parent, known));
      known = parent;
    }
  }
}
