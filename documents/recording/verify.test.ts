import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordingOrigin } from '#contracts/branch/recording.ts';
import { firstLink, linkOf } from './chain.ts';
import { type KeptSegment, verifyRecording } from './verify.ts';

const ORIGIN: RecordingOrigin = {
  recording: 'recording-of-nobody-1',
  visit: 'visit-of-nobody',
  service: 'buyWealth',
  sale: 'ab'.repeat(32),
  nonce: 'cd'.repeat(32),
  openedAt: 1_795_312_800_000,
};

/** A recording as a terminal makes it. */
function recorded(parts: readonly Uint8Array[], origin = ORIGIN): KeptSegment[] {
  let link = firstLink(origin);
  return parts.map((bytes, number) => {
    const at = origin.openedAt + number * 1_000;
    link = linkOf(link, number, at, bytes);
    return { number, at, link, bytes };
  });
}

const headOf = (segments: readonly KeptSegment[], origin = ORIGIN) => ({
  count: segments.length,
  link: segments.at(-1)?.link ?? firstLink(origin),
});
const parts = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 12 });
const WHOLE = { whole: true, fault: null, at: null };

describe('a recording', () => {
  it('is whole as it was made, also where it goes on after the head that is named, and when it is empty', () => {
    expect(verifyRecording(ORIGIN, [], { count: 0, link: firstLink(ORIGIN) })).toEqual(WHOLE);
    fc.assert(
      fc.property(parts, fc.nat(), (made, seed) => {
        const segments = recorded(made);
        expect(verifyRecording(ORIGIN, segments, headOf(segments))).toEqual(WHOLE);
        const named = headOf(segments.slice(0, seed % (segments.length + 1)));
        expect(verifyRecording(ORIGIN, segments, named)).toEqual(WHOLE);
      }),
    );
  });

  it('is not whole without one segment, with one twice, or with two in each other’s place', () => {
    fc.assert(
      fc.property(parts, fc.nat(), fc.nat(), (made, seed, other) => {
        const segments = recorded(made);
        const head = headOf(segments);
        const [at, to] = [seed % segments.length, other % segments.length];
        expect(verifyRecording(ORIGIN, segments.toSpliced(at, 1), head)).toMatchObject({
          whole: false,
          fault: 'missing',
          at,
        });
        const [one, two] = [segments[at], segments[to]];
        if (!one || !two) throw new Error('no segment');
        expect(verifyRecording(ORIGIN, segments.toSpliced(at, 0, one), head)).toMatchObject({
          fault: 'disordered',
        });
        if (at === to) return;
        const turned = segments.with(at, two).with(to, one);
        expect(verifyRecording(ORIGIN, turned, head).whole).toBe(false);
        // Also where the numbers were put right.
        const renumbered = turned.map((segment, number) => ({ ...segment, number }));
        expect(verifyRecording(ORIGIN, renumbered, head)).toMatchObject({ fault: 'changed' });
      }),
    );
  });

  it('is not whole with any bit, time or link changed', () => {
    fc.assert(
      fc.property(parts, fc.nat(), fc.nat(), (made, seed, bit) => {
        const segments = recorded(made);
        const head = headOf(segments);
        const at = seed % segments.length;
        const one = segments[at];
        if (!one) throw new Error('no segment');
        const bytes = Uint8Array.from(one.bytes);
        const place = bit % (bytes.length * 8);
        bytes[place >> 3] = (bytes[place >> 3] ?? 0) ^ (1 << (place & 7));
        for (const other of [{ bytes }, { at: one.at + 1 }, { link: 'ee'.repeat(32) }])
          expect(verifyRecording(ORIGIN, segments.with(at, { ...one, ...other }), head)).toEqual({
            whole: false,
            fault: 'changed',
            at,
          });
      }),
    );
  });

  it('of another visit, sale or nonce, made anew, or cut off with its head, is not the one that was named', () => {
    const bytes = [Uint8Array.of(1), Uint8Array.of(2), Uint8Array.of(3)];
    const segments = recorded(bytes);
    const head = headOf(segments);
    for (const other of [{ visit: 'another' }, { sale: '00'.repeat(32) }, { nonce: '00'.repeat(32) }]) {
      const origin = { ...ORIGIN, ...other };
      expect(verifyRecording(origin, segments, head)).toMatchObject({ fault: 'changed', at: 0 });
      expect(verifyRecording(origin, recorded(bytes, origin), head)).toMatchObject({ fault: 'notTheEnd' });
    }
    expect(verifyRecording(ORIGIN, segments.slice(0, 2), head)).toMatchObject({ fault: 'missing', at: 2 });
    const forged = recorded([...bytes.slice(0, 2), Uint8Array.of(9)]);
    expect(verifyRecording(ORIGIN, forged, head)).toMatchObject({ fault: 'notTheEnd' });
  });
});
