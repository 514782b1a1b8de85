import { describe, expect, it } from 'vitest';
import { fromHex } from '#foundation/bytes.ts';
import type { SimulatedCard } from '../crt310/simulator/cards.ts';
import type { Fault } from '../crt310/simulator/faults.ts';
import { SAMPLE_CARD, STRIPE_CARD, stage, until } from '../crt310/stage.ts';
import { readCard } from './read-card.ts';

/** The whole way: this reading, the driver, the wire, the simulated reader and its card. */
async function readOnWire(card: SimulatedCard, faults: readonly Fault[] = []) {
  const host = stage();
  await host.withCardInside(card);
  for (const fault of faults) host.fault(fault);
  const result = await until(host.clock, readCard(host.driver, host.nextId, host.clock));
  return { ...host, result };
}

const CHIP_DATA = {
  source: 'chip',
  pan: SAMPLE_CARD.pan,
  panSequence: '01',
  label: 'Invented Debit',
  scheme: 'unionPay',
  expiry: { year: 2030, month: 11 },
  checkDigitRight: true,
};

describe('reading a card over the wire', () => {
  it('by its chip, which is without power afterwards', async () => {
    const { result, run, framesOf, state } = await readOnWire(SAMPLE_CARD);
    expect(result).toEqual({ ok: true, value: CHIP_DATA });
    expect(framesOf('33 31')).toBe(1);
    expect(await run('chipIO', { command: fromHex('00 A4 04 00') })).toMatchObject({
      error: { condition: 'chipNotPowered' },
    });
    expect(state().violations).toBe(0);
  });

  it.each<readonly [string, readonly Fault[]]>([
    ['pseMissing', ['pseMissing']],
    ['pseBlocked', ['pseBlocked']],
    ['answers61', ['answers61']],
    ['answers6C', ['answers6C']],
    ['61 and 6C and no directory together', ['answers61', 'answers6C', 'pseMissing']],
    ['a wire byte by byte', ['splitReplies']],
  ])('%s: the same data', async (_name, faults) => {
    const { result } = await readOnWire(SAMPLE_CARD, faults);
    expect(result).toEqual({ ok: true, value: CHIP_DATA });
  });

  it.each([
    ['4761739001010119', 'visa'],
    ['5413330002001155', 'mastercard'],
    ['3569990010082211', 'jcb'],
    ['67030010054610102', 'other'],
  ])('%s by its chip is %s', async (pan, scheme) => {
    const { result } = await readOnWire({ ...SAMPLE_CARD, pan, label: 'A' });
    expect(result).toMatchObject({ ok: true, value: { source: 'chip', pan, scheme, label: 'A' } });
  });

  it('by its stripe when there is no chip', async () => {
    const { result } = await readOnWire(STRIPE_CARD);
    expect(result).toEqual({
      ok: true,
      value: {
        source: 'stripe',
        pan: STRIPE_CARD.pan,
        scheme: 'unionPay',
        expiry: { year: 2029, month: 9 },
        checkDigitRight: true,
      },
    });
  });

  it.each<readonly [string, readonly Fault[]]>([
    ['a mute chip', ['chipMute']],
    ['a chip that is no EMV chip', ['badAtr']],
  ])('%s of a card that has one: the stripe is refused', async (_name, faults) => {
    const { result } = await readOnWire(SAMPLE_CARD, faults);
    expect(result).toEqual({ ok: false, error: { code: 'fallbackRefused' } });
  });

  it('a damaged answer costs one cold reset and not the card', async () => {
    const { result, framesOf } = await readOnWire(SAMPLE_CARD, ['answerDamagedOnce']);
    expect(result).toEqual({ ok: true, value: CHIP_DATA });
    expect(framesOf('33 31')).toBe(2);
  });

  it('a chip whose answers are always damaged: its stripe is refused like that of a mute one', async () => {
    const { result, framesOf } = await readOnWire(SAMPLE_CARD, ['answerDamaged']);
    expect(result).toEqual({ ok: false, error: { code: 'fallbackRefused' } });
    expect(framesOf('33 31')).toBe(2);
    const plain = await readOnWire({ ...SAMPLE_CARD, serviceCode: '120' }, ['answerDamaged']);
    expect(plain.result).toMatchObject({ ok: true, value: { source: 'stripe' } });
  });

  it('where no chip is demanded, the stripe of such a card is taken', async () => {
    const host = stage();
    await host.withCardInside();
    host.fault('chipMute');
    const reading = readCard(host.driver, host.nextId, host.clock, { chipDemanded: false });
    expect(await until(host.clock, reading)).toMatchObject({ ok: true, value: { source: 'stripe' } });
  });

  it('a mute chip on a card whose stripe asks for none: the stripe', async () => {
    const { result } = await readOnWire({ ...SAMPLE_CARD, serviceCode: '101' }, ['chipMute']);
    expect(result).toMatchObject({ ok: true, value: { source: 'stripe' } });
  });

  it('neither chip nor stripe', async () => {
    const { result } = await readOnWire(STRIPE_CARD, ['stripeDamaged']);
    expect(result).toEqual({ ok: false, error: { code: 'unreadable' } });
    const blank = await readOnWire({ ...STRIPE_CARD, stripe: false });
    expect(blank.result).toEqual({ ok: false, error: { code: 'unreadable' } });
  });

  it('no card', async () => {
    const host = stage();
    await host.identify();
    expect(await until(host.clock, readCard(host.driver, host.nextId, host.clock))).toEqual({
      ok: false,
      error: { code: 'noMedia' },
    });
  });

  it('a chip without an application we know', async () => {
    const { result } = await readOnWire({ ...SAMPLE_CARD, aid: 'D15600000501' });
    expect(result).toMatchObject({ error: { code: 'cardNotSupported' } });
  });

  it('a hostile label is left out, the card is read', async () => {
    const { result } = await readOnWire({ ...SAMPLE_CARD, label: '\u001b@\u001dV\u0000' });
    const { label: _label, ...rest } = CHIP_DATA;
    expect(result).toEqual({ ok: true, value: rest });
  });

  it('a wrong check digit is a warning', async () => {
    const { result } = await readOnWire({ ...SAMPLE_CARD, pan: '6299990000000109' });
    expect(result).toMatchObject({ ok: true, value: { checkDigitRight: false } });
  });

  it('a long card is the reader’s to say', async () => {
    const host = stage();
    host.fault('longCard');
    await host.withCardInside();
    expect(await until(host.clock, readCard(host.driver, host.nextId, host.clock))).toMatchObject({
      error: { code: 'device', device: { condition: 'mediaLong' } },
    });
  });

  it('a line that ends in the middle is the device’s error', async () => {
    const host = stage();
    await host.withCardInside();
    const reading = readCard(host.driver, host.nextId, host.clock);
    await host.clock.advanceAsync(200);
    host.act('unplug');
    expect(await until(host.clock, reading)).toEqual({
      ok: false,
      error: { code: 'device', device: { code: 'offline' } },
    });
  });
});
