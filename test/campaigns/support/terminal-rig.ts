import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '#bank/sandbox/sandbox.ts';
import type { ReadyPerson } from '#contracts/bank/people.ts';
import { type FaultOrder, ledgerPage, messageList, peopleList } from '#contracts/bank/sandbox.ts';
import { type BenchDevice, benchDeviceSchema } from '#contracts/bench/state.ts';
import type { HostOptions } from '#contracts/launch/host-options.ts';
import { type ProfileInput, profileSchema } from '#contracts/profile/profile.ts';
import { SIMULATORS } from '#devices/simulation/catalogue.ts';
import type { Simulator } from '#devices/simulation/simulator.ts';
import { type PipeServer, servePipe } from '#devices/transport/pipe.ts';
import type { Line } from '#devices/transport/transport.ts';
import { systemClock } from '#foundation/clock.ts';
import { serveControl } from '#launcher/simulation/control-line.ts';
import { joinAs, SIMULATED_PROFILE, standInPages } from '../../support/kiosk.ts';
import { type Cabinet, cabinetOf, type Hands } from './hands.ts';
import { type HostChild, type StartingHost, spawnHost } from './host-child.ts';

export type RigOptions = {
  readonly profile?: ProfileInput;
  /** Puts something between a simulator and the line it is plugged into. */
  readonly between?: (device: BenchDevice, line: Line) => Line;
  /** Flags of Node for the host. */
  readonly flags?: readonly string[];
  /** A branch service that runs elsewhere, with a code for this terminal; left out: one in the host. */
  readonly branch?: { readonly url: string; readonly code: string };
  /** Built pages; without them the host serves the smallest there can be. */
  readonly pagesDir?: string;
};

/**
 * A whole terminal around a host that is a process of its own: sandbox bank and simulators live here, as they live in
 * the launcher, so that they keep card, paper and books when the host is killed.
 */
export class TerminalRig implements Hands {
  readonly folder: string;
  readonly dataDir: string;
  readonly people: readonly ReadyPerson[];
  readonly #simulators: ReadonlyMap<BenchDevice, Simulator>;
  readonly #options: HostOptions;
  readonly #flags: readonly string[];
  readonly #closers: readonly (() => Promise<void>)[];
  #host: HostChild | undefined;

  private constructor(
    folder: string,
    people: readonly ReadyPerson[],
    simulators: ReadonlyMap<BenchDevice, Simulator>,
    options: HostOptions,
    flags: readonly string[],
    closers: readonly (() => Promise<void>)[],
  ) {
    this.folder = folder;
    this.dataDir = options.dataDir;
    this.people = people;
    this.#simulators = simulators;
    this.#options = options;
    this.#flags = flags;
    this.#closers = closers;
  }

  /** Everything but the host, which `start` starts. */
  static async open({
    profile = SIMULATED_PROFILE,
    between,
    flags = [],
    pagesDir,
    branch,
  }: RigOptions = {}): Promise<TerminalRig> {
    const folder = mkdtempSync(join(process.env.VESTIBULE_TEST_TMP ?? tmpdir(), 'rig-'));
    const profileFile = join(folder, 'profile.json');
    writeFileSync(profileFile, JSON.stringify(profile));
    const token = 'sandbox-token-of-this-campaign';
    const bank = await startSandbox({ port: 0, folder: join(folder, 'bank'), token, clock: systemClock });
    if (!bank.ok) throw new Error(`sandbox bank: ${bank.error.code}`);
    const simulators = simulatorsOf(profile);
    const pipes = await plug(simulators, between);
    const options: HostOptions = {
      port: 0,
      branchPort: 0,
      dataDir: join(folder, 'data'),
      profileFile,
      pagesDir: pagesDir ?? standInPages(folder),
      bank: { url: bank.value.url, token, sandbox: true },
      simulators: pipes.paths,
      ...(branch ? { branch } : {}),
    };
    const people = peopleList.parse(await ask(options, 'sandbox/people')).people;
    const remove = async () => rmSync(folder, { recursive: true, force: true });
    return new TerminalRig(folder, people, simulators, options, flags, [
      pipes.close,
      () => bank.value.close(),
      remove,
    ]);
  }

