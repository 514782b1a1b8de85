import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const windows = process.platform === 'win32';
const module = fileURLToPath(new URL('child.mjs', import.meta.url));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'child-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A process that runs `program` as the bootstrap runs the launcher; both write lines to one output. */
function bootstrap(program: string, { channel = true, shell = false } = {}): ChildProcess {
  const script = join(folder, 'program.mjs');
  writeFileSync(script, program);
  const runner = join(folder, 'runner.mjs');
  writeFileSync(
    runner,
    [
      `import { runProgram } from ${JSON.stringify(module)};`,
      `process.exitCode = await runProgram(process.execPath, [${JSON.stringify(script)}], { channel: ${channel} });`,
    ].join('\n'),
  );
  const env = { ...process.env, npm_lifecycle_event: shell ? 'start' : undefined };
  // npm's shell, which does not hand its signals on. The colon keeps it from making itself the program.
  return shell
    ? spawn('sh', ['-c', `"${process.execPath}" "${runner}"; :`], {
        env,
        stdio: ['ignore', 'pipe', 'inherit'],
      })
    : spawn(process.execPath, [runner], { env, stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Lines as they come, to be waited for; `undefined` when everybody who could write one has ended. */
function linesOf({ stdout }: ChildProcess): () => Promise<string | undefined> {
  if (!stdout) throw new Error('no output');
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  return async () => {
    const { done, value } = await lines.next();
    return done ? undefined : value;
  };
}

const LIVES = 'setInterval(() => {}, 1000);';

describe('a program in the foreground', () => {
  it('gives its exit code', async () => {
    expect(await once(bootstrap('process.exit(7)'), 'exit')).toEqual([7, null]);
  });

  it.runIf(!windows)('is asked to end by its channel when a signal comes, once', async () => {
    const child = bootstrap(
      `${LIVES} process.on('message', () => { console.log('asked'); process.exit(0); }); console.log('here');`,
    );
    const line = linesOf(child);
    expect(await line()).toBe('here');
    child.kill('SIGTERM');
    expect(await line()).toBe('asked');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it.runIf(!windows)('without a channel gets the signal itself', async () => {
    const program = `${LIVES} process.on('SIGTERM', () => { console.log('SIGTERM'); process.exit(3); }); console.log('here');`;
    const child = bootstrap(program, { channel: false });
    const line = linesOf(child);
    expect(await line()).toBe('here');
    child.kill('SIGTERM');
    expect(await line()).toBe('SIGTERM');
    expect(await once(child, 'exit')).toEqual([3, null]);
  });

  it.runIf(!windows)('loses its channel when the bootstrap is killed', async () => {
    const child = bootstrap(`${LIVES} process.on('disconnect', () => process.exit(0)); console.log('here');`);
    const line = linesOf(child);
    expect(await line()).toBe('here');
    child.kill('SIGKILL');
    expect(await line()).toBeUndefined();
  });

  it.runIf(process.platform === 'linux')('ends with the shell npm runs it in', async () => {
    const program = `${LIVES} process.on('message', () => { console.log('asked'); process.exit(0); }); console.log('here');`;
    const shell = bootstrap(program, { shell: true });
    const line = linesOf(shell);
    expect(await line()).toBe('here');
    shell.kill('SIGTERM');
    expect(await line()).toBe('asked');
    expect(await line()).toBeUndefined();
  });
});

describe.runIf(!windows)('a program that is killed', () => {
  it('leaves neither the processes nor the folders behind that it told of', async () => {
    const mine = join(folder, 'mine');
    mkdirSync(mine);
    const child = bootstrap(
      [
        "import { spawn } from 'node:child_process';",
        // It holds the output open, so that the end of the output is the end of it.
        `const own = spawn(process.execPath, ['-e', ${JSON.stringify(LIVES)}], { detached: true, stdio: 'inherit' });`,
        `process.send({ temporary: ${JSON.stringify(mine)} });`,
        "process.send({ started: own.pid }, () => process.kill(process.pid, 'SIGKILL'));",
      ].join('\n'),
    );
    const line = linesOf(child);
    expect(await line()).toBeUndefined();
    await once(child, 'close');
    expect(child.exitCode).toBe(137);
    expect(existsSync(mine)).toBe(false);
  });

  it('has nothing ended that had ended before', async () => {
    const other = spawn(process.execPath, ['-e', LIVES], { detached: true, stdio: 'ignore' });
    await once(other, 'spawn');
    const child = bootstrap(
      `process.send({ started: ${other.pid} }); process.send({ ended: ${other.pid} }, () => process.kill(process.pid, 'SIGKILL'));`,
    );
    await once(child, 'exit');
    expect(other.kill(0)).toBe(true);
    other.kill('SIGKILL');
  });
});
