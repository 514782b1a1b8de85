import type { ReadyCard, ReadyPerson } from '#contracts/bank/people.ts';
import { gb11643Check, icaoCheck, luhnCheck } from './check-digits.ts';

/**
 * Nobody has these numbers. Of GB/T 2260's regions 7 holds only province 71 and 8 only 81 to 83, so 79 and 89 are
 * nobody's; a first digit 9 would mean a foreigner (number rule of 2023) and is left to foreigners.
 */
export const RESIDENT_AREA = '799999';
export const PERMIT_AREA = '899999';
/** 142 is in the part of the numbering plan (140 to 144) kept for 13-digit numbers of things: no person has 11 digits there. */
export const PHONE_PREFIX = '142';
/** ISO/IEC 7812-1: first digit 9 is for national use by the country that follows; ISO 3166 gives 999 to none. */
export const PAN_PREFIX = '999999';

const citizenNumber = (area: string, birthDate: string, sequence: string) => {
  const seventeen = `${area}${birthDate.replaceAll('-', '')}${sequence}`;
  return `${seventeen}${gb11643Check(seventeen)}`;
};

/**
 * Form of 2017: country, area, YYMMDD, one digit, one check digit. Which check the issuer uses is not published with
 * the card's format; ICAO 9303's is taken here and nothing relies on it.
 */
const foreignNumber = (country: string, birthDate: string) => {
  const fourteen = `${country}9999${birthDate.replaceAll('-', '').slice(2)}1`;
  return `${fourteen}${icaoCheck(fourteen)}`;
};

const pan = (body: string) => `${PAN_PREFIX}${body}${luhnCheck(`${PAN_PREFIX}${body}`)}`;

/** `date` moved by whole years, then days; a 29 February that does not exist becomes 1 March. */
function moved(date: string, years: number, days = 0): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(Date.UTC(year + years, month - 1, day + days)).toISOString().slice(0, 10);
}

type CardFacts = Pick<ReadyCard, 'cardRef' | 'pan' | 'expiry' | 'holder' | 'product' | 'reservedPhone'> &
  Partial<ReadyCard>;

const debitCard = (facts: CardFacts): ReadyCard => ({
  label: 'UnionPay Debit',
  scheme: 'unionPayDebit',
  chip: true,
  stripe: true,
  kind: 'debit',
  status: 'active',
  ...facts,
});

const creditCard = (facts: CardFacts): ReadyCard => ({
  label: 'UnionPay Credit',
  scheme: 'unionPayCredit',
  chip: true,
  stripe: true,
  kind: 'credit',
  status: 'active',
  ...facts,
});

const SAVINGS = { zh: '安居借记卡', en: 'Anju debit card' };
const CREDIT = { zh: '远行信用卡', en: 'Yuanxing credit card' };
const PENSION = { zh: '长青养老卡', en: 'Evergreen pension card' };
const YOUTH = { zh: '新芽少年卡', en: 'Sprout youth card' };

/**
 * The six invented customers of the sandbox bank, as they are on `today` (YYYY-MM-DD): the minor is 15 and documents
 * that must be valid are, whatever the year. Everything else is fixed.
 */
export const people = (today: string): readonly ReadyPerson[] => [
  adult(today),
  elder(),
  minor(today),
  foreigner(today),
  expired(),
  rareName(today),
];

function adult(today: string): ReadyPerson {
  const birthDate = '1988-07-19';
  const phone = `${PHONE_PREFIX}00010001`;
  const holder = 'XU/NIANAN';
  return {
    key: 'adult',
    about: {
      zh: '成年人，三张卡：借记卡有预留手机号，信用卡没有，另一张已停用',
      en: 'Adult with three cards: debit with a phone, credit without, one already blocked',
    },
    customerRef: 'cus_7hQm2Vd0Kx41',
    document: {
      type: 'residentIdCard',
      number: citizenNumber(RESIDENT_AREA, birthDate, '002'),
      name: '许念安',
      sex: 'female',
      birthDate,
      validFrom: moved(today, -6, -100),
      validTo: moved(today, 14, -100),
      issuingAuthority: '样例市公安局',
      ethnicCode: '01',
      address: '样例省样例市安居路8号2单元301室',
    },
    cards: [
      debitCard({
        cardRef: 'crd_p3Zt8NfW51aa',
        pan: pan('000000101001'),
        expiry: '3408',
        holder,
        product: SAVINGS,
        reservedPhone: phone,
      }),
      creditCard({
        cardRef: 'crd_k9Yb2RcL07ab',
        pan: pan('000101002'),
        expiry: '3105',
        holder,
        product: CREDIT,
        reservedPhone: null,
      }),
      debitCard({
        cardRef: 'crd_w6Xe4HsJ93ac',
        pan: pan('000000101003'),
        expiry: '2903',
        holder,
        product: SAVINGS,
        status: 'blocked',
        reservedPhone: phone,
      }),
    ],
    phone,
  };
}

