import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stationSchema } from '#contracts/supervisor/device.ts';
import { testRunSchema } from '#contracts/supervisor/test-run.ts';
import { systemClock } from '#foundation/clock.ts';
import { CANARIES, openStand, type Stand, shortly } from './stand.test-data.ts';

let stand: Stand;
beforeAll(async () => {
  stand = await openStand();
  await stand.settled();
});
afterAll(() => stand.close());

const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => systemClock.setTimeout(resolve, milliseconds));

describe('devices.list', () => {
  it('tells of every device what it is, where it hangs and how it stands', async () => {
    const answer = await stand.room['devices.list']({}, stand.who);
    if (!answer.ok) throw new Error(answer.error.code);
    const { devices } = answer.value;
    for (const device of devices) stationSchema.parse(device);
    expect(
      devices.map(({ device, lifecycle, health, port }) => [device, lifecycle, health, port.transport]),
    ).toEqual(
      ['idScanner', 'cardReader', 'receiptPrinter', 'signaturePad', 'cardDispenser'].map((device) => [
        device,
        'ready',
        'ok',
        'simulated',
      ]),
    );
    expect(devices.every(({ counters }) => counters.framesOut > 0)).toBe(true);
  });
});

describe('devices.selfTest', () => {
  it('tests every device to its end, stores who found what, and gives everything back', {
    timeout: 60_000,
  }, async () => {
    stand.obey();
    const run = await stand.test(
      'cardReader',
      'idScanner',
      'receiptPrinter',
      'signaturePad',
      'cardDispenser',
    );
    expect(shortly(run)).toEqual([
      'cardReader identify pass',
      'cardReader status pass',
      'cardReader insertCard pass',
      'cardReader readCard pass',
      'cardReader returnCard pass',
      'idScanner identify pass',
      'idScanner status pass',
      'idScanner layCard pass',
      'idScanner liftCard pass',
      'receiptPrinter identify pass',
      'receiptPrinter status pass',
      'receiptPrinter printStrip pass',
      'signaturePad identify pass',
      'signaturePad status pass',
      'signaturePad drawLine pass',
      'cardDispenser identify pass',
      'cardDispenser status pass',
      'cardDispenser feedBlank pass',
      'cardDispenser binBlank pass',
    ]);
    expect(testRunSchema.parse(run)).toMatchObject({ state: 'passed', prompt: null, left: null });
    expect(
      stand.records
        .latest()
        .map(({ subject, outcome, by }) => [subject, outcome, by])
        .sort(),
    ).toEqual(
      ['cardDispenser', 'cardReader', 'idScanner', 'receiptPrinter', 'signaturePad'].map((kind) => [
        kind,
        'pass',
        '1001',
      ]),
    );
    expect(stand.memory.entries().filter(({ kind }) => kind === 'diagnostics.blankSpent')).toHaveLength(1);
    const kept = JSON.stringify([
      run,
      stand.records.newest(50),
      stand.memory.entries(),
      stand.cabinet.trace.kept(),
    ]);
    for (const canary of CANARIES) expect(kept).not.toContain(canary);
  });

  it('takes no blank card without a clear yes', async () => {
    stand.obey({ mayFeed: false });
    const before = JSON.stringify(stand.simulators.get('cardDispenser')?.state());
    const run = await stand.test('cardDispenser');
    expect(shortly(run)).toContain('cardDispenser feedBlank skipped');
    expect(JSON.stringify(stand.simulators.get('cardDispenser')?.state())).toBe(before);
    expect(stand.records.newest(1)[0]).toMatchObject({ outcome: 'skipped' });
  });

  it('runs one test at a time and answers no question of another', async () => {
    let refusals: unknown[] = [];
    stand.obey({
      stripGood: () =>
        void Promise.all([
          stand.room['devices.selfTest']({ devices: ['idScanner'] }, stand.who),
          stand.room['devices.answer']({ run: 'another', yes: true }, stand.who),
        ]).then(async (answers) => {
          refusals = answers;
          await stand.room['devices.answer']({ run: (await stand.run()).id, yes: false }, stand.who);
        }),
    });
    const run = await stand.test('receiptPrinter');
    expect(refusals).toMatchObject([{ error: { code: 'busy' } }, { error: { code: 'stale' } }]);
    expect(shortly(run)).toContain('receiptPrinter printStrip fail stripBad');
    expect(run.state).toBe('failed');
  });

  it('gives a card back when it is cancelled, and says when it could not', { timeout: 30_000 }, async () => {
    stand.obey({
      takeCard: () => {
        void stand.room['devices.cancel']({}, stand.who);
        systemClock.setTimeout(() => stand.act('cardReader', 'takeCard'), 200);
      },
    });
    const run = await stand.test('cardReader');
    expect(run).toMatchObject({ state: 'cancelled', left: null });
    stand.obey();
    stand.act('cardReader', 'setFault', { fault: 'jamOnEject', on: true });
    const jammed = await stand.test('cardReader');
    expect(shortly(jammed)).toContain('cardReader returnCard fail cardJammed');
    expect(jammed.left).toBe('cardInReader');
    stand.act('cardReader', 'setFault', { fault: 'jamOnEject', on: false });
    stand.act('cardReader', 'reset');
    await pause(1_000);
  });
});

