import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchDevice } from '#contracts/bench/state.ts';
import type { HostOptions } from '#contracts/launch/host-options.ts';
import type { Profile } from '#contracts/profile/profile.ts';
import { SIMULATORS } from '#devices/simulation/catalogue.ts';
import type { Simulator } from '#devices/simulation/simulator.ts';
import type { Clock } from '#foundation/clock.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import { belongings } from './belongings.ts';
import { CLONE } from './bootstrap/clone.mjs';
import type { StartOptions } from './bootstrap/options.mjs';
import { type BankReady, launchBank } from './children/bank.ts';
import { type HostReady, launchHost, nodeHost } from './children/host.ts';
import { Kept, type KeptOrder, type Trouble } from './children/kept.ts';
import { liesIn, openDataFolder } from './data-folder.ts';
import { develop } from './dev/watch.ts';
import { dataPath, profilePath } from './places.ts';
import { readProfile } from './profile-file.ts';
import { chooseShell, type ShellChoice, wantsElectronFetched } from './shell/choose.ts';
import { electronEnvironment, electronMain, fetchElectron } from './shell/electron.ts';
import { shellFacts } from './shell/machine.ts';
import { addressMessage, browserEnvironment, openWindows } from './shell/open.ts';
import { PrivateFolder } from './shell/private-folder.ts';
import { serveSimulators } from './simulation/serve.ts';
import type { Ending, Steps } from './steps.ts';

/** A host or bank that dies more often than this is not started again. */
const RESTARTS = { times: 5, withinMilliseconds: 60_000 };
/** From the start of a child to its word that it serves. */
const READY_MILLISECONDS = 60_000;
/** What a child may take to finish what it has in hand when it is asked to end. */
const END_MILLISECONDS = 5_000;

export type LaunchOrder = {
  readonly options: StartOptions;
  readonly steps: Steps;
  readonly clock: Clock;
  readonly environment: NodeJS.ProcessEnv;
  /** One line for the person who started it. */
  say(text: string): void;
};

/** What a host is given, once everything it stands on is there. */
type Ground = {
  readonly profile: Profile;
  readonly dataDir: string;
  readonly hostOptions: HostOptions;
  readonly banks: readonly Kept<BankReady>[];
};

/** From options to a terminal that serves and is shown. Answers only when it cannot go on. */
export async function launch(order: LaunchOrder): Promise<Ending | undefined> {
  const ground = await layGround(order);
  if (!ground.ok) return ground.error;
  const { profile, dataDir, hostOptions, banks } = ground.value;
  const simulated = hostOptions.simulators !== undefined;
  const kiosk = order.options.kiosk || !simulated;

  const shell = await decideShell(order, dataDir);
  if (order.steps.ended) return undefined;
  const host = keepHost(order, shell, kiosk, hostOptions);
  const ready = await host.start();
  if (!ready.ok) return { code: 1, message: ready.error.message };
  if (order.steps.ended) return undefined;
  const { url, branchUrl, staffLines } = ready.value;
  for (const line of [`branch ${branchUrl}`, ...staffLines, `ready ${url}`])
    process.stdout.write(`${line}\n`);

  if (order.options.dev) startDevelopment(order, host, banks);
  if (shell.kind === 'none') order.say(addressMessage(url, simulated, shell.why));
  if (shell.kind === 'chromium') await show(order, shell, { url, kiosk, simulated, profile });
  return undefined;
}

/** Profile, data folder, simulators and bank. */
async function layGround(order: LaunchOrder): Promise<Result<Ground, Ending>> {
  const { options, environment } = order;
  const profileFile = profilePath(options.profile, environment);
  const profile = await readProfile(profileFile);
  if (!profile.ok) return err({ code: 2, ...profile.error });
  const ownBank = bankOfProfile(profile.value, environment);
  if (!ownBank.ok) return err({ code: 2, ...ownBank.error });
  const dataDir = dataPath(options.data, environment);
  if (!dataDir.ok) return err({ code: 2, ...dataDir.error });
  if (liesIn(dataDir.value, CLONE))
    order.say(`${dataDir.value} lies in the project's folder: do not commit it.`);
  const data = openDataFolder(dataDir.value);
  if (!data.ok) return err({ code: 1, ...data.error });
  order.steps.add({ undo: () => data.value.release() });

  const folder = PrivateFolder.make(undefined);
  if (!folder) return err({ code: 1, message: 'There is no folder for temporary files. Set TMPDIR to one.' });
  goesWithThisStart(order, folder);
  const devices = await serveSimulators(profile.value, folder.path, simulatorOf);
  if (!devices.ok) return err({ code: 1, ...devices.error });
  order.steps.add({ undo: () => devices.value.close() });

  const banks: Kept<BankReady>[] = [];
  const bank = ownBank.value ? ok(ownBank.value) : await sandboxBank(order, dataDir.value, banks);
  if (!bank.ok) return err({ code: 1, ...bank.error });
  const hostOptions: HostOptions = {
    port: options.port,
    branchPort: options.branchPort,
    dataDir: dataDir.value,
    profileFile,
    pagesDir: join(CLONE, 'dist', 'pages'),
    bank: { ...bank.value, sandbox: ownBank.value === undefined },
    ...(devices.value.pipes
      ? { simulators: { ...devices.value.pipes, camera: profile.value.camera?.simulated === true } }
      : {}),
    ...(options.branch !== undefined && {
      branch: { url: options.branch, ...(options.enrol !== undefined && { code: options.enrol }) },
    }),
  };
  return ok({ profile: profile.value, dataDir: dataDir.value, hostOptions, banks });
}

