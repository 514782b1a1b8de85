import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, fromHex, toHex } from '#foundation/bytes.ts';
import { ManualClock } from '#foundation/clock.ts';
import { FrameReader } from '../../link/frame-reader.ts';
import { RESIDENT_RECORD } from './examples.test-data.ts';
import {
  cutCommand,
  cutReply,
  decodeReadData,
  encodeCommand,
  encodeReadData,
  encodeReply,
  INTER_BYTE_MILLISECONDS,
  isCardRefusal,
  MAXIMUM_REPLY_BYTES,
  MESSAGES,
  type Reply,
  samNumberText,
  statusIs,
  statusText,
} from './protocol.ts';

const NONE: Uint8Array = new Uint8Array(0);
const reply = (sw3: number, data: Uint8Array = NONE, sw1 = 0, sw2 = 0): Reply => ({ sw1, sw2, sw3, data });
const SAM_NUMBER = fromHex('05000300 39293301 40E20100 CB647800');

/** A reader that keeps what it was told. */
function listener() {
  const clock = new ManualClock();
  const frames: Reply[] = [];
  const discarded: string[] = [];
  let largest = 0;
  const reader = new FrameReader<Reply>({
    cut: (bytes) => {
      largest = Math.max(largest, bytes.length);
      return cutReply(bytes);
    },
    maximumBytes: MAXIMUM_REPLY_BYTES,
    interByteMilliseconds: INTER_BYTE_MILLISECONDS,
    clock,
    onFrame: (frame) => frames.push(frame),
    onDiscarded: (count, reason) => discarded.push(`${reason} ${count}`),
  });
  return { clock, reader, frames, discarded, largest: () => largest };
}

const bytes = (maxLength: number) => fc.uint8Array({ maxLength });
const replies = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255), bytes(1284))
  .map(([sw1, sw2, sw3, data]): Reply => ({ sw1, sw2, sw3, data }));

/** Cuts bytes at arbitrary places. */
const chunked = (whole: Uint8Array, cuts: readonly number[]): Uint8Array[] => {
  const places = [...new Set(cuts.map((cut) => cut % (whole.length + 1)))].sort((a, b) => a - b);
  return [...places, whole.length].map((end, i) => whole.slice(i === 0 ? 0 : places[i - 1], end));
};

describe('worked bytes', () => {
  it.each([
    ['reset', 0x10, 0xff, 'AAAAAA9669000310FFEC'],
    ['SAM state', 0x11, 0xff, 'AAAAAA9669000311FFED'],
    ['SAM number', 0x12, 0xff, 'AAAAAA9669000312FFEE'],
    ['find', 0x20, 0x01, 'AAAAAA96690003200122'],
    ['select', 0x20, 0x02, 'AAAAAA96690003200221'],
    ['read', 0x30, 0x01, 'AAAAAA96690003300132'],
    ['newest address', 0x30, 0x03, 'AAAAAA96690003300330'],
    ['read with fingerprint', 0x30, 0x10, 'AAAAAA96690003301023'],
    ['115200 baud', 0x60, 0x00, 'AAAAAA96690003600063'],
    ['9600 baud', 0x60, 0x04, 'AAAAAA96690003600467'],
  ])('command %s', (_, command, parameter, hex) => {
    expect(toHex(encodeCommand({ command, parameter, data: NONE }))).toBe(hex);
    expect(cutCommand(fromHex(hex))).toEqual({
      kind: 'frame',
      take: 10,
      frame: { command, parameter, data: NONE },
    });
  });

  it.each([
    ['state', '11FF'],
    ['number', '12FF'],
    ['find', '2001'],
    ['select', '2002'],
    ['read', '3001'],
  ] as const)('message %s is %s', (name, hex) => {
    const { command, parameter } = MESSAGES[name];
    expect(toHex(Uint8Array.of(command, parameter))).toBe(hex);
  });

  it.each([
    ['ok', reply(0x90), 'AAAAAA9669000400009094'],
    ['found', reply(0x9f, new Uint8Array(4)), 'AAAAAA9669000800009F0000000097'],
    ['selected', reply(0x90, new Uint8Array(8)), 'AAAAAA9669000C00009000000000000000009C'],
    ['SAM number', reply(0x90, SAM_NUMBER), 'AAAAAA96690014000090050003003929330140E20100CB647800D4'],
    ['no card', reply(0x80), 'AAAAAA9669000400008084'],
    ['select failed', reply(0x81), 'AAAAAA9669000400008185'],
    ['read failed', reply(0x41), 'AAAAAA9669000400004145'],
    ['absent', reply(0x91), 'AAAAAA9669000400009195'],
    ['self-test', reply(0x60), 'AAAAAA9669000400006064'],
    ['bad checksum', reply(0x10), 'AAAAAA9669000400001014'],
  ])('reply %s', (_, frame, hex) => {
    expect(toHex(encodeReply(frame))).toBe(hex);
    expect(cutReply(fromHex(hex))).toEqual({ kind: 'frame', take: hex.length / 2, frame });
  });

  it('the whole read reply: 1,295 bytes, text at 14, photo at 270, CHK 17', () => {
    const photo = new Uint8Array(1024);
    const whole = encodeReply(reply(0x90, encodeReadData(RESIDENT_RECORD, photo)));
    expect(whole.length).toBe(1295);
    expect(toHex(whole.subarray(0, 14))).toBe('AAAAAA9669050800009001000400');
    expect(whole.subarray(14, 270)).toEqual(RESIDENT_RECORD);
    expect(whole.subarray(270, 1294)).toEqual(photo);
    expect(whole[1294]).toBe(0x17);
    const cut = cutReply(whole);
    if (cut.kind !== 'frame') throw new Error(cut.kind);
    expect(decodeReadData(cut.frame.data)).toEqual({ ok: true, value: { text: RESIDENT_RECORD, photo } });
  });

  it('the SAM number as text', () => {
    expect(samNumberText(SAM_NUMBER)).toBe('05.03-20130105-0000123456-0007890123');
    expect(samNumberText(SAM_NUMBER.subarray(1))).toBeUndefined();
  });
});

