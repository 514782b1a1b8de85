import { join } from 'node:path';
import { createBankClient } from '#bank/client/client.ts';
import { createBranchClient } from '#branch/client/client.ts';
import { newTerminalKey } from '#branch/client/key.ts';
import { startBranch } from '#branch/service.ts';
import { staffLines } from '#branch/staff/tell-news.ts';
import type { PageRole } from '#contracts/bridge/messages.ts';
import type { HostOptions } from '#contracts/launch/host-options.ts';
import type { Health } from '#flows/events.ts';
import { FLOW_VERSION } from '#flows/version.ts';
import { type Clock, systemClock } from '#foundation/clock.ts';
import { Listeners } from '#foundation/listeners.ts';
import { ok, type Result } from '#foundation/result.ts';
import { Anchoring } from './anchoring.ts';
import type { Carrier } from './bridge/carrier.ts';
import { openCabinet } from './cabinet/cabinet.ts';
import { transitionJournal } from './cabinet/journal-transitions.ts';
import { transitionTeller } from './cabinet/tell-transitions.ts';
import { CallDesk } from './calls/call-desk.ts';
import { machineProbes } from './diagnostics/probes.ts';
import { Errands } from './errands/errands.ts';
import { unreadableComplaint, unreadableSubmission } from './errands/unreadable.ts';
import { HallWatch } from './hall-watch.ts';
import { AssistedSteps } from './hands/assisted.ts';
import { HealthWatch } from './health-watch.ts';
import type { KeyStore } from './journal/key-store.ts';
import { receiptUnfinished } from './journal/unfinished-receipt.ts';
import { CardBooks } from './new-cards/books.ts';
import { NewCards } from './new-cards/new-cards.ts';
import { stockTeller } from './new-cards/stock-teller.ts';
import { OwnNumbers } from './numbers/own-numbers.ts';
import { refusedNumber } from './numbers/refused.ts';
import { heardBy, Outbox } from './outbox/outbox.ts';
import { openPages } from './pages/open-pages.ts';
import { openPictures } from './pictures/line-to-page.ts';
import { CardEntry } from './ports/card-entry.ts';
import { flowPorts } from './ports/ports.ts';
import type { FaceCheck, PhotoDecoder, World } from './ports/world.ts';
import { loadProfile } from './profile/load.ts';
import { openRecorder } from './recording/open-recorder.ts';
import { recover } from './recovery.ts';
import { Settings } from './settings/settings.ts';
import { SigningDesk } from './signing/desk.ts';
import { PaperFates } from './signing/fates.ts';
import { SANDBOX_HOUSE } from './signing/fill.ts';
import { branchFault } from './start/branch-fault.ts';
import { enrol, terminalKey } from './start/branch-key.ts';
import { fault, type StartFault } from './start/fault.ts';
import { flowBroken } from './start/flow-broken.ts';
import { listenerFault } from './start/listener-fault.ts';
import { openMemory } from './start/memory.ts';
import { staffPolicy } from './supervisor/staff-policy.ts';
import { supervisorRooms } from './supervisor-rooms/rooms.ts';
import { Terminal } from './terminal/terminal.ts';

/** How long start-up waits for devices to say whether they are there, milliseconds. */
const DEVICES_SETTLE = 6_000;

export type Host = {
  readonly url: string;
  readonly branchUrl: string;
  /** With what staff can sign in, for whoever starts the terminal; none where the branch service runs elsewhere. */
  readonly staffLines: readonly string[];
  /** A page that comes over another carrier than this host's own listener. */
  acceptPage(carrier: Carrier): void;
  /** What a page of that role must say; undefined where the host has no such page. */
  pageToken(role: PageRole): string | undefined;
  /** Staff have the terminal and want their page shown, or have left it. */
  onSupervisor(tell: (wanted: boolean) => void): void;
  /** The shell refused something at its own door: journalled like the host's own refusals. */
  shellRefused(code: string): void;
  close(): Promise<void>;
};

