import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CardReaderCommands, CardReaderEvent } from '#devices/card-reader/contract.ts';
import { DRIVERS, type ModelTable, type SerialModel } from '#devices/catalogue.ts';
import type { DeviceStateEvent } from '#devices/device.ts';
import { servePipe } from '#devices/transport/pipe.ts';
import { systemClock } from '#foundation/clock.ts';
import { Listeners } from '#foundation/listeners.ts';
import { ok } from '#foundation/result.ts';
import { loadProfile } from '../profile/load.ts';
import { openCabinet } from './cabinet.ts';

/** A second model of a kind: whatever is on its line, it has a card in it. */
const listeners = new Listeners<CardReaderEvent | DeviceStateEvent>();
const other: SerialModel<CardReaderCommands, CardReaderEvent> = {
  defaults: DRIVERS.cardReader.crt310.defaults,
  explain: DRIVERS.cardReader.crt310.explain,
  factory: ({ line }) => ({
    identify: async () => ok({ model: 'Other reader' }),
    execute: async () => ok({ media: 'present', atGate: false }),
    cancel: () => {},
    subscribe: (listener) => listeners.add(listener),
    close: () => line.close(),
  }),
};
const models: ModelTable = { ...DRIVERS, cardReader: { ...DRIVERS.cardReader, other } };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cabinet-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function profileNaming(model: string): string {
  const file = join(folder, 'profile.json');
  writeFileSync(
    file,
    JSON.stringify({
      terminal: { id: 'T01', branch: { zh: '示例支行', en: 'Example Branch' } },
      devices: { cardReader: { model, connection: { transport: 'simulated' } } },
    }),
  );
  return file;
}

it('drives another model of a kind by its name in the catalogue alone', async () => {
  const profile = loadProfile(profileNaming('other'), models);
  if (!profile.ok) throw new Error(profile.error.detail);
  const path = join(folder, 'reader.sock');
  const server = await servePipe(path, () => true);
  if (!server.ok) throw new Error(server.error.detail);
  const cabinet = openCabinet({
    profile: profile.value,
    simulators: { pipes: { cardReader: path }, control: '' },
    clock: systemClock,
    models,
  });
  const told: string[] = [];
  cabinet.onWorld((event) => told.push(event.type));
  await cabinet.settled(5_000);
  expect(cabinet.health()).toEqual({
    cardReader: 'ok',
    idScanner: 'absent',
    receiptPrinter: 'absent',
    signaturePad: 'absent',
    cardDispenser: 'absent',
  });
  const status = await cabinet.devices.cardReader?.execute({ id: '1', name: 'status', input: {} });
  expect(status).toEqual(ok({ media: 'present', atGate: false }));
  listeners.publish({ type: 'mediaInserted' });
  expect(told).toContain('card.inserted');
  await cabinet.close();
  await server.value.close();
});

it.each(['other', 'toString', '__proto__'])('a model nobody drives (%s) is refused by its path', (model) => {
  const profile = loadProfile(profileNaming(model));
  expect(profile).toMatchObject({ ok: false, error: { code: 'profileWrong' } });
  expect(profile).toHaveProperty('error.detail', expect.stringContaining('devices.cardReader.model'));
});
