import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import type { CallView } from '#contracts/branch/call.ts';
import {
  type CallCase,
  type DeskState,
  type FromDesk,
  TELLER_SOCKET,
  type ToDesk,
  toDeskSchema,
} from '#contracts/branch/teller.ts';

type Wish =
  Exclude<FromDesk, { type: 'hello' }> extends infer Each
    ? Each extends { request: string }
      ? Omit<Each, 'request'>
      : never
    : never;

/** A desk's page as far as the service sees it: what it heard, and what it asks. */
export class DeskPage {
  readonly heard: ToDesk[] = [];
  /** The code with which the socket was closed; undefined while it is open. */
  closed: number | undefined;
  readonly #socket: WebSocket;
  #wake: (() => void)[] = [];

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => {
      this.heard.push(toDeskSchema.parse(JSON.parse(String(data))));
      this.wake();
    });
    socket.on('close', (code) => {
      this.closed = code;
      this.wake();
    });
    socket.on('error', () => {});
  }

  /** `headers` as `pageHeaders` makes them: cookie, own origin. Rejects with the status of a refused upgrade. */
  static async open(
    port: number,
    headers: Readonly<Record<string, string>>,
    path: string = TELLER_SOCKET,
  ): Promise<DeskPage> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers: { ...headers } });
    const page = new DeskPage(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('open', () => resolve());
      socket.once('unexpected-response', (_request, response) => {
        reject(new Error(String(response.statusCode)));
        socket.terminate();
      });
      socket.once('error', reject);
    });
    return page;
  }

  /** Opened, and in. */
  static async signedIn(
    port: number,
    headers: Readonly<Record<string, string>>,
    resume: { call: string; after: number } | null = null,
  ): Promise<DeskPage> {
    const page = await DeskPage.open(port, headers);
    page.say({ type: 'hello', protocol: 1, resume });
    await page.until((one) => one.type === 'welcome');
    return page;
  }

  say(message: FromDesk): void {
    this.raw(JSON.stringify(message));
  }

  raw(text: string | Buffer): void {
    this.#socket.send(text, () => {});
  }

  /** Answers how it was refused; undefined: it was done. */
  async ask(wish: Wish, request: string = randomUUID()): Promise<string | undefined> {
    const from = this.heard.length;
    this.say({ ...wish, request } as FromDesk);
    const done = await this.until(
      (one): one is Extract<ToDesk, { type: 'done' }> => one.type === 'done' && one.request === request,
      from,
    );
    return done.refused?.code;
  }

  ready(languages: ('zh-CN' | 'en')[] = ['zh-CN', 'en']): Promise<string | undefined> {
    return this.ask({ type: 'presence', presence: 'ready', skills: { languages, skills: [] } });
  }

  /** The first message like this, of those heard from the `from`th on. */
  async until<T extends ToDesk>(
    is: ((message: ToDesk) => message is T) | ((message: ToDesk) => boolean),
    from = 0,
  ): Promise<T> {
    for (;;) {
      const found = this.heard.slice(from).find(is);
      if (found) return found as T;
      if (this.closed !== undefined) throw new Error(`closed ${this.closed}`);
      await this.news();
    }
  }

  async gone(): Promise<number> {
    while (this.closed === undefined) await this.news();
    return this.closed;
  }

  get refused(): string | undefined {
    const last = this.heard.findLast((one) => one.type === 'refused');
    return last?.type === 'refused' ? last.code : undefined;
  }

  get case(): CallCase | null | undefined {
    const last = this.heard.findLast((one) => one.type === 'case');
    return last?.type === 'case' ? last.case : undefined;
  }

  /** What is seen of the customer's step: with the case, and as it changes. */
  get view(): CallView | null {
    const last = this.heard.findLast((one) => one.type === 'case' || one.type === 'view');
    return (last?.type === 'case' ? last.case?.view : last?.type === 'view' ? last.view : null) ?? null;
  }

  get desk(): DeskState | undefined {
    const last = this.heard.findLast((one) => one.type === 'desk');
    return last?.type === 'desk' ? last.desk : undefined;
  }

  /** As a network that breaks: nothing is said. */
  cut(): void {
    this.#socket.terminate();
  }

  async close(): Promise<void> {
    this.#socket.close();
    await this.gone();
  }

  /** Until something was heard, or the socket closed, or somebody woke whoever waits. */
  news(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake.push(resolve);
    });
  }

  wake(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }
}
