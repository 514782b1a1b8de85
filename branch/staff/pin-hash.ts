import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * argon2id (RFC 9106) as OWASP's sheet on password storage asks for at least, and somewhat more memory: a PIN has a
 * million values, so what protects it is that nobody may try often, and that whoever steals the store pays for each.
 */
export const COST = { memory: 32_768, passes: 2, parallelism: 1 } as const;
/** Of practice staff the PINs are printed for everybody to read: to guard them would only cost time. */
export const PRACTICE_COST = { memory: 64, passes: 1, parallelism: 1 } as const;
const SALT_BYTES = 16;
const TAG_BYTES = 32;

/** How many are computed at once, so that a flood of sign-ins leaves the machine to its branch. */
const AT_ONCE = 2;
/** How many may wait for that; a further one is told to come later. */
export const PIN_QUEUE = 32;

type Cost = { readonly memory: number; readonly passes: number; readonly parallelism: number };

/** Computes and compares PIN hashes, a bounded number at once. */
export class PinHashes {
  #running = 0;
  readonly #waiting: (() => void)[] = [];
  #decoy: Promise<string> | undefined;
  readonly #cost: Cost;

  constructor(cost: Cost = COST) {
    this.#cost = cost;
  }

  /** Whether one more would have to wait too long. */
  get full(): boolean {
    return this.#waiting.length >= PIN_QUEUE;
  }

  /** Such as `$argon2id$v=19$m=32768,t=2,p=1$<salt>$<tag>`, with a new salt. */
  async hash(pin: string): Promise<string> {
    const salt = randomBytes(SALT_BYTES);
    return toPhc(this.#cost, salt, await this.#compute(pin, salt, this.#cost, TAG_BYTES));
  }

  /**
   * Whether it is the PIN. Without a hash (nobody has that number) as much is computed, and the answer is false: how
   * long it takes tells nothing.
   */
  async matches(pin: string, phc: string | null | undefined): Promise<boolean> {
    this.#decoy ??= this.hash(randomBytes(16).toString('hex'));
    const known = fromPhc(phc ?? (await this.#decoy));
    if (!known) return false;
    const tag = await this.#compute(pin, known.salt, known.cost, known.tag.length);
    return timingSafeEqual(tag, known.tag) && phc !== null && phc !== undefined;
  }

  /** Whether a hash was made with less than what is asked for now, so that it is made anew at the next chance. */
  isOutdated(phc: string): boolean {
    const cost = fromPhc(phc)?.cost;
    return !cost || cost.memory < this.#cost.memory || cost.passes < this.#cost.passes;
  }

  /** Makes the decoy, so that not even the first unknown number takes longer. */
  async warm(): Promise<void> {
    this.#decoy ??= this.hash(randomBytes(16).toString('hex'));
    await this.#decoy;
  }

  async #compute(pin: string, salt: Buffer, cost: Cost, tagLength: number): Promise<Buffer> {
    if (this.#running >= AT_ONCE) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running += 1;
    try {
      return await new Promise((resolve, reject) => {
        argon2('argon2id', { message: pin, nonce: salt, tagLength, ...cost }, (failure, tag) =>
          failure ? reject(failure) : resolve(Buffer.from(tag)),
        );
      });
    } finally {
      const next = this.#waiting.shift();
      // Whoever waits takes the place that is given up.
      if (next) next();
      else this.#running -= 1;
    }
  }
}

const base64 = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');

const toPhc = ({ memory, passes, parallelism }: Cost, salt: Buffer, tag: Buffer): string =>
  `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`;

const PHC =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,64})\$([A-Za-z0-9+/]{22,86})$/;

/** Undefined for what is no such hash, or costs more than this service would ever ask for. */
function fromPhc(phc: string): { cost: Cost; salt: Buffer; tag: Buffer } | undefined {
  const [, memory, passes, parallelism, salt = '', tag = ''] = PHC.exec(phc) ?? [];
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  const fair =
    cost.memory >= 8 * cost.parallelism &&
    cost.memory <= 1_048_576 &&
    cost.passes >= 1 &&
    cost.passes <= 20 &&
    cost.parallelism >= 1;
  return fair ? { cost, salt: Buffer.from(salt, 'base64'), tag: Buffer.from(tag, 'base64') } : undefined;
}
