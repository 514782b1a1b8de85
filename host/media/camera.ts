import type { ChannelName } from '#contracts/bridge/channels.ts';
import {
  type MediaFault,
  type MediaOrder,
  type MediaPresence,
  type MediaPurpose,
  mediaPresenceSchema,
  mediaStateSchema,
} from '#contracts/bridge/media.ts';
import type { Profile } from '#contracts/profile/profile.ts';
import type { Health } from '#flows/events.ts';
import type { Clock, TimerHandle } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import type { Page } from '../bridge/bridge.ts';

/** Milliseconds. */
export const CAMERA_DELAYS = {
  /** From the order to the first picture, the browser's own question to a person included. */
  open: 10_000,
  /** A camera that could not be opened or stopped is not counted on before this has passed. */
  distrust: 30_000,
} as const;

/** `absent`: this terminal has none; `taken`: it is open for something else; `pageGone`: there is no page to open it. */
export type CameraFault = MediaFault | 'absent' | 'taken' | 'pageGone';
export type CameraError = CodedError<CameraFault>;

export type MediaDevice = keyof MediaPresence;

export type CameraWish = {
  readonly purpose: MediaPurpose;
  readonly sound: boolean;
  /** False: sound alone. */
  readonly picture?: boolean;
  /** Where a call is heard. */
  readonly audio?: NonNullable<NonNullable<MediaOrder['open']>['audio']>;
  /** Left out: the profile's. */
  readonly width?: number;
  readonly height?: number;
};

/** The camera for as long as somebody has it. */
export type CameraLease = {
  readonly purpose: MediaPurpose;
  /** Of the order with which it was opened: what the page sends of it bears it. */
  readonly order: number;
  /** Pixels as the camera gives them. */
  readonly width: number;
  readonly height: number;
  /** It does not deliver any more; the lease is over. Told once, and at once where it is over already. */
  onLost(tell: (fault: CameraFault) => void): void;
  /** Closes the camera; a second time does nothing. */
  release(): void;
};

type Holder = {
  readonly purpose: MediaPurpose;
  readonly order: number;
  readonly settle: (opened: Result<CameraLease, CameraError>) => void;
  timer: TimerHandle | undefined;
  live: boolean;
  lost: CameraFault | undefined;
  tell: ((fault: CameraFault) => void) | undefined;
};

/**
 * The terminal's camera with its microphone, as the customer's page has them: one owner at a time, closed when he lets
 * go of it, and known to be lost as soon as the page says so or is gone itself.
 */
export class Camera {
  /** Hears that nobody has it any more. */
  onFree: () => void = () => {};
  readonly #profile: Profile['camera'];
  readonly #clock: Clock;
  readonly #tell: (of: MediaDevice, health: Health) => void;
  #page: Page | undefined;
  #present: MediaPresence | undefined;
  #holder: Holder | undefined;
  #order: MediaOrder;
  #distrust: TimerHandle | undefined;
  #health: Readonly<Record<MediaDevice, Health>>;

