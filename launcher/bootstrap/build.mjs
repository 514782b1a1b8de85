import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from './capture.mjs';
import { childEnvironment } from './environment.mjs';

const PAGE_ROOMS = ['renderer', 'contracts', 'texts', 'foundation'];

/**
 * What is built, each into the folder of its name under `dist`, and from which rooms. The shell carries the host
 * along, so everything the host is made of is in it.
 * @typedef {{ name: string, config: string, rooms: readonly string[] }} Target
 * @type {readonly Target[]}
 */
export const TARGETS = [
  { name: 'pages', config: 'renderer/vite.config.ts', rooms: PAGE_ROOMS },
  { name: 'branch-pages', config: 'renderer/branch.vite.config.ts', rooms: PAGE_ROOMS },
  {
    name: 'electron',
    config: 'electron/vite.config.ts',
    rooms: [
      'electron',
      'host',
      'flows',
      'devices',
      'bank',
      'branch',
      'documents',
      'contracts',
      'texts',
      'foundation',
    ],
  },
];

/** The targets a page is served from. */
export const PAGE_TARGETS = TARGETS.filter(({ rooms }) => rooms === PAGE_ROOMS);

const stampOf = (/** @type {string} */ name) => join('dist', `.vestibule-build-${name}`);

/**
 * One hash of everything a target is made from: the files of its rooms, their names, and what is installed. Tests
 * are not part of it.
 * @param {string} clone
 * @param {Target} target
 * @returns {string}
 */
export function sourceHash(clone, target) {
  const hash = createHash('sha256').update(readFileSync(join(clone, 'package-lock.json')));
  for (const room of target.rooms) {
    for (const file of filesUnder(clone, room)) {
      hash.update(`\n${file}\n`).update(readFileSync(join(clone, file)));
    }
  }
  return hash.digest('hex');
}

/** @param {string} clone @param {string} folder @returns {string[]} paths inside the clone, in one order everywhere */
function filesUnder(clone, folder) {
  if (!existsSync(join(clone, folder))) return [];
  return readdirSync(join(clone, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesUnder(clone, path);
      return entry.isFile() && !/\.test\.tsx?$/.test(entry.name) ? [path] : [];
    });
}

/**
 * The targets whose result is not there or was made from other sources.
 * @param {string} clone
 * @param {readonly Target[]} targets
 * @returns {Target[]}
 */
export const staleTargets = (clone, targets = TARGETS) =>
  targets.filter((target) => {
    // No shell, nothing to build it from.
    if (target.name === 'electron' && !existsSync(join(clone, target.config))) return false;
    return (
      !existsSync(join(clone, 'dist', target.name)) || stamp(clone, target) !== sourceHash(clone, target)
    );
  });

/** @param {string} clone @param {Target} target @returns {string | undefined} */
function stamp(clone, target) {
  try {
    return readFileSync(join(clone, stampOf(target.name)), 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * Makes a target stale: something else than `build` is going to write its result.
 * @param {string} clone
 * @param {Target} target
 */
export const forgetBuild = (clone, target) => rmSync(join(clone, stampOf(target.name)), { force: true });

/**
 * Builds one target into a folder of its own and puts it in place when it is whole, so that a build that was killed,
 * or two at once, never leave half a result.
 * @param {{ clone: string, node: string, target: Target, environment: NodeJS.ProcessEnv, voice: import('./say.mjs').Voice }} order
 * @returns {Promise<{ ok: true } | { ok: false, message: string }>}
 */
export async function build({ clone, node, target, environment, voice }) {
  const hash = sourceHash(clone, target);
  const step = voice.step(`Building ${target.name}`);
  const fresh = join(clone, 'dist', `.${target.name}-${process.pid}`);
  mkdirSync(join(clone, 'dist'), { recursive: true });
  // React and others build differently for each value of NODE_ENV; what is served is always the same.
  const { NODE_ENV: _, ...rest } = childEnvironment(environment);
  // Vite would leave compiled code in the folder for temporary files.
  const env = { ...rest, NODE_DISABLE_COMPILE_CACHE: '1' };
  const vite = join(clone, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', '--config', target.config, '--outDir', fresh, '--emptyOutDir'];
  const { code, lines } = await capture(node, args, { cwd: clone, env });
  if (code !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    step.end('failed');
    const said = lines.map((line) => `  ${line}`).join('\n');
    return { ok: false, message: `${target.config} did not build (${code}). Its last lines:\n${said}` };
  }
  forgetBuild(clone, target);
  const place = join(clone, 'dist', target.name);
  const before = `${fresh}-before`;
  if (existsSync(place)) renameSync(place, before);
  renameSync(fresh, place);
  rmSync(before, { recursive: true, force: true });
  writeFileSync(join(clone, stampOf(target.name)), hash);
  step.end();
  return { ok: true };
}
