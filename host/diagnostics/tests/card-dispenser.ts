import type { CardDispenser, DispenserStatus, MotionEnd } from '#devices/card-dispenser/contract.ts';
import type { CabinetStation } from '../../cabinet/cabinet.ts';
import { newToken } from '../../ids.ts';
import { failed, failedBy, identified, PASS, SKIPPED, type StepEnd, type TestBench } from '../bench.ts';

/** What keeps a dispenser from giving out a card. */
export function dispenserEnd({ media, stacker, retainBin }: DispenserStatus): StepEnd {
  if (media === 'jammed') return failed('cardJammed');
  if (media === 'transport' || media === 'exit') return failed('cardInTheWay');
  if (stacker === 'empty') return failed('stackEmpty');
  return retainBin === 'full' ? failed('binFull') : PASS;
}

/** An end nobody knows is no pass: where the card is, `status` says. */
const moved = ({ outcome }: MotionEnd): StepEnd => (outcome === 'confirmed' ? PASS : failed('deviceSilent'));

/**
 * Identify, status, and, only when somebody says so, one blank card from the stack to the contacts and into the bin:
 * it is spent, and the books of blank cards are told.
 */
export async function testCardDispenser(
  dispenser: CardDispenser,
  station: CabinetStation,
  bench: TestBench,
  blankSpent: () => void,
): Promise<void> {
  if (!(await bench.step('identify', async () => identified(station)))) return;
  const status = () => dispenser.execute({ id: newToken(), name: 'status', input: {} });
  const fit = await bench.step('status', async () => {
    const answer = await status();
    return answer.ok ? dispenserEnd(answer.value) : failedBy(answer.error);
  });
  if (!fit || bench.signal.aborted) return;
  let fed = false;
  const taken = await bench.step('feedBlank', async () => {
    const may = await bench.ask('mayFeed');
    if (may !== true || bench.signal.aborted) return SKIPPED;
    // Written down before a motor turns: a card that is lost on its way is spent, too.
    blankSpent();
    fed = true;
    const answer = await dispenser.execute({ id: newToken(), name: 'dispense', input: {} });
    return answer.ok ? moved(answer.value) : failedBy(answer.error);
  });
  if (!fed) return;
  const bin = async (): Promise<StepEnd> => {
    const answer = await dispenser.execute({ id: newToken(), name: 'retain', input: {} });
    return answer.ok ? moved(answer.value) : failedBy(answer.error);
  };
  if (taken) await bench.step('binBlank', bin);
  const after = await status();
  const where = after.ok ? after.value.media : 'unknown';
  if (where === 'notPresent') return;
  // One more try, whatever became of the steps: a blank must not lie where the next customer's card comes.
  if ((await bin()).result !== 'pass') bench.left('cardInDispenser');
}
