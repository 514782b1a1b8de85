import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '#foundation/bytes.ts';
import { ECHO_MILLISECONDS, FAULT_GRACE_MILLISECONDS } from './station.ts';
import { condition, confirmed, linesOf, receiptOf, Stand, unknown } from './test-stand.ts';

describe('a fault before printing', () => {
  it.each([
    ['paper out', 'paperOut', (stand: Stand) => stand.act('setPaper', { state: 'out' })],
    ['cover open', 'coverOpen', (stand: Stand) => stand.act('openCover')],
  ])('%s: an error, and nothing printed, then or later', async (_, name, arrange) => {
    const stand = new Stand();
    const driver = await stand.ready();
    arrange(stand);
    stand.sent = [];
    expect(await stand.until(stand.print(driver, receiptOf('甲')))).toMatchObject({
      ok: false,
      error: { code: 'condition', condition: name, deviceCode: expect.stringContaining('DLE EOT 1A') },
    });
    // Asked, and left alone: whatever else it was told would wait in its memory.
    expect(toHex(Uint8Array.from(stand.sent))).toBe('100401100402100403100404');
    stand.act('setPaper', { state: 'full' });
    stand.act('closeCover');
    await stand.clock.advanceAsync(20_000);
    expect(stand.state.receipts).toEqual([]);
  });

  it('a jammed cutter shows at the first cut, is an error until it is freed, and what hung is cut off then', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    stand.fault('cutterJam');
    expect(await stand.until(stand.print(driver, receiptOf('甲')))).toEqual(unknown('cutter'));
    expect(await stand.until(stand.print(driver, receiptOf('甲')))).toMatchObject(condition('cutterError'));
    expect(stand.papers).toEqual([linesOf('甲')]);
    stand.fault('cutterJam', false);
    expect(await stand.until(stand.print(driver, receiptOf('乙')))).toEqual(confirmed);
    expect(stand.papers).toEqual([linesOf('甲'), linesOf('乙')]);
  });

  it('a printer that says nothing: timeout, nothing printed', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    stand.fault('silent');
    expect(await stand.until(stand.print(driver, receiptOf('甲')))).toMatchObject({
      ok: false,
      error: { code: 'timeout' },
    });
    expect(stand.state.receipts).toEqual([]);
  });

  it('what a poll misses because of stray bytes, ASB still tells before anything is printed', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    stand.act('setPaper', { state: 'out' });
    stand.fault('silent');
    stand.onSent = (bytes) => {
      const text = toHex(bytes);
      if (/^10040[1-4]$/.test(text)) stand.deviceSays(fromHex('12'));
      if (text.endsWith('1D610F')) stand.deviceSays(fromHex('18 00 0F 00'));
    };
    stand.sent = [];
    expect(await stand.until(stand.print(driver, receiptOf('甲')))).toMatchObject(condition('paperOut'));
    expect(stand.sent).not.toContain(0x0a);
    expect(toHex(Uint8Array.from(stand.sent))).not.toContain('1D56');
  });

  it('paper that is nearly at its end still prints', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    stand.act('setPaper', { state: 'low' });
    expect(await stand.until(stand.print(driver, receiptOf('甲')))).toEqual(confirmed);
  });
});

