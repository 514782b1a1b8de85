import type { CardDispenser, DispenserStorage } from '#devices/card-dispenser/contract.ts';
import type { Clock, TimerHandle } from '#foundation/clock.ts';
import { newToken } from '../ids.ts';

/** Milliseconds between two questions: nothing tells by itself that somebody filled the stack or emptied the bin. */
export const DISPENSER_WATCH = { well: 30_000, amiss: 5_000 } as const;

/** Whether a card could be given out now, and taken back if nobody takes it. */
export const canDispense = ({ stacker, retainBin }: DispenserStorage): boolean =>
  (stacker === 'ok' || stacker === 'low') && retainBin === 'ok';

/** Asks now and then how full stack and bin are; what changed, the device tells. Returns how to stop. */
export function watchDispenser(dispenser: CardDispenser, clock: Clock): () => void {
  let stopped = false;
  let timer: TimerHandle | undefined;
  const ask = async () => {
    const answer = await dispenser.execute({ id: newToken(), name: 'status', input: {} });
    if (stopped) return;
    const well = answer.ok && canDispense(answer.value);
    timer = clock.setTimeout(() => void ask(), well ? DISPENSER_WATCH.well : DISPENSER_WATCH.amiss);
  };
  timer = clock.setTimeout(() => void ask(), DISPENSER_WATCH.amiss);
  return () => {
    stopped = true;
    if (timer !== undefined) clock.clearTimeout(timer);
  };
}
