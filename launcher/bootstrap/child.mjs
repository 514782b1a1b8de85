import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { constants } from 'node:os';
import { childEnvironment } from './environment.mjs';

/** How often it is looked whether the process that started this one is still there, milliseconds. */
const PARENT_EVERY = 1_000;
/** What a child that died leaves behind gets this long to end by itself, milliseconds. */
const LEFTOVER_GRACE = 2_000;

const WINDOWS = process.platform === 'win32';

/**
 * What a child tells about what it started itself, so that it can be ended even when the child was killed.
 * @typedef {{ started: number } | { ended: number } | { temporary: string } | { removed: string }} Belonging
 */

/**
 * Runs the program on Node 24 in the foreground and answers with its exit code. Whatever ends this process (Ctrl-C, a
 * signal, the terminal, npm's death) ends the program too; when the program itself is killed, what it had started is
 * ended here.
 * @param {string} node path of the Node 24 binary
 * @param {readonly string[]} args
 * @param {{ environment?: NodeJS.ProcessEnv, channel?: boolean }} [how] `channel`: it is asked to end by a message on its
 *   channel, which also tells it of this process's death, since a signal from the keyboard has reached it already and a
 *   second one means "at once"; else it gets the signals
 * @returns {Promise<number>}
 */
export async function runProgram(node, args, { environment = process.env, channel = false } = {}) {
  const child = spawn(node, args, {
    env: childEnvironment(environment),
    stdio: ['inherit', 'inherit', 'inherit', ...(channel ? [/** @type {const} */ ('ipc')] : [])],
  });
  const pids = new Set();
  const folders = new Set();
  child.on('message', (/** @type {Belonging} */ told) => {
    if ('started' in told) pids.add(told.started);
    else if ('ended' in told) pids.delete(told.ended);
    else if ('temporary' in told) folders.add(told.temporary);
    else folders.delete(told.removed);
  });
  const stop = endsWith(child);
  const { code, signal } =
    await /** @type {Promise<{ code: number | null, signal: NodeJS.Signals | null }>} */ (
      new Promise((resolve) => {
        child.once('error', () => resolve({ code: 1, signal: null }));
        child.once('exit', (code, signal) => resolve({ code, signal }));
      })
    );
  stop();
  if (signal) process.stderr.write(`The program was ended by ${signal}; what it had started ends with it.\n`);
  if (pids.size > 0) await endLeftovers([...pids]);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  return code ?? 128 + (signal ? constants.signals[signal] : 0);
}

/**
 * Ends the child with this process.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => void} undoes the watching
 */
function endsWith(child) {
  let asked = false;
  /** @param {NodeJS.Signals} signal */
  const ask = (signal) => {
    if (asked) child.kill(signal);
    else if (child.connected) child.send({ end: true }, () => {});
    else child.kill(signal);
    asked = true;
  };
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  for (const signal of signals) process.on(signal, ask);
  const unwatch = watchParent(() => {
    if (!asked) ask('SIGTERM');
  });
  return () => {
    for (const signal of signals) process.off(signal, ask);
    unwatch();
  };
}

/**
 * npm passes a signal on to the shell it runs a script in, and that shell dies of it without a word to us; a killed
 * npm leaves even the shell. Neither can be waited for, so they are looked at.
 * @param {() => void} gone
 * @returns {() => void} undoes the watching
 */
function watchParent(gone) {
  if (WINDOWS || process.env.npm_lifecycle_event === undefined) return () => {};
  const parent = process.ppid;
  const npm = parentOfShell(parent);
  const timer = setInterval(() => {
    if (process.ppid === parent && (npm === undefined || parentOf(parent) === npm)) return;
    clearInterval(timer);
    gone();
  }, PARENT_EVERY);
  timer.unref();
  return () => clearInterval(timer);
}

/** The parent of a process, where the system tells (Linux). @param {number} pid @returns {number | undefined} */
function parentOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return Number(fields[1]);
  } catch {
    return undefined;
  }
}

/** @param {number} pid @returns {number | undefined} npm's process number when it runs its scripts in a shell */
function parentOfShell(pid) {
  try {
    const name = readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
    return /^(da|ba|z|k)?sh$/.test(name) ? parentOf(pid) : undefined;
  } catch {
    return undefined;
  }
}

/** @param {readonly number[]} pids each the leader of its group */
async function endLeftovers(pids) {
  if (WINDOWS) {
    for (const pid of pids) spawnSync('taskkill', ['/PID', String(pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  const alive = pids.filter((pid) => signalGroup(pid, 'SIGTERM'));
  const until = performance.now() + LEFTOVER_GRACE;
  while (alive.some((pid) => signalGroup(pid, 0)) && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  for (const pid of alive) signalGroup(pid, 'SIGKILL');
}

/** @param {number} pid @param {NodeJS.Signals | 0} signal @returns {boolean} false when nobody is left in the group */
function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}