function elder(): ReadyPerson {
  const birthDate = '1956-03-08';
  const phone = `${PHONE_PREFIX}00010002`;
  const holder = 'GU/CHANGGENG';
  return {
    key: 'elder',
    about: {
      zh: '年满七十岁，两张卡，其中一张只有磁条',
      en: 'Aged 70 or more, two cards, one of them with a stripe only',
    },
    customerRef: 'cus_4nRb9Ys6Gj52',
    document: {
      type: 'residentIdCard',
      number: citizenNumber(RESIDENT_AREA, birthDate, '015'),
      name: '顾长庚',
      sex: 'male',
      birthDate,
      validFrom: '2010-03-08',
      validTo: 'longTerm',
      issuingAuthority: '样例市公安局',
      ethnicCode: '01',
      address: '样例省样例市长青里3号',
    },
    cards: [
      debitCard({
        cardRef: 'crd_d2Qa7UgM68ba',
        pan: pan('000000102001'),
        expiry: '3311',
        holder,
        product: PENSION,
        reservedPhone: phone,
      }),
      debitCard({
        cardRef: 'crd_f5Vc1KpT29bb',
        pan: pan('000000102002'),
        expiry: '3001',
        holder,
        product: SAVINGS,
        chip: false,
        reservedPhone: phone,
      }),
    ],
    phone,
    arrivalNotice: { consent: true, displayName: '顾先生', manager: '1002' },
    beaconTag: 'bcn_4nRb9Ys6',
  };
}

function minor(today: string): ReadyPerson {
  const birthDate = moved(today, -15, -40);
  const phone = `${PHONE_PREFIX}00010003`;
  return {
    key: 'minor',
    about: { zh: '十五岁的未成年人，一张卡', en: 'A minor of 15 with one card' },
    customerRef: 'cus_1sWk8Cz3Tp63',
    document: {
      type: 'residentIdCard',
      number: citizenNumber(RESIDENT_AREA, birthDate, '024'),
      name: '丁小满',
      sex: 'female',
      birthDate,
      // Below 16 a card is issued for five years.
      validFrom: moved(today, -1, -10),
      validTo: moved(today, 4, -10),
      issuingAuthority: '样例市公安局',
      ethnicCode: '11',
      address: '样例省样例市新芽街21号',
    },
    cards: [
      debitCard({
        cardRef: 'crd_h8Lm3BxD40ca',
        pan: pan('000000103001'),
        expiry: '3206',
        holder: 'DING/XIAOMAN',
        product: YOUTH,
        reservedPhone: phone,
      }),
    ],
    phone,
    beaconTag: 'bcn_1sWk8Cz3',
  };
}

function foreigner(today: string): ReadyPerson {
  const birthDate = '1984-01-27';
  const phone = `${PHONE_PREFIX}00010004`;
  return {
    key: 'foreigner',
    about: {
      zh: '外国人永久居留身份证（2017版），一张卡',
      en: "Foreign permanent resident's card of 2017, one card",
    },
    customerRef: 'cus_9xFd5Mh2Lq74',
    document: {
      type: 'foreignPermanentResidentCard',
      number: foreignNumber('DNK', birthDate),
      name: 'VALDENHOLM, ELIN MARIA',
      sex: 'female',
      birthDate,
      validFrom: moved(today, -5),
      validTo: moved(today, 5),
      // The card carries an authority's code, not its name.
      issuingAuthority: '9999',
      nationality: 'DNK',
      chineseName: '万艾琳',
    },
    cards: [
      debitCard({
        cardRef: 'crd_j1Ny6EoS84da',
        pan: pan('000000104001'),
        expiry: '3209',
        holder: 'VALDENHOLM/ELIN MARIA',
        product: SAVINGS,
        reservedPhone: phone,
      }),
    ],
    phone,
    arrivalNotice: {
      consent: true,
      displayName: '万女士',
      manager: '1002',
      corporateManager: '1004',
    },
    beaconTag: 'bcn_9xFd5Mh2',
  };
}

function expired(): ReadyPerson {
  const birthDate = '1991-11-02';
  const phone = `${PHONE_PREFIX}00010005`;
  return {
    key: 'expired',
    about: { zh: '身份证已过期，一张卡', en: 'An ID card that has expired, one bank card' },
    customerRef: 'cus_2bTg7Jv8Nw85',
    document: {
      type: 'residentIdCard',
      number: citizenNumber(RESIDENT_AREA, birthDate, '033'),
      name: '邵平川',
      sex: 'male',
      birthDate,
      // Below 26 a card is issued for ten years.
      validFrom: '2012-06-18',
      validTo: '2022-06-18',
      issuingAuthority: '样例市公安局',
      ethnicCode: '03',
      address: '样例省样例市平川大道100号',
    },
    cards: [
      debitCard({
        cardRef: 'crd_m4Pz9IuV16ea',
        pan: pan('000000105001'),
        expiry: '3012',
        holder: 'SHAO/PINGCHUAN',
        product: SAVINGS,
        reservedPhone: phone,
      }),
    ],
    phone,
  };
}

function rareName(today: string): ReadyPerson {
  const birthDate = '1979-04-25';
  return {
    key: 'rareName',
    about: {
      zh: '姓名含生僻字和间隔号，港澳台居民居住证，没有预留手机号',
      en: 'Rare character and a dot in the name, residence permit, no phone at the bank',
    },
    customerRef: 'cus_6kZp3Xn5Rf96',
    document: {
      type: 'residencePermit',
      number: citizenNumber(PERMIT_AREA, birthDate, '041'),
      // U+21413 is of CJK extension B and in the General Standard Chinese Characters, so fonts for names have it.
      name: '卡朗·\u{21413}山',
      sex: 'male',
      birthDate,
      // Permits are issued for five years.
      validFrom: moved(today, -2),
      validTo: moved(today, 3),
      issuingAuthority: '样例市公安局',
      address: '样例省样例市海棠湾路56号',
      travelPermitNumber: 'H99999999',
    },
    cards: [
      debitCard({
        cardRef: 'crd_r7Sf0AwG35fa',
        pan: pan('000000106001'),
        expiry: '3207',
        holder: 'KALANG/TUSHAN',
        product: SAVINGS,
        reservedPhone: null,
      }),
    ],
    phone: null,
    arrivalNotice: { consent: true, displayName: '卡先生', manager: null },
  };
}
