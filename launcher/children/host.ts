import { join } from 'node:path';
import { type HostOptions, hostReportSchema } from '#contracts/launch/host-options.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import { CLONE } from '../bootstrap/clone.mjs';
import { Child } from './child.ts';
import type { Launched, Trouble } from './kept.ts';

export type HostReady = {
  readonly url: string;
  readonly branchUrl: string;
  /** With what staff can sign in, to be printed. */
  readonly staffLines: readonly string[];
};

/** How a host is started: this Node, or Electron, whose main process runs the host and passes its reports on. */
export type HostProgram = {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
};

export const nodeHost = (environment: NodeJS.ProcessEnv): HostProgram => ({
  command: process.execPath,
  args: ['--disable-warning=ExperimentalWarning', join(CLONE, 'host', 'main.ts')],
  environment,
});

/** Starts a host; one that served before comes back on the ports it had. */
export function launchHost(
  program: HostProgram,
  options: HostOptions,
  before: HostReady | undefined,
): Launched<HostReady> {
  const { promise, resolve } = Promise.withResolvers<Result<HostReady, Trouble>>();
  const own = before
    ? { ...options, port: portOf(before.url), branchPort: portOf(before.branchUrl) }
    : options;
  const child = new Child({
    ...program,
    environment: { ...program.environment, VESTIBULE_HOST_OPTIONS: JSON.stringify(own) },
    cwd: CLONE,
    channel: true,
    output: 'pass',
    onMessage: (message) => {
      const report = hostReportSchema.safeParse(message);
      if (!report.success) return;
      if (report.data.type === 'failed') return resolve(err({ message: report.data.message }));
      const { url, branchUrl, staffLines } = report.data;
      resolve(ok({ url, branchUrl, staffLines }));
    },
  });
  return { child, ready: promise };
}

/** The port in an address; 80 and 443 are left out of it by their schemes. */
export function portOf(url: string): number {
  const { port, protocol } = new URL(url);
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}