describe('a fault in the middle of a receipt', () => {
  it('paper out: unknown, and after the refill no old line comes out', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    stand.fault('paperOutMidReceipt');
    expect(await stand.until(stand.print(driver, receiptOf('甲')))).toEqual(unknown('paperOut'));
    expect(stand.papers).toEqual([linesOf('甲').slice(0, 3)]);
    stand.act('setPaper', { state: 'full' });
    await stand.clock.advanceAsync(5000);
    // Nothing goes on waiting for the echo that will not come.
    expect(stand.clock.armed).toBe(0);
    await stand.clock.advanceAsync(15_000);
    // What hung in the slot was cut off, with nothing added to it.
    expect(stand.state.receipts).toMatchObject([{ cut: true }]);
    expect(stand.papers).toEqual([linesOf('甲').slice(0, 3)]);
    stand.act('takePaper');
    expect(await stand.until(stand.print(driver, receiptOf('乙')))).toEqual(confirmed);
    expect(stand.papers).toEqual([linesOf('乙')]);
  });

  it('without the clearing the printer would print the rest: the simulator keeps its memory over a refill', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    stand.fault('paperOutMidReceipt');
    stand.fault('ignoresClear');
    expect(await stand.until(stand.print(driver, receiptOf('甲')))).toEqual(unknown('paperOut'));
    expect(stand.state.waitingBytes).toBeGreaterThan(0);
    stand.act('setPaper', { state: 'full' });
    await stand.clock.advanceAsync(20_000);
    expect(stand.papers[0]).toEqual(linesOf('甲'));
    // Even such a printer gives the next customer nothing of it: it is cut off, and the memory is proven empty.
    expect(stand.state.receipts.every(({ cut }) => cut)).toBe(true);
    stand.act('takePaper');
    expect(await stand.until(stand.print(driver, receiptOf('乙')))).toEqual(confirmed);
    expect(stand.papers).toEqual([linesOf('乙')]);
  });

  it('a print that waits behind a failed one finds the paper clean', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    stand.fault('paperOutMidReceipt');
    const first = stand.print(driver, receiptOf('甲'));
    expect(await stand.until(first)).toEqual(unknown('paperOut'));
    const second = stand.print(driver, receiptOf('乙'));
    stand.act('setPaper', { state: 'full' });
    expect(await stand.until(second)).toEqual(confirmed);
    expect(stand.papers).toEqual([linesOf('甲').slice(0, 3), linesOf('乙')]);
  });

  it('cover open: unknown, and the half receipt is cut off once it is closed', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    const printing = stand.print(driver, receiptOf('甲'));
    await stand.untilState(({ receipts }) => (receipts[0]?.lines.length ?? 0) === 4);
    stand.act('openCover');
    expect(await stand.until(printing)).toEqual(unknown('coverOpen'));
    stand.act('closeCover');
    await stand.clock.advanceAsync(20_000);
    const [half, ...more] = stand.state.receipts;
    expect(half).toMatchObject({ cut: true });
    expect(more).toEqual([]);
    expect(stand.papers[0]?.length).toBeLessThan(10);
  });

  it('cutter jam at the end: unknown, everything is on paper but not cut; later it is', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    expect(await stand.until(stand.print(driver, receiptOf('零')))).toEqual(confirmed);
    stand.act('takePaper');
    stand.fault('cutterJam');
    const from = stand.clock.monotonic();
    expect(await stand.until(stand.print(driver, receiptOf('甲')))).toEqual(unknown('cutter'));
    expect(stand.clock.monotonic() - from).toBeLessThan(ECHO_MILLISECONDS / 2);
    expect(stand.state.receipts).toMatchObject([{ cut: false }]);
    stand.fault('cutterJam', false);
    expect(await stand.until(stand.print(driver, receiptOf('乙')))).toEqual(confirmed);
    expect(stand.papers).toEqual([linesOf('甲'), linesOf('乙')]);
  });

  it('power off: unknown by silence, and the next receipt stands alone', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    const printing = stand.print(driver, receiptOf('甲'));
    await stand.untilState(({ receipts }) => (receipts[0]?.lines.length ?? 0) === 4);
    stand.fault('powerOff');
    expect(await stand.until(printing)).toEqual(unknown('silence'));
    stand.fault('powerOff', false);
    expect(await stand.until(stand.print(driver, receiptOf('乙')))).toEqual(confirmed);
    expect(stand.papers).toEqual([linesOf('甲').slice(0, 4), linesOf('乙')]);
  });

  it('a short power cut: the half receipt is got rid of at once, not in front of the next customer', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    const printing = stand.print(driver, receiptOf('甲'));
    await stand.untilState(({ receipts }) => (receipts[0]?.lines.length ?? 0) === 4);
    stand.fault('powerOff');
    stand.fault('powerOff', false);
    expect(await stand.until(printing)).toEqual(unknown('silence'));
    await stand.clock.advanceAsync(5000);
    expect(stand.state.receipts).toMatchObject([{ cut: true }]);
  });

  it('silence: unknown after the echo deadline, not before', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    const printing = stand.print(driver, receiptOf('甲'));
    await stand.untilState(({ receipts }) => (receipts[0]?.lines.length ?? 0) === 1);
    const from = stand.clock.monotonic();
    stand.fault('silent');
    expect(await stand.until(printing)).toEqual(unknown('silence'));
    expect(stand.clock.monotonic() - from).toBeGreaterThan(ECHO_MILLISECONDS);
  });

  it('gives a long receipt more time: a second for every 10 cm', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    const printing = stand.print(driver, receiptOf('甲', 120));
    await stand.untilState(({ receipts }) => (receipts[0]?.lines.length ?? 0) === 1);
    const from = stand.clock.monotonic();
    stand.fault('silent');
    expect(await stand.until(printing)).toEqual(unknown('silence'));
    // 142 dots and 120 lines of 30 are 52.8 cm.
    expect(stand.clock.monotonic() - from).toBeGreaterThan(ECHO_MILLISECONDS + 5500);
  });

  it('paper that ends right after the last cut: the echo is right behind, and confirms', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    expect(await stand.until(stand.print(driver, receiptOf('零')))).toEqual(confirmed);
    const printing = stand.print(driver, receiptOf('甲'));
    await stand.untilState(({ receipts }) => receipts[1]?.lines.length === 10);
    stand.fault('silent');
    stand.deviceSays(fromHex('18 00 0F 00'));
    await stand.clock.advanceAsync(FAULT_GRACE_MILLISECONDS - 1);
    stand.deviceSays(Uint8Array.of(0x37, 0x22, ...stand.sent.slice(-4), 0x00));
    expect(await stand.until(printing, 10)).toEqual(confirmed);
  });

  it('a late echo confirms nothing: neither its own receipt nor the next', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    expect(await stand.until(stand.print(driver, receiptOf('零')))).toEqual(confirmed);
    stand.fault('lateEcho');
    expect(await stand.until(stand.print(driver, receiptOf('甲')))).toEqual(unknown('silence'));
    stand.fault('lateEcho', false);
    await stand.clock.advanceAsync(16_000);
    stand.fault('noProcessId');
    const next = stand.print(driver, receiptOf('乙'));
    await stand.clock.advanceAsync(30_000);
    expect(await stand.until(next)).not.toEqual(confirmed);
  });

  it('slow, but within its time: confirmed', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    stand.fault('slow');
    expect(await stand.until(stand.print(driver, receiptOf('甲', 30)))).toEqual(confirmed);
  });
});
