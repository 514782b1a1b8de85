import type { CallMode } from '#contracts/branch/call.ts';
import type { CallOrder as Order } from '#contracts/bridge/call.ts';
import type { CallMedia, CallMediaFault } from '#flows/call-ports.ts';
import type { Camera, CameraLease } from '../media/camera.ts';

type CallOrder = NonNullable<Order['open']>;

/** Pixels of what the teller sees: a face, at a rate every line carries. */
const PICTURE = { width: 640, height: 480 } as const;

/** Whether sound can be had, and picture. */
const richest = (camera: CallMediaFault | null, microphone: CallMediaFault | null): CallMode => {
  if (microphone !== null) return 'text';
  return camera === null ? 'video' : 'audio';
};

/** Camera and microphone for a call, from the self-test to its end: picture and sound, else sound alone, else nothing. */
export class CallDevices {
  readonly #camera: Camera;
  readonly #audio: CallOrder['audio'];
  readonly #lost: (fault: CallMediaFault) => void;
  #lease: CameraLease | undefined;
  #picture = false;
  #taking = 0;

  constructor(camera: Camera, audio: CallOrder['audio'], lost: (fault: CallMediaFault) => void) {
    this.#camera = camera;
    this.#audio = audio;
    this.#lost = lost;
  }

  /** In which mode at most they are open now. */
  get mode(): CallMode {
    if (!this.#lease) return 'text';
    return this.#picture ? 'video' : 'audio';
  }

  async open(mode: CallMode): Promise<CallMedia> {
    const taking = ++this.#taking;
    if (this.#lease && this.mode === mode) return { mode, camera: null, microphone: null };
    this.#letGo();
    if (mode === 'text') return { mode, camera: null, microphone: null };
    const withPicture = mode === 'video' ? await this.#take(true, taking) : null;
    if (withPicture === 'open') return { mode: 'video', camera: null, microphone: null };
    const withSound = await this.#take(false, taking);
    const camera = withPicture;
    const microphone = withSound === 'open' ? null : withSound;
    return { mode: microphone === null ? richest(camera ?? 'absent', null) : 'text', camera, microphone };
  }

  close(): void {
    this.#taking++;
    this.#letGo();
  }

  async #take(picture: boolean, taking: number): Promise<'open' | CallMediaFault> {
    const taken = await this.#camera.take({
      purpose: 'call',
      sound: true,
      picture,
      audio: this.#audio,
      ...PICTURE,
    });
    if (!taken.ok) return taken.error.code;
    const lease = taken.value;
    // Meanwhile it was wanted otherwise.
    if (taking !== this.#taking) {
      lease.release();
      return 'taken';
    }
    this.#lease = lease;
    this.#picture = picture;
    lease.onLost((fault) => {
      if (this.#lease !== lease) return;
      this.#lease = undefined;
      this.#lost(fault);
    });
    return 'open';
  }

  #letGo(): void {
    const lease = this.#lease;
    this.#lease = undefined;
    lease?.release();
  }
}
