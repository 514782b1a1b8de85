import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** PostgreSQL's answer to a COMMIT: `C`, its length, the tag (its manual, Message Formats, CommandComplete). */
const COMMITTED = Buffer.from('C\0\0\0\x0bCOMMIT\0', 'latin1');
/** What asks for it: an unnamed statement is parsed, `P`, or a simple query, `Q`; both carry the word and a zero. */
const COMMIT = Buffer.from('commit\0', 'latin1');

/** Which word on the line is to be held back. */
export type Word = 'commit' | 'committed';

/** The network between an instance and its database, which a campaign may cut, choke, or hold at one word. */
export class DatabaseLine {
  readonly #server: Server;
  readonly #to: URL;
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  #refusing = false;
  #choked = false;
  #watch: { readonly word: Word; after: number; readonly seen: () => void } | undefined;

  private constructor(server: Server, to: URL) {
    this.#server = server;
    this.#to = to;
  }

  static async to(url: string): Promise<DatabaseLine> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const line = new DatabaseLine(server, new URL(url));
    server.on('connection', (near) => line.#lay(near));
    return line;
  }

  /** The database's address through this line. */
  get url(): string {
    const address = this.#server.address();
    const through = new URL(this.#to);
    through.port = String(typeof address === 'object' && address ? address.port : 0);
    return through.href;
  }

  /** Every connection breaks, and none comes about until `mend`. */
  cut(): void {
    this.#refusing = true;
    for (const pair of this.#pairs) for (const socket of pair) socket.resetAndDestroy();
  }

  /** Nothing goes through either way, and nobody is told. */
  choke(): void {
    this.#choked = true;
    for (const pair of this.#pairs) for (const socket of pair) socket.pause();
  }

  /** As before; what was choked goes on, or, with `lost`, is never heard of again. */
  mend({ lost = false } = {}): void {
    this.#refusing = false;
    this.#choked = false;
    for (const pair of this.#pairs) {
      if (lost) this.#pairs.delete(pair);
      else for (const socket of pair) socket.resume();
    }
  }

  /** Lets that many such words pass and holds the next one back: nothing after it goes through that connection. */
  hold(word: Word, after: number): Promise<void> {
    return new Promise((seen) => {
      this.#watch = { word, after, seen };
    });
  }

  async close(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #lay(near: Socket): void {
    if (this.#refusing) return void near.resetAndDestroy();
    const far = connect(Number(this.#to.port), this.#to.hostname);
    const pair = [near, far] as const;
    this.#pairs.add(pair);
    for (const socket of pair) {
      if (this.#choked) socket.pause();
      socket.on('error', () => {});
      socket.on('close', () => {
        this.#pairs.delete(pair);
        for (const each of pair) each.destroy();
      });
    }
    near.on('data', (bytes) => this.#carry(bytes, far, 'commit', COMMIT));
    far.on('data', (bytes) => this.#carry(bytes, near, 'committed', COMMITTED));
  }

  #carry(bytes: Buffer, to: Socket, word: Word, sign: Buffer): void {
    const watch = this.#watch;
    if (watch?.word === word && bytes.includes(sign) && watch.after-- <= 0) {
      this.#watch = undefined;
      return watch.seen();
    }
    to.write(bytes);
  }
}
