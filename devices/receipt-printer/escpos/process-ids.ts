import { randomInt } from 'node:crypto';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const LENGTH = 4;
const COUNT = DIGITS.length ** LENGTH;

/**
 * Four-character process ids, none given twice. They begin at random: a printer may still send the id of a receipt
 * that an earlier connection printed, and it must not be taken for one of ours.
 */
export function processIds(start: number = randomInt(COUNT)): () => string {
  let next = start % COUNT;
  return () => {
    let rest = next;
    next = (next + 1) % COUNT;
    let id = '';
    for (let digit = 0; digit < LENGTH; digit += 1) {
      id = DIGITS.charAt(rest % DIGITS.length) + id;
      rest = Math.floor(rest / DIGITS.length);
    }
    return id;
  };
}
