import type { ChannelName } from '#contracts/bridge/channels.ts';
import { type PageRole, type ToHost, type ToPage, toPageSchema } from '#contracts/bridge/messages.ts';
import type { Intent } from '#contracts/screen/intent.ts';
import type { Screen } from '#contracts/screen/screen.ts';
import type { PageClock } from '../clock.ts';
import type { Carrier, OpenCarrier } from './carrier.ts';
import { OutBytes } from './out-bytes.ts';
import { StreamCollector, type StreamListener } from './streams.ts';

/**
 * `open`: the host said welcome. `lost`: trying again. `superseded`: another page took over, nothing more is tried.
 * `outdated`: the host does not know our token (it started anew); the page is being loaded again.
 */
export type LineState = 'connecting' | 'open' | 'lost' | 'superseded' | 'outdated';
export type BridgeState = { readonly line: LineState; readonly screen: Screen | null };

export type BridgeOptions = {
  readonly role: PageRole;
  readonly token: string;
  readonly open: OpenCarrier;
  readonly clock: PageClock;
  /** Loads the page again, once the host answers. */
  readonly reload: () => void;
};

/** Milliseconds. */
export const BACK_OFF = { first: 250, most: 4_000 } as const;
/** A line that has not said welcome by then is tried anew; in milliseconds. */
export const WELCOME_WITHIN = 8_000;

/** The page's end of the bridge: says hello, checks every message, comes back after every break. */
export class BridgeClient {
  readonly #options: BridgeOptions;
  readonly #streams = new StreamCollector();
  readonly #outgoing = new Map<ChannelName, OutBytes>();
  readonly #watchers = new Set<() => void>();
  readonly #messages = new Map<ChannelName, (message: unknown) => void>();
  #state: BridgeState = { line: 'connecting', screen: null };
  #carrier: Carrier | null = null;
  #attempt = 0;
  #backOff: number = BACK_OFF.first;
  #cancelTimer: () => void = () => undefined;

  constructor(options: BridgeOptions) {
    this.#options = options;
  }

  readonly snapshot = (): BridgeState => this.#state;

  readonly subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  start(): void {
    this.#connect();
  }

  /** Leaves for good: no reconnecting. */
  stop(): void {
    this.#drop();
  }

  intent(intent: Intent): void {
    this.#send({ type: 'intent', intent });
  }

  send(name: ChannelName, message: unknown): void {
    this.#send({ type: 'channel', name, message });
  }

  /** Sends a run of bytes as one stream. False: the line is not open, or too much waits already; nothing is sent. */
  stream(name: ChannelName, bytes: Uint8Array): boolean {
    if (this.#state.line !== 'open') return false;
    const known = this.#outgoing.get(name);
    const outgoing = known ?? new OutBytes(name, (message) => this.#send(message));
    if (!known) this.#outgoing.set(name, outgoing);
    return outgoing.push(bytes);
  }

  /** One listener a channel; its messages are checked by the listener's own schema. */
  onMessage(name: ChannelName, listener: (message: unknown) => void): void {
    this.#messages.set(name, listener);
  }

  onStream(name: ChannelName, listener: StreamListener): void {
    this.#streams.listen(name, listener);
  }

  #send(message: ToHost): void {
    if (this.#state.line === 'open' || message.type === 'hello') this.#carrier?.send(JSON.stringify(message));
  }

  #set(state: BridgeState): void {
    this.#state = state;
    for (const watcher of [...this.#watchers]) watcher();
  }

  #connect(): void {
    this.#attempt += 1;
    const attempt = this.#attempt;
    const current = () => attempt === this.#attempt;
    const { clock, open, role, token } = this.#options;
    this.#cancelTimer();
    this.#cancelTimer = clock.after(WELCOME_WITHIN, () => {
      if (current()) this.#again();
    });
    this.#carrier = open({
      opened: () => {
        if (current()) this.#send({ type: 'hello', protocol: 1, role, token });
      },
      message: (text) => {
        if (current()) this.#take(text);
      },
      closed: () => {
        if (current()) this.#again();
      },
    });
  }

  /** Lets go of the line without trying again; late events of it no longer count. */
  #drop(): void {
    this.#attempt += 1;
    this.#cancelTimer();
    this.#streams.clear();
    this.#outgoing.clear();
    const carrier = this.#carrier;
    this.#carrier = null;
    carrier?.close();
  }

  /** The line is gone: what was shown is cleared at once, and it is tried again after a growing pause. */
  #again(): void {
    this.#drop();
    this.#set({ line: 'lost', screen: null });
    this.#cancelTimer = this.#options.clock.after(this.#backOff, () => this.#connect());
    this.#backOff = Math.min(this.#backOff * 2, BACK_OFF.most);
  }

  #take(text: string): void {
    const message = parse(text);
    if (!message) {
      this.#again();
      return;
    }
    switch (message.type) {
      case 'welcome':
        this.#cancelTimer();
        this.#backOff = BACK_OFF.first;
        this.#set({ line: 'open', screen: null });
        return;
      case 'screen':
        if (this.#state.line === 'open') this.#set({ line: 'open', screen: message.screen });
        return;
      case 'superseded':
        this.#drop();
        this.#set({ line: 'superseded', screen: null });
        return;
      case 'refused':
        if (message.code !== 'badToken') {
          this.#again();
          return;
        }
        this.#drop();
        this.#set({ line: 'outdated', screen: null });
        this.#options.reload();
        return;
      case 'channel':
        this.#messages.get(message.name)?.(message.message);
        return;
      case 'chunk':
        if (this.#streams.take(message)) {
          this.#send({ type: 'credit', name: message.name, stream: message.stream, count: 1 });
        } else this.#again();
        return;
      case 'credit':
        this.#outgoing.get(message.name)?.credit(message.count);
        return;
    }
  }
}

function parse(text: string): ToPage | null {
  try {
    const parsed = toPageSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
