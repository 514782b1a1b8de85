import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Stale locks that may be met one after the other before this gives up. */
const ATTEMPTS = 5;

/**
 * @typedef {{ pid: number, life?: string | undefined }} Holder `life` tells two processes of one number apart
 * @typedef {{ ok: true, release: () => void } | { ok: false, pid: number }} Acquired
 */

/**
 * Takes a lock file for this process, atomically. A lock whose process is dead is taken over; one that is alive is
 * named by its process number.
 * @param {string} path
 * @param {Holder} self
 * @returns {Acquired}
 */
export function acquire(path, self = { pid: process.pid, life: lifeOf(process.pid) }) {
  const mine = `${path}.${self.pid}`;
  const text = JSON.stringify(self);
  mkdirSync(dirname(path), { recursive: true });
  // Linked into place whole: nobody ever reads a lock that is half written.
  writeFileSync(mine, text);
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (link(mine, path)) return { ok: true, release: () => release(path, text) };
      const found = read(path);
      if (found === undefined) continue;
      const holder = parse(found);
      if (holder && isAlive(holder)) return { ok: false, pid: holder.pid };
      bury(path, found, `${mine}.stale`);
    }
    return { ok: false, pid: parse(read(path) ?? '')?.pid ?? 0 };
  } finally {
    rmSync(mine, { force: true });
  }
}

/**
 * Removes the stale lock that was judged, and only that: what somebody put there meanwhile is given back.
 * @param {string} path
 * @param {string} judged
 * @param {string} grave
 */
export function bury(path, judged, grave) {
  try {
    renameSync(path, grave);
  } catch {
    return;
  }
  if (read(grave) !== judged) link(grave, path);
  rmSync(grave, { force: true });
}

/** @param {string} path @param {string} text */
function release(path, text) {
  if (read(path) === text) rmSync(path, { force: true });
}

/** @param {string} from @param {string} to @returns {boolean} false when it is taken */
function link(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure && failure.code === 'EEXIST') return false;
    throw failure;
  }
}

/** @param {string} path @returns {string | undefined} */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** @param {string} text @returns {Holder | undefined} */
function parse(text) {
  try {
    const { pid, life } = JSON.parse(text);
    if (!Number.isInteger(pid) || pid <= 0) return undefined;
    return { pid, life: typeof life === 'string' ? life : undefined };
  } catch {
    return undefined;
  }
}

/** @param {Holder} holder */
function isAlive({ pid, life }) {
  try {
    process.kill(pid, 0);
  } catch (failure) {
    // Somebody else's process may not be signalled, and is alive all the same.
    if (!(failure instanceof Error && 'code' in failure && failure.code === 'EPERM')) return false;
  }
  const now = lifeOf(pid);
  return life === undefined || now === undefined || life === now;
}

/**
 * Which life of a process number this is: boot and start time, where the system tells (Linux, proc(5), field 22).
 * After a power cut the number in an old lock may belong to somebody else.
 * @param {number} pid
 * @returns {string | undefined}
 */
export function lifeOf(pid) {
  const boot = read('/proc/sys/kernel/random/boot_id')?.trim();
  // The second field is the program's name in brackets and may hold anything; the third follows its last bracket.
  const started = read(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, '')
    .split(' ')[19];
  return boot && started ? `${boot}/${started}` : undefined;
}