describe('status', () => {
  it('is judged on all three bytes', () => {
    expect(statusIs(reply(0x90), 0x90)).toBe(true);
    expect(statusIs(reply(0x90, NONE, 0x69, 0), 0x90)).toBe(false);
    expect(statusIs(reply(0x90, NONE, 0, 0x82), 0x90)).toBe(false);
    expect(statusIs(reply(0x9f), 0x90)).toBe(false);
  });

  it('is written as the manual does, the card bytes only where they say something', () => {
    expect(statusText(reply(0x41))).toBe('SW3=41');
    expect(statusText(reply(0x31, NONE, 0x69, 0x82))).toBe('SW=698231');
  });

  it.each([0x31, 0x32, 0x33, 0x40, 0x41, 0x47, 0x80, 0x81, 0x91])('SW3 %i is about a card', (sw3) =>
    expect(isCardRefusal(reply(sw3))).toBe(true),
  );
  it.each([0x10, 0x11, 0x21, 0x24, 0x60, 0x66, 0x90, 0x9f, 0x77])('SW3 %i is not', (sw3) =>
    expect(isCardRefusal(reply(sw3))).toBe(false),
  );
});

describe('which reply can answer which command', () => {
  const good: Record<keyof typeof MESSAGES, Reply> = {
    state: reply(0x90),
    number: reply(0x90, SAM_NUMBER),
    find: reply(0x9f, new Uint8Array(4)),
    select: reply(0x90, new Uint8Array(8)),
    read: reply(0x90, new Uint8Array(1284)),
  };
  const names = ['state', 'number', 'find', 'select', 'read'] as const;
  const pairs = names.flatMap((asked) => names.map((answered) => [asked, answered] as const));

  it.each(pairs)('%s, given the good reply of %s', (asked, answered) =>
    expect(MESSAGES[asked].answeredBy(good[answered])).toBe(asked === answered),
  );

  it.each([
    ['state', 0x80, false],
    ['state', 0x41, false],
    ['state', 0x66, true],
    ['number', 0x80, false],
    ['number', 0x60, true],
    ['find', 0x80, true],
    ['select', 0x81, true],
    ['read', 0x41, true],
  ] as const)('%s, refused with %i: %s', (asked, sw3, expected) =>
    expect(MESSAGES[asked].answeredBy(reply(sw3))).toBe(expected),
  );
});

