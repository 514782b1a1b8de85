import { createContext, use, useSyncExternalStore } from 'react';
import type { MediaFault, MediaOrder, MediaPresence, MediaState } from '#contracts/bridge/media.ts';
import type { PageClock } from '../../clock.ts';
import { close, openMedia, type Wish } from './open.ts';
import { type BrowserMedia, presence } from './presence.ts';
import { watchStream } from './watch.ts';

/** What the desk tells the host. */
export type MediaTells = {
  readonly presence: (presence: MediaPresence) => void;
  readonly state: (state: MediaState) => void;
};

/**
 * Begins to use what was opened, and answers with its end. `broke`: it cannot be used any more.
 */
export type UseMedia = (open: OpenMedia, broke: () => void) => () => Promise<void>;

/** Whoever uses the camera has so long to end, milliseconds. */
const ENDS_WITHIN = 1_000;

/** What is open now, and for what; null while it is closed or not yet delivering. */
export type OpenMedia = {
  readonly purpose: Wish['purpose'];
  readonly order: number;
  readonly stream: MediaStream;
};

/**
 * The page's hand on camera and microphone. It opens what the host orders, for one purpose at a time, lets go of it as
 * soon as the order or the line to the host is gone, and says so when a picture does not come or stops coming.
 */
export class MediaDesk {
  readonly #media: BrowserMedia | undefined;
  readonly #clock: PageClock;
  readonly #tells: MediaTells;
  readonly #use: UseMedia;
  readonly #watchers = new Set<() => void>();
  #order: MediaOrder | null = null;
  #stream: MediaStream | null = null;
  #open: OpenMedia | null = null;
  #unwatch: () => void = () => undefined;
  #end: () => Promise<void> = () => Promise.resolve();
  #present = '';

  constructor(
    media: BrowserMedia | undefined,
    clock: PageClock,
    tells: MediaTells,
    use: UseMedia = () => () => Promise.resolve(),
  ) {
    this.#use = use;
    this.#media = media;
    this.#clock = clock;
    this.#tells = tells;
    media?.addEventListener('devicechange', () => void this.#look());
  }

  readonly subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  readonly now = (): OpenMedia | null => this.#open;

  /** The order in hand was given once more: nothing happens. */
  obey(order: MediaOrder): void {
    const before = this.#order;
    this.#order = order;
    if (!before) void this.#look();
    if (before?.order === order.order) return;
    void this.#letGo().then(() => {
      if (this.#order?.order !== order.order) return;
      if (order.open) void this.#fulfil(order, order.open);
      else this.#tells.state({ order: order.order, is: 'closed' });
    });
  }

  /** The line to the host broke: nobody orders anything any more. */
  lost(): void {
    this.#order = null;
    this.#present = '';
    void this.#letGo();
  }

  async #fulfil(order: MediaOrder, wish: Wish): Promise<void> {
    const opened = await openMedia(this.#media, order.devices, wish);
    if (this.#order?.order !== order.order) {
      if ('stream' in opened) close(opened.stream);
      return;
    }
    if ('fault' in opened) return this.#fault(order, opened.fault);
    const { stream } = opened;
    this.#stream = stream;
    this.#unwatch = watchStream(stream, this.#clock, {
      live: () => {
        const { width = wish.width, height = wish.height } = stream.getVideoTracks()[0]?.getSettings() ?? {};
        const open = { purpose: wish.purpose, order: order.order, stream };
        this.#set(open);
        this.#end = this.#use(open, () => this.#fault(order, 'failed'));
        this.#tells.state({ order: order.order, is: 'live', width, height });
      },
      fault: (fault) => this.#fault(order, fault),
    });
  }

  #fault({ order }: MediaOrder, fault: MediaFault): void {
    if (this.#order?.order !== order) return;
    void this.#letGo();
    this.#tells.state({ order, is: 'fault', fault });
  }

  /** Whoever uses it ends first, with what he has; the devices are let go of in any case. */
  async #letGo(): Promise<void> {
    const [stream, end] = [this.#stream, this.#end];
    this.#unwatch();
    this.#unwatch = () => undefined;
    this.#stream = null;
    this.#end = () => Promise.resolve();
    this.#set(null);
    if (!stream) return;
    const late = Promise.withResolvers<void>();
    const cancel = this.#clock.after(ENDS_WITHIN, late.resolve);
    await Promise.race([end(), late.promise]);
    cancel();
    close(stream);
  }

  #set(open: OpenMedia | null): void {
    if (this.#open === open) return;
    this.#open = open;
    for (const watcher of [...this.#watchers]) watcher();
  }

  async #look(): Promise<void> {
    const order = this.#order;
    if (!order) return;
    const found = await presence(this.#media, order.devices);
    const text = JSON.stringify(found);
    if (!this.#order || text === this.#present) return;
    this.#present = text;
    this.#tells.presence(found);
  }
}

const MediaContext = createContext<MediaDesk | null>(null);
export const MediaProvider = MediaContext.Provider;

const nothing = (): null => null;
const never = () => () => undefined;

/** What the camera shows now, for whoever draws it; null where it is closed, or where there is no desk. */
export function useMedia(): OpenMedia | null {
  const desk = use(MediaContext);
  return useSyncExternalStore(desk?.subscribe ?? never, desk?.now ?? nothing);
}
