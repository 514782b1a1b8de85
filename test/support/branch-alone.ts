import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { CLONE } from '../house/repository.ts';

const PROGRAM = join(CLONE, 'branch', 'cli', 'branch.ts');

/** `npm run branch` as a process of its own, once it says ready. */
export async function branchAlone(args: readonly string[]) {
  const child: ChildProcess = spawn(process.execPath, [PROGRAM, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('no pipes');
  let said = '';
  stderr.on('data', (text: Buffer) => {
    said += String(text);
  });
  let url: string | undefined;
  const lines: string[] = [];
  for await (const line of createInterface({ input: stdout })) {
    lines.push(line);
    url = /^ready (\S+)$/.exec(line)?.[1];
    if (url) break;
  }
  if (!url) throw new Error(`the branch service did not start: ${said}`);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  return {
    url,
    pid: child.pid ?? 0,
    lines,
    said: () => said,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}

/** What `npm run branch` prints and how it ends when it does not stay. */
export async function branchOnce(
  args: readonly string[],
): Promise<{ code: number; stdout: string; stderr: string }> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [PROGRAM, ...args]);
    return { code: 0, stdout, stderr };
  } catch (failure) {
    const { code, stdout, stderr } = failure as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
}
