import type { ChannelName } from '#contracts/bridge/channels.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Bridge, Page } from '../bridge/bridge.ts';
import type { Visits } from '../visits.ts';
import { PictureDesk } from './desk.ts';
import { ShownPictures } from './shown.ts';

/** What of pictures a visit has: the one before the customer, one of himself on its way, and those the branch keeps. */
export const openPictures = (clock: Clock, visits: Pick<Visits, 'onWipe'>) => ({
  pictures: new PictureDesk(clock),
  stills: new PictureDesk<'customer'>(clock),
  shown: new ShownPictures(visits),
});

/**
 * The customer's page takes the pictures that are asked for, and shows the one of an original that lies here from its very bytes.
 */
export function picturesToPage(
  { pictures: desk, stills }: Pick<ReturnType<typeof openPictures>, 'pictures' | 'stills'>,
  bridge: Pick<Bridge, 'pages'>,
) {
  let sent = 0;
  desk.onAsked((shot) => {
    for (const page of bridge.pages('customer'))
      page.send({ type: 'channel', name: 'picture.shot', message: { shot } });
  });
  stills.onAsked((shot) => {
    for (const page of bridge.pages('customer'))
      page.send({ type: 'channel', name: 'picture.shot', message: { shot, of: 'customer' } });
  });
  desk.onLaid((bytes) => {
    for (const page of bridge.pages('customer')) page.stream('picture.shown', ++sent, bytes);
  });
  return {
    join: (page: Page): void => {
      if (page.role === 'customer' && desk.bytes) page.stream('picture.shown', ++sent, desk.bytes);
    },
    /** Undefined where the channel is not about pictures; false where nobody asked for this one. */
    hearBytes: (name: ChannelName, bytes: Uint8Array): boolean | undefined =>
      name === 'picture.bytes' ? desk.hear(bytes) || stills.hear(bytes) : undefined,
  };
}