  /** `tell` hears of every change of health. */
  constructor(profile: Profile['camera'], clock: Clock, tell: (of: MediaDevice, health: Health) => void) {
    this.#profile = profile;
    this.#clock = clock;
    this.#tell = tell;
    const now = profile ? 'down' : 'absent';
    this.#health = { camera: now, microphone: now };
    this.#order = {
      order: 0,
      devices: { camera: profile?.label ?? null, microphone: profile?.microphone ?? null },
      open: null,
    };
  }

  /** `down` until a page has said that they are there. */
  get health(): Readonly<Record<MediaDevice, Health>> {
    return this.#health;
  }

  /** What it is open for now, or is being opened for. */
  get purpose(): MediaPurpose | null {
    return this.#holder?.purpose ?? null;
  }

  /** Opens it; answered once the first picture is there, or once it is known that none comes. */
  take(wish: CameraWish): Promise<Result<CameraLease, CameraError>> {
    const profile = this.#profile;
    if (!profile) return Promise.resolve(err({ code: 'absent' }));
    // A call gives way: it goes on in writing, and comes back to the camera when it is free.
    if (this.#holder?.purpose === 'call' && wish.purpose !== 'call') this.#lose(this.#holder, 'taken', true);
    if (this.#holder) return Promise.resolve(err({ code: 'taken' }));
    if (!this.#page) return Promise.resolve(err({ code: 'pageGone' }));
    const { purpose, width = profile.width, height = profile.height } = wish;
    return new Promise((settle) => {
      this.#give({ ...wish, width, height });
      const holder: Holder = {
        purpose,
        order: this.#order.order,
        settle,
        timer: undefined,
        live: false,
        lost: undefined,
        tell: undefined,
      };
      this.#holder = holder;
      holder.timer = this.#clock.setTimeout(() => this.#lose(holder, 'stalled'), CAMERA_DELAYS.open);
    });
  }

  /** Whoever has it has it no more: a visit is over. */
  close(): void {
    const holder = this.#holder;
    if (holder) this.#lose(holder, 'ended', true);
  }

  /** A customer's page has come: it is told what holds, and says what it has. */
  join(page: Page): void {
    if (page.role !== 'customer' || !this.#profile) return;
    this.left();
    this.#page = page;
    page.send({ type: 'channel', name: 'media.order', message: this.#order });
  }

  /** That page is gone, and the camera with it. Left out: whichever there is. */
  left(page = this.#page): void {
    if (!page || page !== this.#page) return;
    this.#page = undefined;
    this.#present = undefined;
    const holder = this.#holder;
    if (holder) this.#lose(holder, 'pageGone');
    this.#judge();
  }

  /** Undefined where the channel is not about the camera; false where what is said makes no sense. */
  hear(channel: ChannelName, message: unknown, page: Page): boolean | undefined {
    if (channel !== 'media.presence' && channel !== 'media.state') return undefined;
    if (page !== this.#page) return false;
    return channel === 'media.presence' ? this.#hearPresence(message) : this.#hearState(message);
  }

  stop(): void {
    this.close();
    this.#clock.clearTimeout(this.#distrust);
  }

  #hearPresence(message: unknown): boolean {
    const presence = mediaPresenceSchema.safeParse(message);
    if (!presence.success) return false;
    this.#present = presence.data;
    // Something was plugged in or out: what was wrong before may be right now.
    this.#trust();
    return true;
  }

  #hearState(message: unknown): boolean {
    const parsed = mediaStateSchema.safeParse(message);
    if (!parsed.success) return false;
    const state = parsed.data;
    const holder = this.#holder;
    // What belongs to an order that holds no more is past.
    if (!holder || state.order !== holder.order) return true;
    if (state.is === 'live' && !holder.live) this.#live(holder, state);
    if (state.is === 'fault') this.#lose(holder, state.fault);
    return true;
  }

  #live(holder: Holder, { width, height }: { readonly width: number; readonly height: number }): void {
    holder.live = true;
    this.#clock.clearTimeout(holder.timer);
    this.#trust();
    holder.settle(
      ok({
        purpose: holder.purpose,
        order: holder.order,
        width,
        height,
        onLost: (tell) => {
          if (holder.lost !== undefined) tell(holder.lost);
          else holder.tell = tell;
        },
        release: () => {
          if (this.#holder !== holder) return;
          this.#holder = undefined;
          this.#give(null);
          this.onFree();
        },
      }),
    );
  }

  #lose(holder: Holder, fault: CameraFault, wanted = false): void {
    if (this.#holder !== holder) return;
    this.#holder = undefined;
    this.#clock.clearTimeout(holder.timer);
    this.#give(null);
    holder.lost = fault;
    if (!wanted && fault !== 'pageGone') this.#suspect();
    if (holder.live) holder.tell?.(fault);
    else holder.settle(err({ code: fault }));
    if (fault !== 'taken') this.onFree();
  }

  #give(open: MediaOrder['open']): void {
    this.#order = { ...this.#order, order: this.#order.order + 1, open };
    this.#page?.send({ type: 'channel', name: 'media.order', message: this.#order });
  }

  #suspect(): void {
    this.#clock.clearTimeout(this.#distrust);
    this.#distrust = this.#clock.setTimeout(() => this.#trust(), CAMERA_DELAYS.distrust);
    this.#judge();
  }

  #trust(): void {
    this.#clock.clearTimeout(this.#distrust);
    this.#distrust = undefined;
    this.#judge();
  }

  #judge(): void {
    if (!this.#profile) return;
    for (const device of ['camera', 'microphone'] as const) {
      const now: Health = this.#present?.[device] === true && this.#distrust === undefined ? 'ok' : 'down';
      if (now === this.#health[device]) continue;
      this.#health = { ...this.#health, [device]: now };
      this.#tell(device, now);
    }
  }
}
