import { join } from 'node:path';
import type { BankClient } from '#bank/client/client.ts';
import { askOf } from '#contracts/supervisor/asks.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { Anchors } from './anchors/anchors.ts';
import { BookingOffice } from './appointments/bookings.ts';
import { CheckInDesk } from './appointments/check-in.ts';
import { ApprovalDesk } from './approvals/desk.ts';
import { ApprovalWatchman } from './approvals/watchman.ts';
import { PaperArchive } from './archive/archive.ts';
import { PaperCopies } from './archive/copies.ts';
import { PublicPaperDesk } from './archive/public-desk.ts';
import { ArchiveReading, type ExportedPaper, exportedPapers } from './archive/reading.ts';
import { RETENTION_LOOK, Retention } from './archive/retention.ts';
import { ArrivalOffice } from './arrivals/arrival-office.ts';
import { NoticeBoard } from './arrivals/notice-board.ts';
import { PresenceDesk } from './arrivals/presence-desk.ts';
import { AssistanceDesk } from './assistance/desk.ts';
import { BlockOffice } from './blocks/blocks.ts';
import { forgetCalls, KEEPING_LOOK } from './calls/keeping.ts';
import { openCalls } from './calls/open.ts';
import { Changes } from './changes.ts';
import { ComplaintOffice } from './complaints/complaint-office.ts';
import { CustodyDesk } from './custody/hand-out.ts';
import { CustodyRegister } from './custody/register.ts';
import { deskSocket } from './desk-socket/upgrade.ts';
import { cardsFrom } from './drafts/cards-from.ts';
import { DraftOffice } from './drafts/office.ts';
import { EnrolmentOffice } from './enrolment/enrolment.ts';
import { RatingOffice } from './feedback/rating-office.ts';
import { createApp } from './http/app.ts';
import { appointmentRoutes } from './http/appointment-routes.ts';
import { approvalRoutes } from './http/approval-routes.ts';
import { arrivalRoutes } from './http/arrival-routes.ts';
import { blockRoutes } from './http/block-routes.ts';
import { boardRoutes } from './http/board-routes.ts';
import { bookRoutes } from './http/book-routes.ts';
import { bookingRoutes } from './http/booking-routes.ts';
import { callRoutes } from './http/call-routes.ts';
import { counterRoutes } from './http/counter-routes.ts';
import { draftRoutes } from './http/draft-routes.ts';
import { feedbackRoutes } from './http/feedback-routes.ts';
import { ownAddress, publicAddress } from './http/guard.ts';
import { hallRoutes } from './http/hall-routes.ts';
import { lobbyRoutes } from './http/lobby-routes.ts';
import { missingPage, pageRoutes } from './http/pages.ts';
import { paperPageRoutes } from './http/paper-page-routes.ts';
import { archiveRoutes, paperRoutes } from './http/paper-routes.ts';
import { phoneRoutes } from './http/phone-routes.ts';
import { pictureRoutes } from './http/picture-routes.ts';
import { queueRoutes } from './http/queue-routes.ts';
import { recordingRoutes } from './http/recording-routes.ts';
import { signedRoutes } from './http/signed-routes.ts';
import { staffRoutes } from './http/staff-routes.ts';
import { staffGate } from './http/staff-session.ts';
import { stillRoutes } from './http/still-routes.ts';
import { taskRoutes } from './http/task-routes.ts';
import { tellerRoutes } from './http/teller-routes.ts';
import { terminalOfficeRoutes } from './http/terminal-office-routes.ts';
import { terminalRoutes } from './http/terminal-routes.ts';
import { terminalStaffRoutes } from './http/terminal-staff-routes.ts';
import { tileUseRoutes } from './http/use-routes.ts';
import { integrationKeys } from './integration/keys.ts';
import { Notary } from './notary/notary.ts';
import { type NotaryOptions, openNotary } from './notary/open.ts';
import { STAMPING_LOOK, Stamping } from './notary/stamping.ts';
import { PictureArchive } from './pictures/archive.ts';
import { PictureViewing } from './pictures/viewing.ts';
import { HallOverview } from './positions/overview.ts';
import { PositionOffice } from './positions/position-office.ts';
import { PromiseBook } from './promises/promises.ts';
import { type ConfigurationRefusal, configure, readConfiguration } from './queue/configure.ts';
import { Counters } from './queue/counters.ts';
import { practiceConfiguration } from './queue/default-configuration.ts';
import { Hall } from './queue/hall.ts';
import { RecordingPlayback } from './recordings/playback.ts';
import { RecordingRegister, SILENT_AFTER } from './recordings/register.ts';
import { Rounds } from './rounds.ts';
import { openSeal } from './sealing/keys.ts';
import { Speech } from './speech/speech.ts';
import { NO_NEWS, type StaffNews, StaffOffice } from './staff/office.ts';
import { TerminalDoor } from './staff/terminal-door.ts';
import { configureOnce, foundBranch, HOME_BRANCH } from './store/branches.ts';
import { storeCode } from './store/failure.ts';
import { openPostgresStore } from './store/postgres.ts';
import { openSqliteStore } from './store/sqlite.ts';
import { Escalation } from './tasks/escalation.ts';
import { TaskOffice } from './tasks/task-office.ts';
import type { TurnOptions } from './turn/credentials.ts';
import { UseOffice } from './use/use-office.ts';

