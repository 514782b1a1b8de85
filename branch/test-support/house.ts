import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AssistanceRequest } from '#contracts/branch/assistance.ts';
import type { CustodyRequest } from '#contracts/branch/custody.ts';
import { type Clock, ManualClock } from '#foundation/clock.ts';
import type { CodedError } from '#foundation/result.ts';
import { type BranchClient, createBranchClient } from '../client/client.ts';
import { newTerminalKey } from '../client/key.ts';
import { PAGES } from '../http/pages.ts';
import { type BranchOptions, type BranchService, startBranch } from '../service.ts';
import { PRACTICE_STAFF } from '../staff/practice.ts';
import { openSqliteStore } from '../store/sqlite.ts';
import type { BranchStore } from '../store/store.ts';

/** A temporary folder and the smallest pages the service takes. */
export function temporaryBranch() {
  const folder = mkdtempSync(join(tmpdir(), 'vestibule-branch-'));
  const pagesDir = join(folder, 'pages');
  mkdirSync(join(pagesDir, 'assets'), { recursive: true });
  for (const file of Object.values(PAGES)) writeFileSync(join(pagesDir, file), '<title>x</title>');
  writeFileSync(join(pagesDir, 'assets', 'lobby-1234.js'), 'export {};');
  return {
    folder,
    pagesDir,
    dataDir: join(folder, 'data'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

type MoreOptions = Partial<Pick<BranchOptions, 'database' | 'publicUrl' | 'practiceStaff'>>;

export type BranchHouse<C extends Clock> = {
  readonly clock: C;
  readonly service: BranchService;
  readonly folder: string;
  readonly dataDir: string;
  readonly faults: CodedError[];
  close(): Promise<void>;
};

/** The real service with practice staff on a free port over a temporary folder, on a clock that stands still. */
export async function openBranch(): Promise<BranchHouse<ManualClock>>;
export async function openBranch<C extends Clock>(clock: C, more?: MoreOptions): Promise<BranchHouse<C>>;
export async function openBranch(
  clock: Clock = new ManualClock(),
  more: MoreOptions = {},
): Promise<BranchHouse<Clock>> {
  const place = temporaryBranch();
  const faults: CodedError[] = [];
  const started = await startBranch({
    port: 0,
    dataDir: place.dataDir,
    pagesDir: place.pagesDir,
    clock,
    timeZone: 'Asia/Shanghai',
    practiceStaff: true,
    onFault: (fault) => faults.push(fault),
    ...more,
  });
  if (!started.ok) throw new Error(`${started.error.code} ${started.error.detail}`);
  const service = started.value;
  return {
    clock,
    service,
    folder: place.folder,
    dataDir: place.dataDir,
    faults,
    close: async () => {
      await service.close();
      place.remove();
    },
  };
}

export function clientOf(
  url: string,
  clock: Clock,
  terminalId: string,
  privateKey: Uint8Array = newTerminalKey(),
): BranchClient {
  const client = createBranchClient({ url, terminalId, privateKey, clock, fetch: globalThis.fetch });
  if (!client.ok) throw new Error(client.error.code);
  return client.value;
}

/** A client whose key stands for the terminal. */
export async function enrolled(
  house: BranchHouse<Clock>,
  terminalId = 'T01',
  privateKey = newTerminalKey(),
  branch?: string,
): Promise<BranchClient> {
  const client = clientOf(house.service.url, house.clock, terminalId, privateKey);
  const answer = await client.enrol(await house.service.enrolmentCode(terminalId, branch));
  if (!answer.ok) throw new Error(`${answer.error.code} ${answer.error.detail}`);
  return client;
}

export const aCall = (changes: Partial<AssistanceRequest> = {}): AssistanceRequest => ({
  id: randomUUID(),
  visit: 'visit-0001',
  reason: 'asked',
  step: 'chooseCard',
  service: 'reportLostCard',
  language: 'zh-CN',
  ...changes,
});

export const aKeptCard = (changes: Partial<CustodyRequest> = {}): CustodyRequest => ({
  id: randomUUID(),
  reference: 'C-7Q2W',
  visit: 'visit-0001',
  what: 'bankCard',
  reason: 'notTaken',
  ...changes,
});

export type RawAnswer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The `error.code` of the body; undefined when there is none. */
  readonly code: string | undefined;
};

/** A request whose every header and byte the test decides; nothing is added but what HTTP itself needs. */
export function rawRequest(
  port: number,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  content: string | Uint8Array = '',
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port, method, path, headers, setHost: !('host' in headers), agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const { headers: answered, statusCode: status = 0 } = response;
          resolve({ status, headers: answered, text, code: codeIn(text) });
        });
      },
    );
    request.on('error', reject);
    request.end(content);
  });
}

function codeIn(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { error?: { code?: string } }).error?.code;
  } catch {
    return undefined;
  }
}

/** What a page of this service sends with every call, before anybody has signed in. */
export const pageOrigin = (port: number): Record<string, string> => ({
  host: `127.0.0.1:${port}`,
  origin: `http://127.0.0.1:${port}`,
  'x-staff': '1',
});

export type StaffAnswer = RawAnswer & { readonly cookie: string };

/** A call of a staff page with content as JSON; `cookie` is what the browser would send from now on. */
export async function staffPost(
  port: number,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = pageOrigin(port),
): Promise<StaffAnswer> {
  const sent = body === undefined ? headers : { ...headers, 'content-type': 'application/json' };
  const content = body === undefined ? '' : JSON.stringify(body);
  const answer = await rawRequest(port, 'POST', path, sent, content);
  return { ...answer, cookie: String(answer.headers['set-cookie'] ?? '').split(';')[0] ?? '' };
}

/** What the page of a signed-in member sends: of the lobby, unless another practice member is named. */
export async function pageHeaders(port: number, number = '1003'): Promise<Record<string, string>> {
  const pin = PRACTICE_STAFF.find((member) => member.number === number)?.pin;
  const { status, cookie, text } = await staffPost(port, '/staff/api/sign-in', { number, pin });
  if (status !== 200) throw new Error(`sign-in: ${status} ${text}`);
  return { ...pageOrigin(port), cookie };
}

/** The service's own store, opened beside it, for what would take too many requests to bring about. */
export async function withStore<T>(
  house: BranchHouse<Clock>,
  run: (store: BranchStore) => Promise<T>,
): Promise<T> {
  const store = await openSqliteStore(join(house.dataDir, 'branch.db'));
  if (!store.ok) throw new Error(store.error.code);
  try {
    return await run(store.value);
  } finally {
    await store.value.close();
  }
}
