import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '#foundation/clock.ts';
import { type House, house, sealed } from '../test-support/sealed.ts';
import { bench, isHere, nssTrusting, pdfsig } from '../test-support/tools.ts';
import { verify } from './verify.ts';

const hasPdfsig = isHere('pdfsig') && isHere('certutil');
if (!hasPdfsig) console.warn('Flipped bytes are not shown to pdfsig here: it or certutil is not installed.');

const STRIDE = 97;

describe('a sealed paper with one byte changed', () => {
  const now = systemClock.wall();
  let ours: House;
  let whole: Uint8Array;
  let text: string;
  const changed = (at: number, by: number): Uint8Array => {
    const bytes = Uint8Array.from(whole);
    bytes[at] = (bytes[at] ?? 0) ^ by;
    return bytes;
  };
  const outcome = (bytes: Uint8Array) => verify(bytes, { anchors: [ours.anchor], at: now }).outcome;
  /** Places of both /Contents texts, `<` and `>` included. */
  const holes = () => [...text.matchAll(/\/Contents (<[0-9a-f]+>)/g)].map((found) => found.index + 10);

  beforeAll(async () => {
    ours = await house(now);
    whole = await sealed(ours, undefined, now);
    text = Buffer.from(whole).toString('latin1');
  });

  it('is never called untouched, at every 97th byte', () => {
    expect(outcome(whole)).toBe('trusted');
    const wrong: string[] = [];
    // The last bit, and the bit that makes another case of a letter.
    for (const by of [0x01, 0x20])
      for (let at = by % STRIDE; at < whole.length; at += STRIDE) {
        const said = outcome(changed(at, by));
        if (said !== 'tampered' && said !== 'unreadable') wrong.push(`${at} ^ ${by}: ${said}`);
      }
    expect(wrong).toEqual([]);
  }, 120_000);

  it('is never called untouched, at every byte of both signatures and of all that stands around them', () => {
    const wrong: string[] = [];
    for (const hole of holes())
      for (let at = hole - 120; at < hole + 2_400; at += 19) {
        const said = outcome(changed(at, 0x01));
        if (said !== 'tampered' && said !== 'unreadable') wrong.push(`${at}: ${said}`);
      }
    expect(wrong).toEqual([]);
  }, 120_000);

  it('is never called untouched, anywhere, by any change', () => {
    fc.assert(
      fc.property(fc.nat({ max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, by) => {
        expect(['tampered', 'unreadable']).toContain(outcome(changed(at, by)));
      }),
      { numRuns: 300 },
    );
  });

  it.skipIf(!hasPdfsig)(
    'and pdfsig never calls a signature valid whose covered bytes were changed',
    () => {
      const at = bench();
      const nss = nssTrusting(at, ours.root.certificate);
      const [first = 0, second = 0] = holes();
      const width = (hole: number) => text.indexOf('>', hole) + 1 - hole;
      const inHole = (place: number) =>
        (place >= first && place < first + width(first)) ||
        (place >= second && place < second + width(second));
      const secondIncrement = text.indexOf('%%EOF', first) + 6;
      /** Where pdfsig may say valid, and does: the first signature covers nothing of the second increment. */
      const uncovered = { first: 0, second: 0 };
      for (let place = 0; place < whole.length; place += STRIDE) {
        if (inHole(place)) continue;
        at.write('flipped.pdf', changed(place, 0x01));
        const [one, two] = pdfsig(at, nss, 'flipped.pdf');
        if (two?.valid) uncovered.second++;
        if (!one?.valid) continue;
        uncovered.first++;
        expect(place, 'the first signature covers this byte').toBeGreaterThanOrEqual(secondIncrement);
      }
      expect(uncovered.second).toBe(0);
      // Some byte of the second increment was tried: else this said nothing.
      expect(whole.length - secondIncrement - width(second)).toBeGreaterThan(3 * STRIDE);
      at.dispose();
    },
    120_000,
  );
});
