import { describe, expect, it } from 'vitest';
import { fromHex } from '#foundation/bytes.ts';
import { PAUSE_MILLISECONDS } from './station.ts';
import { confirmed, linesOf, receiptOf, Stand, unknown } from './test-stand.ts';

describe('the cable', () => {
  it('pulled in the middle: unknown at once, and the driver is over', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    const printing = stand.print(driver, receiptOf('甲'));
    await stand.untilState(({ receipts }) => (receipts[0]?.lines.length ?? 0) === 2);
    stand.act('unplug');
    expect(await stand.until(printing, 100)).toEqual(unknown('offline'));
    expect(stand.events.at(-1)).toMatchObject({ type: 'deviceState', state: 'offline' });
    expect(await stand.until(stand.print(driver, receiptOf('乙')))).toMatchObject({
      ok: false,
      error: { code: 'offline' },
    });
  });

  it('pulled before the first byte of content: offline, for nothing was printed', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    const printing = stand.print(driver, receiptOf('甲'));
    stand.act('unplug');
    expect(await stand.until(printing)).toMatchObject({ ok: false, error: { code: 'offline' } });
    await stand.clock.advanceAsync(10_000);
    expect(stand.state.receipts).toEqual([]);
  });

  it('back in: nothing old is sent or printed, a stale echo confirms nothing, the next receipt stands alone', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    const printing = stand.print(driver, receiptOf('甲'));
    await stand.untilState(({ receipts }) => (receipts[0]?.lines.length ?? 0) === 2);
    stand.act('unplug');
    expect(await stand.until(printing)).toEqual(unknown('offline'));
    // What the printer had received it prints; no cable can prevent that.
    await stand.clock.advanceAsync(5000);
    const before = stand.papers;
    stand.act('plugIn');
    const again = await stand.ready();
    await stand.clock.advanceAsync(20_000);
    expect(stand.papers).toEqual(before);
    stand.act('takePaper');
    expect(await stand.until(stand.print(again, receiptOf('乙')))).toEqual(confirmed);
    expect(stand.papers).toEqual([linesOf('乙')]);
  });

  it.each([
    ['in a line', '1C26 B0A1B0A2'],
    ['in an image', '1D7630004000180000112233'],
    ['in a QR code', '1D286B2000315030AABB'],
  ])('pulled %s: after the first receipt of the new connection nothing of it is left', async (_, half) => {
    const stand = new Stand();
    stand.connect();
    await stand.line.write(fromHex(half));
    await stand.clock.advanceAsync(10);
    await stand.line.close();
    const driver = await stand.ready();
    expect(await stand.until(stand.print(driver, receiptOf('乙')))).toEqual(confirmed);
    expect(stand.papers.at(-1)).toEqual(linesOf('乙'));
    expect(stand.papers.slice(0, -1).flat()).toEqual([]);
  });

  it('a half receipt that an earlier program left in the slot is cut off before the first one', async () => {
    const stand = new Stand();
    stand.connect();
    await stand.line.write(fromHex('1B40 41420A'));
    await stand.clock.advanceAsync(100);
    // The host knows it from its journal.
    stand.memory.unfinished = true;
    const driver = await stand.ready();
    expect(stand.state.receipts).toMatchObject([{ cut: false }]);
    expect(await stand.until(stand.print(driver, receiptOf('乙')))).toEqual(confirmed);
    expect(stand.papers).toEqual([['AB'], linesOf('乙')]);
  });

  it('put back with nothing left unfinished: not a cut more than receipts', async () => {
    const stand = new Stand();
    for (const whose of ['甲', '乙', '丙']) {
      const driver = await stand.ready();
      const cuts = cutsIn(stand);
      expect(await stand.until(stand.print(driver, receiptOf(whose)))).toEqual(confirmed);
      expect(cutsIn(stand) - cuts).toBe(1);
      await stand.line.close();
    }
    expect(stand.papers).toEqual([linesOf('甲'), linesOf('乙'), linesOf('丙')]);
  });

  it('pulled while the paper is out: what waits in the printer is cleared before the refill', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    stand.fault('paperOutMidReceipt');
    stand.fault('slow');
    const printing = stand.print(driver, receiptOf('甲'));
    await stand.untilState(({ receipts }) => (receipts[0]?.lines.length ?? 0) === 2);
    stand.act('unplug');
    expect(await stand.until(printing)).toEqual(unknown('offline'));
    await stand.untilState(({ paper }) => paper === 'out');
    expect(stand.state.waitingBytes).toBeGreaterThan(0);
    stand.act('plugIn');
    await stand.ready();
    stand.act('setPaper', { state: 'full' });
    await stand.clock.advanceAsync(20_000);
    expect(stand.papers).toEqual([linesOf('甲').slice(0, 3)]);
  });

  it('close settles a running print as unknown and a waiting one as offline', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    const running = stand.print(driver, receiptOf('甲'));
    const waiting = stand.print(driver, receiptOf('乙'));
    await stand.untilState(({ receipts }) => (receipts[0]?.lines.length ?? 0) === 2);
    await driver.close();
    await driver.close();
    expect(await running).toEqual(unknown('offline'));
    expect(await waiting).toMatchObject({ ok: false, error: { code: 'offline' } });
    await stand.clock.advanceAsync(30_000);
    expect(stand.clock.armed).toBe(0);
  });
});

