import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '#foundation/clock.ts';
import { DEVELOPMENT_CA_FOLDER, ROOT_FILE } from '../sealing/development-ca/folder.ts';
import { paper } from '../test-support/papers.ts';
import { house, sealed, signed } from '../test-support/sealed.ts';
import { type Bench, bench, pem } from '../test-support/tools.ts';
import { FINDING_CODES, OUTCOMES } from '../verifying/report.ts';
import { tell } from '../verifying/words.ts';

const PROGRAM = new URL('./verify.ts', import.meta.url).pathname;

describe('npm run verify', () => {
  let at: Bench;
  beforeAll(async () => {
    at = bench();
    const now = systemClock.wall();
    const ours = await house(now);
    mkdirSync(at.path(join('data', DEVELOPMENT_CA_FOLDER)), { recursive: true });
    at.write(join('data', DEVELOPMENT_CA_FOLDER, ROOT_FILE), ours.root.certificate);
    const base = await paper();
    const whole = await sealed(ours, base, now);
    at.write('whole.pdf', whole);
    at.write('half.pdf', await signed(ours, base, now));
    at.write('base.pdf', base);
    at.write(
      'bent.pdf',
      Uint8Array.from(whole, (byte, place) => (place === 900 ? byte ^ 1 : byte)),
    );
    at.write('words.pdf', 'no paper');
    at.write('ours.pem', pem(ours.root.certificate));
    at.write('others.pem', pem((await house(now)).root.certificate));
  });
  afterAll(() => at.dispose());

  const asked = (...args: readonly string[]) => {
    const { INIT_CWD: _, ...env } = process.env;
    const ran = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', PROGRAM, ...args], {
      cwd: at.folder,
      encoding: 'utf8',
      env,
    });
    return { status: ran.status, out: `${ran.stdout}${ran.stderr}` };
  };

  it.each([
    [
      'whole, by the development CA',
      0,
      ['whole.pdf', '--data', 'data'],
      /^Whole and trusted[\s\S]*Believed: the development CA of .*data\. Not for real/,
    ],
    [
      'whole, by a named authority',
      0,
      ['whole.pdf', '--trust', 'ours.pem', '--language', 'zh-CN'],
      /^完整可信/,
    ],
    [
      'whole, without anybody to believe',
      1,
      ['whole.pdf', '--data', 'nowhere'],
      /^Whole, signer unknown[\s\S]*Believed: nobody/,
    ],
    ['whole, believing others', 1, ['whole.pdf', '--trust', 'others.pem'], /^Whole, signer unknown/],
    ['bent', 3, ['bent.pdf', '--data', 'data'], /^Tampered with/],
    ['no paper', 4, ['words.pdf', '--data', 'data'], /^Unreadable/],
    ['not there', 4, ['nothing.pdf', '--data', 'data'], /cannot be read/],
    ['not signed', 5, ['base.pdf', '--data', 'data'], /^Not signed/],
    ['without the bank’s seal', 6, ['half.pdf', '--data', 'data'], /^Not complete/],
    ['a trust file that is none', 2, ['whole.pdf', '--trust', 'words.pdf'], /is not a file of certificates/],
    [
      'a trust file that is not there',
      2,
      ['whole.pdf', '--trust', 'nothing.pem'],
      /is not a file of certificates/,
    ],
    ['no file', 2, [], /^npm run verify/],
    ['an unknown option', 2, ['whole.pdf', '--believe', 'x'], /^npm run verify/],
  ])('%s: exit code %i', (_, status, args, words) => {
    const said = asked(...args);
    expect(said.out).toMatch(words);
    expect(said.status).toBe(status);
  });

  it('has words for everything it can find, in both languages', () => {
    for (const language of ['en', 'zh-CN'] as const)
      for (const outcome of OUTCOMES) {
        const findings = FINDING_CODES.map((code) => ({ code, signature: 'bank' as const, offset: 7 }));
        const lines = tell({ outcome, findings, signatures: [] }, language);
        expect(new Set(lines).size).toBe(FINDING_CODES.length + 1);
        expect(lines.join()).not.toMatch(/undefined/);
      }
  });
});
