import { randomInt } from 'node:crypto';

/** Consonants only: no word by accident, no digits that could be taken for somebody's number. */
const LETTERS = 'bcdfghjkmnpqrstvwxz';

/** An unguessable token: 24 letters of 19 are 101 bits. */
export const newToken = (): string =>
  Array.from({ length: 24 }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/** Letters and digits that are not mistaken for each other when read aloud. */
const SPOKEN = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Four characters to be named to staff: short, not secret, told apart by terminal and day. */
export const newSpokenCode = (): string =>
  Array.from({ length: 4 }, () => SPOKEN[randomInt(SPOKEN.length)]).join('');
