import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '#foundation/bytes.ts';
import type { ReceiptDocument } from '../contract.ts';
import { LATE_ECHO_MILLISECONDS } from './simulator.ts';
import { condition, confirmed, linesOf, receiptOf, Stand, unknown } from './test-stand.ts';

describe('identify', () => {
  it('says who the printer is and moves no paper', async () => {
    const stand = new Stand();
    const driver = stand.connect();
    expect(await stand.until(driver.identify())).toEqual({
      ok: true,
      value: { model: 'ESC/POS SIM-80', firmware: '1.02 ESC/POS', serialNumber: 'SIM80000001' },
    });
    expect(toHex(Uint8Array.from(stand.sent))).not.toContain('1D56');
    expect(stand.state.violations).toEqual([]);
  });

  it.each([
    ['out of paper', (stand: Stand) => stand.act('setPaper', { state: 'out' })],
    ['open', (stand: Stand) => stand.act('openCover')],
  ])('identifies a printer that is %s', async (_, arrange) => {
    const stand = new Stand();
    arrange(stand);
    expect(await stand.until(stand.connect().identify())).toEqual({ ok: true, value: { model: 'ESC/POS' } });
    // A stopped printer answers no commands: asking it more would only fill its memory.
    expect(stand.state.waitingBytes).toBeLessThan(20);
  });

  it('gives up on a silent line', async () => {
    const stand = new Stand();
    stand.fault('silent');
    expect(await stand.until(stand.connect().identify())).toEqual({ ok: false, error: { code: 'timeout' } });
  });
});

describe('print', () => {
  it('is confirmed by the echo when everything is on paper and cut', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    const result = await stand.until(stand.print(driver, receiptOf('甲')));
    expect(result).toEqual(confirmed);
    expect(stand.state.receipts).toMatchObject([{ cut: true }]);
    expect(stand.papers).toEqual([linesOf('甲')]);
    expect(stand.state.violations).toEqual([]);
    expect(stand.clock.armed).toBe(0);
  });

  it('is not confirmed before the last line is on paper', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    stand.fault('slow');
    const printing = stand.print(driver, receiptOf('甲', 20));
    let settled = false;
    void printing.then(() => {
      settled = true;
    });
    while (!settled) {
      await stand.clock.advanceAsync(5);
      if (settled) expect(stand.state.receipts).toMatchObject([{ cut: true }]);
    }
    expect(await printing).toEqual(confirmed);
  });

  it('prints every kind of part as it was meant', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    const document: ReceiptDocument = {
      parts: [
        { type: 'text', text: '挂失回执', align: 'centre', size: 'large', bold: true },
        { type: 'rule' },
        { type: 'pair', label: '卡号', value: '6299 **** 0017' },
        { type: 'feed', lines: 2 },
        { type: 'text', text: 'Price $5 \\ 元', align: 'right' },
        { type: 'qr', data: 'https://example.test/r/1?x=%5D' },
      ],
    };
    expect(await stand.until(stand.print(driver, document))).toEqual(confirmed);
    expect(stand.state.receipts[0]?.lines).toEqual([
      { kind: 'text', text: '挂失回执', align: 'centre', size: 'large', bold: true },
      { kind: 'text', text: '-'.repeat(42), align: 'left', size: 'normal', bold: false },
      {
        kind: 'text',
        text: `卡号${' '.repeat(24)}6299 **** 0017`,
        align: 'left',
        size: 'normal',
        bold: false,
      },
      { kind: 'feed', lines: 2 },
      { kind: 'text', text: 'Price $5 \\ 元', align: 'right', size: 'normal', bold: false },
      { kind: 'qr', data: 'https://example.test/r/1?x=%5D' },
    ]);
    expect(stand.state.violations).toEqual([]);
  });

  it('prints one after the other, each its own piece', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    const both = Promise.all([stand.print(driver, receiptOf('甲')), stand.print(driver, receiptOf('乙'))]);
    expect(await stand.until(both)).toEqual([confirmed, confirmed]);
    expect(stand.papers).toEqual([linesOf('甲'), linesOf('乙')]);
  });

  it('refuses a document that is too long before anything is sent', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    stand.sent = [];
    expect(await stand.until(stand.print(driver, receiptOf('甲', 200)))).toEqual(condition('tooLong'));
    expect(stand.sent).toEqual([]);
  });

  it('is cancelled while it has not begun, and not any more once it has', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    const first = driver.execute({ id: 'first', name: 'print', input: { document: receiptOf('甲') } });
    const second = driver.execute({ id: 'second', name: 'print', input: { document: receiptOf('乙') } });
    await stand.untilState(({ receipts }) => (receipts[0]?.lines.length ?? 0) > 2);
    driver.cancel('first');
    driver.cancel('second');
    expect(await stand.until(first)).toEqual(confirmed);
    expect(await stand.until(second)).toEqual({ ok: false, error: { code: 'cancelled' } });
    expect(stand.papers).toEqual([linesOf('甲')]);
  });
});

