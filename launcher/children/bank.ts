import { join } from 'node:path';
import * as z from 'zod';
import { err, ok, type Result } from '#foundation/result.ts';
import { CLONE } from '../bootstrap/clone.mjs';
import { Child } from './child.ts';
import { portOf } from './host.ts';
import type { Launched, Trouble } from './kept.ts';

export type BankReady = { readonly url: string };

/** The first line of its standard output. */
const announcement = z.strictObject({ bank: z.url({ protocol: /^http$/ }).max(512) });

/** Starts the sandbox bank on a port of its own; one that served before comes back on the port it had. */
export function launchBank(
  dataDir: string,
  token: string,
  before: BankReady | undefined,
): Launched<BankReady> {
  const { promise, resolve } = Promise.withResolvers<Result<BankReady, Trouble>>();
  const port = before ? portOf(before.url) : 0;
  const child = new Child({
    command: process.execPath,
    args: [
      '--disable-warning=ExperimentalWarning',
      join(CLONE, 'bank', 'sandbox', 'main.ts'),
      '--port',
      String(port),
      '--data',
      join(dataDir, 'sandbox-bank'),
    ],
    environment: { ...process.env, VESTIBULE_BANK_TOKEN: token },
    cwd: CLONE,
    channel: true,
    output: 'pass',
    onLine: (line) => {
      const said = announcement.safeParse(jsonOf(line));
      resolve(
        said.success
          ? ok({ url: said.data.bank })
          : err({ message: 'The sandbox bank did not say where it listens.' }),
      );
    },
  });
  return { child, ready: promise };
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
