import { timingSafeEqual } from 'node:crypto';
import { CHANNELS, type Channel, type ChannelName } from '#contracts/bridge/channels.ts';
import {
  BRIDGE_LIMITS,
  type BRIDGE_REFUSALS,
  type PageRole,
  type ToHost,
  type ToPage,
  toHostSchema,
} from '#contracts/bridge/messages.ts';
import type { Intent } from '#contracts/screen/intent.ts';
import type { Screen } from '#contracts/screen/screen.ts';
import type { Clock } from '#foundation/clock.ts';
import { newToken } from '../ids.ts';
import type { Carrier } from './carrier.ts';
import { InStream } from './in-stream.ts';
import { OutStream } from './out-stream.ts';
import { Rate } from './rate.ts';

export type BridgeRefusal = (typeof BRIDGE_REFUSALS)[number];

export type BridgeOptions = {
  readonly clock: Clock;
  readonly roles: readonly PageRole[];
  readonly onIntent: (intent: Intent) => void;
  /** A checked channel message from a page of the channel's role; its own schema is the channel's owner's business. */
  readonly onChannel: (name: ChannelName, message: unknown, page: Page) => void;
  /** A whole run of bytes from a page of the channel's role. */
  readonly onBytes?: (name: ChannelName, bytes: Uint8Array, page: Page) => void;
  readonly onJoin: (page: Page) => void;
  /** A page that had joined is gone; told once. */
  readonly onLeft?: (page: Page) => void;
  /** Refusals are journalled: somebody at the door is a fact. */
  readonly onRefused: (code: BridgeRefusal, role: PageRole | null) => void;
};

/** A page that said hello. */
export type Page = {
  readonly role: PageRole;
  send(message: ToPage): void;
  /** Sends bytes on a stream channel under credits. */
  stream(name: ChannelName, stream: number, bytes: Uint8Array): void;
};

/** How every page writes the beginning of a chunk; what is written otherwise counts as an ordinary message. */
const CHUNK = '{"type":"chunk","name":"';

const MAXIMUM_PAGES = 16;
/** A page that is this far behind does not read any more. */
const MAXIMUM_BACKLOG = 1_048_576;

/**
 * The one bridge between pages and host, for every carrier: a token per start and role, one page of the customer's and of the supervisor's at a time,
 * schema, size and rate bounds, channels by role and direction. It knows nothing of flows.
 */
export class Bridge {
  readonly #options: BridgeOptions;
  readonly #tokens: ReadonlyMap<PageRole, string>;
  readonly #pages = new Set<PageSession>();
  #screen: Screen | undefined;

  constructor(options: BridgeOptions) {
    this.#options = options;
    this.#tokens = new Map(options.roles.map((role) => [role, newToken()]));
  }

  /** What a page of that role must say; stands in the served page and nowhere else. */
  token(role: PageRole): string | undefined {
    return this.#tokens.get(role);
  }