describe('read data', () => {
  const text = new Uint8Array(256).fill(1);
  const photo = new Uint8Array(1024).fill(2);
  const data = encodeReadData(text, photo);
  const at = (offset: number, value: number) => data.map((byte, i) => (i === offset ? value : byte));

  it('comes apart as it was put together', () =>
    expect(decodeReadData(data)).toEqual({ ok: true, value: { text, photo } }));

  it.each([
    ['text length lies', at(1, 2)],
    ['photo length lies', at(2, 3)],
    ['lengths change places, same sum', concat(fromHex('04000100'), text, photo)],
    ['a byte short', data.subarray(0, 1283)],
    ['a byte long', concat(data, Uint8Array.of(0))],
    ['empty', NONE],
  ])('%s: refused', (_, wrong) =>
    expect(decodeReadData(wrong)).toEqual({ ok: false, error: { code: 'badLength' } }),
  );
});

describe('cutting frames', () => {
  const found = encodeReply(reply(0x9f, new Uint8Array(4)));

  it.each([
    ['two at once', concat(found, found), 2],
    ['noise before', concat(fromHex('00FF13AAAA96'), found), 1],
    ['one preamble byte too many', concat(fromHex('AA'), found), 1],
    ['noise between', concat(found, fromHex('1234'), found), 2],
    [
      'wrong check, then a good one',
      concat(
        found.map((b, i) => (i === 14 ? b ^ 1 : b)),
        found,
      ),
      1,
    ],
    ['LEN too small', concat(fromHex('AAAAAA96690003000090'), found), 1],
    ['LEN too large', concat(fromHex('AAAAAA9669FFFF000090'), found), 1],
    ['a true frame inside a broken one', concat(fromHex('AAAAAA96690012'), found, fromHex('000000')), 1],
  ])('%s', (_, stream, count) => {
    for (const size of [1, 2, 7, stream.length]) {
      const { reader, frames } = listener();
      for (let at = 0; at < stream.length; at += size) reader.push(stream.slice(at, at + size));
      expect(frames).toHaveLength(count);
    }
  });

  it('gives up half a frame after the longest silence and hears the next', () => {
    const { clock, reader, frames, discarded } = listener();
    reader.push(found.subarray(0, 9));
    clock.advance(INTER_BYTE_MILLISECONDS);
    expect(discarded[0]).toBe('interByteTimeout 1');
    reader.push(found);
    expect(frames).toHaveLength(1);
    expect(clock.armed).toBe(0);
  });

  it('hears the next frame although the one before promised more bytes than came', () => {
    const { clock, reader, frames } = listener();
    reader.push(found.map((byte, i) => (i === 6 ? byte + 9 : byte)));
    reader.push(found);
    clock.advance(INTER_BYTE_MILLISECONDS);
    expect(frames).toHaveLength(1);
  });

  it('round-trips every reply in any chunking, with whatever before and between', () => {
    fc.assert(
      fc.property(
        fc.array(replies, { minLength: 1, maxLength: 4 }),
        fc.array(fc.nat(), { maxLength: 12 }),
        (sent, cuts) => {
          const { reader, frames, discarded } = listener();
          for (const chunk of chunked(concat(...sent.map(encodeReply)), cuts)) reader.push(chunk);
          expect(frames).toEqual(sent);
          expect(discarded).toEqual([]);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('round-trips every command', () => {
    fc.assert(
      fc.property(fc.nat(255), fc.nat(255), bytes(61), (command, parameter, data) => {
        const frame = { command, parameter, data };
        const wire = encodeCommand(frame);
        expect(cutCommand(wire)).toEqual({ kind: 'frame', frame, take: wire.length });
      }),
    );
  });

  it('never throws on noise, keeps a bounded buffer, and hears a frame after the noise', () => {
    const tricky = fc.oneof(
      bytes(200),
      fc.constantFrom(...['AA', 'AAAAAA9669', 'AAAAAA96690508', 'AAAAAA96690000', '9669AAAA'].map(fromHex)),
    );
    fc.assert(
      fc.property(fc.array(tricky, { maxLength: 30 }), (noise) => {
        const { clock, reader, frames, largest } = listener();
        for (const chunk of noise) reader.push(chunk);
        clock.advance(INTER_BYTE_MILLISECONDS * MAXIMUM_REPLY_BYTES);
        const before = frames.length;
        reader.push(found);
        expect(frames.length).toBe(before + 1);
        expect(largest()).toBeLessThanOrEqual(2 * MAXIMUM_REPLY_BYTES);
        expect(clock.armed).toBe(0);
      }),
    );
  });

  it('says more, noise or frame about every beginning of a frame, never anything else', () => {
    for (let length = 1; length < found.length; length += 1)
      expect(cutReply(found.subarray(0, length))).toEqual({ kind: 'more' });
  });
});