describe('a bad line', () => {
  it.each(['noise', 'splitReplies', 'floodUnsolicited'] as const)(
    '%s: printed and confirmed',
    async (fault) => {
      const stand = new Stand();
      stand.fault(fault);
      const driver = await stand.ready();
      expect(await stand.until(stand.print(driver, receiptOf('甲')))).toEqual(confirmed);
      expect(stand.papers).toEqual([linesOf('甲')]);
      expect(await stand.until(stand.status(driver))).toMatchObject({ ok: true, value: { online: true } });
    },
  );

  it('ASB bytes that lie are looked at twice', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    stand.fault('slow');
    const printing = stand.print(driver, receiptOf('甲', 20));
    await stand.untilState(({ receipts }) => (receipts[0]?.lines.length ?? 0) === 2);
    stand.deviceSays(fromHex('18 00 0F 00'));
    expect(await stand.until(printing)).toEqual(confirmed);
  });

  it('a foreign echo confirms nothing', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    expect(await stand.until(stand.print(driver, receiptOf('零')))).toEqual(confirmed);
    const printing = stand.print(driver, receiptOf('甲'));
    await stand.untilState(({ receipts }) => (receipts[1]?.lines.length ?? 0) === 2);
    stand.fault('silent');
    stand.deviceSays(fromHex('37 22 41424344 00'));
    expect(await stand.until(printing)).toEqual(unknown('silence'));
  });

  it('a fault while XOFF holds the rest back: the rest is never sent', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    expect(await stand.until(stand.print(driver, receiptOf('零')))).toEqual(confirmed);
    stand.deviceSays(fromHex('13'));
    const held = stand.print(driver, receiptOf('甲'));
    await stand.clock.advanceAsync(1000);
    stand.sent = [];
    stand.act('openCover');
    expect(await stand.until(held)).toEqual(unknown('coverOpen'));
    stand.act('closeCover');
    await stand.clock.advanceAsync(20_000);
    expect(stand.papers).toEqual([linesOf('零')]);
    // No line feed: not a line of it went out after the cover was opened.
    expect(stand.sent).not.toContain(0x0a);
  });

  it('a fault that is told while bytes are going out stops them', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    expect(await stand.until(stand.print(driver, receiptOf('零')))).toEqual(confirmed);
    stand.act('takePaper');
    let lines = 0;
    stand.onSent = (bytes) => {
      lines += bytes.filter((byte) => byte === 0x0a).length;
      if (lines > 0) stand.act('openCover');
    };
    expect(await stand.until(stand.print(driver, receiptOf('甲', 120)))).toEqual(unknown('coverOpen'));
    expect(lines).toBeLessThan(120);
    stand.onSent = () => {};
    stand.act('closeCover');
    await stand.clock.advanceAsync(20_000);
    expect(stand.papers).toEqual([]);
    expect(await stand.until(stand.print(driver, receiptOf('乙')))).toEqual(confirmed);
    expect(stand.papers).toEqual([linesOf('乙')]);
  });

  it('XOFF holds the rest back, XON lets it go, and a lost XON does not hold it for ever', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    expect(await stand.until(stand.print(driver, receiptOf('零')))).toEqual(confirmed);
    stand.deviceSays(fromHex('13'));
    const held = stand.print(driver, receiptOf('甲'));
    await stand.clock.advanceAsync(5000);
    expect(stand.papers).toEqual([linesOf('零')]);
    stand.deviceSays(fromHex('11'));
    expect(await stand.until(held)).toEqual(confirmed);
    stand.deviceSays(fromHex('13'));
    const from = stand.clock.monotonic();
    expect(await stand.until(stand.print(driver, receiptOf('乙', 120)))).toEqual(confirmed);
    expect(stand.papers).toEqual([linesOf('零'), linesOf('甲'), linesOf('乙', 120)]);
    // Once, not again before every kilobyte.
    expect(stand.clock.monotonic() - from).toBeLessThan(2 * PAUSE_MILLISECONDS);
  });
});

/** GS V on the newest cable. */
const cutsIn = ({ sent }: Stand): number =>
  sent.filter((byte, index) => byte === 0x1d && sent[index + 1] === 0x56).length;
