import { parseArgs } from 'node:util';

/** Ports nothing registered uses, so that a bookmark and a firewall rule stay right. */
export const DEFAULT_PORT = 8460;
export const DEFAULT_BRANCH_PORT = 8461;

const SHELLS = /** @type {const} */ (['electron', 'chromium', 'none']);

/**
 * What `npm start` was asked for. Paths are as typed; `undefined` means the default.
 * @typedef {object} StartOptions
 * @property {'electron' | 'chromium' | 'none' | undefined} shell
 * @property {boolean} kiosk
 * @property {number} port 0 = any free one
 * @property {number} branchPort 0 = any free one
 * @property {string | undefined} data
 * @property {string | undefined} profile
 * @property {string | undefined} branch address of a branch service that runs elsewhere
 * @property {string | undefined} enrol one-time code with which this terminal joins it
 * @property {boolean} dev
 */

export const HELP = `Vestibule: the software of a smart-branch terminal.

  npm start -- [options]

  --shell electron|chromium|none
                      what shows the screen. Left out: nothing without a display; with one, Electron when its
                      binary is there, else an installed Chromium, Chrome or Edge. "electron" fetches the binary.
  --kiosk             full screen even while devices are simulated
  --port N            port of the terminal on 127.0.0.1 (default ${DEFAULT_PORT}, 0 = any free one)
  --branch-port N     port of the branch service on 127.0.0.1 (default ${DEFAULT_BRANCH_PORT}, 0 = any free one)
  --branch URL        joins a branch service that runs elsewhere (npm run branch) instead of running one
  --enrol CODE        the one-time code that service made for this terminal; needed once
  --data DIR          data folder (default: this user's folder for application data)
  --profile FILE      the terminal's profile (default: profiles/simulated.json, every device simulated)
  --dev               pages are rebuilt and the host starts again when sources change (npm run dev)
  --help              this text

Once it serves, standard output has "branch http://127.0.0.1:PORT/" and, last, "ready http://127.0.0.1:PORT/".
Ctrl-C or closing the terminal's window ends everything that was started. More: docs/install.md
`;

/**
 * Reads the options of `npm start` and refuses what it does not know, before anything is installed.
 * @param {readonly string[]} argv
 * @returns {{ kind: 'help' } | { kind: 'refused', message: string } | { kind: 'start', options: StartOptions }}
 */
export function readOptions(argv) {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...argv],
      strict: true,
      allowPositionals: false,
      options: {
        shell: { type: 'string' },
        kiosk: { type: 'boolean', default: false },
        port: { type: 'string', default: String(DEFAULT_PORT) },
        'branch-port': { type: 'string', default: String(DEFAULT_BRANCH_PORT) },
        branch: { type: 'string' },
        enrol: { type: 'string' },
        data: { type: 'string' },
        profile: { type: 'string' },
        dev: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }));
  } catch (refusal) {
    return refused(firstSentence(refusal));
  }
  if (values.help) return { kind: 'help' };
  const shell = SHELLS.find((name) => name === values.shell);
  if (values.shell !== undefined && !shell) {
    return refused(`--shell ${values.shell}: it is one of ${SHELLS.join(', ')}.`);
  }
  const port = portNumber(values.port);
  if (port === undefined) return refused(`--port ${values.port}: a port is a number from 0 to 65535.`);
  const branchPort = portNumber(values['branch-port']);
  if (branchPort === undefined) {
    return refused(`--branch-port ${values['branch-port']}: a port is a number from 0 to 65535.`);
  }
  if (port !== 0 && port === branchPort) {
    return refused(`--port and --branch-port are both ${port}: the terminal and the branch need one each.`);
  }
  for (const name of /** @type {const} */ (['data', 'profile'])) {
    if (values[name]?.trim() === '') return refused(`--${name} is empty: name a path or leave it out.`);
  }
  const { kiosk, data, profile, dev, branch, enrol } = values;
  if (branch !== undefined && !isOrigin(branch)) {
    return refused(`--branch ${branch}: an address like https://branch.example:8461/.`);
  }
  if (enrol !== undefined && branch === undefined)
    return refused('--enrol needs --branch: a code belongs to one branch service.');
  if (enrol !== undefined && !/^[A-Za-z0-9-]{1,64}$/.test(enrol))
    return refused('--enrol: this is no such code.');
  return { kind: 'start', options: { shell, kiosk, port, branchPort, branch, enrol, data, profile, dev } };
}

/** @param {string} message @returns {{ kind: 'refused', message: string }} */
const refused = (message) => ({ kind: 'refused', message: `${message} See npm start -- --help` });

/** @param {string} text @returns {boolean} */
function isOrigin(text) {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname, search, hostname } = new URL(text);
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  // Beyond this machine only with TLS.
  return pathname === '/' && search === '' && (protocol === 'https:' || (protocol === 'http:' && loopback));
}

/** @param {string} text @returns {number | undefined} */
function portNumber(text) {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return port <= 65_535 ? port : undefined;
}

/** @param {unknown} refusal what parseArgs threw: its first sentence names the option @returns {string} */
function firstSentence(refusal) {
  const [first = ''] = (refusal instanceof Error ? refusal.message : String(refusal)).split(/[.\n](?:\s|$)/);
  return `${first}.`;
}
