import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { StaffPage } from './client.ts';

/** Longest a desk waits for an answer, milliseconds. */
const PATIENCE = 40_000;

export type SeenCase = {
  readonly call: { readonly id: string; readonly turn: number; readonly state: string };
  readonly token: string;
  readonly chat: readonly { readonly from: string; readonly text: string }[];
};

type Heard = {
  readonly type: string;
  readonly request?: string;
  readonly refused?: { readonly code: string } | null;
  readonly code?: string;
  readonly case?: SeenCase | null;
  readonly sequence?: number;
  readonly message?: { readonly kind: string; readonly text?: string };
};

/** A teller's desk over its socket, written from docs/branch.md alone: it shares no line with the product. */
export class TellerDesk {
  readonly number: string;
  /** The case in hand as it was told last; null = none. */
  case: SeenCase | null = null;
  /** What the customer has written since, by sequence. */
  readonly heard: { readonly sequence: number; readonly text: string }[] = [];
  refused = '';
  readonly #socket: WebSocket;
  readonly #waiting = new Map<string, (code: string) => void>();
  readonly #looks = new Set<() => void>();

  private constructor(socket: WebSocket, number: string) {
    this.#socket = socket;
    this.number = number;
    socket.on('message', (data) => this.#hear(JSON.parse(String(data))));
    socket.on('error', () => {});
    socket.on('close', () => {
      for (const answer of this.#waiting.values()) answer('closed');
      this.#look();
    });
  }

  /** By the session of a member who is signed in. */
  static async open(
    page: StaffPage,
    url: string,
    resume: { readonly call: string; readonly after: number } | null = null,
  ): Promise<TellerDesk> {
    const address = new URL('/teller/socket', url.replace(/^http/, 'ws'));
    const socket = new WebSocket(address, {
      origin: new URL(url).origin,
      headers: { cookie: page.cookie },
    });
    const desk = new TellerDesk(socket, page.number);
    await once(socket, 'open');
    const welcome = desk.until(() => desk.#welcome);
    desk.#send({ type: 'hello', protocol: 1, resume });
    await welcome;
    return desk;
  }

  #welcome = false;

  /** Answers why it was not done; empty when it was. */
  ask(wish: object, request: string = randomUUID()): Promise<string> {
    if (this.closed) return Promise.resolve('closed');
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve('noAnswer'), PATIENCE);
      // The same wish, sent again, has one answer.
      const sooner = this.#waiting.get(request);
      this.#waiting.set(request, (code) => {
        clearTimeout(timer);
        this.#waiting.delete(request);
        sooner?.(code);
        resolve(code);
      });
      this.#send({ ...wish, request });
    });
  }

  /** Resolves once this is so. */
  async until(is: () => boolean): Promise<void> {
    while (!is()) {
      if (this.#socket.readyState > WebSocket.OPEN) throw new Error(`a desk is closed: ${this.refused}`);
      await new Promise<void>((resolve) => {
        this.#looks.add(resolve);
      });
    }
  }

  get closed(): boolean {
    return this.#socket.readyState !== WebSocket.OPEN;
  }

  /** The line is gone without a word. */
  cut(): void {
    this.#socket.terminate();
  }

  #send(message: object): void {
    this.#socket.send(JSON.stringify(message), () => {});
  }

  #hear(message: Heard): void {
    if (message.type === 'welcome') this.#welcome = true;
    if (message.type === 'refused') this.refused = message.code ?? '';
    if (message.type === 'case') {
      if (message.case?.call.id !== this.case?.call.id) this.heard.length = 0;
      this.case = message.case ?? null;
    }
    if (message.type === 'message' && message.message?.kind === 'chat')
      this.heard.push({ sequence: message.sequence ?? 0, text: message.message.text ?? '' });
    if (message.type === 'done') this.#waiting.get(message.request ?? '')?.(message.refused?.code ?? '');
    this.#look();
  }

  #look(): void {
    for (const look of [...this.#looks]) {
      this.#looks.delete(look);
      look();
    }
  }
}

/** A call as a terminal makes it; nobody's. */
export const aCallForTeller = (): { readonly id: string } & Readonly<Record<string, unknown>> => ({
  id: randomUUID(),
  visit: randomUUID(),
  reason: 'asked',
  mode: 'text',
  language: 'zh-CN',
  service: null,
  step: 'menu',
  customerRef: null,
  handOver: {
    customer: null,
    cardLast4: null,
    elder: false,
    done: [],
    failed: [],
    devices: [],
    papers: [],
  },
});
