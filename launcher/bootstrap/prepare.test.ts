import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { planRuntime, thisMachine } from './runtime.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
let clone: string;
beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'prepare-'));
  cpSync(HERE, join(clone, 'launcher', 'bootstrap'), {
    recursive: true,
    filter: (source) => !source.endsWith('.test.ts'),
  });
  writeFileSync(join(clone, 'package.json'), '{"type":"module"}');
  writeFileSync(join(clone, 'package-lock.json'), '{"lockfileVersion":3}');
});
afterEach(() => rmSync(clone, { recursive: true, force: true }));

const calls = () => join(clone, 'calls');
const goOn = () => join(clone, 'go-on');

/** A program in npm's place: notes that it was called, waits for the word, and brings Node along. */
function npm(): string {
  const cli = join(clone, 'npm-cli.js');
  const plan = planRuntime(thisMachine());
  const binary = plan.kind === 'packaged' ? join(clone, 'node_modules', plan.path) : undefined;
  const bring = binary
    ? [
        `fs.mkdirSync(${JSON.stringify(join(binary, '..'))}, { recursive: true });`,
        `fs.symlinkSync(process.execPath, ${JSON.stringify(binary)});`,
      ]
    : [];
  writeFileSync(
    cli,
    [
      "import fs from 'node:fs';",
      `fs.appendFileSync(${JSON.stringify(calls())}, 'called\\n');`,
      'const look = () => {',
      `  if (!fs.existsSync(${JSON.stringify(goOn())})) return setTimeout(look, 20);`,
      ...bring,
      '};',
      'look();',
    ].join('\n'),
  );
  return cli;
}

/** `npm start` up to the point where everything is there; it stays until it is told to go. */
function starter(cli: string) {
  const program = join(clone, 'launcher', 'bootstrap', 'try.mjs');
  writeFileSync(
    program,
    [
      "import { prepare } from './prepare.mjs';",
      'await prepare({ builds: false });',
      "process.send('ready');",
      "process.on('message', () => process.exit(0));",
    ].join('\n'),
  );
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, npm_execpath: cli, npm_node_execpath: process.execPath },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const told = { said: '', ready: false };
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    told.said += text;
  });
  child.once('message', () => {
    told.ready = true;
  });
  const exited = once(child, 'exit').then(([code]) => Number(code));
  const settled = Promise.race([once(child, 'message'), exited]);
  return { child, told, exited, settled };
}

it.runIf(process.platform !== 'win32')(
  'of three that start at once exactly one installs, and the others say which one does and what to do',
  { timeout: 30_000 },
  async () => {
    // A lock that a power cut left makes it harder: all three find it stale.
    mkdirSync(join(clone, 'dist'));
    writeFileSync(join(clone, 'dist', '.vestibule-lock'), '{"pid":1,"life":"before the power cut"}');
    const cli = npm();
    const all = [starter(cli), starter(cli), starter(cli)];
    // Two are refused while the one that installs is still at it.
    const firstTwo = await Promise.all([...twoFirst(all)]);
    expect(firstTwo).toEqual([2, 2]);
    appendFileSync(goOn(), 'now');
    await Promise.all(all.map(({ settled }) => settled));
    expect(readFileSync(calls(), 'utf8')).toBe('called\n');
    const [winner, ...more] = all.filter(({ told }) => told.ready);
    expect(more).toEqual([]);
    for (const { told } of all.filter((one) => one !== winner)) {
      expect(told.said).toContain(`by process ${winner?.child.pid}`);
      expect(told.said).toContain('start again');
    }
    // Once it is installed, a further one starts beside it without npm.
    const later = starter(cli);
    await later.settled;
    expect(later.told.ready).toBe(true);
    expect(readFileSync(calls(), 'utf8')).toBe('called\n');
    for (const { child } of [winner ?? later, later]) child.send('go');
    await Promise.all([winner?.exited, later.exited]);
    expect(existsSync(join(clone, 'dist', '.vestibule-lock'))).toBe(false);
  },
);

/** Exit codes of the two that end first. */
function twoFirst(all: readonly { readonly exited: Promise<number> }[]): Promise<number>[] {
  const ends: ((code: number) => void)[] = [];
  const firsts = [0, 1].map(() => new Promise<number>((resolve) => ends.push(resolve)));
  for (const { exited } of all) void exited.then((code) => ends.shift()?.(code));
  return firsts;
}
