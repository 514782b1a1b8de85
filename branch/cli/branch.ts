import { readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type BankClient, createBankClient } from '#bank/client/client.ts';
import { branchIdSchema } from '#contracts/branch/configuration.ts';
import { terminalIdSchema } from '#contracts/branch/terminal.ts';
import { systemClock } from '#foundation/clock.ts';
import { defaultDataFolder } from '#foundation/data-folder.ts';
import { makeFolder } from '#foundation/make-folder.ts';
import { type BranchOptions, type BranchService, startBranch } from '../service.ts';
import { staffLines } from '../staff/tell-news.ts';
import { readTurn, type TurnOptions } from '../turn/credentials.ts';

const HELP = `npm run branch -- [options]: the branch service alone, for many terminals.

  --database URL      postgres://…: the database all instances share. Left out: one file in the data folder
  --port N            port (default 8461, 0 = any free one)
  --data DIR          data folder (default: this user's folder for application data)
  --seal-key FILE     the key that seals personal text: 32 bytes as base64url, the same for all instances. Left out:
                      one in the data folder, or, with --database, one that lies in the database
  --bank URL          the bank's gateway, so that counters see what differs from what it says now; with
  --bank-token FILE   the token it knows this service by
  --public-url URL    https address under which phones reach it; QR codes carry it
  --listen ADDRESS    beyond 127.0.0.1: an address of this machine, or 0.0.0.0; only with the three below
  --name NAME         the host name the certificate is for
  --tls-cert FILE     its chain, PEM
  --tls-key FILE      its key, PEM
  --practice-staff    only invented staff can sign in, and their PINs are printed: for the sandbox bank
  --enrolment-code T  prints a one-time code for terminal T and ends; with --branch B for one of branch B
  --configuration     prints how the branch serves (services, counters, hours, rules) and ends; with --branch B
  --configure FILE    takes such a text, changed, and ends; the running service goes by it at once
  --export-papers DIR writes every signed paper of the archive into DIR, with their list as papers.json, writes that
                      down and ends; with --branch B. The papers name people: whoever may run this may read them
  --keys FILE         the keys of programs outside the house; all instances of a database take the same
  --bank-seal FILE    the bank's own seal for signed papers (PKCS#12), with its password in
  --bank-seal-password FILE; left out: one made for development, named as such
  --trust FILE        whose signatures are believed beside the development authority's (PEM)
  --turn-urls URLS    where pictures and sound of calls to a teller may be relayed: turn:, turns: or stun: addresses,
                      parted by commas. Left out: the two machines find each other by themselves, or they write
  --turn-secret-file FILE  the relay's shared secret on one line (coturn: use-auth-secret)
  --relay-only        nothing but relayed pictures and sound
  --time-stamps URL   an RFC 3161 authority; left out: none, and signed papers say so
  --help              this text

Once it serves, standard output's last line is "ready URL". Before it stands with what staff can sign in, where
there is nobody yet: the one-time code of the first administrator, to be entered at URLstaff. A terminal joins with
npm start -- --branch URL --enrol CODE.
`;

/** Explains a start that was refused: what it was about and what to do. */
const WAYS_OUT: Readonly<Record<string, string>> = {
  dataUnwritable: 'The data folder cannot be written. Another --data may help.',
  storeCorrupt: 'The store is damaged. It was left as it is; restore it from a copy.',
  storeTooNew: 'A newer program has written this store. Start that one.',
  databaseUnreachable: 'The database cannot be reached. Check --database and that it runs.',
  databaseRefused: 'The database refuses. Check user, password and the name of the database.',
  keysUnusable: 'This file of keys cannot be read or made. docs/appointments.md says what stands in it.',
  pagesMissing: 'The pages are not built: start it with npm run branch.',
  sealKeyUnreadable: 'The key that seals personal text cannot be read: 32 bytes as base64url on one line.',
  sealKeyMissing: 'Personal text here was sealed with the key of another file. Give it with --seal-key.',
  notaryUnusable:
    'The keys of the development authority in the store do not open. Give the seal key they were sealed with.',
  bankSealUnusable: 'The bank\u2019s seal cannot be used. Check --bank-seal and --bank-seal-password.',
  trustUnusable: 'The file of --trust holds something else than certificates and revocation lists.',
  portBusy: 'Another program uses this port. Another --port may help.',
  portRefused: 'This port or address may not be used. Another --port or --listen may help.',
};

class Refused extends Error {}