  /** The customer's page is told; a page that joins later is told first thing. */
  show(screen: Screen): void {
    this.#screen = screen;
    for (const page of this.#pages) if (page.role === 'customer') page.send({ type: 'screen', screen });
  }

  /** Pages that said hello, of one role. */
  pages(role: PageRole): Page[] {
    return [...this.#pages].filter((page) => page.role === role);
  }

  accept(carrier: Carrier): void {
    if (this.#pages.size >= MAXIMUM_PAGES) {
      this.#options.onRefused('tooMany', null);
      carrier.send(JSON.stringify({ type: 'refused', code: 'tooMany' } satisfies ToPage));
      return carrier.close();
    }
    const session = new PageSession(carrier, this.#options.clock, {
      hello: (role, token) => this.#hello(session, role, token),
      message: (message) => this.#message(session, message),
      refused: (code) => this.#options.onRefused(code, session.known),
      closed: () => {
        if (this.#pages.delete(session)) this.#options.onLeft?.(session);
      },
    });
  }

  close(): void {
    for (const page of this.#pages) page.end();
    this.#pages.clear();
  }

  #hello(session: PageSession, role: PageRole, token: string): BridgeRefusal | undefined {
    const own = this.#tokens.get(role);
    if (own === undefined) return 'badRole';
    if (!sameText(own, token)) return 'badToken';
    // One screen, and one person at it.
    if (role !== 'bench')
      for (const page of this.#pages)
        if (page.role === role) {
          page.send({ type: 'superseded' });
          page.end();
          if (this.#pages.delete(page)) this.#options.onLeft?.(page);
        }
    this.#pages.add(session);
    session.send({ type: 'welcome', role });
    if (role === 'customer' && this.#screen) session.send({ type: 'screen', screen: this.#screen });
    this.#options.onJoin(session);
    return undefined;
  }

  #message(session: PageSession, message: Exclude<ToHost, { type: 'hello' }>): BridgeRefusal | undefined {
    if (message.type === 'intent') {
      if (session.role !== 'customer') return 'notAllowed';
      this.#options.onIntent(message.intent);
      return undefined;
    }
    const channel: Channel = CHANNELS[message.name];
    if (channel.role !== session.role) return 'notAllowed';
    if (message.type === 'credit') {
      if (channel.direction !== 'toPage' || channel.carries !== 'bytes') return 'notAllowed';
      session.credit(message.stream, message.count);
      return undefined;
    }
    if (channel.direction !== 'toHost') return 'notAllowed';
    if (message.type === 'chunk') {
      if (channel.carries !== 'bytes' || channel.most === undefined) return 'notAllowed';
      const taken = session.take(message, channel.most);
      if (typeof taken === 'string') return taken === 'more' ? undefined : taken;
      this.#options.onBytes?.(message.name, taken, session);
      return undefined;
    }
    if (channel.carries !== 'messages') return 'notAllowed';
    this.#options.onChannel(message.name, message.message, session);
    return undefined;
  }
}

type SessionEvents = {
  readonly hello: (role: PageRole, token: string) => BridgeRefusal | undefined;
  readonly message: (message: Exclude<ToHost, { type: 'hello' }>) => BridgeRefusal | undefined;
  readonly refused: (code: BridgeRefusal) => void;
  readonly closed: () => void;
};

/** One connection from its first byte to its last. Whatever is not allowed ends it. */
class PageSession implements Page {
  readonly #carrier: Carrier;
  readonly #events: SessionEvents;
  readonly #streams = new Map<number, OutStream>();
  readonly #incoming = new Map<ChannelName, InStream>();
  readonly #clock: Clock;
  #role: PageRole | undefined;
  #ended = false;

  constructor(carrier: Carrier, clock: Clock, events: SessionEvents) {
    this.#carrier = carrier;
    this.#clock = clock;
    this.#events = events;
    const rate = new Rate(clock, BRIDGE_LIMITS.messagesPerSecond, BRIDGE_LIMITS.burst);
    const noHello = clock.setTimeout(() => {
      if (!this.#role) this.#refuse('noHello');
    }, BRIDGE_LIMITS.helloMilliseconds);
    carrier.listen({
      message: (text) => {
        if (this.#ended) return;
        // Chunks go by their credits, which come no faster than they may.
        const chunk = text?.startsWith(CHUNK) === true;
        if (!chunk && !rate.take()) return this.#refuse('tooMany');
        if (text === undefined || text.length > BRIDGE_LIMITS.messageBytes) return this.#refuse('tooLarge');
        const message = read(text);
        // A name that stands twice counts as what it was last.
        if (!message || (chunk && message.type !== 'chunk')) return this.#refuse('badMessage');
        const refusal = this.#take(message);
        if (refusal) this.#refuse(refusal);
      },
      closed: () => {
        clock.clearTimeout(noHello);
        this.#ended = true;
        for (const stream of this.#incoming.values()) stream.stop();
        events.closed();
      },
    });
  }

  get role(): PageRole {
    if (!this.#role) throw new Error('the page has not said who it is');
    return this.#role;
  }

  get known(): PageRole | null {
    return this.#role ?? null;
  }

  send(message: ToPage): void {
    if (this.#ended) return;
    if (this.#carrier.backlog > MAXIMUM_BACKLOG) return this.end();
    this.#carrier.send(JSON.stringify(message));
  }

  stream(name: ChannelName, stream: number, bytes: Uint8Array): void {
    const out = new OutStream(name, stream, bytes, (message) => this.send(message));
    if (!out.done) this.#streams.set(stream, out);
  }

  /** Takes a part of what the page sends on that channel, of `most` bytes as a whole. */
  take(chunk: Extract<ToHost, { type: 'chunk' }>, most: number): ReturnType<InStream['take']> {
    const { name } = chunk;
    let incoming = this.#incoming.get(name);
    if (!incoming) {
      incoming = new InStream(most, this.#clock, (stream) =>
        this.send({ type: 'credit', name, stream, count: 1 }),
      );
      this.#incoming.set(name, incoming);
    }
    return incoming.take(chunk);
  }

  credit(stream: number, count: number): void {
    const out = this.#streams.get(stream);
    out?.credit(count);
    if (out?.done) this.#streams.delete(stream);
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#carrier.close();
  }

  #take(message: ToHost): BridgeRefusal | undefined {
    if (message.type !== 'hello') return this.#role ? this.#events.message(message) : 'noHello';
    if (this.#role) return 'badMessage';
    const before = this.#role;
    this.#role = message.role;
    const refusal = this.#events.hello(message.role, message.token);
    if (refusal) this.#role = before;
    return refusal;
  }

  #refuse(code: BridgeRefusal): void {
    this.#events.refused(code);
    this.send({ type: 'refused', code });
    this.end();
    this.#events.closed();
  }
}

function read(text: string): ToHost | undefined {
  try {
    const parsed = toHostSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

function sameText(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
