import { type CodedError, err, ok, type Result } from '#foundation/result.ts';

/** Bounds of one value that crosses: far above any command or event of a device. */
export const PLAIN_LIMITS = {
  depth: 16,
  /** Values of any kind, counted together. */
  values: 50_000,
  /** Bytes and characters, counted together. */
  size: 4_194_304,
} as const;

export type PlainError = CodedError<'notPlain' | 'tooLarge'>;

class Refusal extends Error {
  readonly error: PlainError;
  constructor(code: PlainError['code'], detail: string) {
    super(code);
    this.error = { code, detail };
  }
}

/**
 * A copy of a value of plain objects, arrays, texts, numbers, booleans, null and bytes; anything else is refused.
 * Bytes are copied tight: the structured clone of a view takes the whole buffer behind it along, and with it whatever
 * else that buffer holds.
 */
export function plainCopy(value: unknown): Result<unknown, PlainError> {
  let values = 0;
  let size = 0;
  const count = (more: number) => {
    values += 1;
    size += more;
    if (values > PLAIN_LIMITS.values || size > PLAIN_LIMITS.size) throw new Refusal('tooLarge', 'size');
  };
  const copy = (part: unknown, depth: number): unknown => {
    if (depth > PLAIN_LIMITS.depth) throw new Refusal('tooLarge', 'depth');
    switch (typeof part) {
      case 'string':
        count(part.length);
        return part;
      case 'number':
      case 'boolean':
      case 'undefined':
        count(0);
        return part;
      case 'object':
        break;
      default:
        throw new Refusal('notPlain', typeof part);
    }
    if (part === null) return part;
    if (part instanceof Uint8Array) {
      count(part.length);
      return Uint8Array.from(part);
    }
    count(0);
    if (Array.isArray(part)) return part.map((item) => copy(item, depth + 1));
    const prototype: unknown = Object.getPrototypeOf(part);
    if (prototype !== Object.prototype && prototype !== null) throw new Refusal('notPlain', 'class instance');
    return Object.fromEntries(
      Object.entries(part).map(([key, item]) => {
        count(key.length);
        return [key, copy(item, depth + 1)];
      }),
    );
  };
  try {
    return ok(copy(value, 0));
  } catch (failure) {
    if (failure instanceof Refusal) return err(failure.error);
    throw failure;
  }
}
