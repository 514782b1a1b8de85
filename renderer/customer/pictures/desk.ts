import { createContext, use, useSyncExternalStore } from 'react';
import { pictureShotSchema, SHOT_LENGTH } from '#contracts/bridge/picture.ts';
import type { BridgeClient } from '../../bridge/client.ts';
import type { OpenMedia } from '../media/desk.ts';
import { takeFrame, unveiled } from './frame.ts';

/** What of the bridge pictures need. */
export type PictureLine = Pick<BridgeClient, 'onMessage' | 'onStream' | 'stream' | 'snapshot' | 'subscribe'>;

/** What of the page's hand on the camera pictures need. */
export type Eye = {
  readonly now: () => OpenMedia | null;
  readonly subscribe: (told: () => void) => () => void;
};

/** The picture that the customer is to look at, as it came from the host; null where there is none. */
export class ShownPicture {
  readonly #watchers = new Set<() => void>();
  #bytes: Uint8Array | null = null;

  readonly subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };
  readonly now = (): Uint8Array | null => this.#bytes;

  set(bytes: Uint8Array | null): void {
    if (this.#bytes === bytes) return;
    this.#bytes = bytes;
    for (const watcher of [...this.#watchers]) watcher();
  }
}

/** The name before the picture, as the host reads it. */
export function named(shot: string, jpeg: Uint8Array): Uint8Array {
  const whole = new Uint8Array(SHOT_LENGTH + jpeg.length);
  for (let at = 0; at < SHOT_LENGTH; at++) whole[at] = shot.charCodeAt(at);
  whole.set(jpeg, SHOT_LENGTH);
  return whole;
}

/**
 * The page's end of `picture.shot`, `picture.bytes` and `picture.shown`. It takes a picture when the host asks for one
 * and at no other time, and shows what the host has, not what it sent. Nothing stays once another screen is up.
 */
export function receivePictures(
  line: PictureLine,
  eye: Eye,
  frame: (stream: MediaStream) => Promise<Uint8Array | null> = takeFrame,
): ShownPicture {
  const shown = new ShownPicture();
  let newest = '';
  const take = async (shot: string, open: OpenMedia): Promise<void> => {
    const jpeg = await frame(open.stream);
    if (jpeg && newest === shot) line.stream('picture.bytes', named(shot, jpeg));
  };
  /** Of the customer himself, by the camera that is open: none, and it is said at once that there is no picture. */
  const still = async (shot: string): Promise<void> => {
    const open = eye.now();
    const jpeg = open ? await unveiled(open.stream, frame) : null;
    line.stream('picture.bytes', named(shot, jpeg ?? new Uint8Array()));
  };
  line.onMessage('picture.shot', (message) => {
    const read = pictureShotSchema.safeParse(message);
    if (!read.success) return;
    const { shot, of } = read.data;
    if (of === 'customer') return void still(shot);
    newest = shot;
    shown.set(null);
    const open = eye.now();
    if (open?.purpose === 'still') return void take(shot, open);
    // It is just being opened: the first picture is waited for, as long as this shot is the one that counts.
    const stop = eye.subscribe(() => {
      const now = eye.now();
      if (newest !== shot) return stop();
      if (now?.purpose !== 'still') return;
      stop();
      void take(shot, now);
    });
  });
  line.onStream('picture.shown', (_stream, bytes) => shown.set(bytes));
  line.subscribe(() => {
    const { line: state, screen } = line.snapshot();
    if (state === 'open' && screen?.body.kind === 'pictureOriginal') return;
    newest = '';
    // While it is being saved it need not be seen, and may have to be looked at once more.
    if (state === 'open' && screen?.body.kind === 'working') return;
    shown.set(null);
  });
  return shown;
}

const PictureContext = createContext<ShownPicture | null>(null);
export const PictureProvider = PictureContext.Provider;

const nothing = (): null => null;
const never = () => () => undefined;

export function useShownPicture(): Uint8Array | null {
  const shown = use(PictureContext);
  return useSyncExternalStore(shown?.subscribe ?? never, shown?.now ?? nothing);
}
