import type { BridgeClient } from '../../bridge/client.ts';
import { PaperDesk } from './desk.ts';
import { sha256Of } from './digest.ts';

/** What of the bridge papers need. */
export type PaperLine = Pick<BridgeClient, 'onStream' | 'send' | 'snapshot' | 'subscribe'>;

/** Screens after which nobody's paper may lie here any more. */
const NOBODY: ReadonlySet<string> = new Set(['idle', 'starting', 'outOfService', 'farewell', 'takeMedia']);

/**
 * The page's end of `paper.bytes`, `paper.shown` and `paper.ink`. What comes is named by its own digest, worked out here: the host's
 * word for it is not asked. The last paper alone is kept, and none once the line or the visit is over.
 */
export function receivePapers(line: PaperLine): PaperDesk {
  const desk = new PaperDesk({
    ink: (part) => line.send('paper.ink', part),
    shown: (page) => line.send('paper.shown', page),
  });
  let newest = 0;
  line.onStream('paper.bytes', (_stream, bytes) => {
    newest += 1;
    const mine = newest;
    void sha256Of(bytes).then((sha256) => {
      if (mine === newest) desk.lay({ sha256, bytes });
    });
  });
  line.subscribe(() => {
    const { line: state, screen } = line.snapshot();
    if (state === 'open' && !(screen && NOBODY.has(screen.body.kind))) return;
    newest += 1;
    desk.clear();
  });
  return desk;
}
