import { createHash, randomBytes } from 'node:crypto';

/** Crockford's base 32: no letter that looks like a digit, so that a code can be read off a sheet. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 4;
const GROUP_LENGTH = 5;

/** A new enrolment code, 100 random bits: `7Q2WX-0K5TD-...`. */
export function newEnrolmentCode(): string {
  const letters = [...randomBytes(GROUPS * GROUP_LENGTH)].map((byte) => ALPHABET.charAt(byte & 31));
  return Array.from({ length: GROUPS }, (_, group) =>
    letters.slice(group * GROUP_LENGTH, (group + 1) * GROUP_LENGTH).join(''),
  ).join('-');
}

/** What the store keeps of a code. Case and hyphens do not count, as a person may type it. */
export function enrolmentCodeHash(code: string): string {
  return createHash('sha256').update(code.toUpperCase().replace(/[-\s]/g, '')).digest('hex');
}
