import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { childEnvironment } from './environment.mjs';

/**
 * What of npm's settings may come from the environment: where packages come from and how that place is reached. Never
 * what is installed, into which folder, or for which machine; the lockfile alone says that.
 */
const REACH = [
  /^(@[^:]+:)?registry$/,
  /^\/\//,
  /^_?auth/,
  /^(https?[-_])?proxy$/,
  /^no[-_]?proxy$/,
  /^(ca|cafile|cert|key|keyfile|certfile|strict[-_]ssl)$/,
  /^(cache|prefer[-_]offline|prefer[-_]online|offline)$/,
  /^(fetch[-_].+|maxsockets|local[-_]address)$/,
  /^(userconfig|globalconfig)$/,
];

/**
 * An environment in which `npm ci` installs exactly the lockfile.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {NodeJS.ProcessEnv}
 */
export function npmEnvironment(environment) {
  const kept = Object.entries(childEnvironment(environment)).filter(([name]) => {
    if (name === 'NODE_ENV' || name === 'CI') return false;
    const setting = /^npm_config_(.+)$/i.exec(name)?.[1]?.toLowerCase();
    return setting === undefined || REACH.some((pattern) => pattern.test(setting));
  });
  return Object.fromEntries(kept);
}

/**
 * Arguments of the install. Those after the first three say what a user's or a machine's own `.npmrc` might say
 * otherwise; npm lets the command line win over every file.
 * @param {{ platform: string, arch: string }} machine
 */
export const installArguments = ({ platform, arch }) => [
  'ci',
  '--include=dev',
  '--include=optional',
  '--include=peer',
  '--ignore-scripts',
  '--no-dry-run',
  '--no-global',
  '--location=project',
  '--no-engine-strict',
  '--no-strict-peer-deps',
  '--no-legacy-peer-deps',
  '--bin-links',
  '--install-strategy=hoisted',
  `--os=${platform}`,
  `--cpu=${arch}`,
  '--no-audit',
  '--no-fund',
  '--no-update-notifier',
  '--loglevel=http',
];

/**
 * How npm itself is run: by the npm that runs this script, else the one beside this Node, else the one on PATH.
 * @param {{ environment: NodeJS.ProcessEnv, execPath: string, platform: string }} where
 * @returns {{ command: string, prefix: string[] }}
 */
export function npmCommand({ environment, execPath, platform }) {
  const running = environment.npm_execpath;
  const node = environment.npm_node_execpath ?? execPath;
  // Other package managers set the variable too, and none of them reads npm's lockfile.
  if (running && /^npm(-cli)?\.[cm]?js$/.test(basename(running))) return { command: node, prefix: [running] };
  const folders = [dirname(execPath), join(dirname(execPath), '..', 'lib')];
  // Windows finds `npm` as a batch file only, which cannot be started without a shell: look for what it calls.
  if (platform === 'win32') folders.push(...(environment.Path ?? environment.PATH ?? '').split(';'));
  const beside = folders
    .map((folder) => join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js'))
    .find((path) => existsSync(path));
  return beside ? { command: execPath, prefix: [beside] } : { command: 'npm', prefix: [] };
}

/** What npm's last lines mean for the person who started it: one thing to do. First match wins. */
const ADVICE = [
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|network/i,
    'Connect this machine to the network (or tell npm its proxy: npm config set proxy ...), then start again.',
  ],
  [/ENOSPC/, 'Free disk space, then start again.'],
  [/EACCES|EPERM|EROFS/, 'Make the project folder writable for this user, then start again.'],
  [/EUSAGE|in sync/, 'Restore the lockfile (git checkout package.json package-lock.json), then start again.'],
  [/EINTEGRITY/, 'Clear what npm has stored (npm cache clean --force), then start again.'],
  [
    /SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|CERT_/,
    "Name your network's certificate to Node (export NODE_EXTRA_CA_CERTS=/path/to/ca.pem), then start again.",
  ],
  [/E40[13]/, 'Sign in to your package registry (npm login), then start again.'],
  [
    /E404|ETARGET/,
    "Use a registry that has every package of package-lock.json (npm's own has), then start again.",
  ],
];

/**
 * @param {readonly string[]} lines what npm wrote last
 * @returns {string}
 */
export function advice(lines) {
  const text = lines.join('\n');
  const [, sentence] = ADVICE.find(([pattern]) => pattern instanceof RegExp && pattern.test(text)) ?? [];
  return typeof sentence === 'string' ? sentence : 'Mend what npm says above, then start again.';
}