export type BranchOptions = {
  /** TCP port on 127.0.0.1, or on the LAN's address; 0 = any free one. */
  readonly port: number;
  /** Left out: loopback alone. Beyond it only with TLS, and under the name the certificate is for. */
  readonly lan?: {
    /** Address to listen on: `0.0.0.0`, `::`, or one of the machine's own. */
    readonly address: string;
    readonly name: string;
    readonly tls: { readonly cert: string; readonly key: string };
  };
  /** The service's own folder; without `database` its store is `branch.db` in it. */
  readonly dataDir: string;
  /** `postgres://…`: a store that several instances share. */
  readonly database?: string;
  /** The bank's gateway, for what counters compare and for consents to notices; left out: neither is done. */
  readonly bank?: Pick<BankClient, 'lookupCustomer' | 'recognise'>;
  /** File with the key that seals personal text; left out: the data folder's own, or the shared database's. */
  readonly sealKey?: string;
  /** Folder with the built pages: `PAGES` of `http/pages.ts` and `assets/`. */
  readonly pagesDir: string;
  readonly clock: Clock;
  /**
   * True on the sandbox bank alone: invented staff with PINs that everybody may know are the only ones who can sign
   * in. False: they are taken out, and only real people can. Undefined, for somebody who only does one thing beside a
   * running instance: staff are left as they are.
   */
  readonly practiceStaff: boolean | undefined;
  /** Where phones reach this service (https), for QR codes; it changes nothing about where it listens. */
  readonly publicUrl?: string;
  /** IANA name; decides when a business day begins. Left out: the machine's own. */
  readonly timeZone?: string;
  /** File with the keys of programs outside the house; left out: the data folder's own, made where there is none. */
  readonly keysFile?: string;
  /** Where media of calls may be relayed; left out: only the two machines' own addresses are tried. */
  readonly turn?: TurnOptions;
  /** Who issues certificates, seals and stamps; left out: what is made for development, named as such. */
  readonly notary?: NotaryOptions;
  /** Hears of every route, so that what is written of them can be held against it. */
  readonly onRoute?: (method: string, path: string) => void;
  /** Hears of faults inside the service, by code, without anything personal. */
  readonly onFault?: (fault: CodedError) => void;
};

export type BranchService = {
  /** `http://127.0.0.1:PORT/`, or https under its own name on a LAN. */
  readonly url: string;
  readonly port: number;
  readonly publicUrl: string | null;
  /** What to tell the people in front of the machine so that somebody can sign in. */
  readonly staff: StaffNews;
  /** Makes a one-time code with which this terminal of a branch may enrol a key, for an hour. */
  enrolmentCode(terminal: string, branch?: string): Promise<string>;
  /** How a branch serves, as text that `configure` takes. */
  configuration(branch?: string): Promise<string>;
  /** From now on it serves like this. */
  configure(text: string, branch?: string): Promise<Result<void, ConfigurationRefusal>>;
  /** Every paper of a branch that is in the archive; that each left is written down. */
  papers(branch?: string): AsyncIterable<ExportedPaper>;
  /** Answers every wait, closes every connection and the store. */
  close(): Promise<void>;
};

export type BranchStartError = CodedError<
  | 'keysUnusable'
  | 'dataUnwritable'
  | 'storeCorrupt'
  | 'storeTooNew'
  | 'databaseUnreachable'
  | 'databaseRefused'
  | 'pagesMissing'
  | 'sealKeyUnreadable'
  | 'sealKeyMissing'
  | 'notaryUnusable'
  | 'bankSealUnusable'
  | 'trustUnusable'
  | 'portBusy'
  | 'portRefused'
>;

