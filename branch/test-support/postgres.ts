import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import pg from 'pg';

const DEBIAN = '/usr/lib/postgresql';

/** PostgreSQL refuses to run as root; then it runs as nobody. */
const NOBODY = 65_534;

/** Folder of the newest PostgreSQL on this machine; undefined when there is none. */
export function postgresPrograms(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(DEBIAN, version, 'bin')), '/usr/local/bin', '/usr/bin'];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

/** A PostgreSQL of its own in a temporary folder, on a free port of 127.0.0.1. */
export class PrivatePostgres {
  readonly #programs: string;
  readonly #folder: string;
  readonly #port: number;
  #server: ChildProcess | undefined;
  #databases = 0;

  private constructor(programs: string, folder: string, port: number) {
    this.#programs = programs;
    this.#folder = folder;
    this.#port = port;
  }

  /** `durable`: commits reach the disk, as they must where it is killed; otherwise they need not and cost less. */
  static async start({ durable = false } = {}): Promise<PrivatePostgres> {
    const programs = postgresPrograms();
    if (!programs) throw new Error('there is no PostgreSQL on this machine');
    const folder = mkdtempSync(join(tmpdir(), 'vestibule-postgres-'));
    chmodSync(folder, 0o700);
    if (process.getuid?.() === 0) chownSync(folder, NOBODY, NOBODY);
    const postgres = new PrivatePostgres(programs, folder, await freePort());
    await promisify(execFile)(
      join(programs, 'initdb'),
      ['-D', postgres.#data, '-U', 'vestibule', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
      postgres.#how,
    );
    await postgres.run({ durable });
    return postgres;
  }

  get #data(): string {
    return join(this.#folder, 'data');
  }

  get #how() {
    const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
    return { cwd: this.#folder, ...user };
  }

  url(database: string): string {
    return `postgres://vestibule@127.0.0.1:${this.#port}/${database}`;
  }

  /** Starts it again after `kill` or `halt`. */
  async run({ durable = false } = {}): Promise<void> {
    const settings = {
      listen_addresses: '127.0.0.1',
      port: this.#port,
      unix_socket_directories: this.#folder,
      max_connections: 200,
      ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    };
    const server = spawn(
      join(this.#programs, 'postgres'),
      ['-D', this.#data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      { ...this.#how, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    this.#server = server;
    const said: string[] = [];
    for await (const line of createInterface({ input: server.stderr })) {
      said.push(line);
      if (!line.includes('ready to accept connections')) continue;
      server.stderr.resume();
      return;
    }
    throw new Error(`PostgreSQL did not start:\n${said.join('\n')}`);
  }

  /** An empty database; answers its address. */
  async newDatabase(): Promise<string> {
    const name = `branch_${++this.#databases}`;
    await this.ask(`create database ${name}`);
    return this.url(name);
  }

  /** One statement by a connection of its own. */
  async ask(text: string, database = 'postgres'): Promise<pg.QueryResult> {
    const client = new pg.Client({ connectionString: this.url(database) });
    client.on('error', () => {});
    await client.connect();
    try {
      return await client.query(text);
    } finally {
      await client.end();
    }
  }

  /** As a power cut does. */
  kill(): Promise<void> {
    return this.#end('SIGQUIT');
  }

  /** As its keeper does: connections are cut, nothing is lost. */
  halt(): Promise<void> {
    return this.#end('SIGINT');
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #end(signal: 'SIGQUIT' | 'SIGINT'): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, 'exit');
    server.kill(signal);
    await gone;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
