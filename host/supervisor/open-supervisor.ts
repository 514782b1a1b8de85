import type { ChannelName } from '#contracts/bridge/channels.ts';
import type { SupervisorState, VendorMode } from '#contracts/supervisor/session.ts';
import type { Clock } from '#foundation/clock.ts';
import { Listeners, type Unsubscribe } from '#foundation/listeners.ts';
import type { Bridge, Page } from '../bridge/bridge.ts';
import type { Journal } from '../journal/journal.ts';
import type { Settings } from '../settings/settings.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { Attendance, type Leaving } from './attendance.ts';
import { Entry, type OfflineDoor } from './entry.ts';
import { Office } from './office.ts';
import { CLOSING, type PlaceAsk, placeRoom } from './place.ts';
import type { StaffLine } from './staff-line.ts';
import type { Handlers } from './who.ts';

/** How long what runs may take to end safely before the terminal is its customers' again; milliseconds. */
export const ENDING_MILLISECONDS = 20_000;

/** What a room of supervisor mode may tell its page: these answers have grown old. */
export type News = (...of: readonly (keyof Handlers)[]) => void;

/** What a room of supervisor mode may send its page besides answers. */
export type Reach = {
  tell(name: 'supervisor.trace', message: unknown): void;
  /** Bytes of a paper or a picture; the number of their stream, to stand in an answer. */
  bytes(bytes: Uint8Array): number;
};

export type SupervisorOptions = {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly settings: Settings;
  readonly line: StaffLine;
  readonly offline?: OfflineDoor;
  readonly terminal: Terminal;
  readonly bridge: () => Bridge;
  readonly simulated: boolean;
  readonly reference: string;
  readonly branchAway: () => boolean;
  readonly secondPerson: () => readonly string[];
  /** The rooms beside those of the mode itself. */
  readonly rooms: (news: News, reach: Reach) => Omit<Handlers, PlaceAsk>;
  readonly refused: (code: string) => void;
  readonly onJournalFault: () => void;
};

/** Supervisor mode as the host wires it. */
export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #attendance: Attendance;
  readonly #entry: Entry;
  readonly #office: Office;
  readonly #left = new Listeners<Leaving>();
  readonly #unsubscribe: Unsubscribe;
  #leaving = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    const { clock, journal, terminal, line, offline } = options;
    this.#attendance = new Attendance(clock, {
      changed: () => this.#tell(),
      over: (why) => this.leave(why),
    });
    this.#entry = new Entry(line, offline);
    const news: News = (...of) => {
      for (const page of this.#pages())
        page.send({ type: 'channel', name: 'supervisor.news', message: { of } });
    };
    let streams = 0;
    const reach: Reach = {
      tell: (name, message) => {
        for (const page of this.#pages()) page.send({ type: 'channel', name, message });
      },
      bytes: (bytes) => {
        streams += 1;
        for (const page of this.#pages()) page.stream('supervisor.bytes', streams, bytes);
        return streams;
      },
    };
    const handlers: Handlers = {
      ...placeRoom({ settings: options.settings, terminal, changed: () => this.#tell() }),
      ...options.rooms(news, reach),
    };
    this.#office = new Office({
      clock,
      journal,
      attendance: this.#attendance,
      entry: this.#entry,
      handlers: () => handlers,
      secondPerson: options.secondPerson,
      leave: (why) => this.leave(why),
      refused: options.refused,
      onJournalFault: options.onJournalFault,
    });
    this.#unsubscribe = terminal.onVendorMode((mode) => this.#mode(mode));
  }

  /** Told to customers again after a restart. */
  recover(): void {
    const closing = this.#options.settings.read(CLOSING);
    if (closing !== null) this.#options.terminal.tell({ type: 'closing.changed', closing });
  }

  /** Somebody has left, and why: what is being tried out ends. */
  onLeft(listener: (why: Leaving) => void): Unsubscribe {
    return this.#left.add(listener);
  }

  get active(): boolean {
    return this.#attendance.mode === 'active';
  }

  /** Undefined where the message is for somebody else; false: it was no ask. */
  hear(name: ChannelName, message: unknown, page: Page): boolean | undefined {
    if (name !== 'supervisor.ask') return undefined;
    void this.#office.hear(message).then((answer) => {
      if (answer) page.send({ type: 'channel', name: 'supervisor.answer', message: answer });
      else this.#options.refused('badMessage');
    });
    return true;
  }

  join(page: Page): void {
    if (page.role !== 'supervisor') return;
    this.#attendance.page(true);
    page.send({ type: 'channel', name: 'supervisor.state', message: this.#state() });
  }

  left(page: Page): void {
    if (page.role === 'supervisor' && this.#pages().length === 0 && this.#attendance.mode === 'active')
      this.#attendance.page(false);
  }

  /** The branch's or a device's being there is part of what is told. */
  changed(): void {
    if (this.#attendance.mode !== 'inactive') this.#tell();
  }

  /** XFS4IoT ExitModeRequest: whatever runs ends safely first; then the terminal is its customers' again. */
  leave(why: Leaving): void {
    const { terminal } = this.#options;
    if (this.#leaving || this.#attendance.mode === 'inactive') return;
    this.#leaving = true;
    const { member } = this.#attendance;
    this.#attendance.set('exitPending');
    this.#attendance.leave();
    if (member) this.#entry.leave(member);
    this.#note(why);
    this.#left.publish(why);
    void this.#ended().then(() => {
      this.#leaving = false;
      terminal.tell({ type: 'vendorMode.left' });
      this.#mode(terminal.vendorMode);
    });
  }

  stop(): void {
    this.#unsubscribe();
    this.#attendance.stop();
  }

  /** What was told to end has ended, or has had its time. */
  #ended(): Promise<void> {
    const { clock } = this.#options;
    return new Promise((resolve) => {
      const timer = clock.setTimeout(resolve, ENDING_MILLISECONDS);
      void this.#office.settled().then(() => {
        clock.clearTimeout(timer);
        resolve();
      });
    });
  }

  #mode(mode: VendorMode): void {
    if (!this.#leaving) this.#attendance.set(mode);
  }

  #note(why: Leaving): void {
    try {
      this.#options.journal.append({ kind: 'staff.left', facts: { why } });
    } catch {
      this.#options.onJournalFault();
    }
  }

  #pages(): Page[] {
    return this.#options.bridge().pages('supervisor');
  }

  #tell(): void {
    const message = this.#state();
    for (const page of this.#pages()) page.send({ type: 'channel', name: 'supervisor.state', message });
  }

  #state(): SupervisorState {
    const { settings, simulated, reference, branchAway, terminal } = this.#options;
    const closing = settings.read(CLOSING);
    return {
      mode: this.#attendance.mode,
      signedIn: this.#attendance.signedIn,
      branch: branchAway() ? 'away' : 'ok',
      terminal: reference,
      simulated,
      closed: closing,
      fault: terminal.fault,
    };
  }
}
