import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLONE } from '../bootstrap/clone.mjs';
import { closingLine, EMPTY, sum, tallyOf } from './tally.ts';
import { TALLY_VARIABLE } from './tally-reporter.ts';

describe('the tally of a run', () => {
  it.each([
    ['nothing', [], 0, false, '0 passed, 0 failed, 0 skipped'],
    [
      'passed and skipped tests',
      [{ path: 'a', states: ['passed', 'passed', 'skipped', 'pending'], errors: 0 }],
      0,
      false,
      '2 passed, 0 failed, 2 skipped',
    ],
    [
      'a failed test',
      [{ path: 'a', states: ['passed', 'failed'], errors: 0 }],
      0,
      true,
      '1 passed, 1 failed, 0 skipped',
    ],
    [
      'a file that does not load',
      [{ path: 'a', states: [], errors: 1 }],
      0,
      true,
      '0 passed, 1 failed, 0 skipped',
    ],
    [
      'errors nobody caught',
      [{ path: 'a', states: ['passed'], errors: 0 }],
      2,
      true,
      '1 passed, 2 failed, 0 skipped',
    ],
    [
      'a run that failed for no reason told',
      [{ path: 'a', states: ['passed'], errors: 0 }],
      0,
      true,
      '1 passed, 1 failed, 0 skipped',
    ],
  ] as const)('of %s', (_, files, unhandled, failed, line) => {
    expect(closingLine(tallyOf(files, unhandled, failed))).toBe(line);
  });

  it('names the files of what was left out', () => {
    const files = [
      { path: 'a', states: ['skipped', 'passed', 'skipped'], errors: 0 },
      { path: 'b', states: ['passed'], errors: 0 },
    ] as const;
    expect(tallyOf(files, 0, false).leftOut).toEqual({ a: 2 });
  });

  it('adds up', () => {
    expect(sum({ ...EMPTY, passed: 2, leftOut: { a: 1 } }, { ...EMPTY, passed: 1, failed: 1 })).toEqual({
      passed: 3,
      failed: 1,
      skipped: 0,
      leftOut: { a: 1 },
    });
  });

  it('is what the runner says of a real run', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tally-'));
    symlinkSync(join(CLONE, 'node_modules'), join(folder, 'node_modules'), 'junction');
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    const file = (name: string, ...lines: string[]) => writeFileSync(join(folder, name), lines.join('\n'));
    const vitest = "import { describe, it } from 'vitest';";
    const fails = "throw new Error('no');";
    file(
      'tests.test.ts',
      vitest,
      "it('is fine', () => {});",
      `it('is not', () => { ${fails} });`,
      "it.skip('is left out', () => {});",
    );
    file(
      'unhandled.test.ts',
      vitest,
      `it('leaves an error behind', () => { void (async () => { ${fails} })(); });`,
    );
    file('group.test.ts', vitest, `describe('broken', () => { ${fails} });`, "it('never runs', () => {});");
    file('missing.test.ts', "import './nothing.ts';");
    const tally = join(folder, 'tally.json');
    const reporter = join(CLONE, 'launcher', 'test', 'tally-reporter.ts');
    const args = [join(CLONE, 'node_modules', 'vitest', 'vitest.mjs'), 'run', `--reporter=${reporter}`];
    const env = { ...process.env, [TALLY_VARIABLE]: tally, VITEST: undefined, NODE_ENV: undefined };
    const { status } = spawnSync(process.execPath, args, { cwd: folder, env, encoding: 'utf8' });
    const counted = JSON.parse(readFileSync(tally, 'utf8'));
    rmSync(folder, { recursive: true });
    expect(status).toBe(1);
    expect(counted).toEqual({ passed: 2, failed: 4, skipped: 1, leftOut: expect.anything() });
  });
});
