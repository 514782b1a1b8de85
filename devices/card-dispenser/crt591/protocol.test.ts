import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, fromHex, toHex } from '#foundation/bytes.ts';
import { ManualClock } from '#foundation/clock.ts';
import { FrameReader } from '../../link/frame-reader.ts';
import { CRT591_DEADLINES } from './deadlines.ts';
import {
  answers,
  countOf,
  decodeAtr,
  decodeCommand,
  decodeReply,
  decodeSensors,
  encodeAtr,
  encodeCommand,
  encodeReply,
  encodeSensors,
  type HostCommand,
  type Reply,
  textOf,
} from './messages.ts';
import { cutFrame, encodeFrame, type LinkFrame, MAXIMUM_FRAME, MAXIMUM_TEXT } from './protocol.ts';

function listen() {
  const clock = new ManualClock();
  const frames: string[] = [];
  const discarded: string[] = [];
  const reader = new FrameReader<LinkFrame>({
    cut: cutFrame,
    maximumBytes: MAXIMUM_FRAME,
    interByteMilliseconds: CRT591_DEADLINES.interByte,
    clock,
    onFrame: (frame) => frames.push(frame.kind === 'control' ? frame.control : toHex(frame.text)),
    onDiscarded: (count, reason) => discarded.push(`${count} ${reason}`),
  });
  return { clock, reader, frames, discarded };
}

const PSE = fromHex('00 A4 04 00 0E 31 50 41 59 2E 53 59 53 2E 44 44 46 30 31 00');

describe('worked bytes', () => {
  it.each([
    [{ name: 'init', media: 'leave', counts: false }, 'F2 00 00 03 43 30 33 03 B2'],
    [{ name: 'init', media: 'toGate', counts: false }, 'F2 00 00 03 43 30 30 03 B1'],
    [{ name: 'status' }, 'F2 00 00 03 43 31 30 03 B0'],
    [{ name: 'sensors' }, 'F2 00 00 03 43 31 31 03 B1'],
    [{ name: 'move', to: 'chip' }, 'F2 00 00 03 43 32 31 03 B2'],
    [{ name: 'move', to: 'gate' }, 'F2 00 00 03 43 32 30 03 B3'],
    [{ name: 'move', to: 'bin' }, 'F2 00 00 03 43 32 33 03 B0'],
    [{ name: 'entry', open: true }, 'F2 00 00 03 43 33 30 03 B2'],
    [{ name: 'entry', open: false }, 'F2 00 00 03 43 33 31 03 B3'],
    [{ name: 'chipReset' }, 'F2 00 00 04 43 51 30 30 03 E7'],
    [
      { name: 'chipIO', protocol: 'auto', apdu: PSE },
      'F2 00 00 17 43 51 39 00 A4 04 00 0E 31 50 41 59 2E 53 59 53 2E 44 44 46 30 31 00 03 04',
    ],
    [{ name: 'chipOff' }, 'F2 00 00 03 43 51 31 03 D1'],
  ] satisfies [HostCommand, string][])('%o is %s', (command, hex) => {
    expect(toHex(encodeFrame(encodeCommand(command)))).toBe(hex.replaceAll(' ', ''));
  });

  it.each([
    [
      'F2 00 00 12 50 30 33 30 32 30 43 52 54 2D 35 39 31 2D 4D 30 30 31 03 86',
      { kind: 'positive', status: { card: 'none', stacker: 'ok', bin: 'ok' } },
      'CRT-591-M001',
    ],
    [
      'F2 00 00 06 50 31 30 30 32 30 03 94',
      { kind: 'positive', status: { card: 'none', stacker: 'ok', bin: 'ok' } },
      undefined,
    ],
    ['F2 00 00 05 4E 32 39 31 30 03 B0', { kind: 'negative', code: '10' }, undefined],
    ['F2 00 00 05 4E 31 30 42 30 03 C9', { kind: 'negative', code: 'B0' }, undefined],
  ])('%s', (hex, expected, text) => {
    const cut = cutFrame(fromHex(hex));
    if (cut.kind !== 'frame' || cut.frame.kind !== 'text') throw new Error(cut.kind);
    const reply = decodeReply(cut.frame.text);
    expect(reply).toMatchObject(expected);
    expect(reply && textOf(reply.data)).toBe(text);
  });
});

describe('frames', () => {
  const text = fc.uint8Array({ minLength: 3, maxLength: 300 });

  it('come back as they went, whatever the chunks', () => {
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 0, max: 15 }),
        fc.integer({ min: 1, max: 40 }),
        (all, address, size) => {
          const { reader, frames, discarded } = listen();
          const bytes = concat(...all.map((one) => encodeFrame(one, address)));
          for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
          expect(frames).toEqual(all.map(toHex));
          expect(discarded).toEqual([]);
        },
      ),
    );
  });

  it('are heard after any noise and a silence', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        const { clock, reader, frames } = listen();
        reader.push(noise);
        clock.advance(CRT591_DEADLINES.interByte * 500);
        expect(clock.armed).toBe(0);
        reader.push(fromHex('F2 00 00 03 43 31 30 03 B0'));
        expect(frames.at(-1)).toBe('433130');
      }),
    );
  });

  it.each([
    ['split inside the length', ['F200', '00 03 433130 03 B0'], ['433130'], []],
    ['merged with ACK and EOT', ['06 F2000003433130 03B0 04'], ['acknowledge', '433130', 'callOff'], []],
    ['noise before an ACK', ['AA 00 06'], ['acknowledge'], ['2 noise']],
    ['03, 06 and F2 among the data', ['F2 00 00 06 50 03 06 F2 15 04 03 41'], ['500306F21504'], []],
    ['a wrong check', ['F2 00 00 03 43 31 30 03 B1'], [], ['9 badCheck']],
    ['an ACK inside a damaged frame is none', ['F2 00 00 03 43 06 06 03 00'], [], ['9 badCheck']],
    ['an address that no switch has', ['F2 10 00'], [], ['1 badLength', '2 noise']],
    ['a length of two', ['F2 00 00 02 AA'], [], ['1 badLength', '4 noise']],
    ['longer than any', ['F2 00 04 00'], [], ['1 badLength', '1 noise']],
  ] satisfies [string, string[], string[], string[]][])('%s', (_name, chunks, wanted, thrown) => {
    const { reader, frames, discarded } = listen();
    for (const chunk of chunks) reader.push(fromHex(chunk));
    expect(frames.slice(0, Math.max(1, wanted.length)).filter((frame) => wanted.includes(frame))).toEqual(
      wanted,
    );
    expect(discarded.slice(0, thrown.length)).toEqual(thrown);
  });

  it('have 3 to 1018 bytes', () => {
    expect(() => encodeFrame(new Uint8Array(2))).toThrow(RangeError);
    expect(() => encodeFrame(new Uint8Array(MAXIMUM_TEXT + 1))).toThrow(RangeError);
    expect(encodeFrame(new Uint8Array(MAXIMUM_TEXT))).toHaveLength(MAXIMUM_FRAME);
  });
});

