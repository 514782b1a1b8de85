import type { CardReader } from '#devices/card-reader/contract.ts';
import type { CabinetStation } from '../../cabinet/cabinet.ts';
import { newToken } from '../../ids.ts';
import { failed, failedBy, identified, PASS, PROMPT_SECONDS, SKIPPED, type TestBench } from '../bench.ts';

/** Identify, status, then a test card: in, read (whatever it holds is forgotten at once), out and taken. */
export async function testCardReader(
  reader: CardReader,
  station: CabinetStation,
  bench: TestBench,
): Promise<void> {
  const run = <Name extends 'status' | 'enableEntry' | 'disableEntry' | 'eject' | 'readTracks'>(name: Name) =>
    reader.execute({ id: newToken(), name, input: {} });
  const { step, prompt } = bench;
  if (!(await step('identify', async () => identified(station)))) return;
  const fit = await step('status', async () => {
    const status = await run('status');
    if (!status.ok) return failedBy(status.error);
    return status.value.media === 'jammed' ? failed('cardJammed') : PASS;
  });
  if (!fit) return;
  let inside = false;
  try {
    const inserted = await step('insertCard', async () => {
      const status = await run('status');
      if (status.ok && status.value.media === 'present' && !status.value.atGate) return PASS;
      const opened = await run('enableEntry');
      if (!opened.ok) return failedBy(opened.error);
      let lost = false;
      const came = await prompt('insertCard', PROMPT_SECONDS.act, (done) =>
        reader.subscribe((event) => {
          if (event.type === 'mediaInserted') done();
          // Without its cable nobody will ever hear of a card: what is in it now, nobody can say.
          if (event.type !== 'deviceState' || event.state === 'online') return;
          lost = true;
          done();
        }),
      );
      if (lost) return failed('deviceSilent');
      if (came !== 'came') await run('disableEntry');
      return came === 'came' ? PASS : came === 'ended' ? SKIPPED : failed('nobodyActed');
    });
    if (!inserted) return;
    inside = true;
    await step('readCard', async () => {
      const tracks = await run('readTracks');
      if (!tracks.ok) return failedBy(tracks.error);
      const { track1, track2, track3 } = tracks.value;
      return [track1, track2, track3].some(({ status }) => status === 'read')
        ? PASS
        : failed('cardUnreadable');
    });
    inside = !(await step('returnCard', () => giveBack()));
  } finally {
    // Whatever happened: nothing stays in the slot, or it is said.
    const status = await run('status');
    if (!status.ok && inside) bench.left('cardInReader');
    if (status.ok && status.value.media !== 'notPresent') {
      const end = await giveBack();
      if (end.result !== 'pass') bench.left('cardInReader');
    }
  }

  async function giveBack() {
    const status = await run('status');
    if (status.ok && status.value.media === 'notPresent') return PASS;
    const out = await run('eject');
    if (!out.ok) return failedBy(out.error);
    const came = await prompt(
      'takeCard',
      PROMPT_SECONDS.takeBack,
      (done) =>
        reader.subscribe((event) => {
          if (event.type === 'mediaRemoved') done();
        }),
      { whateverEnds: true },
    );
    return came === 'came' ? PASS : failed('nobodyActed');
  }
}
