import type { IdScanner } from '#devices/id-scanner/contract.ts';
import type { CabinetStation } from '../../cabinet/cabinet.ts';
import { newToken } from '../../ids.ts';
import { failed, failedBy, identified, PASS, PROMPT_SECONDS, SKIPPED, type TestBench } from '../bench.ts';

/** Milliseconds between two looks whether the card was lifted: the reader tells nothing by itself. */
const LIFT_LOOK = 500;

/** Identify, status, then a test card: laid, read whole (what it says is forgotten at once), and lifted. */
export async function testIdScanner(
  scanner: IdScanner,
  station: CabinetStation,
  bench: TestBench,
): Promise<void> {
  const { step, prompt, clock, signal } = bench;
  if (!(await step('identify', async () => identified(station)))) return;
  const present = () => scanner.execute({ id: newToken(), name: 'presence', input: {} });
  const fit = await step('status', async () => {
    const answer = await present();
    return answer.ok ? PASS : failedBy(answer.error);
  });
  if (!fit) return;
  const read = await step('layCard', async () => {
    const id = newToken();
    const reading = scanner.execute({ id, name: 'readDocument', input: {} });
    let over = false;
    const came = await prompt('layCard', PROMPT_SECONDS.act, (done) => {
      void reading.then(() => {
        over = true;
        done();
      });
      return () => {};
    });
    if (!over) scanner.cancel(id);
    const answer = await reading;
    if (answer.ok) return PASS;
    if (came === 'late') return failed('nobodyActed');
    return came === 'ended' ? SKIPPED : failedBy(answer.error);
  });
  if (!read) return;
  await step('liftCard', async () => {
    const came = await prompt('liftCard', PROMPT_SECONDS.act, (done) => {
      let stopped = false;
      const look = async () => {
        const answer = await present();
        if (stopped) return;
        if (answer.ok && !answer.value.present) return done();
        timer = clock.setTimeout(() => void look(), LIFT_LOOK);
      };
      let timer = clock.setTimeout(() => void look(), 0);
      return () => {
        stopped = true;
        clock.clearTimeout(timer);
      };
    });
    if (came === 'came') return PASS;
    return signal.aborted ? SKIPPED : failed('nobodyActed');
  });
}
