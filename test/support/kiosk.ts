import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { WebSocket } from 'ws';
import { startSandbox } from '#bank/sandbox/sandbox.ts';
import { PAGES } from '#branch/http/pages.ts';
import type { BenchActName } from '#contracts/bench/acts.ts';
import { type BenchAnswer, benchAnswerSchema } from '#contracts/bench/acts.ts';
import { type BenchState, benchStateSchema } from '#contracts/bench/state.ts';
import { type PageRole, type ToPage, toPageSchema } from '#contracts/bridge/messages.ts';
import type { KeypadKey } from '#contracts/keypad.ts';
import type { ProfileInput } from '#contracts/profile/profile.ts';
import { profileSchema } from '#contracts/profile/profile.ts';
import type { ActionId } from '#contracts/screen/actions.ts';
import type { BodyOf, Screen, ScreenKind } from '#contracts/screen/screen.ts';
import { SIMULATORS } from '#devices/simulation/catalogue.ts';
import { type Clock, systemClock } from '#foundation/clock.ts';
import { type Host, startHost } from '#host/composition.ts';
import type { PhotoDecoder } from '#host/ports/world.ts';
import { serveSimulators } from '#launcher/simulation/serve.ts';

/** Longest a story waits for one thing; ten times what it takes on a slow machine. */
const PATIENCE = 20_000;

export const SIMULATED_PROFILE: ProfileInput = {
  terminal: { id: 'T01', branch: { zh: '示例支行', en: 'Example Branch' } },
  devices: {
    idScanner: { model: 'sdt', connection: { transport: 'simulated' } },
    cardReader: { model: 'crt310', connection: { transport: 'simulated' } },
    receiptPrinter: { model: 'escpos', connection: { transport: 'simulated' } },
    signaturePad: { model: 'wacom-stu', connection: { transport: 'simulated' } },
    cardDispenser: {
      model: 'crt591',
      connection: { transport: 'simulated' },
      stock: 'cpr_anju-debit',
    },
  },
};

/** The smallest pages a host serves; stories look through the bridge, not through a browser. */
export function standInPages(folder: string): string {
  const pages = join(folder, 'pages');
  const meta = '<meta name="vestibule-token" content="">';
  mkdirSync(join(pages, 'assets'), { recursive: true });
  mkdirSync(join(folder, 'branch-pages', 'assets'), { recursive: true });
  for (const name of ['customer', 'supervisor', 'bench'])
    writeFileSync(join(pages, `${name}.html`), `<html><head>${meta}</head></html>`);
  for (const file of Object.values(PAGES))
    writeFileSync(join(folder, 'branch-pages', file), '<html><head></head></html>');
  return pages;
}

