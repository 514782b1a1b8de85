import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';

/** Bytes of a key. */
export const SEAL_KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What personal text is kept for; each purpose has a key of its own, so that none opens what is another's. */
export type SealPurpose = 'draft' | 'complaint' | 'arrival' | 'approval';

export type SealProblem = CodedError<'sealedByAnotherKey' | 'sealBroken'>;

/**
 * Keeps personal text in the store readable for this service alone: AES-256-GCM (NIST SP 800-38D) under keys derived
 * by HKDF (RFC 5869) from the service's own. What a text is about (its record's id) is bound to it: a sealed text that
 * is copied to another record does not open.
 */
export class BranchSeal {
  readonly #keys: ReadonlyMap<string, Buffer>;
  readonly #current: string;

  /** `keys`: the one that seals, then those that only open what was sealed before. Each 32 bytes. */
  constructor(keys: readonly [Buffer, ...Buffer[]]) {
    this.#keys = new Map(keys.map((key) => [sealKeyId(key), key]));
    this.#current = sealKeyId(keys[0]);
  }

  /** `v1.<key's id>.<nonce>.<text and tag>`, base64url. */
  seal(purpose: SealPurpose, about: string, text: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key(this.#current, purpose, 'text'), nonce);
    cipher.setAAD(Buffer.from(about, 'utf8'));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `v1.${this.#current}.${nonce.toString('base64url')}.${sealed.toString('base64url')}`;
  }

  open(purpose: SealPurpose, about: string, sealed: string): Result<string, SealProblem> {
    const [version, id = '', nonceText = '', bodyText = '', ...more] = sealed.split('.');
    const nonce = Buffer.from(nonceText, 'base64url');
    const body = Buffer.from(bodyText, 'base64url');
    if (version !== 'v1' || more.length > 0 || nonce.length !== NONCE_BYTES || body.length < TAG_BYTES)
      return err({ code: 'sealBroken' });
    if (!this.#keys.has(id)) return err({ code: 'sealedByAnotherKey', detail: id });
    const opening = createDecipheriv('aes-256-gcm', this.#key(id, purpose, 'text'), nonce);
    opening.setAAD(Buffer.from(about, 'utf8'));
    opening.setAuthTag(body.subarray(-TAG_BYTES));
    try {
      const text = Buffer.concat([opening.update(body.subarray(0, -TAG_BYTES)), opening.final()]);
      return ok(text.toString('utf8'));
    } catch {
      return err({ code: 'sealBroken' });
    }
  }

  /**
   * By which a record can be found again by whoever names the same text, and by nobody without the key: one for each
   * key, the one that seals first. Hexadecimal.
   */
  marks(purpose: SealPurpose, text: string): string[] {
    return [...this.#keys.keys()].map((id) =>
      createHmac('sha256', this.#key(id, purpose, 'mark'))
        .update(text, 'utf8')
        .digest('hex'),
    );
  }

  #key(id: string, purpose: SealPurpose, use: 'text' | 'mark'): Buffer {
    const key = this.#keys.get(id);
    if (!key) throw new Error('a key of the branch that is not held was asked for');
    return Buffer.from(
      hkdfSync('sha256', key, Buffer.alloc(0), `vestibule ${purpose} ${use}`, SEAL_KEY_BYTES),
    );
  }
}

/** Names a key without telling it: the first 16 hexadecimal digits of its SHA-256. */
export const sealKeyId = (key: Buffer): string => createHash('sha256').update(key).digest('hex').slice(0, 16);
