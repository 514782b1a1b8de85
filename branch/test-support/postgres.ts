import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
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

/** A server on 127.0.0.1, whoever started it. */
export class Postgres {
  readonly port: number;
  /** The database of which new ones are copies; an empty one when there is none. */
  readonly #model: string | undefined;
  readonly #databases: string[] = [];
  /** Addresses of those that were given back and are as new. */
  readonly #free: string[] = [];

  constructor(port: number, model?: string) {
    this.port = port;
    this.#model = model;
  }

  url(database: string): string {
    return `postgres://vestibule@127.0.0.1:${this.port}/${database}`;
  }

  /** A database nobody else uses; answers its address. */
  async newDatabase(): Promise<string> {
    const free = this.#free.pop();
    if (free) return free;
    const name = `branch_${randomUUID().replaceAll('-', '')}`;
    await this.ask(
      `create database ${name}${this.#model ? ` template ${this.#model} strategy file_copy` : ''}`,
    );
    this.#databases.push(name);
    return this.url(name);
  }

  /** Takes back a database of `newDatabase` that nobody is connected to any more; the next who asks gets it, emptied. */
  async giveBack(url: string): Promise<void> {
    if (!this.#model) return;
    await this.ask(EMPTY_TABLES, new URL(url).pathname.slice(1));
    this.#free.push(url);
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

  /** Gives up every database made here; the server goes on. */
  async stop(): Promise<void> {
    this.#free.length = 0;
    for (const name of this.#databases.splice(0)) await this.ask(`drop database ${name} with (force)`);
  }
}

/** Leaves the store as its migrations made it: they write no row but the version, and count nothing. */
const EMPTY_TABLES = `do $$
declare one text; filled boolean;
begin
  set local session_replication_role = replica;
  for one in select quote_ident(tablename) from pg_tables where schemaname = 'public' and tablename <> 'store_version' loop
    execute 'select exists (select from ' || one || ')' into filled;
    if filled then execute 'delete from ' || one; end if;
  end loop;
end $$`;

/**
 * The one PostgreSQL of this run of tests, on which databases come with the store's tables in them (postgres-lender.ts
 * lends it); where nobody lends one, one of its own. For all that neither stops the server nor asks what else it does.
 */
export async function borrowPostgres(): Promise<Postgres> {
  const lender = process.env[LENDER_VARIABLE];
  if (!lender) return PrivatePostgres.start();
  const answer = await fetch(lender);
  if (!answer.ok) throw new Error(`PostgreSQL is not lent: ${await answer.text()}`);
  const { port, model } = (await answer.json()) as { port: number; model: string };
  return new Postgres(port, model);
}

/** Where whoever lends a PostgreSQL says at which address. */
export const LENDER_VARIABLE = 'VESTIBULE_TEST_POSTGRES';

/** A PostgreSQL of its own in a temporary folder, on a free port of 127.0.0.1. */
export class PrivatePostgres extends Postgres {
  readonly #programs: string;
  readonly #folder: string;
  #server: ChildProcess | undefined;

  private constructor(programs: string, folder: string, port: number) {
    super(port);
    this.#programs = programs;
    this.#folder = folder;
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

  /** Starts it again after `kill` or `halt`. */
  async run({ durable = false } = {}): Promise<void> {
    const settings = {
      listen_addresses: '127.0.0.1',
      port: this.port,
      unix_socket_directories: this.#folder,
      max_connections: 400,
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

  /** As a power cut does. */
  kill(): Promise<void> {
    return this.#end('SIGQUIT');
  }

  /** As its keeper does: connections are cut, nothing is lost. */
  halt(): Promise<void> {
    return this.#end('SIGINT');
  }

  override async stop(): Promise<void> {
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
