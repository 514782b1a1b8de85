import { describe, expect, it } from 'vitest';
import { SERVICES } from '#contracts/services/catalogue.ts';
import { SERVICE_IDS } from '#contracts/services/service.ts';
import { type HealthMap, ineligible, offeredServices } from './eligibility.ts';
import type { DocumentFacts } from './facts.ts';

const well: HealthMap = {
  idScanner: 'ok',
  cardReader: 'ok',
  receiptPrinter: 'ok',
  signaturePad: 'absent',
  cardDispenser: 'ok',
  camera: 'ok',
  microphone: 'absent',
  bank: 'ok',
  branch: 'ok',
  journal: 'ok',
};
const adult: DocumentFacts = { type: 'residentIdCard', age: 38, validity: 'valid' };
type Case = readonly [
  what: string,
  facts: Partial<DocumentFacts>,
  cards: number,
  health: Partial<HealthMap>,
  lost: string | null,
  phone: string | null,
];

const CASES: readonly Case[] = [
  ['an adult', {}, 1, {}, null, null],
  ['fifteen', { age: 15 }, 1, {}, 'tooYoung', 'tooYoung'],
  ['sixteen', { age: 16 }, 1, {}, null, 'tooYoung'],
  ['seventeen', { age: 17 }, 1, {}, null, 'tooYoung'],
  ['eighteen', { age: 18 }, 1, {}, null, null],
  ['a hundred', { age: 100 }, 1, {}, null, null],
  ['a permit', { type: 'residencePermit' }, 1, {}, null, null],
  ['a foreigner’s card', { type: 'foreignPermanentResidentCard' }, 1, {}, null, 'documentNotAccepted'],
  ['expired', { validity: 'expired' }, 1, {}, 'documentExpired', 'documentExpired'],
  ['not yet valid', { validity: 'notYet' }, 1, {}, 'documentNotYetValid', 'documentNotYetValid'],
  ['no card', {}, 0, {}, 'noCards', 'noCards'],
  ['no bank', {}, 1, { bank: 'down' }, 'bankUnreachable', 'bankUnreachable'],
  ['no ID reader', {}, 1, { idScanner: 'down' }, 'deviceMissing', 'deviceMissing'],
  [
    'no printer, no card reader, no branch',
    {},
    1,
    { receiptPrinter: 'absent', cardReader: 'down', branch: 'down' },
    null,
    null,
  ],
  // What the person can mend himself, or never, comes before what may pass.
  [
    'too young and expired, without a bank',
    { age: 15, validity: 'expired' },
    0,
    { bank: 'down' },
    'documentExpired',
    'documentExpired',
  ],
];

describe('who may use which service', () => {
  it.each(CASES)('%s', (_, facts, cards, health, lost, phone) => {
    const [first, second] = SERVICE_IDS.map((id) =>
      ineligible(SERVICES[id], { ...adult, ...facts }, cards, { ...well, ...health }),
    );
    expect([first, second]).toEqual([lost, phone]);
  });

  it('nothing is offered to anybody without the bank or the ID reader', () => {
    expect(offeredServices(well)).toEqual([...SERVICE_IDS]);
    expect(offeredServices({ ...well, bank: 'down' })).toEqual([]);
    expect(offeredServices({ ...well, idScanner: 'down' })).toEqual([]);
    expect(offeredServices({ ...well, receiptPrinter: 'down' })).toEqual([...SERVICE_IDS]);
    expect(offeredServices({ ...well, cardDispenser: 'down' })).toEqual(
      SERVICE_IDS.filter((id) => id !== 'issueCard'),
    );
    expect(offeredServices({ ...well, camera: 'down' })).toEqual(
      SERVICE_IDS.filter((id) => id !== 'companyAccount'),
    );
  });

  it('who acts for a company need be no customer, and whom the bank does not know does nothing else', () => {
    for (const id of SERVICE_IDS)
      expect([id, ineligible(SERVICES[id], adult, null, well)]).toEqual([
        id,
        id === 'companyAccount' ? null : 'notCustomer',
      ]);
    expect(ineligible(SERVICES.companyAccount, adult, 0, well)).toBeNull();
    expect(ineligible(SERVICES.companyAccount, { ...adult, validity: 'expired' }, null, well)).toBe(
      'documentExpired',
    );
  });

  it('a first card is for somebody who has none', () => {
    expect(ineligible(SERVICES.issueCard, adult, 0, well)).toBeNull();
    expect(ineligible(SERVICES.issueCard, { ...adult, age: 15 }, 0, well)).toBe('tooYoung');
    expect(ineligible(SERVICES.issueCard, { ...adult, validity: 'expired' }, 0, well)).toBe(
      'documentExpired',
    );
  });
});
