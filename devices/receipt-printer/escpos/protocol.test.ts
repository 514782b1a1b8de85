import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '#foundation/bytes.ts';
import {
  align,
  askInformation,
  askQueuedStatus,
  askStatus,
  assemble,
  automaticStatus,
  bold,
  clearBuffers,
  cut,
  feedLines,
  hanziMode,
  initialise,
  lineFeed,
  plainAscii,
  processId,
  qrCode,
  raster,
  type Token,
  textRun,
  textSize,
} from './protocol.ts';

const hex = (...tokens: readonly Token[]): string => toHex(assemble(tokens));
const spaced = (text: string): string => toHex(fromHex(text));

describe('vectors of python-escpos', () => {
  const model = '1D286B04003141 3200';
  const size3 = '1D286B03003143 03';
  const levelL = '1D286B03003145 30';
  const store = '1D286B0700315030 31323334';
  const print = '1D286B0300315130';

  it.each([
    ['defaults', { moduleDots: 3, correction: 'L' }, [model, size3, levelL, store, print]],
    ['level H', { moduleDots: 3, correction: 'H' }, [model, size3, '1D286B0300314533', store, print]],
    ['size 7', { moduleDots: 7, correction: 'L' }, [model, '1D286B0300314307', levelL, store, print]],
  ] as const)('QR "1234", %s', (_, options, blocks) => {
    expect(hex(...qrCode('1234', options))).toBe(spaced(blocks.join('')));
  });

  it.each([
    ['1 x 1 black', 1, [0x80], '1D763000 0100 0100 80'],
    ['1 x 1 white', 1, [0x00], '1D763000 0100 0100 00'],
    ['2 x 2 black over white', 2, [0xc0, 0x00], '1D763000 0100 0200 C000'],
  ] as const)('raster %s', (_, rows, data, bytes) => {
    expect(hex(raster(1, rows, Uint8Array.from(data)))).toBe(spaced(bytes));
  });
});

describe('the command table', () => {
  it.each<[string, readonly Token[], string]>([
    ['initialise', [initialise()], '1B40'],
    ['Hanzi mode', [hanziMode()], '1C26'],
    ['national set', [plainAscii()], '1B5200'],
    ['line feed', [lineFeed()], '0A'],
    ['feed', [feedLines(3)], '1B6403'],
    ['align', [align('left'), align('centre'), align('right')], '1B6100 1B6101 1B6102'],
    ['bold', [bold(true), bold(false)], '1B4501 1B4500'],
    ['size', [...textSize('large'), ...textSize('normal')], '1D2111 1C210C 1D2100 1C2100'],
    ['cut', [cut()], '1D564200'],
    ['status', [askStatus(1), askStatus(4)], '100401 100404'],
    ['clear', [clearBuffers()], '100502'],
    ['ASB', [automaticStatus()], '1D610F'],
    ['process id', [processId('A1b2')], '1D28480600 3030 41316232'],
    ['queued status', [askQueuedStatus()], '1D7201'],
    ['information', [askInformation('model')], '1D4943'],
  ])('%s', (_, tokens, bytes) => {
    expect(hex(...tokens)).toBe(spaced(bytes));
  });
});

describe('text runs', () => {
  it('hold no control byte', () => {
    for (let byte = 0; byte < 256; byte += 1) {
      const run = () => textRun(Uint8Array.of(0x41, byte));
      if (byte < 0x20 || byte === 0x7f) expect(run).toThrow(RangeError);
      else expect(run().bytes[1]).toBe(byte);
    }
  });
});
