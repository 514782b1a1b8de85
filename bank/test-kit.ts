import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import type { ReadyPerson } from '#contracts/bank/people.ts';
import {
  type BankFault,
  type BankMessage,
  faultState,
  type LedgerEntry,
  ledgerPage,
  messageList,
  peopleList,
} from '#contracts/bank/sandbox.ts';
import { type Clock, ManualClock, systemClock } from '#foundation/clock.ts';
import { type BankClient, type BankClientOptions, createBankClient } from './client/client.ts';
import { startSandbox } from './sandbox/sandbox.ts';

/** What the tests of this room share: real sandbox banks, in this process or as a child, and the ways to talk to them. */
export const TOKEN = 'token-for-tests-only-000000';

let keys = 0;
/** A fresh idempotency key. */
export const freshKey = () => `test-key-${String(++keys).padStart(12, '0')}`;

/** Asks again until the check holds, for what happens in another process; generous, since machines are busy. */
export const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 10_000, interval: 5 });

/** An empty folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vestibule-bank-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export type HttpReply = { readonly status: number; readonly contentType: string; readonly text: string };

export type HttpRequest = {
  readonly method?: 'GET' | 'POST';
  readonly token?: string | null;
  readonly key?: string;
  readonly contentType?: string;
  /** An object is sent as JSON, a text as it is. */
  readonly body?: object | string;
};

/** The sandbox at `url` with what only a bench may ask. */
export function talkTo(url: string) {
  const http = async (path: string, request: HttpRequest = {}): Promise<HttpReply> => {
    const { token = TOKEN, key, body, contentType = 'application/json' } = request;
    const headers: Record<string, string> = {};
    if (token !== null) headers.authorization = `Bearer ${token}`;
    if (key !== undefined) headers['idempotency-key'] = key;
    if (body !== undefined) headers['content-type'] = contentType;
    const response = await fetch(new URL(path, url), {
      method: request.method ?? (body === undefined ? 'GET' : 'POST'),
      headers,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return {
      status: response.status,
      contentType: response.headers.get('content-type') ?? '',
      text: await response.text(),
    };
  };
  const bench = async <T>(shape: z.ZodType<T>, path: string, body?: object): Promise<T> =>
    shape.parse(JSON.parse((await http(path, body === undefined ? {} : { body })).text));
  return {
    url,
    http,
    /** A client of this sandbox; its deadlines run on `clock`. */
    client: (
      clock: Clock = systemClock,
      fetch: BankClientOptions['fetch'] = globalThis.fetch,
    ): BankClient => {
      const made = createBankClient({ baseUrl: url, token: TOKEN, fetch, clock });
      if (!made.ok) throw new Error(made.error.code);
      return made.value;
    },
    people: async () => (await bench(peopleList, 'sandbox/people')).people,
    person: async (key: string): Promise<ReadyPerson> => {
      const found = (await bench(peopleList, 'sandbox/people')).people.find((person) => person.key === key);
      if (!found) throw new Error(`no ready person ${key}`);
      return found;
    },
    messages: async (phone?: string): Promise<BankMessage[]> =>
      (await bench(messageList, phone === undefined ? 'sandbox/messages' : `sandbox/messages?phone=${phone}`))
        .messages,
    ledger: async (): Promise<LedgerEntry[]> => (await bench(ledgerPage, 'sandbox/ledger')).entries,
    fault: (fault: BankFault, on = true, count?: number) =>
      bench(faultState, 'sandbox/faults', { fault, on, ...(count === undefined ? {} : { count }) }),
    faults: async () => (await bench(faultState, 'sandbox/faults')).faults,
    reset: () => bench(z.object({ day: z.string() }), 'sandbox/reset', {}),
  };
}

export type TestBank = ReturnType<typeof talkTo> & { readonly clock: ManualClock; readonly folder: string };

/** A sandbox bank in this process, on its own clock, gone after the test. */
export async function runningBank(): Promise<TestBank> {
  const clock = new ManualClock();
  const folder = temporaryFolder();
  const started = await startSandbox({ folder, port: 0, token: TOKEN, clock });
  if (!started.ok) throw new Error(started.error.code);
  onTestFinished(() => started.value.close());
  return { ...talkTo(started.value.url), clock, folder };
}

export type BankProcess = {
  readonly child: ChildProcess;
  /** All it has printed so far. */
  readonly output: () => { readonly stdout: string; readonly stderr: string };
  /** The exit code, or the signal's name. */
  readonly ended: Promise<number | string | null>;
};

/** Starts `bank/sandbox/main.ts` as the launcher does. It is killed after the test if it still runs. */
export function spawnBank(args: readonly string[], token: string | undefined = TOKEN): BankProcess {
  const main = new URL('./sandbox/main.ts', import.meta.url).pathname;
  const { VESTIBULE_BANK_TOKEN: _, ...env } = process.env;
  const child = spawn(process.execPath, [main, ...args], {
    env: token === undefined ? env : { ...env, VESTIBULE_BANK_TOKEN: token },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk) => {
    stdout += String(chunk);
  });
  child.stderr?.on('data', (chunk) => {
    stderr += String(chunk);
  });
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string | null);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { child, output: () => ({ stdout, stderr }), ended };
}

/** Waits for the line that says where it listens. */
export async function listening({ child, output }: BankProcess): Promise<string> {
  if (!child.stdout) throw new Error('no stdout');
  for await (const line of createInterface({ input: child.stdout }))
    return z.strictObject({ bank: z.url() }).parse(JSON.parse(line)).bank;
  throw new Error(`the bank did not start: ${output().stderr}`);
}

/** What the client says when the bank answers with an error. */
export const refused = (bankCode: string) => ({ ok: false, error: { code: 'refused', bankCode } });
export const notFound = (bankCode: string) => ({ ok: false, error: { code: 'notFound', bankCode } });

/** The ready adult, his cards by name, and the calls about him half filled in. */
export async function adult(bank: Pick<TestBank, 'person'>) {
  const { customerRef, cards, document } = await bank.person('adult');
  const [debit, credit, blocked] = cards;
  if (!debit || !credit || !blocked) throw new Error('the adult has three cards');
  const lookup = { documentType: document.type, documentNumber: document.number, name: document.name };
  const block = (cardRef: string, idempotencyKey: string) => ({
    cardRef,
    customerRef,
    reason: 'lost' as const,
    idempotencyKey,
  });
  return { customerRef, debit, credit, blocked, lookup, block };
}
