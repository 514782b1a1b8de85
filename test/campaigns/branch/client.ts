import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { Agent, request } from 'node:http';
import { ApiDocument } from './api-document.ts';

/**
 * A client written from docs/branch-api.yaml and docs/branch.md alone, for campaigns: it shares no line with the
 * product, and holds whatever it sends and receives against the document.
 */
export type Call = {
  /** As the document names it: `POST /v1/tickets/{id}/give-up`. */
  readonly operation: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: object;
};

export type Reply = {
  /** 0: there was no answer, and nobody knows whether it was done. */
  readonly status: number;
  /** Why it was refused; empty when it was not. */
  readonly code: string;
  readonly body: unknown;
};

/** Longest an answer may take, milliseconds; a long poll's 25 s and some more. */
const PATIENCE = 40_000;

/** How long a connection nobody uses is kept, milliseconds: less than the service keeps it. */
const KEPT = 5_000;

const NO_ANSWER: Reply = { status: 0, code: 'noAnswer', body: null };

/** One way of asking, with everything that was not as documented. */
export class Line {
  /** Answers that were not as the document says. Never holds what was sent. */
  readonly faults: string[] = [];
  readonly #document = new ApiDocument();
  readonly #agent = new Agent({ keepAlive: true, timeout: KEPT });
  readonly #patience: number;
  readonly #every: number;
  #asked = 0;

  /** `every`: which answers are held against the document, where they are too many for all: one of so many. */
  constructor({ patience = PATIENCE, every = 1 } = {}) {
    this.#patience = patience;
    this.#every = every;
  }

  /** `target` and `content` are what a signature covers, so they are made once. */
  made({ operation, parameters = {}, query, body }: Call) {
    const wrong = this.#looks() ? this.#document.wrongRequest(operation, body) : undefined;
    if (wrong) throw new Error(wrong);
    const [method = '', template = ''] = operation.split(' ');
    const path = template.replace(/\{(\w+)\}/g, (_, name: string) => parameters[name] ?? '');
    const target = query === undefined ? path : `${path}?${query}`;
    return { operation, method, target, content: body === undefined ? '' : JSON.stringify(body) };
  }

  async send(
    url: string,
    { operation, method, target, content }: ReturnType<Line['made']>,
    headers: Readonly<Record<string, string>>,
  ): Promise<Reply & { readonly cookie?: string }> {
    const type = content === '' ? {} : { 'content-type': 'application/json' };
    const answer = await this.#exchange(new URL(target, url), method, { ...headers, ...type }, content);
    if (!answer) return NO_ANSWER;
    const { status, cookie, body } = answer;
    const wrong = this.#looks() ? this.#document.wrongAnswer(operation, status, body) : undefined;
    if (wrong) this.faults.push(wrong);
    const code = status < 300 ? '' : ((body as { error?: { code?: string } }).error?.code ?? 'unknown');
    return { status, code, body, ...(cookie !== undefined && { cookie }) };
  }

  /** Asks what anybody may: a board, a phone that knows its ticket's address. */
  async ask(url: string, call: Call): Promise<Reply> {
    return this.send(url, this.made(call), { origin: new URL(url).origin });
  }

  #looks(): boolean {
    return this.#asked++ % this.#every === 0;
  }

  /** Undefined when there was no whole answer. */
  #exchange(url: URL, method: string, headers: Readonly<Record<string, string>>, content: string) {
    type Answer = { status: number; cookie: string | undefined; body: unknown };
    return new Promise<Answer | undefined>((resolve) => {
      const length = method === 'POST' ? { 'content-length': String(Buffer.byteLength(content)) } : {};
      const signal = AbortSignal.timeout(this.#patience);
      const asked = request(url, { method, headers: { ...headers, ...length }, agent: this.#agent, signal });
      asked.on('error', () => resolve(undefined));
      asked.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', () => resolve(undefined));
        response.on('end', () => {
          try {
            const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
            const cookie = response.headers['set-cookie']?.[0]?.split(';')[0];
            resolve({ status: response.statusCode ?? 0, cookie, body });
          } catch {
            resolve(undefined);
          }
        });
      });
      asked.end(content);
    });
  }
}

/** A terminal of the branch: every request is signed as RFC 9421 and docs/branch.md say. */
export class Terminal {
  readonly id: string;
  readonly #line: Line;
  readonly #wall: () => number;
  readonly #key: KeyObject;
  readonly publicKey: string;

  constructor(line: Line, id: string, wall: () => number = Date.now) {
    this.id = id;
    this.#line = line;
    this.#wall = wall;
    const pair = generateKeyPairSync('ed25519');
    this.#key = pair.privateKey;
    this.publicKey = String(pair.publicKey.export({ format: 'jwk' }).x);
  }

  async ask(url: string, call: Call): Promise<Reply> {
    const made = this.#line.made(call);
    return this.#line.send(url, made, this.#signed(made));
  }

  /** Joins the branch with a one-time code. */
  async enrol(url: string, enrolmentCode: string): Promise<void> {
    const { id, publicKey } = this;
    const body = { id, publicKey, enrolmentCode };
    const { code } = await this.ask(url, { operation: 'POST /v1/terminals', body });
    if (code) throw new Error(`${id} could not join: ${code}`);
  }

  #signed({ method, target, content }: ReturnType<Line['made']>): Record<string, string> {
    const [path = '', query] = target.split('?');
    const digest = `sha-256=:${createHash('sha256').update(content).digest('base64')}:`;
    const created = Math.floor(this.#wall() / 1_000);
    const nonce = randomBytes(16).toString('base64url');
    const covered = '("@method" "@path" "@query" "content-digest")';
    const parameters = `${covered};created=${created};nonce="${nonce}";keyid="${this.id}";alg="ed25519"`;
    const base = [
      `"@method": ${method}`,
      `"@path": ${path}`,
      `"@query": ?${query ?? ''}`,
      `"content-digest": ${digest}`,
      `"@signature-params": ${parameters}`,
    ].join('\n');
    return {
      'content-digest': digest,
      'signature-input': `terminal=${parameters}`,
      signature: `terminal=:${sign(null, Buffer.from(base), this.#key).toString('base64')}:`,
    };
  }
}

/** A member of staff at a page: a session's cookie, the header, and the page's own origin. */
export class StaffPage {
  readonly number: string;
  readonly #line: Line;
  readonly #pin: string;
  #cookie: string;

  /** `cookie`: of a session that stands already. */
  constructor(line: Line, number: string, pin: string, cookie = '') {
    this.#line = line;
    this.number = number;
    this.#pin = pin;
    this.#cookie = cookie;
  }

  /** Signs in again by itself when the session has ended. */
  async ask(url: string, call: Call): Promise<Reply> {
    const answer = await this.#send(url, call);
    if (answer.code !== 'notSignedIn') return answer;
    const entered = await this.enter(url, {
      operation: 'POST /staff/api/sign-in',
      body: { number: this.number, pin: this.#pin },
    });
    return entered.code ? entered : this.#send(url, call);
  }

  /** Any way in: what comes back sets the cookie. */
  async enter(url: string, call: Call): Promise<Reply> {
    const { cookie, ...answer } = await this.#send(url, call);
    if (cookie !== undefined) this.#cookie = cookie;
    return answer;
  }

  get cookie(): string {
    return this.#cookie;
  }

  #send(url: string, call: Call) {
    const headers = { 'x-staff': '1', origin: new URL(url).origin };
    return this.#line.send(url, this.#line.made(call), { ...headers, cookie: this.#cookie });
  }
}
