import { describe, expect, it } from 'vitest';
import { type ReadyPerson, readyPerson } from '#contracts/bank/people.ts';
import { isHonestText } from '#foundation/text.ts';
import { gb11643Check, icaoCheck, luhnCheck } from './check-digits.ts';
import { people } from './people.ts';

/** GB/T 2260: every province's two digits. */
const PROVINCES = [
  11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61,
  62, 63, 64, 65, 71, 81, 82, 83,
].map(String);

/** Days that are hard on date arithmetic, and years to come. */
const DAYS = [
  '2026-11-22',
  '2027-01-01',
  '2027-12-31',
  '2028-02-29',
  '2031-03-01',
  '2036-02-29',
  '2044-07-04',
];

function age(birthDate: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

const daysLater = (date: string, days: number) =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const textsIn = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : Object.values(value ?? {}).flatMap(textsIn);

const byKey = (today: string, key: string): ReadyPerson => {
  const found = people(today).find((person) => person.key === key);
  if (!found) throw new Error(key);
  return found;
};

describe.each(DAYS)('the ready people on %s', (today) => {
  const all = people(today);
  const citizens = all.filter(({ document }) => document.type !== 'foreignPermanentResidentCard');
  const cards = all.flatMap((person) => person.cards);

  it('are six, of the declared shape, with text that may be shown', () => {
    expect(all.map(({ key }) => key)).toEqual([
      'adult',
      'elder',
      'minor',
      'foreigner',
      'expired',
      'rareName',
    ]);
    for (const person of all) expect(readyPerson.parse(person)).toEqual(person);
    expect(textsIn(all).filter((text) => !isHonestText(text))).toEqual([]);
  });

  it('have citizen numbers of nobody, with a right check digit, the birth date and the sex', () => {
    expect(citizens).toHaveLength(5);
    for (const { document } of citizens) {
      const { number } = document;
      expect(number).toMatch(/^[0-9]{17}[0-9X]$/);
      expect(PROVINCES).not.toContain(number.slice(0, 2));
      // 9 in front would be a foreigner's number of the 2023 rule.
      expect(number[0]).not.toBe('9');
      expect(number[17]).toBe(gb11643Check(number.slice(0, 17)));
      expect(number.slice(6, 14)).toBe(document.birthDate.replaceAll('-', ''));
      expect(Number(number[16]) % 2 === 1 ? 'male' : 'female').toBe(document.sex);
    }
  });

  it("have one foreigner's number of 2017: country, unassigned area, birth, check digit", () => {
    const { document } = byKey(today, 'foreigner');
    expect(document.number).toMatch(/^DNK9999[0-9]{8}$/);
    expect(document.number.slice(7, 13)).toBe(document.birthDate.replaceAll('-', '').slice(2));
    expect(document.number[14]).toBe(icaoCheck(document.number.slice(0, 14)));
  });

  it('have phones of an unassigned prefix', () => {
    const phones = all.flatMap(({ phone, cards: own }) => [phone, ...own.map((card) => card.reservedPhone)]);
    for (const phone of phones.filter((number) => number !== null)) expect(phone).toMatch(/^142[0-9]{8}$/);
  });

  it('have card numbers of an unassigned issuer with a right check digit', () => {
    expect(cards).toHaveLength(9);
    for (const { pan } of cards) {
      expect(pan).toMatch(/^9999[0-9]+$/);
      expect([16, 19]).toContain(pan.length);
      expect(pan.at(-1)).toBe(luhnCheck(pan.slice(0, -1)));
    }
  });

  it('share no number and no reference', () => {
    const names = [
      ...all.flatMap(({ key, customerRef, document }) => [key, customerRef, document.number]),
      ...cards.flatMap(({ cardRef, pan }) => [cardRef, pan]),
    ];
    expect(new Set(names).size).toBe(names.length);
    const phones = all.flatMap(({ phone }) => phone ?? []);
    expect(new Set(phones).size).toBe(5);
    for (const { cards: own } of all)
      expect(new Set(own.map(({ pan }) => pan.slice(-4))).size).toBe(own.length);
  });

  it('are of the ages they stand for, and the minor stays one for the year', () => {
    expect(age(byKey(today, 'elder').document.birthDate, today)).toBeGreaterThanOrEqual(70);
    const birth = byKey(today, 'minor').document.birthDate;
    expect(age(birth, today)).toBe(15);
    expect(age(birth, daysLater(today, 300))).toBe(15);
    for (const key of ['adult', 'foreigner', 'expired', 'rareName'])
      expect(age(byKey(today, key).document.birthDate, today)).toBeGreaterThanOrEqual(18);
  });

  it('hold valid documents, but for the one that has expired', () => {
    for (const { key, document } of all) {
      expect(document.validFrom <= today).toBe(true);
      expect(document.birthDate < document.validFrom).toBe(true);
      if (key === 'expired') expect(document.validTo < today).toBe(true);
      else expect(document.validTo === 'longTerm' || document.validTo > daysLater(today, 365)).toBe(true);
    }
  });
});

describe('each ready person', () => {
  const today = '2026-11-22';
  const cardsOf = (key: string) =>
    byKey(today, key).cards.map(({ kind, status, reservedPhone }) => ({
      kind,
      status,
      phone: reservedPhone !== null,
    }));

  it('has the cards it is there for', () => {
    expect(cardsOf('adult')).toEqual([
      { kind: 'debit', status: 'active', phone: true },
      { kind: 'credit', status: 'active', phone: false },
      { kind: 'debit', status: 'blocked', phone: true },
    ]);
    expect(cardsOf('elder').map(({ phone }) => phone)).toEqual([true, true]);
    expect(cardsOf('minor')).toHaveLength(1);
    expect(byKey(today, 'rareName').phone).toBeNull();
    expect(cardsOf('rareName').every(({ phone }) => !phone)).toBe(true);
    expect(byKey(today, 'elder').cards.map(({ chip, stripe }) => [chip, stripe])).toEqual([
      [true, true],
      [false, true],
    ]);
  });

  it('has a name that fits its card, one with a character beyond the basic plane and a dot', () => {
    for (const { document } of people(today))
      expect(document.name.length).toBeLessThanOrEqual(
        document.type === 'foreignPermanentResidentCard' ? 60 : 15,
      );
    const { name } = byKey(today, 'rareName').document;
    expect([...name].some((character) => /[\u{20000}-\u{2A6DF}]/u.test(character))).toBe(true);
    expect(name).toContain('·');
  });
});

describe('check digits', () => {
  // The examples of the standards themselves.
  it.each([
    ['11010519491231002', 'X'],
    ['44052418800101001', '4'],
  ])('GB 11643 %s', (body, check) => expect(gb11643Check(body)).toBe(check));
  it.each([
    ['476173900101011', '9'],
    ['7992739871', '3'],
  ])('Luhn %s', (body, check) => expect(luhnCheck(body)).toBe(check));
  it.each([
    ['520727', '3'],
    ['AB2134', '5'],
  ])('ICAO 9303 %s', (body, check) => expect(icaoCheck(body)).toBe(check));
});