/** A whole terminal with its sandbox bank, branch and simulated cabinet, on free ports and a folder of its own. */
export async function openKiosk(
  profile: ProfileInput = SIMULATED_PROFILE,
  {
    hurry = 1,
    pages,
    photoDecoder,
    branch,
    clock,
    dataDir: elsewhere,
  }: {
    /** How many times faster the flows' own waits run; devices keep their time. */
    readonly hurry?: number;
    /** Folder of built pages; left out: stand-ins without a script. */
    readonly pages?: string;
    readonly photoDecoder?: PhotoDecoder;
    /** Left out: the machine's own. */
    readonly clock?: Clock;
    /** Where terminal and branch keep what they know; left out: in the kiosk's own folder. */
    readonly dataDir?: string;
    /** A branch service that runs elsewhere; left out: one in the host. */
    readonly branch?: { readonly url: string; readonly code?: string };
  } = {},
) {
  const folder = mkdtempSync(join(process.env.VESTIBULE_TEST_TMP ?? tmpdir(), 'kiosk-'));
  const profileFile = join(folder, 'profile.json');
  writeFileSync(profileFile, JSON.stringify(profile));
  const token = 'sandbox-token-of-this-story';
  const bank = await startSandbox({ port: 0, folder: join(folder, 'bank'), token, clock: systemClock });
  if (!bank.ok) throw new Error(`sandbox bank: ${bank.error.code}`);
  const cabinet = await serveSimulators(
    profileSchema.parse(profile),
    mkdtempSync(join(tmpdir(), 'v-')),
    (device, model) => {
      const makers: Readonly<Record<string, () => import('#devices/simulation/simulator.ts').Simulator>> =
        SIMULATORS[device];
      return makers[model]?.();
    },
  );
  if (!cabinet.ok) throw new Error(cabinet.error.message);
  const pagesDir = pages ?? standInPages(folder);
  const dataDir = elsewhere ?? join(folder, 'data');
  let host: Host | undefined;
  const broken: string[] = [];
  const said: string[] = [];

  const start = async (port = 0) => {
    const started = await startHost({
      options: {
        port,
        branchPort: 0,
        dataDir,
        profileFile,
        pagesDir,
        bank: { url: bank.value.url, token, sandbox: true },
        ...(cabinet.value.pipes ? { simulators: cabinet.value.pipes } : {}),
        ...(branch ? { branch } : {}),
      },
      ...(photoDecoder ? { photoDecoder } : {}),
      ...(clock ? { clock } : {}),
      ...(hurry === 1 ? {} : { flowClock: hurried(hurry) }),
      say: (line) => said.push(line),
      onBroken: (reason) => broken.push(reason),
    });
    if (!started.ok) throw new Error(started.error.message);
    host = started.value;
    return started.value;
  };
  await start();

  return {
    folder,
    dataDir,
    bank: bank.value,
    token,
    broken,
    /** What the host told whoever looks after the machine. */
    said,
    /** The devices themselves, for what is done to them without going through the bench. */
    simulators: cabinet.value.simulators,
    get host(): Host {
      if (!host) throw new Error('the host is not running');
      return host;
    },
    /** Stops the host and starts it again on the same data folder, as after a crash but in an orderly way. */
    async restart() {
      const port = host ? Number(new URL(host.url).port) : 0;
      await host?.close();
      return start(port);
    },
    customer: () => joinAs(host?.url ?? '', 'customer'),
    bench: () => benchAt(host?.url ?? ''),
    ledger: async () => {
      const reply = await fetch(new URL('sandbox/ledger', bank.value.url), {
        headers: { authorization: `Bearer ${token}` },
      });
      return (await reply.json()) as { entries: { action: string; idempotencyKey: string }[] };
    },
    async close() {
      await host?.close();
      await cabinet.value.close();
      await bank.value.close();
      keepJournal(dataDir);
      if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
    },
  };
}
/** What was recorded here is played again by `npm run campaign -- replay`, which says where it is to be kept. */
function keepJournal(dataDir: string): void {
  const keep = process.env.VESTIBULE_KEEP_JOURNALS;
  const file = join(dataDir, 'journal.sqlite');
  if (!keep || !existsSync(file)) return;
  const database = new DatabaseSync(file);
  const copy = join(keep, `${basename(mkdtempSync(join(keep, 'journal-')))}.sqlite`);
  database.exec(`VACUUM INTO '${copy.replaceAll("'", "''")}'`);
  database.close();
}
export type Kiosk = Awaited<ReturnType<typeof openKiosk>>;

/** The machine's clock, with every wait that many times shorter. */
const hurried = (times: number): Clock => ({
  ...systemClock,
  monotonic: () => systemClock.monotonic() * times,
  setTimeout: (run, milliseconds) => systemClock.setTimeout(run, milliseconds / times),
});

