import { closeOwnMedia, type OwnMedia, onTakenAway, openOwnMedia } from '../call/own-media.ts';
import { Peer } from '../call/peer.ts';
import type { PeerState } from '../call/peer-state.ts';
import type { PageClock } from '../clock.ts';
import type { TellerDesk } from './desk.ts';
import { type MediaKind, type MediaView, NO_MEDIA } from './media.ts';
import { devicesOf } from './own.ts';

type Connect = ConstructorParameters<typeof Peer>[0]['connect'];

/**
 * Picture and sound of the case in hand: begun with each assignment, ended with it. They do not go by the desk's line, so a
 * break of that leaves them alone; of the teller's own, camera and microphone are open for as long as a case is there.
 */
export class MediaDesk {
  readonly #desk: TellerDesk;
  readonly #clock: PageClock;
  readonly #media: MediaDevices | undefined;
  readonly #connect: Connect;
  readonly #watchers = new Set<() => void>();
  #view: MediaView = NO_MEDIA;
  #peer: Peer | null = null;
  #of = '';
  #own: OwnMedia | null = null;
  /** What was opened for an earlier case, or with another device chosen, is closed as soon as it comes. */
  #opening = 0;
  #unwatch = () => {};

  constructor(desk: TellerDesk, clock: PageClock, media: MediaDevices | undefined, connect?: Connect) {
    this.#desk = desk;
    this.#clock = clock;
    this.#media = media;
    this.#connect = connect;
  }

  readonly view = (): MediaView => this.#view;

  readonly subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** Follows the desk until the answer is called. */
  readonly start = (): (() => void) => {
    this.#desk.onSignal((signal) => this.#peer?.take(signal));
    const stop = this.#desk.subscribe(() => this.#follow());
    const changed = () => void this.#list();
    this.#media?.addEventListener('devicechange', changed);
    this.#follow();
    return () => {
      stop();
      this.#media?.removeEventListener('devicechange', changed);
      this.#desk.onSignal(() => {});
      this.#end();
    };
  };

  readonly mute = (muted: boolean): void => {
    this.#set({ muted });
    this.#let();
  };

  /** Takes one's own picture away, or gives it back. */
  readonly hide = (cameraOff: boolean): void => {
    this.#set({ cameraOff });
    this.#let();
  };

  readonly choose = (kind: MediaKind, id: string): void => {
    this.#set({ chosen: { ...this.#view.chosen, [kind]: id } });
    if (kind !== 'speaker' && this.#peer) void this.#open();
  };

  /** Tries picture and sound once more after they were given up. */
  readonly again = (): void => this.#peer?.again();

  #let(): void {
    this.#peer?.let({ camera: !this.#view.cameraOff, microphone: !this.#view.muted });
  }

  #follow(): void {
    const held = this.#desk.view().inHand?.case;
    const of = held && held.call.state !== 'over' ? `${held.call.id} ${held.call.turn}` : '';
    if (of === this.#of) {
      if (held) this.#peer?.refresh(held.ice);
      return;
    }
    this.#end();
    this.#of = of;
    if (!held || of === '') return;
    if (held.call.mode === 'text') return this.#set({ is: 'text' });
    const peer = new Peer({
      clock: this.#clock,
      side: 'desk',
      turn: held.call.turn,
      ice: held.ice,
      mode: held.call.mode,
      own: null,
      camera: !this.#view.cameraOff,
      microphone: !this.#view.muted,
      send: this.#desk.signal,
      ...(this.#connect ? { connect: this.#connect } : {}),
    });
    this.#peer = peer;
    peer.subscribe(() => this.#peer === peer && this.#stands(peer.now()));
    peer.start();
    this.#stands(peer.now());
    void this.#open();
  }

  #stands({ is, mode, picture, sound }: PeerState): void {
    this.#set({ is: is === 'new' || is === 'closed' ? 'none' : is, mode, picture, sound });
  }

  #end(): void {
    this.#of = '';
    this.#opening += 1;
    this.#peer?.close();
    this.#peer = null;
    this.#close();
    const { chosen, devices, muted, cameraOff } = this.#view;
    this.#set({ ...NO_MEDIA, chosen, devices, muted, cameraOff });
  }

  #close(): void {
    this.#unwatch();
    this.#unwatch = () => {};
    if (this.#own) closeOwnMedia(this.#own);
    this.#own = null;
  }

  async #open(): Promise<void> {
    this.#opening += 1;
    const opening = this.#opening;
    const { chosen } = this.#view;
    const own = await openOwnMedia(this.#media, {
      camera: this.#desk.view().inHand?.case.call.mode === 'video',
      microphone: true,
      cameraId: chosen.camera === '' ? null : chosen.camera,
      microphoneId: chosen.microphone === '' ? null : chosen.microphone,
      // What a teller hears with is not known here: what comes out of a loudspeaker is taken out again.
      audio: 'speaker',
    });
    if (opening !== this.#opening) return closeOwnMedia(own);
    this.#close();
    this.#own = own;
    this.#unwatch = onTakenAway(own, (kind) => this.#takenAway(kind));
    this.#peer?.give(own.stream);
    const video = own.stream?.getVideoTracks() ?? [];
    this.#set({
      own: video.length > 0 ? new MediaStream(video) : null,
      faults: { camera: own.camera, microphone: own.microphone },
    });
    await this.#list();
  }

  /** A device was pulled out in the middle: the other side is told, and so is the teller. */
  #takenAway(kind: 'camera' | 'microphone'): void {
    this.#peer?.give(this.#own?.stream ?? null);
    this.#set({
      faults: { ...this.#view.faults, [kind]: 'ended' },
      own: kind === 'camera' ? null : this.#view.own,
    });
  }

  async #list(): Promise<void> {
    this.#set({ devices: await devicesOf(this.#media) });
  }

  #set(change: Partial<MediaView>): void {
    this.#view = { ...this.#view, ...change };
    for (const watcher of [...this.#watchers]) watcher();
  }
}
