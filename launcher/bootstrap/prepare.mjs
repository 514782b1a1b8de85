import { join } from 'node:path';
import { build, staleTargets } from './build.mjs';
import { CLONE } from './clone.mjs';
import { install, isInstalled } from './install.mjs';
import { acquire } from './lock.mjs';
import { planRuntime, resolveRuntime, thisMachine } from './runtime.mjs';
import { voice } from './say.mjs';

/** The person who started it has to change something first. */
const EXIT_REFUSED = 2;
/** It was tried, and did not succeed. */
export const EXIT_FAILED = 1;

/**
 * Makes a clone ready to run: Node 24 known, packages installed, and, when asked, pages built. Does nothing and needs
 * no network when all of that is done. Ends the process with a message when it cannot be.
 * @param {{ builds: boolean, extra?: readonly string[] }} wanted `extra` goes to npm as it is
 * @returns {Promise<{ node: string }>} path of the Node 24 binary
 */
export async function prepare({ builds, extra = [] }) {
  const plan = checkRuntime();
  const place = { clone: CLONE, platform: process.platform, arch: process.arch };
  const complete = () => resolveRuntime(CLONE, plan) !== undefined;
  const installed = () => isInstalled(place) && complete();

  // Held to the end: nobody else may replace the packages this start runs on.
  const lock = takeLock();
  if (lock?.ok) process.once('exit', lock.release);
  if (!installed()) {
    if (!lock) refuse(`${CLONE} cannot be written to. Make it writable for this user, then start again.`);
    if (!lock.ok) {
      refuse(
        `Vestibule was started from this folder already, by process ${lock.pid}, and its packages are to be installed ` +
          `anew.\nWait until that one is ready, or end it (kill ${lock.pid}), then start again.`,
      );
    }
    const order = {
      ...place,
      environment: process.env,
      execPath: process.execPath,
      voice: voice(),
      complete,
    };
    const outcome = await install({ ...order, extra });
    if (!outcome.ok) refuse(outcome.message, EXIT_FAILED);
  }
  const node = resolveRuntime(CLONE, plan);
  if (node === undefined)
    refuse('Node 24 is not where the installed packages have it. Remove node_modules and start again.');
  if (builds) await buildStale(node);
  return { node };
}

/** The lock, or nothing where this user may only read: enough as long as nothing is to be made. */
function takeLock() {
  try {
    return acquire(join(CLONE, 'dist', '.vestibule-lock'));
  } catch {
    return undefined;
  }
}

/** Says first, before anything is installed, when there will be no Node 24 on this machine. */
export function checkRuntime() {
  const plan = planRuntime(thisMachine());
  return plan.kind === 'refused' ? refuse(plan.message) : plan;
}

/** @param {string} node */
async function buildStale(node) {
  for (const target of staleTargets(CLONE)) {
    const outcome = await build({ clone: CLONE, node, target, environment: process.env, voice: voice() });
    if (!outcome.ok) refuse(outcome.message, EXIT_FAILED);
  }
}

/**
 * @param {string} message what is wrong and the one thing to do
 * @param {number} [code]
 * @returns {never}
 */
export function refuse(message, code = EXIT_REFUSED) {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}
