import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

/** Wraps the visits' keys under a key that belongs to this terminal. */
export type KeyWrapper = {
  wrap(key: Uint8Array): Uint8Array;
  /** Undefined when it was wrapped by another key or altered. */
  unwrap(wrapped: Uint8Array): Uint8Array | undefined;
};

/** Name of the series that numbers a visit's operations. */
export const submissionSeries = (visit: string): string => `submission ${visit}`;

const NONCE = 12;
const TAG = 16;

/** AES-256-GCM: nonce, ciphertext, tag; `label` is authenticated and not stored. */
export function sealBytes(key: Uint8Array, label: string, clear: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(label));
  return Buffer.concat([nonce, cipher.update(clear), cipher.final(), cipher.getAuthTag()]);
}

/** Undefined when key, label or bytes are not the ones it was sealed with. */
export function openBytes(key: Uint8Array, label: string, box: Uint8Array): Uint8Array | undefined {
  if (box.length < NONCE + TAG) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, NONCE));
    decipher.setAAD(Buffer.from(label));
    decipher.setAuthTag(box.subarray(box.length - TAG));
    return Buffer.concat([decipher.update(box.subarray(NONCE, box.length - TAG)), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** The keys of the visits. Deleting one forgets the person; nothing else has to be found and erased. */
export class Vault {
  readonly #database: DatabaseSync;
  readonly #wrapper: KeyWrapper;
  readonly #keys = new Map<string, Uint8Array>();

  constructor(database: DatabaseSync, wrapper: KeyWrapper) {
    this.#database = database;
    this.#wrapper = wrapper;
  }

  /** Makes a visit's key and keeps it, wrapped. */
  begin(visit: string, wall: number): void {
    const key = randomBytes(32);
    this.#database
      .prepare('INSERT INTO visit_key (visit, wrapped, opened_at) VALUES (?, ?, ?)')
      .run(visit, this.#wrapper.wrap(key), Math.round(wall));
    this.#keys.set(visit, key);
  }

  seal(visit: string, label: string, text: string): Uint8Array {
    const key = this.#key(visit);
    if (!key) throw new Error('The visit has no key any more: nothing of it may be kept.');
    return sealBytes(key, `${visit}/${label}`, Buffer.from(text));
  }

  open(visit: string, label: string, box: Uint8Array): string | undefined {
    const key = this.#key(visit);
    const clear = key && openBytes(key, `${visit}/${label}`, box);
    return clear && Buffer.from(clear).toString('utf8');
  }

  /** Notes the end; the key itself goes with `forgetDue`. */
  end(visit: string, wall: number): void {
    this.#keys.delete(visit);
    this.#database.prepare('UPDATE visit_key SET ended_at = ? WHERE visit = ?').run(Math.round(wall), visit);
  }

  /**
   * Destroys the keys of visits that ended at least `retentionMilliseconds` ago and have no operation still open at
   * the bank and no card it must still hear of, in the transaction of whoever journals it. Returns their tokens.
   */
  forgetDue(wall: number, retentionMilliseconds: number): string[] {
    const rows = this.#database
      .prepare(
        `DELETE FROM visit_key WHERE ended_at IS NOT NULL AND ended_at <= ?
         AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.visit = visit_key.visit AND outbox.state != 'settled')
         AND NOT EXISTS (SELECT 1 FROM new_card WHERE new_card.visit = visit_key.visit AND about IS NOT NULL)
         RETURNING visit`,
      )
      .all(Math.round(wall - retentionMilliseconds));
    const forgotten = rows.map((row) => String(row.visit));
    for (const visit of forgotten) {
      this.#keys.get(visit)?.fill(0);
      this.#keys.delete(visit);
      this.#database.prepare('DELETE FROM sealed WHERE visit = ?').run(visit);
      this.#database.prepare('DELETE FROM outbox WHERE visit = ?').run(visit);
      this.#database.prepare('DELETE FROM counter WHERE name = ?').run(submissionSeries(visit));
    }
    return forgotten;
  }

  /** The write-ahead log would keep a destroyed key until the next checkpoint: called once that is durable. */
  cutLog(): void {
    this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  /** Visits that were under way when the host last stopped. */
  unfinished(): string[] {
    return this.#database
      .prepare('SELECT visit FROM visit_key WHERE ended_at IS NULL ORDER BY opened_at')
      .all()
      .map((row) => String(row.visit));
  }

  #key(visit: string): Uint8Array | undefined {
    const known = this.#keys.get(visit);
    if (known) return known;
    const row = this.#database.prepare('SELECT wrapped FROM visit_key WHERE visit = ?').get(visit);
    const key = row && this.#wrapper.unwrap(row.wrapped as Uint8Array);
    if (key) this.#keys.set(visit, key);
    return key;
  }
}
