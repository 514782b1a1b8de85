import type { SignaturePad } from '#devices/signature-pad/contract.ts';
import type { CabinetStation } from '../../cabinet/cabinet.ts';
import { newToken } from '../../ids.ts';
import { failed, failedBy, identified, PASS, PROMPT_SECONDS, SKIPPED, type TestBench } from '../bench.ts';

/** A line, not a dot. */
const LEAST_POINTS = 5;

/** Identify, status, then a line on the pad; its ink is counted and forgotten. */
export async function testSignaturePad(
  pad: SignaturePad,
  station: CabinetStation,
  bench: TestBench,
): Promise<void> {
  if (!(await bench.step('identify', async () => identified(station)))) return;
  const fit = await bench.step('status', async () => {
    const status = await pad.execute({ id: newToken(), name: 'status', input: {} });
    return status.ok ? PASS : failedBy(status.error);
  });
  if (!fit || bench.signal.aborted) return;
  await bench.step('drawLine', async () => {
    const id = newToken();
    const capture = pad.execute({
      id,
      name: 'capture',
      input: {
        prompt: ['测试: 请画一条线, 再按确定', 'Test: draw a line, then confirm'],
        buttons: { clear: '清除', confirm: '确定', cancel: '取消' },
      },
    });
    let over = false;
    const came = await bench.prompt('drawLine', PROMPT_SECONDS.act, (done) => {
      void capture.then(() => {
        over = true;
        done();
      });
      return () => {};
    });
    if (!over) pad.cancel(id);
    const answer = await capture;
    if (!answer.ok) {
      if (came === 'late') return failed('nobodyActed');
      return came === 'ended' ? SKIPPED : failedBy(answer.error);
    }
    if (answer.value.outcome === 'refused') return SKIPPED;
    const points = answer.value.strokes.reduce((sum, stroke) => sum + stroke.length, 0);
    return points >= LEAST_POINTS ? PASS : failed('noInk');
  });
}
