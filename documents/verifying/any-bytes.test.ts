import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { concat } from '#foundation/bytes.ts';
import { SIGNED_AT } from '../test-support/papers.ts';
import { type House, house, sealed } from '../test-support/sealed.ts';
import { verify } from './verify.ts';

describe('verifying never throws, never hangs and never believes', () => {
  let ours: House;
  let whole: Uint8Array;
  beforeAll(async () => {
    ours = await house();
    whole = await sealed(ours);
  });
  const say = (bytes: Uint8Array) => verify(bytes, { anchors: [ours.anchor], at: SIGNED_AT + 60_000 });
  const bytesOf = (of: string): Uint8Array => Buffer.from(of, 'latin1');

  describe('with anything at all', () => {
    it('cut off at every 64th part', () => {
      for (let part = 0; part < 64; part++) {
        const said = say(whole.subarray(0, Math.floor((whole.length * part) / 64)));
        expect(['tampered', 'unreadable', 'notSigned']).toContain(said.outcome);
      }
    });

    it('random bytes, and random pieces of a sealed paper', () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
          expect(say(bytes).outcome).toBe('unreadable');
        }),
      );
      const piece = fc.tuple(fc.nat({ max: 80_000 }), fc.nat({ max: 20_000 }));
      fc.assert(
        fc.property(fc.array(piece, { maxLength: 6 }), fc.boolean(), (pieces, fromStart) => {
          const bytes = concat(
            ...(fromStart ? [whole.subarray(0, 3_000)] : []),
            ...pieces.map(([from, length]) => whole.subarray(from, from + length)),
          );
          if (Buffer.compare(bytes, whole) !== 0)
            expect(['trusted', 'signerUnknown']).not.toContain(say(bytes).outcome);
        }),
      );
    });

    it('nested without end, or endless lists: refused within bounds', () => {
      const head = '%PDF-1.7\n1 0 obj\n';
      for (const body of [
        '['.repeat(200_000),
        '<<'.repeat(200_000),
        '('.repeat(200_000),
        '[ 1 '.repeat(100_000),
        '<< /A '.repeat(60_000),
      ])
        expect(say(bytesOf(head + body)).outcome).toBe('unreadable');
      expect(say(new Uint8Array(33 * 1024 * 1024)).outcome).toBe('unreadable');
    });
  });
});
