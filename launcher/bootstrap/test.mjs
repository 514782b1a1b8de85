import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from './child.mjs';
import { CLONE } from './clone.mjs';
import { installPackages, missingPackages, osRelease, remedy } from './packages.mjs';
import { checkRuntime, prepare, refuse } from './prepare.mjs';
import { voice } from './say.mjs';

const HELP = `npm test: from a fresh clone to a verdict.

  npm test -- [--here] [filters and options of vitest]

Type check, lint with the import arrows, build, and every test; the last line is "N passed, N failed, N skipped".
On Debian 12 or newer as root it installs what the tests need of the system. Elsewhere it prints the one command
that does, and ends with code 2.

  --here    runs what this machine can and names the rest "not run here"
`;

/** `npm test`: what the machine lacks, the install, then launcher/test/run.ts on Node 24. */
const argv = process.argv.slice(2);
if (argv.includes('--help')) {
  process.stdout.write(HELP);
} else {
  checkRuntime();
  const here = argv.includes('--here');
  const filters = argv.filter((argument) => argument !== '--here');
  const missing = await settleMissing(here);
  const temporary = mkdtempSync(join(tmpdir(), 'vestibule-test-'));
  process.once('exit', () => rmSync(temporary, { recursive: true, force: true, maxRetries: 3 }));
  // Tests run programs as another user too, whose own folder lies in here: passed through, never listed.
  chmodSync(temporary, 0o711);
  const { node } = await prepare({ builds: false, extra: [`--cache=${join(temporary, 'npm')}`] });
  const program = join(CLONE, 'launcher', 'test', 'run.ts');
  process.exitCode = await runProgram(node, ['--disable-warning=ExperimentalWarning', program, ...filters], {
    environment: testEnvironment(temporary, missing),
    channel: true,
  });
}

/**
 * Installs what is missing where that may be done, else says how and ends; with `--here` goes on without it.
 * @param {boolean} here
 */
async function settleMissing(here) {
  const missing = missingPackages();
  if (missing.length === 0) return [];
  const say = voice();
  for (const { name, for: purpose } of missing) say.line(`missing on this machine: ${name} (${purpose})`);
  const way = remedy({ osRelease: osRelease(), uid: process.getuid?.(), missing });
  if (way.kind === 'install' && !here) {
    const outcome = await installPackages(missing, say);
    if (!outcome.ok) refuse(outcome.message);
    const still = missingPackages();
    if (still.length > 0) refuse(`apt-get has installed everything, and still missing is ${names(still)}.`);
    return [];
  }
  if (!here && way.kind === 'tell') refuse(`Run this, then npm test again:\n  ${way.command}`);
  return missing;
}

/** @param {readonly { name: string }[]} packages */
function names(packages) {
  return packages.map(({ name }) => name).join(',');
}

/**
 * Everything a program may write outside the clone goes to one temporary folder, and no window opens on the screen of
 * whoever runs the tests.
 * @param {string} temporary
 * @param {readonly { name: string }[]} missing
 * @returns {NodeJS.ProcessEnv}
 */
function testEnvironment(temporary, missing) {
  /** @param {string} name */
  const folder = (name) => {
    const path = join(temporary, name);
    mkdirSync(path, { recursive: true, mode: 0o711 });
    return path;
  };
  const { DISPLAY: _d, WAYLAND_DISPLAY: _w, XAUTHORITY: _x, NODE_ENV: _n, ...environment } = process.env;
  const [home, scratch] = [folder('home'), folder('tmp')];
  return {
    ...environment,
    HOME: home,
    USERPROFILE: home,
    APPDATA: folder('home/roaming'),
    LOCALAPPDATA: folder('home/local'),
    XDG_CONFIG_HOME: folder('home/config'),
    XDG_CACHE_HOME: folder('home/cache'),
    XDG_DATA_HOME: folder('home/share'),
    XDG_STATE_HOME: folder('home/state'),
    XDG_RUNTIME_DIR: folder('run'),
    TMPDIR: scratch,
    TMP: scratch,
    TEMP: scratch,
    // Hundreds of programs are started; what one has compiled the next need not compile again.
    NODE_COMPILE_CACHE: folder('compiled'),
    VESTIBULE_TEST_TMP: scratch,
    VESTIBULE_TEST_MISSING: names(missing),
  };
}