describe('traces', () => {
  it('name every command and length, and nothing of what is printed', async () => {
    const stand = new Stand();
    stand.fault('noise');
    const driver = await stand.ready();
    await stand.until(stand.print(driver, { parts: [{ type: 'pair', label: '户名', value: '王㼛 6299' }] }));
    const { traced } = stand;
    const sent = traced.filter(({ direction }) => direction === 'toDevice');
    expect(sent.reduce((sum, { length }) => sum + length, 0)).toBe(stand.sent.length);
    expect(traced.some(({ direction, name }) => direction === 'discarded' && name === 'noise')).toBe(true);
    expect(traced.some(({ direction, name }) => direction === 'toHost' && name === 'processId')).toBe(true);
    expect(JSON.stringify(traced)).not.toMatch(/王|㼛|6299/);
  });
});

describe('commands', () => {
  it('that do not exist are unsupported, even when they came from another process', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    const request = JSON.parse('{"id":"1","name":"constructor","input":{}}');
    expect(await driver.execute(request)).toEqual({ ok: false, error: { code: 'unsupported' } });
  });

  it('without input are refused', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    const request = JSON.parse('{"id":"1","name":"print","input":null}');
    expect(await driver.execute(request)).toMatchObject({ ok: false, error: { code: 'invalidData' } });
  });

  it('survive a structured clone, in and out', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    const request = structuredClone({
      id: '1',
      name: 'print',
      input: { document: receiptOf('甲') },
    } as const);
    const result = await stand.until(driver.execute(request));
    expect(structuredClone(result)).toEqual(confirmed);
    for (const event of stand.events) expect(structuredClone(event)).toEqual(event);
  });
});

describe('cancel', () => {
  it('in the middle of the checks before a print: nothing is printed', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    const printing = driver.execute({ id: 'one', name: 'print', input: { document: receiptOf('甲') } });
    stand.sent = [];
    stand.onSent = () => driver.cancel('one');
    expect(await stand.until(printing)).toEqual({ ok: false, error: { code: 'cancelled' } });
    expect(stand.sent).not.toContain(0x0a);
    await stand.clock.advanceAsync(20_000);
    expect(stand.state.receipts).toEqual([]);
  });
});

