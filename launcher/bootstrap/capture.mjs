import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { LastLines } from './say.mjs';

/**
 * Runs another program to its end and keeps what it wrote last. Ends it with this process.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, onText?: (text: string) => void, worth?: (line: string) => boolean }} how
 *   `worth`: whether a line is worth keeping
 * @returns {Promise<{ code: number | string, lines: string[] }>} where there is no exit code, the name of the signal or failure
 */
export function capture(command, args, { cwd, env, onText = () => {}, worth }) {
  const last = new LastLines(worth);
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    /** @param {NodeJS.Signals} signal */
    const end = (signal) => {
      child.kill(signal);
      process.exit(128 + constants.signals[signal]);
    };
    const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
    for (const signal of signals) process.once(signal, end);
    /** @param {number | string} code @param {string[]} lines */
    const settle = (code, lines) => {
      for (const signal of signals) process.off(signal, end);
      resolve({ code, lines });
    };
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
        last.add(text);
        onText(text);
      });
    }
    child.once('error', (failure) => {
      const code = 'code' in failure ? String(failure.code) : failure.name;
      settle(code, [`${command} cannot be run: ${failure.message}`]);
    });
    child.once('close', (code, signal) => settle(code ?? signal ?? 'unknown', last.lines));
  });
}
