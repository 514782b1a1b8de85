import { createActor, type SnapshotFrom } from 'xstate';
import type { KeypadKey } from '#contracts/keypad.ts';
import type { Language } from '#contracts/language.ts';
import type { Action } from '#contracts/screen/actions.ts';
import type { Intent } from '#contracts/screen/intent.ts';
import { FAULTS, type OutOfServiceFault } from '#contracts/screen/out-of-service.ts';
import { type Screen, screenSchema } from '#contracts/screen/screen.ts';
import type { VendorMode } from '#contracts/supervisor/session.ts';
import { delays } from '#flows/delays.ts';
import type { HealthMap } from '#flows/eligibility.ts';
import type { ActEvent, FlowEvent, WorldEvent } from '#flows/events.ts';
import type { FlowPorts } from '#flows/ports.ts';
import { type Place, type Presented, present } from '#flows/present/present.ts';
import { assemble } from '#flows/terminal/assemble.ts';
import { outOfService, type Settings } from '#flows/terminal/context.ts';
import { isAtRest } from '#flows/terminal/rest.ts';
import type { TerminalSnapshot } from '#flows/terminal/terminal.ts';
import type { Clock, TimerHandle } from '#foundation/clock.ts';
import { Listeners, type Unsubscribe } from '#foundation/listeners.ts';
import { formatTime } from '#texts/format.ts';
import { spoken } from '#texts/spoken.ts';
import type { Journal } from '../journal/journal.ts';
import type { Visits } from '../visits.ts';
import { InARow } from './in-a-row.ts';
import { factsOf, nameOf, OWN_ACTS, ownFactsOf, typedIn } from './input-facts.ts';
import { offersFact } from './screen-facts.ts';
import { type StandingAt, standingFacts } from './standing.ts';

export type TerminalOptions = {
  readonly clock: Clock;
  /** Where the flow's own waits are armed; left out: at the clock. */
  readonly waits?: Pick<Clock, 'setTimeout' | 'clearTimeout'>;
  readonly journal: Pick<Journal, 'append'>;
  readonly visits: Pick<Visits, 'current'>;
  readonly ports: FlowPorts;
  readonly place: Place;
  readonly health: HealthMap;
  readonly settings: Settings;
  /** The flow itself broke: nothing can be trusted to go on. */
  readonly onFault: (failure: unknown) => void;
};

/** Why an intent did nothing. */
export type IntentRefusal = 'stale' | 'notOffered';

/** China has one time zone. */
const TIME_ZONE = 'Asia/Shanghai';
const MINUTE = 60_000;
/** A key says nothing of the screen it was meant for: one that comes so soon after a lock was meant for the screen before. */
const LATE_KEY = 2_000;
/** Presses of one key in a row, within so many milliseconds, that mean something of their own. */
const QUIET_HELP = { times: 3, within: 2_000 } as const;
const SUPERVISOR = { times: 5, within: 4_000 } as const;

/**
 * The running flow with the journal before it and the screen behind it: every input is durable before the flow hears
 * it, every screen is checked before anybody sees it.
 */
export class Terminal {
  readonly #options: TerminalOptions;
  readonly #actor;
  readonly #screens = new Listeners<Screen>();
  readonly #modes = new Listeners<VendorMode>();
  #vendorMode: VendorMode = 'inactive';
  #screen: Screen | undefined;
  #step = 0;
  #question = '';
  #stepSince = 0;
  #warningSince = 0;
  #timers: TimerHandle[] = [];
  #minute: TimerHandle | undefined;
  #journalFault = false;
  #locked: readonly Action[] = [];
  #unseen: readonly Action[] = [];
  #beneath: readonly Action[] | null = null;
  readonly #helpKeys: InARow;
  readonly #cancelKeys: InARow;
  #renderDue = false;
  #rests = false;
  #stopped = false;

