import type { ChannelName } from '#contracts/bridge/channels.ts';
import type { OpenBench } from '../bench/open-bench.ts';
import type { PageLine } from '../calls/page-line.ts';
import type { Camera } from '../media/camera.ts';
import type { picturesToPage } from '../pictures/line-to-page.ts';
import type { Recorder } from '../recording/recorder.ts';
import type { paperLineToPage } from '../signing/line-to-page.ts';
import type { Supervisor } from '../supervisor/open-supervisor.ts';
import type { BridgeOptions, Page } from './bridge.ts';

/** Whoever a page speaks with beside Screen and Intent. */
export type Doors = {
  readonly paper: ReturnType<typeof paperLineToPage>;
  readonly picture: ReturnType<typeof picturesToPage>;
  readonly camera: Pick<Camera, 'hear' | 'join' | 'left'>;
  readonly recorder: Pick<Recorder, 'hear'>;
  readonly calls: { readonly recording: Pick<Recorder, 'hear'> };
  readonly call: Pick<PageLine, 'hear' | 'join' | 'left'>;
  readonly supervisor: Pick<Supervisor, 'hear' | 'join' | 'left'>;
  readonly bench: OpenBench | undefined;
};

/** What comes from pages, each to the one it is for; what nobody waits for is refused. */
export const pageDoors = (
  doors: () => Doors,
  refuse: () => void,
): Pick<BridgeOptions, 'onChannel' | 'onBytes' | 'onJoin' | 'onLeft'> => ({
  onChannel: (name: ChannelName, message: unknown, page: Page) => {
    const { paper, camera, call, supervisor, bench } = doors();
    const heard =
      paper.hear(name, message) ??
      camera.hear(name, message, page) ??
      call.hear(name, message, page) ??
      supervisor.hear(name, message, page);
    if (heard === undefined) bench?.hear(name, message, page);
    else if (!heard) refuse();
  },
  onBytes: (name, bytes) => {
    const { picture, recorder, calls } = doors();
    const heard =
      name === 'recording.segment'
        ? recorder.hear(bytes) || calls.recording.hear(bytes)
        : picture.hearBytes(name, bytes);
    if (heard === false) refuse();
  },
  onJoin: (page) => {
    const { paper, picture, camera, call, supervisor, bench } = doors();
    paper.join(page);
    picture.join(page);
    camera.join(page);
    call.join(page);
    supervisor.join(page);
    if (page.role === 'bench') bench?.join(page);
  },
  onLeft: (page) => {
    const { camera, call, supervisor } = doors();
    supervisor.left(page);
    call.left(page);
    camera.left(page);
  },
});
