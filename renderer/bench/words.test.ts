import { describe, expect, test } from 'vitest';
import { BANK_FAULTS } from '#contracts/bank/sandbox.ts';
import { SCREEN_KINDS } from '#contracts/screen/screen.ts';
import { DOCUMENT_TYPES } from '#contracts/services/service.ts';
import { bankFaultWords, documentWords, faultWords, plainName, refusalWords, screenWords } from './words.ts';

describe('words', () => {
  test('every screen, document and fault of the bank has words of its own', () => {
    const screens = SCREEN_KINDS.map(screenWords);
    expect(new Set(screens).size).toBe(SCREEN_KINDS.length);
    for (const type of DOCUMENT_TYPES) expect(documentWords(type)).not.toBe(type);
    for (const fault of BANK_FAULTS) expect(bankFaultWords(fault)).toMatch(/^[A-Z].* .*[^.]$/);
  });

  test.each([
    ['jamOnInsert', 'jam on insert'],
    ['error500', 'error 500'],
    ['silent', 'silent'],
    ['', ''],
  ])('%s without words is shown by its name', (name, words) => {
    expect(plainName(name)).toBe(words);
    expect(faultWords('cardReader', `unheardOf${name}`)).toContain('unheard of');
  });

  test('names of other things than faults are no faults', () => {
    expect(faultWords('cardReader', 'constructor')).toBe('constructor');
    expect(screenWords('toString')).toBe('to string');
  });

  test.each([
    [{ code: 'impossible', detail: 'no card at the gate' }, 'no card at the gate'],
    [{ code: 'impossible' }, 'not possible now'],
    [{ code: 'nothingHappened' }, 'the screen offers nothing on this key'],
    [{ code: 'sandboxRefused', detail: '500' }, 'the sandbox bank refuses (500)'],
    [{ code: 'neverHeardOf' }, 'never heard of'],
  ])('a refusal %o is told as: %s', (error, words) => {
    expect(refusalWords(error)).toBe(words);
  });
});
