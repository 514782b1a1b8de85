import type { Clock, TimerHandle } from '#foundation/clock.ts';
import { SILENT_PROBES, SUPERVISION_DELAYS } from './lifecycle.ts';

type Watched = {
  readonly canProbe: boolean;
  probe(): Promise<boolean>;
};

/**
 * Asks an idle device for a sign of life now and then: a device that lost its power on a living line tells nothing by
 * itself. `onGone` after so many in a row that did not come. Returns how to stop.
 */
export function watchIdle(device: Watched, clock: Clock, onGone: () => void): () => void {
  if (!device.canProbe) return () => {};
  let timer: TimerHandle | undefined;
  let stopped = false;
  const ask = async () => {
    let silent = 0;
    while (silent < SILENT_PROBES && !(await device.probe())) silent += 1;
    if (stopped) return;
    if (silent >= SILENT_PROBES) onGone();
    else arm();
  };
  const arm = () => {
    timer = clock.setTimeout(() => void ask(), SUPERVISION_DELAYS.idleProbe);
  };
  arm();
  return () => {
    stopped = true;
    if (timer !== undefined) clock.clearTimeout(timer);
  };
}