/** Starts the branch service. Details name the file or port at fault. */
export async function startBranch(options: BranchOptions): Promise<Result<BranchService, BranchStartError>> {
  const page = missingPage(options.pagesDir);
  if (page) return err({ code: 'pagesMissing', detail: page });
  const { clock } = options;
  const opened = options.database
    ? await openPostgresStore(options.database, clock)
    : await openSqliteStore(join(options.dataDir, 'branch.db'));
  if (!opened.ok) return opened;

  const store = opened.value;
  const sealed = await openSeal(store, clock, {
    file: options.sealKey ?? null,
    dataDir: options.dataDir,
  });
  if (!sealed.ok) {
    await store.close();
    return sealed;
  }
  const keys = integrationKeys(options.dataDir, options.keysFile);
  if (!keys.ok) {
    await store.close();
    return keys;
  }
  const notary = await openNotary(store, clock, sealed.value, {
    dataDir: options.dataDir,
    practice: options.practiceStaff === true,
    ...options.notary,
  });
  if (!notary.ok) {
    await store.close();
    return notary;
  }
  const timeZone = options.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const changes = new Changes(clock);
  const office = new StaffOffice(store, clock, options.practiceStaff === true);
  const approvals = new ApprovalDesk(store, clock, changes, sealed.value);
  const watchman = new ApprovalWatchman(() => approvals.sweep(), clock);
  const arrivals = new ArrivalOffice(store, clock, sealed.value, options.bank);
  const notices = new NoticeBoard(store, clock, sealed.value);
  const arrivalWatchman = new ApprovalWatchman(() => notices.sweep(), clock, 'arrivals:');
  const calls = openCalls({ store, clock, seal: sealed.value }, changes, {
    bank: options.bank,
    practice: options.practiceStaff === true,
    turn: options.turn,
  });
  store.onTold((subject) => {
    changes.tell(subject);
    office.door.hear(subject);
    watchman.hear(subject);
    arrivalWatchman.hear(subject);
    calls.watchman.hear(subject);
  });
  await foundBranch(store, HOME_BRANCH, clock);
  // Practice has its own hours, and leaves with the practice staff.
  await configureOnce(store, HOME_BRANCH, practiceConfiguration, options.practiceStaff === true);
  const staff = options.practiceStaff === undefined ? NO_NEWS : await office.open();
  await watchman.start();
  await arrivalWatchman.start();
  await calls.watchman.start();
  const enrolment = new EnrolmentOffice(store, clock);
  const assistance = new AssistanceDesk(store, clock, changes, timeZone);
  const custody = new CustodyRegister(store, clock);
  const anchors = new Anchors(store, clock);
  const hall = new Hall(store, clock, options.publicUrl ?? null);

  const addressOf = (port: number) =>
    ownAddress(port, options.lan !== undefined, options.lan ? [options.lan.name.toLowerCase()] : []);
  const app = createApp({
    onFault: options.onFault ?? (() => {}),
    tls: options.lan?.tls,
    onRoute: options.onRoute,
    many: options.lan !== undefined || options.database !== undefined,
    addressOf,
    phonesUnder: options.publicUrl === undefined ? undefined : publicAddress(options.publicUrl),
  });
  const gate = staffGate(app, office.door, clock);
  const signed = signedRoutes(app, clock, enrolment);
  terminalRoutes(app, signed, { clock, enrolment, assistance, custody, anchors });
  queueRoutes(signed, hall);
  draftRoutes(signed, gate, new DraftOffice(store, clock, sealed.value, cardsFrom(options.bank)));
  const archive = new PaperArchive(store, clock, sealed.value, notary.value);
  paperRoutes(signed, new Notary(store, clock, sealed.value, notary.value), archive);
  const recordings = new RecordingRegister(store, clock, sealed.value);
  recordingRoutes(
    signed,
    gate,
    recordings,
    new RecordingPlayback(store, clock, sealed.value, () => recordings.sweep()),
  );
  await paperPageRoutes(
    app,
    clock,
    new PublicPaperDesk(store, clock, notary.value),
    new PaperCopies(store, clock, sealed.value),
  );
  archiveRoutes(gate, new ArchiveReading(store, clock, sealed.value));
  blockRoutes(signed, new BlockOffice(store, clock), hall);
  const speech = await Speech.find();
  boardRoutes(app, { hall, changes, speech });
  const ratings = new RatingOffice(store, clock, sealed.value);
  const complaints = new ComplaintOffice(store, clock, sealed.value, options.publicUrl ?? null);
  phoneRoutes(app, { hall, changes, ratings });
  feedbackRoutes(app, signed, { clock, hall, ratings, complaints });
  const counters = new Counters(store, clock);
  staffRoutes(app, {
    clock,
    office,
    enrolment,
    gate,
    signedOut: (staff) => counters.left(staff),
  });
  const terminalDoor = new TerminalDoor({ store, clock, door: office.door, askOf });
  terminalStaffRoutes(signed, clock, terminalDoor);
  terminalOfficeRoutes(signed, {
    ...{ clock, store, door: terminalDoor, approvals },
    custody: new CustodyDesk(store, clock),
    promises: new PromiseBook(store, clock),
  });
  counterRoutes(gate, {
    hall,
    changes,
    counters,
    speech: speech !== undefined,
  });
  approvalRoutes(signed, gate, { approvals, changes });
  callRoutes(signed, calls);
  stillRoutes(signed, gate, calls.stills);
  const desks = deskSocket(app, { room: calls, door: office.door, addressOf });
  const viewing = new PictureViewing(store, clock, sealed.value);
  pictureRoutes(signed, gate, new PictureArchive(store, clock, sealed.value), viewing);
  tellerRoutes(gate, { store, changes, approvals, viewing });
  lobbyRoutes(gate, { clock, store, changes, assistance, custody });
  hallRoutes(signed, gate, {
    clock,
    changes,
    positions: new PositionOffice(store, clock),
    overview: new HallOverview(store, clock, hall),
  });
  const bookings = new BookingOffice(store, clock);
  bookingRoutes(app, { clock, bookings, keys: keys.value });
  if (options.practiceStaff) bookRoutes(app, { clock, bookings });
  const checkIns = new CheckInDesk(store, clock);
  const faulty = (failure: unknown) =>
    options.onFault?.({ code: 'storeUnavailable', detail: storeCode(failure) });
  let told: Promise<unknown> = Promise.resolve();
  appointmentRoutes(signed, gate, {
    clock,
    changes,
    hall,
    checkIns,
    onShown: (caller, appointment, code, ticket) => {
      // Nobody waits for this: the number is cut whether staff hear of him or not.
      told = told
        .then(async () => {
          const customerRef = await checkIns.customerOf(appointment, code);
          if (customerRef !== undefined) await arrivals.byAppointment(caller, customerRef, ticket);
        })
        .catch(faulty);
    },
  });
  const presence = new PresenceDesk(store, clock, keys.value.presenceSecret);
  arrivalRoutes(app, signed, gate, { clock, changes, arrivals, notices, presence });
  const tasks = new TaskOffice(store, clock, sealed.value);
  taskRoutes(gate, { clock, store, changes, tasks, complaints });
  tileUseRoutes(signed, gate, clock, new UseOffice(store, clock));
  const escalation = new Escalation(store, clock, faulty);
  const retention = new Retention(store, clock);
  const stamping = new Stamping(store, clock, notary.value, archive);
  const rounds = [
    { every: RETENTION_LOOK, round: () => retention.sweep() },
    { every: STAMPING_LOOK, round: () => stamping.work() },
    { every: SILENT_AFTER, round: () => recordings.sweep() },
    { every: KEEPING_LOOK, round: () => forgetCalls(calls.house) },
  ].map((order) => new Rounds(clock, { ...order, onFault: faulty }));
  await pageRoutes(app, options.pagesDir, options.practiceStaff === true);

  const close = async () => {
    watchman.stop();
    arrivalWatchman.stop();
    calls.watchman.stop();
    await escalation.stop();
    await Promise.all(rounds.map((one) => one.stop()));
    await desks.close();
    changes.close();
    await app.close();
    await told;
    await store.close();
  };
  try {
    await app.listen({ host: options.lan ? options.lan.address : '127.0.0.1', port: options.port });
  } catch (failure) {
    await close();
    const busy = failure instanceof Error && 'code' in failure && failure.code === 'EADDRINUSE';
    return err({ code: busy ? 'portBusy' : 'portRefused', detail: String(options.port) });
  }
  escalation.start();
  for (const one of rounds) one.start();
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  return ok({
    url: options.lan ? `https://${options.lan.name}:${port}/` : `http://127.0.0.1:${port}/`,
    port,
    publicUrl: options.publicUrl ?? null,
    staff,
    enrolmentCode: async (terminal, branch = HOME_BRANCH) => {
      await foundBranch(store, branch, clock);
      return enrolment.makeCode(branch, terminal);
    },
    papers: (branch = HOME_BRANCH) => exportedPapers(store, clock, sealed.value, branch),
    configuration: async (branch = HOME_BRANCH) => JSON.stringify(await hall.configuration(branch), null, 2),
    configure: async (text, branch = HOME_BRANCH) => {
      const read = readConfiguration(text);
      if (!read.ok) return read;
      await foundBranch(store, branch, clock);
      return configure(store, clock, branch, read.value);
    },
    close,
  });
}
