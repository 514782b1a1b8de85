import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { people } from '#bank/sandbox/people.ts';
import { operationAction } from '#contracts/bank/operations.ts';
import type { ReadyPerson } from '#contracts/bank/people.ts';
import { systemClock } from '#foundation/clock.ts';
import { type BenchHands, benchAt } from '../../support/kiosk.ts';
import { newestCode } from '../../support/steps.ts';
import { type Cabinet, cabinetOf, type Hands } from './hands.ts';

/** Hands at a terminal that the launcher started, by its bench: good until the host behind it dies. */
export class LaunchedHands implements Hands {
  readonly bench: BenchHands;

  private constructor(bench: BenchHands) {
    this.bench = bench;
  }

  static async at(url: string): Promise<LaunchedHands> {
    return new LaunchedHands(await benchAt(url));
  }

  person(key: string): ReadyPerson {
    const today = new Date(systemClock.wall()).toISOString().slice(0, 10);
    const found = people(today).find((person) => person.key === key);
    if (!found) throw new Error(`no ready person ${key}`);
    return found;
  }

  layIdCard({ key }: ReadyPerson): Promise<void> {
    return this.bench.act('layIdCard', { person: key });
  }

  async liftIdCard(): Promise<boolean> {
    return (await this.bench.tryAct('liftIdCard')).ok;
  }

  async insertCard({ key }: ReadyPerson, card: number): Promise<boolean> {
    return (await this.bench.tryAct('insertCard', { person: key, card })).ok;
  }

  async takeCard(): Promise<boolean> {
    return (await this.bench.tryAct('takeCard')).ok;
  }

  async takeReceipt(): Promise<boolean> {
    return (await this.bench.tryAct('takeReceipt')).ok;
  }

  newestCode({ phone }: ReadyPerson): Promise<string | undefined> {
    return newestCode(this.bench, phone).catch(() => undefined);
  }

  async cabinet(): Promise<Cabinet> {
    return cabinetOf(await this.bench.state());
  }
}

const ledgerRows = z.array(z.object({ action: operationAction, idempotencyKey: z.string() }));

/** What the sandbox bank below that data folder has done, read from a copy of its books. */
export function ledgerIn(dataDir: string): z.infer<typeof ledgerRows> {
  const books = join(dataDir, 'sandbox-bank');
  const copy = mkdtempSync(join(tmpdir(), 'ledger-'));
  try {
    for (const name of readdirSync(books))
      if (/^bank\.sqlite(-wal)?$/.test(name)) cpSync(join(books, name), join(copy, name));
    const database = new DatabaseSync(join(copy, 'bank.sqlite'));
    try {
      return ledgerRows.parse(
        database
          .prepare('SELECT action, idempotency_key AS idempotencyKey FROM ledger ORDER BY sequence')
          .all(),
      );
    } finally {
      database.close();
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