  constructor(options: TerminalOptions) {
    const { clock, waits = clock } = options;
    this.#options = options;
    this.#helpKeys = new InARow(clock, QUIET_HELP);
    this.#cancelKeys = new InARow(clock, SUPERVISOR);
    this.#actor = createActor(assemble(options.ports), {
      // XState wants timer ids as numbers; ours are opaque and only ever come back to us.
      clock: {
        setTimeout: (run, milliseconds) =>
          waits.setTimeout(() => this.#timeUp(run, milliseconds), milliseconds) as number,
        clearTimeout: (handle) => waits.clearTimeout(handle),
      },
      input: { health: options.health, settings: options.settings },
      // A parent is not told of its children's steps; the inspector is told of everybody's.
      inspect: (event) => {
        if (event.type === '@xstate.snapshot') this.#renderSoon();
      },
    });
  }

  start(): void {
    this.#actor.subscribe({ error: (failure) => this.#options.onFault(failure) });
    this.#actor.start();
    this.#stands('start');
    this.#render();
    const everyMinute = () => {
      this.#render();
      this.#minute = this.#options.clock.setTimeout(everyMinute, MINUTE);
    };
    this.#minute = this.#options.clock.setTimeout(everyMinute, MINUTE);
  }

  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    const { clock } = this.#options;
    // Whatever is answered from now on, the flow hears nothing of it.
    this.#note({ kind: 'stopped' });
    for (const timer of this.#timers) clock.clearTimeout(timer);
    if (this.#minute !== undefined) clock.clearTimeout(this.#minute);
    this.#actor.stop();
  }

  get screen(): Screen {
    if (!this.#screen) throw new Error('the terminal has not been started');
    return this.#screen;
  }

  /** See `Presented.beneath`. */
  get beneath(): readonly Action[] | null {
    return this.#beneath;
  }

  get language(): Language {
    return this.screen.frame.language;
  }

  onScreen(listener: (screen: Screen) => void): Unsubscribe {
    return this.#screens.add(listener);
  }

  /** Who has the terminal: its customers, or staff (XFS4IoT VendorMode). */
  get vendorMode(): VendorMode {
    return this.#vendorMode;
  }

  /** What closes it, whatever staff have said; null: nothing. */
  get fault(): OutOfServiceFault | null {
    const reason = outOfService({ ...this.#actor.getSnapshot().context, closing: null });
    return FAULTS.find((one) => one === reason) ?? null;
  }

  onVendorMode(listener: (mode: VendorMode) => void): Unsubscribe {
    return this.#modes.add(listener);
  }

  /** What a customer did, checked against the screen that stands now. */
  intent(intent: Intent): IntentRefusal | undefined {
    if (intent.type === 'activity') return this.#input({ type: 'person.active' });
    const { actions, step } = this.screen;
    // Whichever screen it was meant for: it is meant for the visit.
    const quietly =
      intent.type === 'key'
        ? intent.key === 'help' && this.#helpKeys.pressed()
        : intent.type === 'act' && intent.action === 'quietHelp';
    if (quietly && this.#unseen.some(({ id }) => id === 'quietHelp'))
      return this.#input({ type: 'act.quietHelp', choice: 0 });
    if (this.#asksForSupervisor(intent)) return this.#input({ type: 'act.requestSupervisor', choice: 0 });
    if (intent.type === 'words') {
      if (intent.step !== step) return 'stale';
      if (!actions.some(({ id }) => id === 'words')) return 'notOffered';
      return this.#input({ type: 'act.words', choice: 0, words: intent.words });
    }
    const action =
      intent.type === 'key' ? byKey(actions, intent.key) : byId(actions, intent.action, intent.choice);
    if (intent.type === 'act' && intent.step !== step) return 'stale';
    if (!action) return this.#beyond(intent);
    return this.#input({ type: `act.${action.id}`, choice: action.choice ?? 0 } as ActEvent);
  }

  /** The clock was held, or CANCEL pressed five times where nobody is served and it does nothing. */
  #asksForSupervisor(intent: Intent): boolean {
    if (intent.type === 'act') return intent.action === 'requestSupervisor';
    if (intent.type !== 'key' || intent.key !== 'cancel') return false;
    const { kind } = this.screen.body;
    return this.#cancelKeys.pressed() && (kind === 'idle' || kind === 'outOfService');
  }

  /** Whoever operates the screen for the customer and does what is the customer's alone has done it: the flow judges. */
  #beyond(intent: Extract<Intent, { type: 'act' | 'key' }>): IntentRefusal {
    const key = intent.type === 'key';
    const locked = key ? byKey(this.#locked, intent.key) : byId(this.#locked, intent.action, intent.choice);
    const late = key && this.#options.clock.monotonic() - this.#stepSince < LATE_KEY;
    if (locked && !late) this.#input({ type: 'helper.acted', right: 'propose' });
    return 'notOffered';
  }

  /** What the world did. */
  tell(event: WorldEvent): void {
    this.#input(event);
  }

  /** The journal failed: the terminal says that it cannot serve. Nothing is written about it, since nothing can be. */
  journalFailed(): void {
    if (this.#journalFault || this.#stopped) return;
    this.#journalFault = true;
    this.#actor.send({ type: 'health', of: 'journal', health: 'down' });
  }

  /** That a wait is over is an input like any other. */
  #timeUp(run: () => void, milliseconds: number): void {
    const visit = this.#options.visits.current?.token ?? null;
    this.#note({ kind: 'input', visit, facts: { event: 'time', after: milliseconds } });
    run();
  }

  #input(event: FlowEvent): undefined {
    if (this.#actor.getSnapshot().status !== 'active') return;
    this.#record(event);
    this.#actor.send(event);
  }

  #record(event: FlowEvent): void {
    const visit = this.#options.visits.current?.token ?? null;
    const own = OWN_ACTS.has(event.type) || this.#answersOfHisOwn(event);
    this.#note({
      kind: 'input',
      visit,
      facts: { event: nameOf(event), ...(own ? ownFactsOf(event) : factsOf(event)) },
      ...(own && visit ? { sealed: typedIn(event) } : {}),
    });
  }

  /** What somebody says of his money and his mind, question by question, is personal like what he types. */
  #answersOfHisOwn(event: FlowEvent): boolean {
    return event.type === 'act.choose' && this.#screen?.body.kind === 'assessmentQuestion';
  }

  /** Once per burst of transitions, when they have all settled. */
  #renderSoon(): void {
    if (this.#renderDue) return;
    this.#renderDue = true;
    queueMicrotask(() => {
      this.#renderDue = false;
      if (this.#stopped || !this.#screen) return;
      this.#render();
      const rests = isAtRest(this.#actor.getSnapshot());
      if (rests && !this.#rests) this.#stands('rest');
      this.#rests = rests;
    });
  }

  #stands(at: StandingAt): void {
    this.#note({ kind: 'standing', facts: standingFacts(at, this.#actor.getSnapshot()) });
  }

  #note(record: Parameters<Journal['append']>[0]): void {
    try {
      this.#options.journal.append(record);
    } catch {
      this.journalFailed();
    }
  }

  #render(): void {
    const { clock, place } = this.#options;
    const snapshot = this.#actor.getSnapshot();
    const now = clock.monotonic();
    const warned = isWarned(snapshot);
    if (!warned) this.#warningSince = now;
    const age = { ofStep: now - this.#stepSince, ofWarning: now - this.#warningSince };
    let { screen, question, patience, locked, unseen, beneath } = present(
      snapshot,
      place,
      formatTime(clock.wall(), TIME_ZONE),
      age,
    );
    const asksAnew = question !== this.#question;
    if (asksAnew) {
      this.#question = question;
      this.#step++;
      this.#stepSince = now;
      ({ screen, question, patience, locked, unseen, beneath } = present(
        snapshot,
        place,
        formatTime(clock.wall(), TIME_ZONE),
        {
          ...age,
          ofStep: 0,
        },
      ));
    }
    const whole = { ...screen, step: this.#step };
    const next = screenSchema.parse({
      ...whole,
      spoken: spoken(whole, screen.frame.language).slice(0, 2_000),
    });
    this.#locked = locked;
    this.#unseen = unseen;
    this.#noteMode(vendorModeOf(snapshot));
    const same = JSON.stringify([next, beneath]) === JSON.stringify([this.#screen, this.#beneath]);
    this.#beneath = beneath;
    if (same) return;
    this.#screen = next;
    if (asksAnew) this.#stepShown(next, patience);
    this.#screens.publish(next);
  }

  /** Told when the screen is told, so that whoever hears it sees the same. */
  #noteMode(mode: VendorMode): void {
    if (mode === this.#vendorMode) return;
    this.#vendorMode = mode;
    queueMicrotask(() => this.#modes.publish(mode));
  }

  #stepShown(screen: Screen, patience: Presented['patience']): void {
    const { clock, visits } = this.#options;
    for (const timer of this.#timers) clock.clearTimeout(timer);
    this.#timers =
      screen.body.kind === 'working'
        ? [delays.workingSaysWhat, delays.workingSaysHowLong].map((delay) =>
            clock.setTimeout(() => this.#render(), delay),
          )
        : [];
    this.#note({
      kind: 'screen.shown',
      visit: visits.current?.token ?? null,
      facts: {
        screen: screen.body.kind,
        step: screen.step,
        service: screen.frame.progress?.service ?? null,
        overlay: screen.frame.overlay?.kind ?? null,
        offers: offersFact(screen.actions),
        // What was found, never the words it was found by.
        ...(screen.body.kind === 'answer' ? { answer: screen.body.id } : {}),
      },
    });
    // A warning is itself a new question; it must not count as somebody's being there.
    if (screen.frame.overlay?.kind !== 'attention')
      this.#actor.send({ type: 'step.shown', patience: patience ?? null });
  }
}

const byKey = (actions: readonly Action[], key: KeypadKey): Action | undefined =>
  actions.find((action) => action.key === key);

const byId = (actions: readonly Action[], id: Action['id'], choice: number | undefined): Action | undefined =>
  actions.find((action) => action.id === id && (action.choice ?? 0) === (choice ?? 0));

const isWarned = (snapshot: SnapshotFrom<ReturnType<typeof assemble>>): boolean =>
  (snapshot as TerminalSnapshot).children.session?.getSnapshot().matches({ attention: 'warned' }) ?? false;

const vendorModeOf = (snapshot: SnapshotFrom<ReturnType<typeof assemble>>): VendorMode =>
  (snapshot as TerminalSnapshot).value.vendorMode;
