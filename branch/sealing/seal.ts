import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';

/** Bytes of a key. */
export const SEAL_KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What personal text is kept for; each purpose has a key of its own, so that none opens what is another's. */
export type SealPurpose =
  | 'draft'
  | 'complaint'
  | 'arrival'
  | 'approval'
  | 'notary'
  | 'paper'
  | 'copy'
  | 'picture'
  | 'recording'
  | 'still'
  | 'call'
  | 'callBack';

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
    const { nonce, body } = this.#close(purpose, about, Buffer.from(text, 'utf8'));
    return `v1.${this.#current}.${nonce.toString('base64url')}.${body.toString('base64url')}`;
  }

  open(purpose: SealPurpose, about: string, sealed: string): Result<string, SealProblem> {
    const [version, id = '', nonceText = '', bodyText = '', ...more] = sealed.split('.');
    if (version !== 'v1' || more.length > 0) return err({ code: 'sealBroken' });
    const [nonce, body] = [Buffer.from(nonceText, 'base64url'), Buffer.from(bodyText, 'base64url')];
    const opened = this.#open(purpose, about, { id, nonce, body });
    return opened.ok ? ok(opened.value.toString('utf8')) : opened;
  }

  /** The same for bytes: a 1, the key's id in 8 bytes, the nonce, then the bytes and the tag. */
  sealBytes(purpose: SealPurpose, about: string, bytes: Uint8Array): Uint8Array {
    const { nonce, body } = this.#close(purpose, about, bytes);
    return Buffer.concat([Uint8Array.of(1), Buffer.from(this.#current, 'hex'), nonce, body]);
  }

  openBytes(purpose: SealPurpose, about: string, sealed: Uint8Array): Result<Uint8Array, SealProblem> {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    if (bytes[0] !== 1) return err({ code: 'sealBroken' });
    const id = bytes.toString('hex', 1, 9);
    return this.#open(purpose, about, {
      id,
      nonce: bytes.subarray(9, 9 + NONCE_BYTES),
      body: bytes.subarray(9 + NONCE_BYTES),
    });
  }

  #close(purpose: SealPurpose, about: string, bytes: Uint8Array): { nonce: Buffer; body: Buffer } {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key(this.#current, purpose, 'text'), nonce);
    cipher.setAAD(Buffer.from(about, 'utf8'));
    return { nonce, body: Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]) };
  }

  #open(
    purpose: SealPurpose,
    about: string,
    { id, nonce, body }: { readonly id: string; readonly nonce: Buffer; readonly body: Buffer },
  ): Result<Buffer, SealProblem> {
    if (nonce.length !== NONCE_BYTES || body.length < TAG_BYTES) return err({ code: 'sealBroken' });
    if (!this.#keys.has(id)) return err({ code: 'sealedByAnotherKey', detail: id });
    const opening = createDecipheriv('aes-256-gcm', this.#key(id, purpose, 'text'), nonce);
    opening.setAAD(Buffer.from(about, 'utf8'));
    opening.setAuthTag(body.subarray(-TAG_BYTES));
    try {
      return ok(Buffer.concat([opening.update(body.subarray(0, -TAG_BYTES)), opening.final()]));
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
