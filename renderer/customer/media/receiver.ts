import { mediaOrderSchema } from '#contracts/bridge/media.ts';
import type { BridgeClient } from '../../bridge/client.ts';
import type { PageClock } from '../../clock.ts';
import { MediaDesk } from './desk.ts';
import type { BrowserMedia } from './presence.ts';
import { recordMedia } from './recorder.ts';

/** What of the bridge camera and microphone need. */
export type MediaLine = Pick<BridgeClient, 'onMessage' | 'send' | 'snapshot' | 'stream' | 'subscribe'>;

/** The page's end of `media.order`, `media.presence`, `media.state` and `recording.segment`. */
export function receiveMediaOrders(
  line: MediaLine,
  media: BrowserMedia | undefined,
  clock: PageClock,
): MediaDesk {
  const desk = new MediaDesk(
    media,
    clock,
    {
      presence: (presence) => line.send('media.presence', presence),
      state: (state) => line.send('media.state', state),
    },
    (open, broke) =>
      open.purpose === 'recording'
        ? recordMedia(open, (segment) => line.stream('recording.segment', segment), broke)
        : () => Promise.resolve(),
  );
  line.onMessage('media.order', (message) => {
    const order = mediaOrderSchema.safeParse(message);
    if (order.success) desk.obey(order.data);
  });
  line.subscribe(() => {
    if (line.snapshot().line !== 'open') desk.lost();
  });
  return desk;
}
