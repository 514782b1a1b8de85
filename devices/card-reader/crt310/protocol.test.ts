import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, fromHex, toHex } from '#foundation/bytes.ts';
import { ManualClock } from '#foundation/clock.ts';
import { FrameReader } from '../../link/frame-reader.ts';
import { CRT310_DEADLINES } from './deadlines.ts';
import {
  CONTROLS_TO_HOST,
  CONTROLS_TO_READER,
  encodeControl,
  encodeFrame,
  frameCutter,
  type LinkFrame,
  MAXIMUM_FRAME,
  MAXIMUM_PACKAGE,
} from './protocol.ts';

function listen(controls = CONTROLS_TO_HOST) {
  const clock = new ManualClock();
  const frames: string[] = [];
  const discarded: string[] = [];
  const reader = new FrameReader<LinkFrame>({
    cut: frameCutter(controls),
    maximumBytes: MAXIMUM_FRAME,
    interByteMilliseconds: CRT310_DEADLINES.interByte,
    clock,
    onFrame: (frame) => frames.push(frame.kind === 'control' ? frame.control : toHex(frame.package)),
    onDiscarded: (count, reason) => discarded.push(`${count} ${reason}`),
  });
  return { clock, reader, frames, discarded };
}

const content = fc.uint8Array({ minLength: 2, maxLength: MAXIMUM_PACKAGE });
const STATUS_REPLY = fromHex('02 00 05 31 30 4E 4A 4E 03 4F');

describe('CRT-310 frames', () => {
  it('come back as they went, whatever the chunks', () => {
    fc.assert(
      fc.property(
        fc.array(content, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 40 }),
        (all, size) => {
          const { reader, frames, discarded } = listen();
          const bytes = concat(...all.map(encodeFrame));
          for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
          expect(frames).toEqual(all.map(toHex));
          expect(discarded).toEqual([]);
        },
      ),
    );
  });

  it('end the silence after noise: nothing throws, nothing hangs, a frame after it is heard', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (noise) => {
        const { clock, reader, frames } = listen();
        reader.push(noise);
        clock.advance(CRT310_DEADLINES.interByte * 700);
        expect(clock.armed).toBe(0);
        reader.push(STATUS_REPLY);
        expect(frames.at(-1)).toBe('31304E4A4E');
      }),
    );
  });

  it.each([
    ['split inside the length', ['0200', '05 31304E4A4E034F'], ['31304E4A4E'], []],
    [
      'two merged with an ACK between',
      ['0200033230590359 06 0200033230590359'],
      ['323059', 'acknowledge', '323059'],
      [],
    ],
    ['noise before an ACK does not swallow it', ['FF FE 06'], ['acknowledge'], ['2 noise']],
    ['NAK and EOT are heard', ['15 04'], ['refuse', 'callOff'], []],
    ['a wrong check', ['02 0003 323059 03 58'], [], ['8 badCheck']],
    ['ACK bytes inside a damaged frame are not ACKs', ['02 0004 37310615 03 FF'], [], ['9 badCheck']],
    ['a lying length of zero', ['02 0000 0300'], [], ['1 badLength', '4 noise']],
    ['oversize', ['02 010B', 'FF'], [], ['1 badLength', '2 noise', '1 noise']],
    ['a far too big length at once', ['02 FF'], [], ['1 badLength', '1 noise']],
    [
      'no ETX where the length says',
      ['02 0002 3130 FF 00'],
      [],
      ['1 badLength', '1 noise', '1 badLength', '4 noise'],
    ],
  ])('%s', (_name, chunks, frames, discarded) => {
    const seen = listen();
    for (const chunk of chunks) seen.reader.push(fromHex(chunk));
    expect(seen.frames).toEqual(frames);
    expect(seen.discarded).toEqual(discarded);
  });

  it('half a frame is given up after the inter-byte silence, and what follows is heard', () => {
    const { clock, reader, frames, discarded } = listen();
    reader.push(fromHex('02 00 05 31'));
    clock.advance(CRT310_DEADLINES.interByte);
    expect(discarded[0]).toBe('1 interByteTimeout');
    reader.push(STATUS_REPLY);
    expect(frames).toEqual(['31304E4A4E']);
  });

  it('ENQ is heard by the reader, and is noise to the host', () => {
    const reader = listen(CONTROLS_TO_READER);
    reader.reader.push(encodeControl('enquire'));
    expect(reader.frames).toEqual(['enquire']);
    const host = listen();
    host.reader.push(encodeControl('enquire'));
    expect(host.discarded).toEqual(['1 noise']);
  });

  it.each([0, 1, MAXIMUM_PACKAGE + 1])('no frame is made around %i bytes', (length) => {
    expect(() => encodeFrame(new Uint8Array(length))).toThrow(RangeError);
  });
});
