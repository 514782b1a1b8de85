import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { capture } from './capture.mjs';
import { advice, installArguments, npmCommand, npmEnvironment } from './npm.mjs';

const STAMP = join('node_modules', '.vestibule-install');

/**
 * @typedef {object} InstallPlace
 * @property {string} clone
 * @property {string} platform
 * @property {string} arch
 *
 * @typedef {InstallPlace & {
 *   environment: NodeJS.ProcessEnv,
 *   execPath: string,
 *   voice: import('./say.mjs').Voice,
 *   complete: () => boolean,
 *   extra?: readonly string[],
 * }} InstallOrder `complete` says whether what the program cannot do without has arrived; `extra` goes to npm as it is
 */

/**
 * What is to be installed, as one hash: the lockfile and the machine it is for.
 * @param {InstallPlace} place
 * @returns {string}
 */
export const installHash = ({ clone, platform, arch }) =>
  createHash('sha256')
    .update(readFileSync(join(clone, 'package-lock.json')))
    .update(`\n${platform}-${arch}\n`)
    .digest('hex');

/**
 * Whether exactly that was installed, and to its end. The stamp lies in `node_modules`, so it goes when that goes.
 * @param {InstallPlace} place
 */
export const isInstalled = (place) => readOrNothing(join(place.clone, STAMP)) === installHash(place);

/**
 * Runs `npm ci`, whatever the environment says, and stamps its success.
 * @param {InstallOrder} order
 * @returns {Promise<{ ok: true } | { ok: false, message: string }>}
 */
export async function install(order) {
  const { clone, environment, execPath, platform, arch, voice, complete, extra = [] } = order;
  const hash = installHash(order);
  const folder = join(clone, 'node_modules');
  // npm empties what is there before it installs, and through a link that is somebody else's folder.
  if (isLink(folder)) {
    return {
      ok: false,
      message:
        `${folder} is a link to another folder, whose packages are not those of this clone's lockfile.\n` +
        'Remove the link, or install where it leads to, then start again.',
    };
  }
  rmSync(join(clone, STAMP), { force: true });
  if (platform === 'win32') freeRunningBinary(clone, execPath);
  const { command, prefix } = npmCommand({ environment, execPath, platform });
  const step = voice.step('Installing packages');
  let arrived = 0;
  const { code, lines } = await capture(
    command,
    [...prefix, ...installArguments({ platform, arch }), ...extra],
    {
      cwd: clone,
      env: npmEnvironment(environment),
      onText: (text) => {
        arrived += text.match(/^npm http /gm)?.length ?? 0;
        step.detail(`${arrived} answers from the registry`);
      },
      worth: worthTelling(),
    },
  );
  if (code !== 0) {
    step.end('failed');
    const said = lines.map((line) => `  ${line}`).join('\n');
    return {
      ok: false,
      message: `npm ci did not succeed (${code}). Its last lines:\n${said}\n${advice(lines)}`,
    };
  }
  if (!complete()) {
    step.end('incomplete');
    return {
      ok: false,
      message:
        'npm left out the optional package that brings Node 24 for this machine.\n' +
        'Let npm reach its registry (npm ping tells whether it does), then start again.',
    };
  }
  step.end();
  mkdirSync(join(clone, 'node_modules'), { recursive: true });
  writeFileSync(join(clone, STAMP), hash);
  return { ok: true };
}

/**
 * Whether a line of npm's is worth telling: not its progress, not its remarks on this Node, and not its usage, which
 * pushes the reason out of sight.
 * @returns {(line: string) => boolean}
 */
function worthTelling() {
  let usage = false;
  return (line) => {
    usage ||= line.startsWith('npm error Clean install a project');
    return !usage && !/^npm (http|warn EBADENGINE)/.test(line);
  };
}

/**
 * Windows does not delete a running program, but lets it be moved: when the Node inside `node_modules` runs this very
 * script, it is moved out of npm's way and removed at the next install.
 * @param {string} clone
 * @param {string} execPath
 */
export function freeRunningBinary(clone, execPath) {
  const aside = join(clone, 'dist', '.node-before.exe');
  try {
    rmSync(aside, { force: true });
    if (!execPath.startsWith(join(clone, 'node_modules') + sep)) return;
    mkdirSync(join(clone, 'dist'), { recursive: true });
    renameSync(execPath, aside);
  } catch {
    // Still in use by another window: npm then names the file itself.
  }
}

/** @param {string} path */
function isLink(path) {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

/** @param {string} path @returns {string | undefined} */
function readOrNothing(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
