import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DRIVERS } from './catalogue.ts';
import type { Explain } from './explain.ts';

const MODELS: readonly (readonly [string, Explain])[] = Object.values(DRIVERS).flatMap((kind) =>
  Object.entries(kind).map(([name, { explain }]) => [name, explain as Explain] as const),
);

const directions = fc.constantFrom('toDevice' as const, 'toHost' as const, 'discarded' as const);
const NAMES = [
  'realTime',
  'asb',
  'information',
  'unasked asb',
  'GS ( k',
  'text',
  'ESC @',
  'noise',
  'badCheck',
];
const frames = fc
  .tuple(
    directions,
    fc.constantFrom(...NAMES),
    fc.constantFrom(
      [],
      [0x45, 0x30],
      [0x37, 0x31, 0x59],
      [0x50, 0x51, 0x33],
      [0x43],
      [0x4e],
      [0, 0, 0x90],
      [0x81, 0, 0, 7, 0x34],
    ),
    fc.uint8Array({ maxLength: 300 }),
  )
  .map(([direction, name, head, rest]) => {
    const bytes = Uint8Array.from([...head, ...rest]);
    return { direction, name, length: bytes.length, bytes };
  });

describe.each(MODELS)('%s', (_name, explain) => {
  it('tells only words of its tables, bytes they name, and lengths, and accounts for every byte', () => {
    fc.assert(
      fc.property(frames, (frame) => {
        const { words, shown, hidden, chapter } = explain(frame);
        expect(chapter).not.toBe('');
        expect(words.length).toBeLessThanOrEqual(8);
        for (const part of shown === '' ? [] : shown.split(' '))
          expect(part).toMatch(/^([0-9A-F]{2}|\(\d+\))$/);
        const named = shown.split(' ').filter((part) => /^[0-9A-F]{2}$/.test(part)).length;
        expect(named).toBeLessThanOrEqual(6);
        expect(named + hidden).toBe(frame.length);
      }),
    );
  });

  it('never lets a canary out, wherever it stands in a frame', () => {
    const digits = fc.stringMatching(/^[0-9]{12,19}$/);
    fc.assert(
      fc.property(frames, digits, fc.nat({ max: 12 }), (frame, canary, at) => {
        const hex = Array.from(canary, (digit) => `3${digit}`);
        const bytes = Uint8Array.from([
          ...frame.bytes.subarray(0, at),
          ...Buffer.from(canary, 'latin1'),
          ...frame.bytes.subarray(at),
        ]);
        const told = JSON.stringify(explain({ ...frame, length: bytes.length, bytes }));
        expect(told).not.toContain(canary);
        // Six in a row would be the beginning of a number; a table that happens to name digits shows fewer.
        expect(told.replaceAll(' ', '')).not.toContain(hex.slice(0, 6).join(''));
        expect(told.replaceAll(' ', '')).not.toContain(hex.slice(-6).join(''));
      }),
    );
  });

  it('knows a frame without its bytes by its length', () => {
    const told = explain({ direction: 'discarded', name: 'noise', length: 12 });
    expect(told).toMatchObject({ words: ['noise'], shown: '(12)', hidden: 12 });
  });
});

it('reads the frames of the manuals', () => {
  const read = (explain: Explain, direction: 'toDevice' | 'toHost', bytes: number[], name = 'x') => {
    const told = explain({ direction, name, length: bytes.length, bytes: Uint8Array.from(bytes) });
    return `${told.words.join(', ')} | ${told.shown}`;
  };
  const { cardReader, cardDispenser, idScanner, receiptPrinter, signaturePad } = DRIVERS;
  const crt310 = cardReader.crt310.explain;
  expect(read(crt310, 'toDevice', [0x32, 0x31])).toBe('move, front, held | 32 31');
  expect(read(crt310, 'toHost', [0x32, 0x31, 0x4e])).toBe('move, front, held, failed | 32 31 4E');
  expect(read(crt310, 'toHost', [0x4e, 0x32, 0x02])).toBe('refused, move, cannot be done now | 4E 32 02');
  expect(read(crt310, 'toHost', [0x45, 0x30, 0x59, 0x36, 0x32])).toBe('read tracks, buffer | 45 30 (3)');
  expect(read(crt310, 'toHost', [0x37, 0x31, 0x59, 0, 2, 0x90, 0])).toBe(
    'CPU card, APDU T=0, done | 37 31 59 (4)',
  );
  const crt591 = cardDispenser.crt591.explain;
  expect(read(crt591, 'toHost', [0x50, 0x31, 0x30, 0x30, 0x32, 0x31])).toBe(
    'done, status, position, no card, stack in order, bin full | 50 31 30 30 32 31',
  );
  expect(read(crt591, 'toHost', [0x4e, 0x32, 0x31, 0x41, 0x30])).toBe(
    'not done, move, to the contacts, stack empty | 4E 32 31 41 30',
  );
  expect(read(idScanner.sdt.explain, 'toDevice', [0x20, 0x01])).toBe('card, find | 20 01');
  expect(read(idScanner.sdt.explain, 'toHost', [0, 0, 0x41])).toBe('read failed | 00 00 41');
  expect(read(idScanner.sdt.explain, 'toHost', [0, 0, 0x90, ...new Uint8Array(16)])).toBe(
    'good, SAM number | 00 00 90 (16)',
  );
  expect(read(receiptPrinter.escpos.explain, 'toDevice', [0x1d, 0x56, 0x42, 0], 'GS V')).toBe(
    'GS V, feed and cut | (4)',
  );
  expect(read(receiptPrinter.escpos.explain, 'toHost', [0x30, 0, 0x0c, 0], 'asb')).toBe(
    'automatic status, paper out, cover open | (4)',
  );
  expect(read(signaturePad['wacom-stu'].explain, 'toHost', [0x83, 1, 0, 5, 3, 2, 0, 0, 0])).toBe(
    'answer, status, capture, last: in order | 83 (3) 03 02 00 (2)',
  );
});
