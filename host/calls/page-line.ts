import type { CallMode } from '#contracts/branch/call.ts';
import type { Signal } from '#contracts/branch/signal.ts';
import { type CallOrder, callHeardSchema, callLinkSchema, callSignalSchema } from '#contracts/bridge/call.ts';
import type { ChannelName } from '#contracts/bridge/channels.ts';
import type { Page } from '../bridge/bridge.ts';

/** What the page says of the connection. */
export type PageEvents = {
  readonly signal: (signal: Signal) => void;
  readonly link: (is: 'connecting' | 'connected' | 'interrupted' | 'failed', mode: CallMode) => void;
  readonly heard: (loud: boolean) => void;
  /** The page that was there is gone. */
  readonly gone: () => void;
  /** A page has come that was not there before. */
  readonly joined: () => void;
};

type Wanted = NonNullable<CallOrder['open']>;

/** The customer's page as one end of a call: told what to keep, heard of what has become of it. */
export class PageLine {
  readonly #events: PageEvents;
  #page: Page | undefined;
  #order: CallOrder = { order: 0, open: null };

  constructor(events: PageEvents) {
    this.#events = events;
  }

  /** The connection to keep from now on; null ends it. The same turn once more changes what goes through it. */
  keep(open: Wanted | null): void {
    if (open === null && this.#order.open === null) return;
    this.#order = { order: this.#order.order + 1, open };
    this.#page?.send({ type: 'channel', name: 'call.order', message: this.#order });
  }

  get kept(): Wanted | null {
    return this.#order.open;
  }

  signal(signal: Signal): void {
    if (signal.turn !== this.#order.open?.turn) return;
    this.#page?.send({
      type: 'channel',
      name: 'call.signal',
      message: { order: this.#order.order, signal },
    });
  }

  /** Whether what is seen and heard is recorded; false where there is no page to do it. */
  record(record: number | null): boolean {
    this.#page?.send({ type: 'channel', name: 'call.record', message: { record } });
    return this.#page !== undefined;
  }

  caption(text: string): void {
    if (!this.#order.open) return;
    this.#page?.send({ type: 'channel', name: 'call.caption', message: { order: this.#order.order, text } });
  }

  /** A page that is loaded again begins anew, and is told what holds. */
  join(page: Page): void {
    if (page.role !== 'customer') return;
    this.#page = page;
    page.send({ type: 'channel', name: 'call.order', message: this.#order });
    this.#events.joined();
  }

  left(page: Page): void {
    if (page !== this.#page) return;
    this.#page = undefined;
    if (this.#order.open) this.#events.link('interrupted', this.#order.open.mode);
    this.#events.gone();
  }

  /** Undefined where the channel is not about calls; false where what is said makes no sense. */
  hear(channel: ChannelName, message: unknown, page: Page): boolean | undefined {
    switch (channel) {
      case 'call.signalled':
        return page === this.#page && this.#hearSignal(message);
      case 'call.link':
        return page === this.#page && this.#hearLink(message);
      case 'call.heard': {
        const heard = callHeardSchema.safeParse(message);
        if (heard.success) this.#events.heard(heard.data.loud);
        return heard.success;
      }
      default:
        return undefined;
    }
  }

  #hearSignal(message: unknown): boolean {
    const said = callSignalSchema.safeParse(message);
    if (!said.success) return false;
    const { open } = this.#order;
    // What belongs to a connection that is not wanted any more is past.
    if (open && said.data.signal.turn === open.turn) this.#events.signal(said.data.signal);
    return true;
  }

  #hearLink(message: unknown): boolean {
    const link = callLinkSchema.safeParse(message);
    if (!link.success) return false;
    if (this.#order.open && link.data.order === this.#order.order)
      this.#events.link(link.data.is, link.data.mode);
    return true;
  }
}
