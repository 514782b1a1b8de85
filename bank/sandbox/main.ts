import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { systemClock } from '#foundation/clock.ts';
import { type SandboxError, startSandbox } from './sandbox.ts';

/**
 * The sandbox bank as a process of its own: `main.ts --port N --data DIR`, the token in VESTIBULE_BANK_TOKEN. Prints
 * one line of JSON, `{"bank":"http://127.0.0.1:PORT/"}`, once it listens, and nothing else. Ends cleanly on SIGTERM,
 * SIGINT, or when a parent that opened an IPC channel is gone. Exit codes: 0 ended as told, 2 wrong start, 3 the
 * data folder or the port cannot be had.
 */
const USAGE =
  'Usage: main.ts --port N --data DIR, with the token (16 to 256 characters) in VESTIBULE_BANK_TOKEN.';

const settings = z.strictObject({
  port: z
    .string()
    .regex(/^[0-9]{1,5}$/)
    .transform(Number)
    .refine((port) => port <= 65_535),
  data: z.string().min(1).max(4096),
  token: z.string().regex(/^[A-Za-z0-9._~+/=-]{16,256}$/),
});

function readSettings() {
  try {
    const { values } = parseArgs({
      options: { port: { type: 'string' }, data: { type: 'string' } },
      strict: true,
    });
    return settings.safeParse({ ...values, token: process.env.VESTIBULE_BANK_TOKEN });
  } catch {
    return undefined;
  }
}

function advice({ code, detail }: SandboxError, folder: string, port: number): string {
  switch (code) {
    case 'folder':
      return `The data folder ${folder} cannot be made or used (${detail}). Choose another with --data.`;
    case 'inUse':
      return `The data folder ${folder} is in use by another sandbox bank. Stop that one or choose another folder.`;
    case 'foreign':
      return `${folder}/bank.sqlite is of another version (${detail}). Move it away and start again.`;
    case 'damaged':
      return `${folder}/bank.sqlite cannot be read or written (${detail}). Free the disk or move the file away.`;
    case 'portBusy':
      return `Port ${port} on 127.0.0.1 is taken. Choose another with --port, or 0 for any free one.`;
    case 'notListening':
      return `127.0.0.1:${port} cannot be listened on (${detail}).`;
    default:
      return 'The sandbox bank cannot start.';
  }
}

async function main(): Promise<number | undefined> {
  const read = readSettings();
  if (!read?.success) {
    const wrong = read?.error.issues.map((issue) =>
      issue.path[0] === 'token' ? 'VESTIBULE_BANK_TOKEN' : `--${String(issue.path[0])}`,
    );
    console.error(
      `The sandbox bank cannot start${wrong ? `: ${wrong.join(', ')} missing or wrong` : ''}. ${USAGE}`,
    );
    return 2;
  }
  const { port, data, token } = read.data;
  const folder = resolve(data);
  const started = await startSandbox({ folder, port, token, clock: systemClock });
  if (!started.ok) {
    console.error(advice(started.error, folder, port));
    return 3;
  }
  const stop = () => {
    started.value.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.once('disconnect', stop);
  // The parent may have gone while this was still starting.
  if (process.send && !process.connected) stop();
  console.log(JSON.stringify({ bank: started.value.url }));
  return undefined;
}

const code = await main();
if (code !== undefined) process.exitCode = code;