const tokenIn = (html: string): string => /vestibule-token" content="([^"]+)"/.exec(html)?.[1] ?? '';

export type BenchHands = {
  act(name: BenchActName, input?: object): Promise<void>;
  tryAct(name: BenchActName, input?: object): Promise<Omit<BenchAnswer, 'id'>>;
  state(): Promise<BenchState>;
};

/** The bench of a terminal at that address, for a program. */
export async function benchAt(url: string): Promise<BenchHands> {
  const page = await fetch(new URL('bench', url));
  return benchHands(url, tokenIn(await page.text()));
}

function benchHands(url: string, token: string): BenchHands {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const tryAct: BenchHands['tryAct'] = async (name, input = {}) => {
    const reply = await fetch(new URL(`bench/api/acts/${name}`, url), {
      method: 'POST',
      headers,
      body: JSON.stringify(input),
    });
    return benchAnswerSchema.omit({ id: true }).parse(await reply.json());
  };
  return {
    tryAct,
    async act(name, input) {
      const answer = await tryAct(name, input);
      if (!answer.ok) throw new Error(`${name}: ${answer.error?.code} ${answer.error?.detail ?? ''}`);
    },
    async state() {
      const reply = await fetch(new URL('bench/api/state', url), { headers });
      return benchStateSchema.parse(await reply.json());
    },
  };
}

/** A customer's page without a browser: sees screens, sends intents, like the real one. */
export async function joinAs(url: string, role: PageRole) {
  const html = await (await fetch(new URL(role === 'customer' ? '' : role, url))).text();
  const socket = new WebSocket(new URL('bridge', url.replace('http', 'ws')), { origin: new URL(url).origin });
  const seen: Screen[] = [];
  const others: ToPage[] = [];
  /** Papers whose bytes have come whole, in the order in which they came. */
  const papers: Uint8Array[] = [];
  const parts = new Map<number, Buffer[]>();
  const send = (message: object) => socket.send(JSON.stringify(message));
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const look of [...waiting]) look();
  };
  let closed = false;
  socket.on('message', (data) => {
    const message = toPageSchema.parse(JSON.parse(String(data)));
    if (message.type === 'screen') seen.push(message.screen);
    else if (message.type === 'chunk' && message.name === 'paper.bytes') {
      const { name, stream, data: part, last } = message;
      const so = [...(parts.get(stream) ?? []), Buffer.from(part, 'base64')];
      parts.set(stream, so);
      if (last) papers.push(new Uint8Array(Buffer.concat(so)));
      else send({ type: 'credit', name, stream, count: 1 });
    } else others.push(message);
    wake();
  });
  socket.on('close', () => {
    closed = true;
    wake();
  });
  await new Promise<void>((resolve, reject) => {
    socket.on('open', () => resolve());
    socket.on('error', reject);
  });
  socket.send(JSON.stringify({ type: 'hello', protocol: 1, role, token: tokenIn(html) }));

  const until = <T>(what: string, look: () => T | undefined): Promise<T> =>
    new Promise((resolve, reject) => {
      const check = () => {
        const value = look();
        if (value === undefined) return;
        clearTimeout(timer);
        waiting.delete(check);
        resolve(value);
      };
      const timer = setTimeout(() => {
        waiting.delete(check);
        const now = seen.at(-1);
        reject(
          new Error(
            `waited for ${what}; the screen is ${JSON.stringify(now?.body)} ${JSON.stringify(now?.frame.overlay)}`,
          ),
        );
      }, PATIENCE);
      waiting.add(check);
      check();
    });
  return {
    seen,
    papers,
    others,
    socket,
    send,
    until,
    get screen(): Screen {
      const now = seen.at(-1);
      if (!now) throw new Error('no screen has come yet');
      return now;
    },
    /** Waits until the screen is of that kind and, if asked, fits. */
    see<Kind extends ScreenKind>(
      kind: Kind,
      fits: (body: BodyOf<Kind>, screen: Screen) => boolean = () => true,
    ): Promise<BodyOf<Kind>> {
      return until(`screen ${kind}`, () => {
        const now = seen.at(-1);
        if (now?.body.kind !== kind) return undefined;
        const body = now.body as BodyOf<Kind>;
        return fits(body, now) ? body : undefined;
      });
    },
    /** Does an action once the screen offers it. */
    async act(action: ActionId, choice?: number): Promise<void> {
      const screen = await until(`action ${action}`, () => {
        const now = seen.at(-1);
        return now?.actions.some(
          (offered) => offered.id === action && (offered.choice ?? 0) === (choice ?? 0),
        )
          ? now
          : undefined;
      });
      send({
        type: 'intent',
        intent: { type: 'act', step: screen.step, action, ...(choice === undefined ? {} : { choice }) },
      });
    },
    async type(digits: string): Promise<void> {
      for (const digit of digits) {
        const before = seen.length;
        await this.act('digit', Number(digit));
        await until(`digit ${digits.length} shown`, () => (seen.length > before ? true : undefined));
      }
    },
    press: (key: KeypadKey) => send({ type: 'intent', intent: { type: 'key', key } }),
    closed: () => until('the line to close', () => (closed ? true : undefined)),
    leave: () => socket.close(),
  };
}
export type CustomerPage = Awaited<ReturnType<typeof joinAs>>;