/** The cable comes out again when a card is in. */
async function openAgain(other: Stand) {
  other.act('cardReader', 'plugIn');
  while (other.cabinet.health().cardReader !== 'ok') await pause(100);
  const put = {
    pan: '6299995512345678',
    expiry: '3012',
    label: 'DEBIT',
    chip: true,
    stripe: true,
    holder: 'TEST',
  };
  other.obey({
    insertCard: () => {
      other.cabinet.devices.cardReader?.subscribe(({ type }) => {
        if (type === 'mediaInserted') other.act('cardReader', 'unplug');
      });
      other.act('cardReader', 'insertCard', { card: put });
    },
  });
  return other.test('cardReader');
}

describe('leaving', () => {
  it('ends what waits for a person at once, closes the entry, and leaves nothing asked', {
    timeout: 30_000,
  }, async () => {
    const other = await openStand({ only: ['cardReader', 'idScanner'] });
    await other.settled();
    other.obey({ insertCard: () => other.leaving.abort() });
    const run = await other.test('cardReader', 'idScanner');
    expect(run.state).toBe('cancelled');
    expect(shortly(run)).toEqual([
      'cardReader identify pass',
      'cardReader status pass',
      'cardReader insertCard skipped',
    ]);
    expect(other.simulators.get('cardReader')?.state()).toMatchObject({ entry: 'prohibited' });
    await other.close();
  });

  it('ends when the cable is pulled in the middle, and says so', { timeout: 30_000 }, async () => {
    const other = await openStand({ only: ['cardReader'] });
    await other.settled();
    other.obey({ insertCard: () => other.act('cardReader', 'unplug') });
    const run = await other.test('cardReader');
    expect(shortly(run)).toContain('cardReader insertCard fail deviceSilent');
    const after = await openAgain(other);
    expect(shortly(after)).toContain('cardReader readCard fail deviceSilent');
    expect(after.left).toBe('cardInReader');
    await other.close();
  });
});

describe('devices.loop', () => {
  it('asks in rounds, counts what fails, goes on, and ends where it is told to', {
    timeout: 30_000,
  }, async () => {
    const { room, who, act } = stand;
    const whole = await room['devices.loop']({ devices: ['receiptPrinter', 'signaturePad'], rounds: 3 }, who);
    expect(whole).toMatchObject({ value: { state: 'passed', loop: { rounds: 3, passes: 3, faults: 0 } } });
    act('receiptPrinter', 'setPaper', { state: 'out' });
    const faulty = await room['devices.loop']({ devices: ['receiptPrinter'], rounds: 2 }, who);
    expect(faulty).toMatchObject({
      value: { state: 'failed', loop: { rounds: 2, faults: 2 }, steps: [{ fault: 'paperOut' }] },
    });
    act('receiptPrinter', 'setPaper', { state: 'full' });
    const running = room['devices.loop']({ devices: ['receiptPrinter'], hours: 1 }, who);
    await pause(600);
    await room['devices.cancel']({}, who);
    expect(await running).toMatchObject({ value: { state: 'cancelled' } });
  });
});

describe('devices.assign', () => {
  it('finds two devices at each other’s ports by who they say they are, and remembers it', {
    timeout: 60_000,
  }, async () => {
    const other = await openStand({
      only: ['cardReader', 'idScanner', 'receiptPrinter'],
      exchanged: ['cardReader', 'idScanner'],
    });
    await other.settled();
    expect(other.cabinet.health()).toMatchObject({
      cardReader: 'down',
      idScanner: 'down',
      receiptPrinter: 'ok',
    });
    const answer = await other.room['devices.assign'](
      { devices: ['cardReader', 'idScanner', 'receiptPrinter'] },
      other.who,
    );
    expect(answer).toMatchObject({
      value: {
        missing: [],
        found: [
          { device: 'idScanner', expected: { address: 'idScanner' }, at: { address: 'cardReader' } },
          { device: 'cardReader', expected: { address: 'cardReader' }, at: { address: 'idScanner' } },
        ],
      },
    });
    await other.cabinet.close();
    const again = other.reopened();
    await again.settled(8_000);
    expect(again.health()).toMatchObject({ cardReader: 'ok', idScanner: 'ok' });
    await again.close();
    await other.close();
  });
});
