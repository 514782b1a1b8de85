import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Child } from '../children/child.ts';
import { runProgram } from './child.mjs';
import { childEnvironment } from './environment.mjs';
import { npmEnvironment } from './npm.mjs';

const STRANGE = [
  'NODE_OPTIONS',
  'node_options',
  'NODE_PATH',
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'NODE_V8_COVERAGE',
  'NODE_DEBUG',
  'NODE_REPL_EXTERNAL_MODULE',
  'ELECTRON_RUN_AS_NODE',
  'ELECTRON_NO_ASAR',
  'ELECTRON_ENABLE_LOGGING',
];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'environment-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("a program's environment", () => {
  it.each(STRANGE)('has no %s', (name) => {
    expect(childEnvironment({ [name]: '1', HOME: '/home/x' })).toEqual({ HOME: '/home/x' });
    expect(npmEnvironment({ [name]: '1' })).toEqual({});
  });

  it.each(['PATH', 'NODE_EXTRA_CA_CERTS', 'NODE_USE_SYSTEM_CA', 'NODE_ENV', 'ELECTRON_MIRROR', 'DISPLAY'])(
    'keeps %s',
    (name) => {
      expect(childEnvironment({ [name]: '1' })).toEqual({ [name]: '1' });
    },
  );

  /** What would make a started Node load this file first, and end with 9. */
  const spoilt = () => {
    const spoiler = join(folder, 'spoiler.cjs');
    writeFileSync(spoiler, 'process.exit(9);');
    return { ...process.env, NODE_OPTIONS: `--require ${spoiler}`, ELECTRON_RUN_AS_NODE: '1' };
  };

  it('does not reach a child of the launcher', async () => {
    const child = new Child({
      command: process.execPath,
      args: ['-e', 'process.exit(process.env.ELECTRON_RUN_AS_NODE ? 8 : 0)'],
      environment: spoilt(),
      cwd: folder,
      channel: false,
      output: 'keep',
    });
    expect(await child.exited).toEqual({ code: 0, signal: null });
  });

  it('does not reach the program that the bootstrap runs', async () => {
    const args = ['-e', 'process.exit(process.env.ELECTRON_RUN_AS_NODE ? 8 : 0)'];
    expect(await runProgram(process.execPath, args, { environment: spoilt() })).toBe(0);
  });
});