function read(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    strict: true,
    allowPositionals: false,
    options: {
      database: { type: 'string' },
      port: { type: 'string', default: '8461' },
      data: { type: 'string' },
      'seal-key': { type: 'string' },
      bank: { type: 'string' },
      'bank-token': { type: 'string' },
      'public-url': { type: 'string' },
      listen: { type: 'string' },
      name: { type: 'string' },
      'tls-cert': { type: 'string' },
      'tls-key': { type: 'string' },
      'practice-staff': { type: 'boolean', default: false },
      'enrolment-code': { type: 'string' },
      branch: { type: 'string' },
      configuration: { type: 'boolean', default: false },
      configure: { type: 'string' },
      'export-papers': { type: 'string' },
      keys: { type: 'string' },
      'bank-seal': { type: 'string' },
      'bank-seal-password': { type: 'string' },
      trust: { type: 'string' },
      'turn-urls': { type: 'string' },
      'turn-secret-file': { type: 'string' },
      'relay-only': { type: 'boolean', default: false },
      'time-stamps': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  return values;
}
type Values = ReturnType<typeof read>;

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new Refused(`--port ${text}: a port is a number from 0 to 65535.`);
  return port;
}

function pem(option: string, file: string | undefined): string {
  if (file === undefined)
    throw new Refused(`--listen needs ${option}: nobody listens on a network without TLS.`);
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Refused(`${option} ${file}: cannot be read.`);
  }
}

function lanOf(values: Values): BranchOptions['lan'] {
  if (values.listen === undefined) return undefined;
  if (!values.name || !/^[A-Za-z0-9.-]{1,253}$/.test(values.name))
    throw new Refused('--listen needs --name: the host name the certificate is for.');
  const tls = { cert: pem('--tls-cert', values['tls-cert']), key: pem('--tls-key', values['tls-key']) };
  return { address: values.listen, name: values.name, tls };
}

/** npm starts scripts in the clone and says where the person stood. */
const fromWhereTyped = (path: string): string => resolve(process.env.INIT_CWD ?? process.cwd(), path);

function dataDirOf(typed: string | undefined): string {
  if (typed !== undefined) return fromWhereTyped(typed);
  return defaultDataFolder({ platform: process.platform, environment: process.env, home: homedir() });
}

/** The bank as this service asks it, under a token of its own. */
function bankOf({ bank, 'bank-token': file }: Values): BankClient | undefined {
  if (bank === undefined && file === undefined) return undefined;
  if (bank === undefined || file === undefined) throw new Refused('--bank and --bank-token go together.');
  let token: string;
  try {
    token = readFileSync(fromWhereTyped(file), 'utf8').trim();
  } catch {
    throw new Refused(`--bank-token ${file}: cannot be read.`);
  }
  const client = createBankClient({ baseUrl: bank, token, fetch: globalThis.fetch, clock: systemClock });
  if (!client.ok)
    throw new Refused(`--bank ${bank}: https, or http on this machine, and a token of one line.`);
  return client.value;
}

/** Who seals and stamps signed papers. */
function notaryOf(values: Values): NonNullable<BranchOptions['notary']> {
  const { 'bank-seal': file, 'bank-seal-password': passwordFile, 'time-stamps': timeStamps, trust } = values;
  if ((file === undefined) !== (passwordFile === undefined))
    throw new Refused('--bank-seal and --bank-seal-password go together.');
  if (timeStamps !== undefined && !/^https?:$/.test(URL.parse(timeStamps)?.protocol ?? ''))
    throw new Refused(`--time-stamps ${timeStamps}: an address of http or https.`);
  return {
    ...(file !== undefined &&
      passwordFile !== undefined && {
        bankSeal: { file: fromWhereTyped(file), passwordFile: fromWhereTyped(passwordFile) },
      }),
    ...(trust !== undefined && { trust: fromWhereTyped(trust) }),
    ...(timeStamps !== undefined && { timeStamps }),
  };
}

/** Where media of calls are relayed. What is said of the secret never holds it. */
function turnOf(values: Values): TurnOptions {
  const { 'turn-urls': urls = '', 'turn-secret-file': file, 'relay-only': relayOnly } = values;
  let secret: string | undefined;
  try {
    secret = file === undefined ? undefined : readFileSync(fromWhereTyped(file), 'utf8');
  } catch {
    throw new Refused(`--turn-secret-file ${file}: cannot be read.`);
  }
  const read = readTurn(
    urls
      .split(',')
      .map((url) => url.trim())
      .filter((url) => url !== ''),
    secret,
    relayOnly,
  );
  if (read.ok) return read.value;
  const option = read.error.code === 'turnUrlInvalid' ? '--turn-urls' : '--turn-secret-file';
  throw new Refused(`${option}: ${read.error.detail ?? 'a relay needs its shared secret'}.`);
}

function publicUrlOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (URL.parse(text)?.protocol !== 'https:') throw new Refused(`--public-url ${text}: an https address.`);
  return text;
}

async function main(args: readonly string[]): Promise<number> {
  const values = read(args);
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const terminal = values['enrolment-code'];
  if (terminal !== undefined && !terminalIdSchema.safeParse(terminal).success)
    throw new Refused(`--enrolment-code ${terminal}: a terminal is named like T02.`);
  if (values.branch !== undefined && !branchIdSchema.safeParse(values.branch).success)
    throw new Refused(`--branch ${values.branch}: a branch is named like MAIN or GX-014.`);
  const lan = lanOf(values);
  const publicUrl = publicUrlOf(values['public-url']);
  const bank = bankOf(values);
  // What is done beside a running instance takes no port of its own.
  const beside =
    terminal !== undefined ||
    values.configuration ||
    values.configure !== undefined ||
    values['export-papers'] !== undefined;
  const started = await startBranch({
    port: beside ? 0 : portOf(values.port),
    dataDir: dataDirOf(values.data),
    pagesDir: join(fileURLToPath(new URL('../../dist', import.meta.url)), 'branch-pages'),
    clock: systemClock,
    notary: notaryOf(values),
    turn: turnOf(values),
    practiceStaff: beside ? undefined : values['practice-staff'],
    onFault: ({ code, detail }) => process.stderr.write(`${code} ${detail ?? ''}\n`),
    ...(values.database !== undefined && { database: values.database }),
    ...(values['seal-key'] !== undefined && { sealKey: fromWhereTyped(values['seal-key']) }),
    ...(bank && { bank }),
    ...(lan && { lan }),
    ...(publicUrl !== undefined && { publicUrl }),
    ...(values.keys !== undefined && {
      keysFile: resolve(process.env.INIT_CWD ?? process.cwd(), values.keys),
    }),
  });
  if (!started.ok) {
    const { code, detail } = started.error;
    process.stderr.write(`${WAYS_OUT[code] ?? code} (${code}: ${detail ?? ''})\n`);
    return 1;
  }
  const service = started.value;
  if (terminal !== undefined) {
    process.stdout.write(`${await service.enrolmentCode(terminal, values.branch)}\n`);
    await service.close();
    return 0;
  }
  const papers = values['export-papers'];
  if (papers !== undefined) {
    process.stdout.write(`${await exportPapers(service, fromWhereTyped(papers), values.branch)} papers\n`);
    await service.close();
    return 0;
  }
  if (beside) {
    const refused = await configureBy(service, values);
    await service.close();
    if (refused !== undefined) process.stderr.write(`${refused}\n`);
    return refused === undefined ? 0 : 1;
  }
  for (const line of [...staffLines(service.staff, service.url), `ready ${service.url}`])
    process.stdout.write(`${line}\n`);
  await untilTold();
  await service.close();
  return 0;
}

/** Files for their owner alone; answers how many there are. A paper is named by its number and its digest's beginning. */
async function exportPapers(service: BranchService, folder: string, branch?: string): Promise<number> {
  makeFolder(folder);
  const list: object[] = [];
  for await (const { paper, number, voided, bytes } of service.papers(branch)) {
    const file = `${number}-${paper.slice(0, 8)}.pdf`;
    writeFileSync(join(folder, file), bytes, { mode: 0o600 });
    list.push({ file, number, paper, voided });
  }
  writeFileSync(join(folder, 'papers.json'), `${JSON.stringify(list, null, 2)}\n`, { mode: 0o600 });
  return list.length;
}

/** Prints or takes a branch's configuration; answers why it was not taken. */
async function configureBy(service: BranchService, values: Values): Promise<string | undefined> {
  const { configure: file, branch } = values;
  if (file === undefined) {
    process.stdout.write(`${await service.configuration(branch)}\n`);
    return undefined;
  }
  let text: string;
  try {
    text = readFileSync(fromWhereTyped(file), 'utf8');
  } catch {
    return `--configure ${file}: cannot be read.`;
  }
  const done = await service.configure(text, branch);
  if (done.ok) return undefined;
  const why =
    done.error.code === 'configurationInUse' ? 'Somebody waits for it or sits at it' : 'This is wrong in it';
  return `${why}: ${done.error.detail ?? ''}. Nothing was changed.`;
}

/** Ctrl-C, a signal, or the death of the process that holds our channel. */
const untilTold = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
    process.once('message', () => resolve());
    process.once('disconnect', () => resolve());
  });

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (failure) {
  process.stderr.write(`${failure instanceof Error ? failure.message : 'unknown fault'} See --help.\n`);
  process.exitCode = 2;
}