describe('status', () => {
  it('is asked in real time', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    const ask = async () => (await stand.until(stand.status(driver))) as object;
    const good = { paper: 'full', cover: 'closed', cutter: 'ok', online: true };
    expect(await ask()).toEqual({ ok: true, value: good });
    stand.act('setPaper', { state: 'low' });
    expect(await ask()).toEqual({ ok: true, value: { ...good, paper: 'low' } });
    stand.act('setPaper', { state: 'out' });
    expect(await ask()).toEqual({ ok: true, value: { ...good, paper: 'out', online: false } });
    stand.act('openCover');
    expect(await ask()).toEqual({
      ok: true,
      value: { ...good, paper: 'out', cover: 'open', online: false },
    });
  });

  it('is told at every change, without being asked', async () => {
    const stand = new Stand();
    await stand.ready();
    stand.events.length = 0;
    stand.act('setPaper', { state: 'low' });
    stand.act('openCover');
    stand.act('closeCover');
    await stand.clock.advanceAsync(10);
    const status = { paper: 'low', cover: 'closed', cutter: 'ok', online: true };
    expect(stand.events).toEqual([
      { type: 'printerStatus', status },
      { type: 'printerStatus', status: { ...status, cover: 'open', online: false } },
      { type: 'printerStatus', status },
    ]);
  });

  it('is not told when nothing has changed', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    stand.events.length = 0;
    await stand.until(stand.status(driver));
    await stand.until(stand.print(driver, receiptOf('甲')));
    expect(stand.events).toEqual([]);
  });

  it('is told again after a power cut, once status was asked', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    stand.fault('powerOff');
    stand.fault('powerOff', false);
    await stand.until(stand.status(driver));
    stand.events.length = 0;
    stand.act('openCover');
    await stand.clock.advanceAsync(10);
    expect(stand.events).toHaveLength(1);
  });

  it('does not pile commands up in a printer that is stopped', async () => {
    const stand = new Stand();
    const driver = await stand.ready();
    stand.act('setPaper', { state: 'out' });
    await stand.until(stand.status(driver));
    const { waitingBytes } = stand.state;
    for (let time = 0; time < 3; time += 1) await stand.until(stand.status(driver));
    // DLE EOT is obeyed on arrival; the simulator keeps its three bytes in the queue, as printers may.
    expect(stand.state.waitingBytes - waitingBytes).toBe(3 * 4 * 3);
  });
});

describe('a printer without process ids', () => {
  it('is never confirmed: unknown without a reason when nothing speaks against it', async () => {
    const stand = new Stand();
    stand.fault('noProcessId');
    const driver = await stand.ready();
    expect(await stand.until(stand.print(driver, receiptOf('甲')))).toEqual(unknown());
    expect(await stand.until(stand.print(driver, receiptOf('乙')))).toEqual(unknown());
    await stand.clock.advanceAsync(20_000);
    expect(stand.papers).toEqual([linesOf('甲'), linesOf('乙')]);
  });

  it('is not confirmed by an answer that is no echo, whatever came before it', async () => {
    const stand = new Stand();
    stand.fault('noProcessId');
    const driver = await stand.ready();
    expect(await stand.until(stand.print(driver, receiptOf('零')))).toEqual(unknown());
    const printing = stand.print(driver, receiptOf('甲'));
    await stand.untilState(({ receipts }) => (receipts[1]?.lines.length ?? 0) > 0);
    stand.deviceSays(fromHex('18 00 0F 00'));
    await stand.clock.advanceAsync(10);
    stand.deviceSays(fromHex('00'));
    expect(await stand.until(printing)).toEqual(unknown());
  });

  it('still says why when the paper ends', async () => {
    const stand = new Stand();
    stand.fault('noProcessId');
    const driver = await stand.ready();
    stand.fault('paperOutMidReceipt');
    expect(await stand.until(stand.print(driver, receiptOf('甲')))).toEqual(unknown('paperOut'));
  });

  it('is not taken for one when its echo was only late', async () => {
    const stand = new Stand();
    stand.fault('lateEcho');
    const driver = await stand.ready();
    stand.fault('lateEcho', false);
    await stand.clock.advanceAsync(LATE_ECHO_MILLISECONDS);
    expect(await stand.until(stand.print(driver, receiptOf('甲')))).toEqual(confirmed);
  });

  it('is not taken for one only because it was out of paper when it was identified', async () => {
    const stand = new Stand();
    stand.act('setPaper', { state: 'out' });
    const driver = await stand.ready();
    stand.act('setPaper', { state: 'full' });
    expect(await stand.until(stand.print(driver, receiptOf('甲')))).toEqual(confirmed);
  });
});
