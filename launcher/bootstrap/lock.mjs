import { createHash, randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** How often it is looked again while somebody else removes a stale lock, and the pause between, milliseconds. */
const ATTEMPTS = 100;
const PAUSE = 10;
/** So many processes in a row may have died while they removed a stale lock. */
const DEPTH = 4;

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
  // No two locks are ever the same text, so that a judgement can only be about the one that was read.
  const text = JSON.stringify({ ...self, once: randomUUID() });
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
      if (!bury(path, found, mine)) pause();
    }
    return { ok: false, pid: parse(read(path) ?? '')?.pid ?? 0 };
  } finally {
    rmSync(mine, { force: true });
  }
}

/**
 * Removes the stale lock that was judged, and only that. Whoever removes it holds a lock on just this removal, named
 * after what was judged, and looks again under it: without that, of three who start at once one could remove the lock
 * which the second has taken meanwhile, and the third would take it too.
 * @param {string} path
 * @param {string} judged
 * @param {string} mine a file of this process to link from
 * @returns {boolean} false when somebody else is at it
 */
export function bury(path, judged, mine, depth = DEPTH) {
  const grave = `${path}.${createHash('sha256').update(judged).digest('hex').slice(0, 16)}`;
  if (link(mine, grave)) {
    try {
      if (read(path) === judged) rmSync(path, { force: true });
    } finally {
      rmSync(grave, { force: true });
    }
    return true;
  }
  const digger = read(grave);
  if (digger === undefined) return true;
  const holder = parse(digger);
  if (depth === 0 || (holder && isAlive(holder))) return false;
  // It died with the spade in its hand: its own lock is as stale as the one it was removing.
  return bury(grave, digger, mine, depth - 1);
}

const pause = () => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);

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
