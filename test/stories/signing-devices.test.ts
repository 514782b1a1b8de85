import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { profileSchema } from '#contracts/profile/profile.ts';
import { readChipCard } from '#devices/card-reader/emv/read-card.ts';
import { SIMULATORS } from '#devices/simulation/catalogue.ts';
import type { Simulator } from '#devices/simulation/simulator.ts';
import { systemClock } from '#foundation/clock.ts';
import { ok } from '#foundation/result.ts';
import { type Cabinet, openCabinet } from '#host/cabinet/cabinet.ts';
import { newToken } from '#host/ids.ts';
import { type SimulatedDevices, serveSimulators } from '#launcher/simulation/serve.ts';
import { SIMULATED_PROFILE } from '../support/kiosk.ts';

const FORM = {
  prompt: ['请在框内签名 Sign in the box'],
  buttons: { clear: '重签 Clear', confirm: '确认 OK', cancel: '不签 Refuse' },
};

describe('pad and dispenser of a simulated terminal', () => {
  let folder: string;
  let served: SimulatedDevices;
  let cabinet: Cabinet;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'signing-'));
    const profile = profileSchema.parse(SIMULATED_PROFILE);
    const made = await serveSimulators(profile, folder, (device, model) =>
      new Map<string, () => Simulator>(Object.entries(SIMULATORS[device])).get(model)?.(),
    );
    if (!made.ok) throw new Error(made.error.message);
    served = made.value;
    cabinet = openCabinet({ profile, simulators: served.pipes, clock: systemClock });
    await cabinet.settled(10_000);
  });
  afterEach(async () => {
    await cabinet.close();
    await served.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are well, and say so', () => {
    expect(cabinet.health()).toMatchObject({ signaturePad: 'ok', cardDispenser: 'ok' });
  });

  it('a signature drawn on the pad comes over the pipe whole', async () => {
    const pad = cabinet.devices.signaturePad;
    const hand = served.simulators.get('signaturePad');
    if (!pad || !hand) throw new Error('no pad');
    const begun = Promise.withResolvers<void>();
    const drawn = Promise.withResolvers<void>();
    let strokes = 0;
    pad.subscribe((event) => {
      if (event.type === 'captureStarted') begun.resolve();
      if (event.type === 'ink' && event.ended) strokes += 1;
      if (strokes === 2) drawn.resolve();
    });
    const signing = pad.execute({ id: newToken(), name: 'capture', input: FORM });
    await begun.promise;
    expect(hand.act('sign', {})).toEqual(ok({}));
    await drawn.promise;
    expect(hand.act('tapButton', { button: 'confirm' })).toEqual(ok({}));
    const signed = await signing;
    expect(signed).toMatchObject({ ok: true, value: { outcome: 'confirmed', lostSamples: 0 } });
  });

  it('a new card is taken from the stack, read, presented and taken', async () => {
    const dispenser = cabinet.devices.cardDispenser;
    const hand = served.simulators.get('cardDispenser');
    if (!dispenser || !hand) throw new Error('no dispenser');
    const taken = Promise.withResolvers<void>();
    dispenser.subscribe((event) => {
      if (event.type === 'mediaRemoved') taken.resolve();
    });
    const does = (name: 'dispense' | 'present') => dispenser.execute({ id: newToken(), name, input: {} });
    expect(await does('dispense')).toEqual(ok({ outcome: 'confirmed' }));
    expect(await readChipCard(dispenser, newToken)).toMatchObject({ ok: true, value: { source: 'chip' } });
    expect(await does('present')).toEqual(ok({ outcome: 'confirmed', takenObservable: true }));
    expect(hand.act('takeCard', {})).toEqual(ok({}));
    await taken.promise;
  });
});
