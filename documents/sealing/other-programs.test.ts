import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '#foundation/clock.ts';
import { type House, house, sealed } from '../test-support/sealed.ts';
import { type Bench, bench, isHere, nssTrusting, parts, pdfsig, pem } from '../test-support/tools.ts';

const tools = ['pdfsig', 'certutil', 'qpdf', 'mutool', 'openssl'].filter((program) => !isHere(program));
if (tools.length > 0) console.warn(`Sealed papers are not shown to ${tools.join(', ')} here: not installed.`);

describe('a sealed paper, as other programs see it', () => {
  let at: Bench;
  let ours: House;
  let whole: Uint8Array;
  beforeAll(async () => {
    at = bench();
    // They go by the machine's clock.
    const now = systemClock.wall();
    ours = await house(now);
    whole = await sealed(ours, undefined, now);
    at.write('sealed.pdf', whole);
    at.write('root.pem', pem(ours.root.certificate));
  });
  afterAll(() => at.dispose());

  it.skipIf(tools.includes('pdfsig') || tools.includes('certutil'))(
    'pdfsig calls both valid and trusted',
    () => {
      const seen = pdfsig(at, nssTrusting(at, ours.root.certificate), 'sealed.pdf');
      expect(seen.map(({ valid, trusted, total }) => ({ valid, trusted, total }))).toEqual([
        { valid: true, trusted: true, total: false },
        { valid: true, trusted: true, total: true },
      ]);
    },
  );

  it.skipIf(tools.includes('qpdf'))('qpdf finds nothing to complain of', () => {
    const checked = at.run('qpdf', '--check', 'sealed.pdf');
    expect(checked.out).toContain('No syntax or stream encoding errors found');
    expect(checked.status).toBe(0);
  });

  it.skipIf(tools.includes('mutool'))('mutool draws it and finds the evidence', () => {
    const drawn = at.run('mutool', 'draw', '-o', 'page.png', '-r', '100', 'sealed.pdf', '2');
    expect(drawn.out.replace('warning: ICC support is not available', '')).not.toMatch(/error|warning/i);
    expect(at.run('mutool', 'show', 'sealed.pdf', 'trailer/Root/AF/1/EF/F').out).toContain('EmbeddedFile');
  });

  it.skipIf(tools.includes('openssl'))('openssl verifies both signatures as CAdES', () => {
    const both = parts(whole);
    expect(both).toHaveLength(2);
    for (const { cms, covered } of both) {
      at.write('cms.der', cms);
      at.write('covered.bin', covered);
      const said = at.run(
        'openssl',
        'cms',
        '-verify',
        '-cades',
        '-binary',
        '-inform',
        'DER',
        '-in',
        'cms.der',
        '-content',
        'covered.bin',
        '-CAfile',
        'root.pem',
        '-purpose',
        'any',
        '-out',
        'out.bin',
      );
      expect(said.out).toContain('CAdES Verification successful');
      at.write('covered.bin', Buffer.concat([covered, Buffer.from(' ')]));
      const altered = at.run(
        'openssl',
        'cms',
        '-verify',
        '-cades',
        '-binary',
        '-inform',
        'DER',
        '-in',
        'cms.der',
        '-content',
        'covered.bin',
        '-CAfile',
        'root.pem',
        '-purpose',
        'any',
        '-out',
        'out.bin',
      );
      expect(altered.out).toContain('verification failure');
    }
  });
});
