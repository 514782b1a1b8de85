import type { Bridge } from '../bridge/bridge.ts';
import type { SigningDesk } from './desk.ts';

/** What lies open goes to the customer's page, whole; what he writes comes back from it. */
export function paperLineToPage(
  desk: SigningDesk,
  bridge: Pick<Bridge, 'pages'>,
  written: (strokes: number) => void,
) {
  let sent = 0;
  desk.onLaid((bytes) => {
    for (const page of bridge.pages('customer')) page.stream('paper.bytes', ++sent, bytes);
  });
  return {
    /** A page that joins in the middle sees the same paper. */
    join: (page: ReturnType<Bridge['pages']>[number]): void => {
      if (page.role === 'customer' && desk.bytes) page.stream('paper.bytes', ++sent, desk.bytes);
    },
    /** False where what was written is not for what lies open. */
    hear: (message: unknown): boolean => {
      const strokes = desk.write(message);
      if (strokes === undefined) return false;
      written(strokes);
      return true;
    },
  };
}