  get host(): HostChild {
    if (!this.#host) throw new Error('the host is not running');
    return this.#host;
  }

  /** Starts the host without waiting until it serves. */
  begin(): StartingHost {
    return spawnHost(this.#options, this.#flags);
  }

  async start(): Promise<HostChild> {
    this.#host = await this.begin().ready;
    return this.#host;
  }

  person(key: string): ReadyPerson {
    const found = this.people.find((person) => person.key === key);
    if (!found) throw new Error(`no ready person ${key}`);
    return found;
  }

  customer() {
    return joinAs(this.host.url, 'customer');
  }

  /** Does something to a simulated device; false when it is not possible now. */
  act(device: BenchDevice, name: string, input: object = {}): boolean {
    return this.#simulators.get(device)?.act(name, input).ok ?? false;
  }

  state(device: BenchDevice): Readonly<Record<string, unknown>> {
    return { ...this.#simulators.get(device)?.state() };
  }

  layIdCard(person: ReadyPerson): void {
    if (!this.act('idScanner', 'layDocument', { document: person.document }))
      throw new Error('the ID card cannot be laid');
  }

  liftIdCard(): boolean {
    return this.act('idScanner', 'liftDocument');
  }

  /** False while the entry is closed. */
  insertCard(person: ReadyPerson, index: number): boolean {
    const card = person.cards[index];
    if (!card) throw new Error('no such card');
    const { pan, expiry, label, chip, stripe, holder } = card;
    return this.act('cardReader', 'insertCard', { card: { pan, expiry, label, chip, stripe, holder } });
  }

  takeCard(): boolean {
    return this.act('cardReader', 'takeCard');
  }

  takeReceipt(): boolean {
    return this.act('receiptPrinter', 'takePaper');
  }

  cabinet(): Cabinet {
    return cabinetOf({
      cardReader: this.state('cardReader'),
      idScanner: this.state('idScanner'),
      receiptPrinter: this.state('receiptPrinter'),
    });
  }

  async ledger() {
    return ledgerPage.parse(await ask(this.#options, 'sandbox/ledger')).entries;
  }

  async newestCode({ phone }: ReadyPerson): Promise<string | undefined> {
    const { messages } = messageList.parse(await ask(this.#options, `sandbox/messages?phone=${phone ?? ''}`));
    return /(?<!\d)\d{6}(?!\d)/.exec(messages[0]?.text.zh ?? '')?.[0];
  }

  async bankFault(order: FaultOrder): Promise<void> {
    await ask(this.#options, 'sandbox/faults', order);
  }

  /** The bank's books as on the first day, devices empty and whole. */
  async newDay(): Promise<void> {
    await ask(this.#options, 'sandbox/reset', {});
    for (const device of this.#simulators.keys()) this.act(device, 'reset');
  }

  /** Ends the host in order and everything else with it. */
  async close(): Promise<void> {
    await this.#host?.stop();
    for (const close of this.#closers) await close();
  }
}

function simulatorsOf(profile: ProfileInput): Map<BenchDevice, Simulator> {
  const { devices } = profileSchema.parse(profile);
  const simulators = new Map<BenchDevice, Simulator>();
  for (const device of benchDeviceSchema.options) {
    const wanted = devices[device];
    const make = wanted && new Map(Object.entries(SIMULATORS[device])).get(wanted.model);
    if (make) simulators.set(device, make());
  }
  return simulators;
}

/** Serves each simulator on a pipe, as the launcher does. */
async function plug(simulators: ReadonlyMap<BenchDevice, Simulator>, between: RigOptions['between']) {
  // A socket's path must be short.
  const folder = mkdtempSync(join(tmpdir(), 'v-'));
  const servers: PipeServer[] = [];
  const serve = async (name: string, onLine: (line: Line) => void): Promise<string> => {
    const path = join(folder, `${name}.sock`);
    const server = await servePipe(path, onLine);
    if (!server.ok) throw new Error(`pipe ${name}: ${server.error.code}`);
    servers.push(server.value);
    return path;
  };
  const pipes: Partial<Record<BenchDevice, string>> = {};
  for (const [device, simulator] of simulators)
    pipes[device] = await serve(device, (line) => simulator.attach(between?.(device, line) ?? line));
  const control = await serve('control', (line) => serveControl(line, simulators));
  return {
    paths: { pipes, control },
    close: async () => {
      await Promise.all(servers.map((server) => server.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A question to the sandbox's own side of the bank. */
async function ask({ bank }: HostOptions, path: string, body?: object): Promise<unknown> {
  const reply = await fetch(new URL(path, bank.url), {
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    headers: {
      authorization: `Bearer ${bank.token}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
  });
  if (!reply.ok) throw new Error(`sandbox ${path}: ${reply.status}`);
  return reply.json();
}
