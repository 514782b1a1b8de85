import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { capture } from './capture.mjs';

/**
 * What the tests need of the machine besides Node: the one list. `commands`: the programs it brings, all
 * needed; `projects`: groups of tests that cannot run at all without it (elsewhere single tests leave themselves out).
 * @typedef {{ name: string, commands: readonly string[], projects?: readonly string[], for: string }} SystemPackage
 * @type {readonly SystemPackage[]}
 */
export const PACKAGES = [
  { name: 'chromium', commands: ['chromium'], projects: ['browser'], for: 'tests in a real browser' },
  { name: 'xvfb', commands: ['Xvfb'], for: 'windows on a display in memory' },
  { name: 'openbox', commands: ['openbox'], for: 'full screen on that display' },
  { name: 'xauth', commands: ['xauth'], for: 'a display that asks for a cookie' },
  { name: 'x11-utils', commands: ['xdpyinfo', 'xwininfo'], for: 'the size of display and windows' },
  { name: 'postgresql', commands: ['initdb', 'postgres'], for: 'the branch service on a shared database' },
  { name: 'espeak-ng', commands: ['espeak-ng'], for: 'calls that are spoken' },
  { name: 'socat', commands: ['socat'], for: 'drivers on pseudo-terminals' },
  { name: 'coturn', commands: ['turnserver'], for: 'calls whose picture and sound are relayed' },
  { name: 'poppler-utils', commands: ['pdfsig', 'pdftotext'], for: 'a second opinion on signed documents' },
  { name: 'qpdf', commands: ['qpdf'], for: 'the structure of documents, checked by another reader' },
  { name: 'libnss3-tools', commands: ['certutil'], for: 'whom that second opinion trusts' },
  { name: 'umockdev', commands: ['umockdev-wrapper'], for: 'HID devices that are not there' },
  // These two bring no program of their own: they come with it.
  {
    name: 'gir1.2-umockdev-1.0',
    commands: ['umockdev-wrapper'],
    for: 'those devices, as a script plays them',
  },
  { name: 'python3-gi', commands: ['umockdev-wrapper'], for: 'that script' },
];

/** @param {string} command */
function isHere(command) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin', ...postgresFolders()];
  return folders.some((folder) => isExecutable(join(folder, command)));
}

/** Debian keeps the programs of each version of PostgreSQL in a folder of its own, outside PATH. */
function postgresFolders() {
  const versions = '/usr/lib/postgresql';
  return existsSync(versions) ? readdirSync(versions).map((version) => join(versions, version, 'bin')) : [];
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {(command: string) => boolean} has whether a program is on this machine
 * @returns {SystemPackage[]}
 */
export const missingPackages = (has = isHere) => PACKAGES.filter(({ commands }) => !commands.every(has));

/**
 * What can be done about missing packages on a system: `install` them here, or tell the one command to run.
 * @param {{ osRelease: string | undefined, uid: number | undefined, missing: readonly SystemPackage[] }} facts
 *   `osRelease` is the text of /etc/os-release
 * @returns {{ kind: 'install' } | { kind: 'tell', command: string }}
 */
export function remedy({ osRelease, uid, missing }) {
  const fields = new Map(
    (osRelease ?? '').split('\n').map((line) => {
      const [key = '', value = ''] = line.split('=');
      return [key, value.replaceAll('"', '')];
    }),
  );
  const debian = fields.get('ID') === 'debian';
  // Debian's testing and unstable carry no number.
  const recent = Number.parseInt(fields.get('VERSION_ID') ?? '12', 10) >= 12;
  if (debian && recent && uid === 0) return { kind: 'install' };
  const like = `${fields.get('ID')} ${fields.get('ID_LIKE')}`.split(' ');
  const names = missing.map(({ name }) => name).join(' ');
  const sudo = uid === 0 ? '' : 'sudo ';
  return {
    kind: 'tell',
    command: like.some((id) => id === 'debian' || id === 'ubuntu')
      ? `${sudo}apt-get update && ${sudo}apt-get install --no-install-recommends ${names}`
      : 'npm test -- --here',
  };
}

/** @returns {string | undefined} */
export function osRelease() {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * @param {readonly SystemPackage[]} missing
 * @param {import('./say.mjs').Voice} voice
 * @returns {Promise<{ ok: true } | { ok: false, message: string }>}
 */
export async function installPackages(missing, voice) {
  const how = { cwd: '/', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  const names = missing.map(({ name }) => name);
  const step = voice.step(`Installing Debian packages ${names.join(' ')}`);
  for (const args of [['update'], ['install', '--yes', '--no-install-recommends', ...names]]) {
    const { code, lines } = await capture('apt-get', args, how);
    if (code === 0) continue;
    step.end('failed');
    const said = lines.map((line) => `  ${line}`).join('\n');
    return { ok: false, message: `apt-get ${args[0]} did not succeed (${code}). Its last lines:\n${said}` };
  }
  step.end();
  return { ok: true };
}