describe('texts', () => {
  const command: fc.Arbitrary<HostCommand> = fc.oneof(
    fc.record({
      name: fc.constant('init' as const),
      media: fc.constantFrom('toGate' as const, 'toBin' as const, 'leave' as const),
      counts: fc.boolean(),
    }),
    fc.record({
      name: fc.constantFrom(
        'status' as const,
        'sensors' as const,
        'version' as const,
        'serialNumber' as const,
        'counter' as const,
        'chipReset' as const,
        'chipOff' as const,
      ),
    }),
    fc.record({ name: fc.constant('setCounter' as const), count: fc.integer({ min: 0, max: 999 }) }),
    fc.record({
      name: fc.constant('move' as const),
      to: fc.constantFrom('gate' as const, 'chip' as const, 'bin' as const, 'out' as const),
    }),
    fc.record({ name: fc.constant('entry' as const), open: fc.boolean() }),
    fc.record({
      name: fc.constant('chipIO' as const),
      protocol: fc.constantFrom('T0' as const, 'T1' as const, 'auto' as const),
      apdu: fc.uint8Array({ minLength: 4, maxLength: 261 }),
    }),
  );
  const reply: fc.Arbitrary<Reply> = fc.oneof(
    fc.record({
      kind: fc.constant('positive' as const),
      status: fc.record({
        card: fc.constantFrom('none' as const, 'gate' as const, 'chip' as const),
        stacker: fc.constantFrom('empty' as const, 'low' as const, 'ok' as const),
        bin: fc.constantFrom('ok' as const, 'full' as const),
      }),
      data: fc.uint8Array({ maxLength: 300 }),
    }),
    fc.record({
      kind: fc.constant('negative' as const),
      code: fc.constantFrom('00', '10', '69', 'A0', 'B0'),
      data: fc.uint8Array({ maxLength: 40 }),
    }),
  );

  it('commands come back as they went, and know their replies', () => {
    fc.assert(
      fc.property(command, reply, (one, answer) => {
        const bytes = encodeCommand(one);
        expect(decodeCommand(bytes)).toEqual({ ok: true, value: one });
        const said = encodeReply(bytes[1] ?? 0, bytes[2] ?? 0, answer);
        expect(answers(bytes, said)).toBe(true);
        expect(decodeReply(said)).toEqual(answer);
        expect(answers(bytes, encodeReply((bytes[1] ?? 0) ^ 1, bytes[2] ?? 0, answer))).toBe(false);
      }),
    );
  });

  it('never throw on anything', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        decodeCommand(bytes);
        decodeReply(bytes);
        decodeSensors(bytes);
        decodeAtr(bytes);
        countOf(bytes);
        textOf(bytes, true);
      }),
    );
  });

  it.each([
    ['00', '43 99 30'],
    ['00', '50 31 30'],
    ['01', '43 31 39'],
    ['01', '43 32 34'],
    ['04', '43 31 30 00'],
    ['04', '43 51 39 00 A4'],
    ['04', '43 A5 31 30 30'],
  ])('refused with %s: %s', (code, hex) => {
    expect(decodeCommand(fromHex(hex))).toEqual({ ok: false, error: code });
  });

  it.each([['50 31 30 33 32 30'], ['50 31 30 30 32'], ['4E 31 30 47 30'], ['4E 31 30 31'], ['']])(
    'no reply: %s',
    (hex) => {
      expect(decodeReply(fromHex(hex))).toBeUndefined();
    },
  );

  it('sensors are seven and one in reserve, or ten', () => {
    const barriers = [true, false, false, true, false, false, true];
    expect(decodeSensors(encodeSensors(barriers))).toEqual(barriers);
    expect(decodeSensors(fromHex('30303030303030303030'))).toEqual(barriers.map(() => false));
    expect(decodeSensors(fromHex('3030303030303031'))).toEqual(barriers.map(() => false));
    expect(decodeSensors(fromHex('30303030303030'))).toBeUndefined();
    expect(decodeSensors(fromHex('3030303032303030'))).toBeUndefined();
  });

  it('an answer to reset has its type before it', () => {
    const answer = { protocol: 'T1' as const, atr: fromHex('3B 60 00 00') };
    expect(decodeAtr(encodeAtr(answer))).toEqual(answer);
    expect(decodeAtr(fromHex('32 3B 60'))).toBeUndefined();
  });
});