type BankAccess = { readonly url: string; readonly token: string };

/** The bank the profile names; `undefined`: it names none. */
function bankOfProfile(
  { bank }: Profile,
  environment: NodeJS.ProcessEnv,
): Result<BankAccess | undefined, Trouble> {
  if (!bank) return ok(undefined);
  const token = environment[bank.tokenVariable];
  if (token) return ok({ url: bank.url, token });
  return err({
    message: `The profile names the bank ${bank.url}, and the variable ${bank.tokenVariable} with its token is not set. Set it and start again.`,
  });
}

async function sandboxBank(
  order: LaunchOrder,
  dataDir: string,
  banks: Kept<BankReady>[],
): Promise<Result<BankAccess, Trouble>> {
  const token = randomBytes(32).toString('base64url');
  const bank = keep<BankReady>(order, {
    name: 'The sandbox bank',
    launch: (before) => launchBank(dataDir, token, before),
  });
  banks.push(bank);
  const ready = await bank.start();
  return ready.ok ? ok({ url: ready.value.url, token }) : ready;
}

function keepHost(
  order: LaunchOrder,
  shell: ShellChoice,
  kiosk: boolean,
  options: HostOptions,
): Kept<HostReady> {
  const { environment } = order;
  if (shell.kind !== 'electron') {
    return keep<HostReady>(order, {
      name: 'The host',
      launch: (before) => launchHost(nodeHost(environment), options, before),
    });
  }
  const program = {
    command: shell.binary,
    args: [electronMain(CLONE), ...(kiosk ? ['--kiosk'] : [])],
    environment: electronEnvironment(environment),
  };
  return keep<HostReady>(order, {
    name: 'Electron',
    launch: (before) => launchHost(program, options, before),
    // Its window was closed.
    isFinal: ({ code }) => code === 0,
  });
}

/** A child that is kept for as long as this start lasts. */
function keep<Ready>(
  { steps, clock, say }: LaunchOrder,
  child: Pick<KeptOrder<Ready>, 'name' | 'launch' | 'isFinal'>,
): Kept<Ready> {
  const kept = new Kept<Ready>({
    ...child,
    clock,
    limits: RESTARTS,
    readyWithinMilliseconds: READY_MILLISECONDS,
    endWithinMilliseconds: END_MILLISECONDS,
    say,
    over: (trouble) => steps.end(trouble ? { code: 1, ...trouble } : { code: 0 }),
  });
  steps.add({ undo: () => kept.end(), kill: () => kept.kill() });
  return kept;
}

async function decideShell(order: LaunchOrder, dataDir: string): Promise<ShellChoice> {
  const { options, environment, clock, say } = order;
  const place = { clone: CLONE, dataDir };
  const facts = shellFacts(options.shell, environment, place);
  if (!wantsElectronFetched(facts)) return chooseShell(facts);
  const fetched = await fetchElectron(place, clock, say);
  const now = shellFacts(options.shell, environment, place);
  return chooseShell(fetched.ok ? now : { ...now, electron: fetched });
}

async function show(
  order: LaunchOrder,
  choice: Extract<ShellChoice, { readonly kind: 'chromium' }>,
  what: {
    readonly url: string;
    readonly kiosk: boolean;
    readonly simulated: boolean;
    readonly profile: Profile;
  },
): Promise<void> {
  const { steps, clock, environment, say } = order;
  const { url, simulated, profile } = what;
  const cannot = (why: string) => say(addressMessage(url, simulated, why));
  const folder = PrivateFolder.make(choice.runAs?.account);
  if (!folder) return cannot('the account for the browser can reach no folder for temporary files');
  goesWithThisStart(order, folder);
  if (choice.remark) say(`${choice.remark}.`);
  const windows = await openWindows({
    ...what,
    media: profile.camera ? (profile.camera.simulated ? 'played' : 'real') : 'none',
    choice,
    folder,
    environment: browserEnvironment(environment, profile.bank?.tokenVariable),
    clock,
    closed: () => steps.end({ code: 0 }),
    cannot,
  });
  steps.add({ undo: () => windows.end(), kill: () => windows.kill() });
}

/** Sees to it that a temporary folder is removed when this start ends. */
function goesWithThisStart({ steps }: LaunchOrder, folder: PrivateFolder): void {
  belongings.temporary(folder.path);
  const remove = () => rmSync(folder.path, { recursive: true, force: true, maxRetries: 5 });
  steps.add({
    undo: () => {
      remove();
      belongings.removed(folder.path);
    },
    kill: remove,
  });
}

function startDevelopment(
  { steps, clock, say }: LaunchOrder,
  host: Kept<HostReady>,
  banks: readonly Kept<BankReady>[],
): void {
  const development = develop(clock, {
    host: () => {
      say('Sources changed: the host starts again');
      void host.renew();
    },
    bank: () => {
      say('Sources of the bank changed: bank and host start again');
      void Promise.all(banks.map((bank) => bank.renew())).then(() => host.renew());
    },
  });
  steps.add({ undo: () => development.end() });
}

function simulatorOf(device: BenchDevice, model: string): Simulator | undefined {
  return new Map(Object.entries(SIMULATORS[device])).get(model)?.();
}