export type HostSurroundings = {
  readonly options: HostOptions;
  readonly clock?: Clock;
  /** Clock of the flows' waits alone; devices and bank keep the other. Left out: the same. */
  readonly flowClock?: Clock;
  /** Electron's safeStorage, where the host runs inside Electron. */
  readonly keyStore?: KeyStore;
  /** For the photos of ID cards; left out: they stay undecoded. */
  readonly photoDecoder?: PhotoDecoder;
  /** Compares faces; left out: a person does. */
  readonly faceCheck?: FaceCheck;
  /** Says a line to whoever looks after the machine; nothing personal. */
  readonly say?: (line: string) => void;
  /** The flow itself broke: the process must end, and be started again. */
  readonly onBroken: (reason: string) => void;
};

/** The one place where every room meets: builds the terminal's host and starts it. */
export async function startHost(surroundings: HostSurroundings): Promise<Result<Host, StartFault>> {
  const { options, clock = systemClock, flowClock = clock, onBroken, say = () => {} } = surroundings;
  const profile = loadProfile(options.profileFile);
  if (!profile.ok) return fault(profile.error.code, `The profile cannot be used: ${profile.error.detail}`);
  const { terminal: place, bridge: bridgeProfile, retention, publicUrl } = profile.value;

  const memory = openMemory({
    dataDir: options.dataDir,
    terminal: place.id,
    sealedDays: retention.sealedDays,
    clock,
    keyStore: surroundings.keyStore,
    credentials: process.env.CREDENTIALS_DIRECTORY,
  });
  if (!memory.ok) return memory;
  const { journal, vault, visits, reserve, wrapper, damage } = memory.value;
  for (const { sequence, code } of damage)
    say(
      `journalDamaged: entry ${sequence} of the journal in ${options.dataDir} is not as it was written (${code}). ` +
        'Keep a copy of the folder and look at all of it with npm run journal -- verify.',
    );

  // The bank and the branch.
  const bank = createBankClient({ baseUrl: options.bank.url, token: options.bank.token, fetch, clock });
  if (!bank.ok)
    return fault(bank.error.code, `The bank's address or token cannot be used: ${bank.error.detail ?? ''}`);
  // What becomes of a signed paper is as durable as what was submitted on it.
  const outbox = new Outbox(
    journal,
    vault,
    bank.value,
    clock,
    heardBy(() => [papers, newCards]),
  );
  const ownBranch = options.branch
    ? undefined
    : await startBranch({
        port: options.branchPort,
        dataDir: options.dataDir,
        pagesDir: join(options.pagesDir, '..', 'branch-pages'),
        clock,
        timeZone: 'Asia/Shanghai',
        practiceStaff: options.bank.sandbox,
        bank: bank.value,
        ...(publicUrl ? { publicUrl } : {}),
      });
  if (ownBranch && !ownBranch.ok) return branchFault(ownBranch.error);
  const branchService = ownBranch?.value;
  const branchUrl = options.branch?.url ?? branchService?.url ?? '';
  const branch = createBranchClient({
    url: branchUrl,
    terminalId: place.id,
    privateKey: terminalKey(options.dataDir, wrapper, newTerminalKey),
    clock,
    fetch,
  });
  if (!branch.ok)
    return fault(branch.error.code, 'The key with which the terminal signs to its branch is damaged.');
  const enrolmentCode = async () => options.branch?.code ?? branchService?.enrolmentCode(place.id);
  let branchLine = await enrol(branch.value, enrolmentCode);
  let branchIs: Health = branchLine === 'ours' ? 'ok' : 'down';
  if (options.branch && branchIs === 'down')
    say(
      `The branch service at ${branchUrl} cannot be reached or does not know this terminal. ` +
        'With a code it made for it, start with --enrol CODE. Until then nobody can be called from here.',
    );
  const errands = new Errands(journal, branch.value, clock, wrapper);
  const papers = new PaperFates(journal, errands);
  const desk = new SigningDesk(clock);
  const numbers = new OwnNumbers(journal, branch.value, clock, (refused) => say(refusedNumber(refused)));
  const numberShown = new Listeners<string>();
  const anchoring = new Anchoring(journal, (head) => branch.value.anchor(head), clock);

  // The cabinet, the flow and the screen.
  const cabinet = openCabinet({
    profile: profile.value,
    simulators: options.simulators,
    ...{ clock, portsFile: join(options.dataDir, 'ports.json') },
    unfinished: receiptUnfinished(journal.database) ? ['receiptPrinter'] : [],
  });
  const newCards = new NewCards({
    ...{ journal, visits, errands, clock, books: new CardBooks(journal, vault), terminal: place.id },
    dispenser: cabinet.devices.cardDispenser,
    submit: (visit, submission) => outbox.submit(visit, submission),
    tell: (event) => terminal.tell(event),
    onJournalFault: () => terminal.journalFailed(),
  });
  // Nobody may take the sandbox bank's word for a bank's: real devices on it are marked as simulated, too.
  const simulated = options.simulators !== undefined || options.bank.sandbox;
  if (options.bank.sandbox && !options.simulators)
    say(
      'The profile names no bank: everything is told to the sandbox bank and nothing is real. Name one under "bank".',
    );
  const { camera, recorder } = openRecorder(profile.value.camera, {
    ...{ branch: branch.value, errands, journal, clock, visits, papers },
    tell: (event) => terminal.tell(event),
  });
  const entry = new CardEntry();
  const assisted = new AssistedSteps(journal, visits, clock, () => terminal.journalFailed());
  const calls = new CallDesk({
    ...{ line: branch.value, clock, journal, visits, errands, camera, assisted },
    profile: profile.value.teller,
    terminal: () => terminal,
    health: () => ({ ...cabinet.health(), ...camera.health }),
  });
  const world: World = {
    clock,
    journal,
    visits,
    outbox,
    errands,
    numbers,
    branchAway: () => branchIs === 'down' && branchLine === 'away',
    numberShown,
    bank: bank.value,
    branch: branch.value,
    paperLine: branch.value,
    ...{ desk, camera, recorder, papers, calls },
    ...openPictures(clock, visits),
    consents: [],
    assisted,
    handsOn: () => terminal.screen.frame.hands !== undefined,
    house: profile.value.papers ?? SANDBOX_HOUSE,
    publicUrl: publicUrl ?? null,
    devices: cabinet.devices,
    entry,
    newCards,
    stock: profile.value.devices.cardDispenser?.stock ?? null,
    terminal: place,
    version: FLOW_VERSION,
    simulated,
    ...(surroundings.photoDecoder ? { photoDecoder: surroundings.photoDecoder } : {}),
    ...(surroundings.faceCheck ? { faceCheck: surroundings.faceCheck } : {}),
    language: () => terminal.language,
    step: () => {
      const { body, frame } = terminal.screen;
      return { kind: body.kind, service: frame.progress?.service ?? null };
    },
    tell: (event) => terminal.tell(event),
  };
  const terminal: Terminal = new Terminal({
    clock: flowClock,
    journal,
    visits,
    ports: flowPorts(world, {
      anchor: () => anchoring.now(),
      onJournalFault: () => terminal.journalFailed(),
    }),
    place: { branch: place.branch, counter: place.counter, simulated, reference: place.id },
    health: { ...cabinet.health(), ...camera.health, bank: 'down', branch: branchIs, journal: 'ok' },
    settings: { language: place.language, elder: false, contrast: false, reach: false },
    onFault: flowBroken(journal, onBroken),
  });
  // The visit that is under way ends in an orderly way on the reserve; nobody else is let in.
  journal.onDiskFull = () => {
    const room = reserve.release();
    queueMicrotask(() => terminal.journalFailed());
    return room;
  };
  cabinet.onWorld((event) => terminal.tell(newCards.told(entry.told(event))));
  cabinet.onStorage(stockTeller(journal, say, () => terminal.journalFailed()));
  cabinet.onTransition(transitionTeller(profile.value, say));
  cabinet.onTransition(transitionJournal(journal, () => terminal.journalFailed()));
  outbox.onSettled((answer) => {
    terminal.tell({ type: 'submission.settled', answer });
    visits.forgetDue();
    papers.see();
  });
  const bankHealth = new HealthWatch(
    async () => (await bank.value.health({})).ok,
    clock,
    (health) => terminal.tell({ type: 'health', of: 'bank', health }),
  );
  // Enrolled and answering: only then does a call for a person reach anybody.
  const branchHealth = new HealthWatch(
    async () => {
      branchLine = await enrol(branch.value, enrolmentCode);
      return branchLine === 'ours';
    },
    clock,
    (health) => {
      branchIs = health;
      terminal.tell({ type: 'health', of: 'branch', health });
      pages.supervisor.changed();
      if (health === 'ok') numbers.now();
    },
  );

  const hall = new HallWatch(
    () => numbers.known(),
    clock,
    (now) => terminal.tell({ type: 'hall', hall: now }),
  );

  // What people see, and what they do there.
  const settings = new Settings(journal, () => clock.wall());
  const pages = openPages({
    ...{ world, terminal, options, hosts: bridgeProfile.hosts, line: branch.value },
    supervisor: {
      settings,
      ...staffPolicy({ clock, journal, wrapper }, () => numbers.known()?.terminal),
      rooms: (news, reach) =>
        supervisorRooms({
          ...{ clock, settings, journal, news, reach, devices: cabinet.devices },
          branch: { line: branch.value, heard: () => numbers.known()?.terminal },
          diagnostics: {
            ...{ cabinet, journal, terminal: place, branchUrl, bankUrl: options.bank.url },
            probes: machineProbes(options.dataDir, clock),
            camera: profile.value.camera !== undefined,
            reports: join(options.dataDir, 'readiness'),
            media: () => camera.health,
            onJournalFault: () => terminal.journalFailed(),
          },
        }),
    },
  });
  terminal.start();
  const server = await pages.serve();
  const end = async () => {
    bankHealth.stop();
    branchHealth.stop();
    hall.stop();
    calls.stop();
    camera.stop();
    outbox.stop();
    errands.stop();
    await numbers.stop();
    pages.stop();
    newCards.stop();
    terminal.stop();
    if (server.ok) await server.value.close();
    await cabinet.close();
    pages.close();
    // Nothing is written any more: what has been since the last anchor is not left open to be cut off unseen.
    await anchoring.stop();
    await branchService?.close();
    journal.close();
  };
  let ended: Promise<void> | undefined;
  const close = () => {
    ended ??= end();
    return ended;
  };
  if (!server.ok) {
    await close();
    return listenerFault(server.error);
  }

  // What a former run left, then service.
  await Promise.all([cabinet.settled(DEVICES_SETTLE), bankHealth.ask(), branchHealth.ask()]);
  for (const reference of outbox.recover().unreadable) say(unreadableSubmission(reference));
  const recovered = await recover(journal, visits, cabinet.devices.cardReader, clock);
  papers.recover();
  // Nobody waits for what may take the dispenser a minute: until then no card can be asked for.
  void newCards.recover(cabinet.health().cardDispenser);
  errands.recover(recovered.cardInside);
  for (const one of errands.unreadable()) say(unreadableComplaint(one));
  numbers.recover();
  numbers.start();
  pages.start();
  pages.supervisor.recover();
  terminal.tell(recovered);
  numbers.onLearnt = () => hall.look();
  hall.look();
  anchoring.start();
  return ok({
    url: server.value.url,
    branchUrl,
    staffLines: branchService ? staffLines(branchService.staff, branchUrl) : [],
    acceptPage: (carrier) => pages.bridge.accept(carrier),
    pageToken: (role) => pages.bridge.token(role),
    onSupervisor: (tell) => void terminal.onVendorMode((mode) => tell(mode === 'active')),
    shellRefused: (code) => pages.refused('shell', code),
    close,
  });
}
