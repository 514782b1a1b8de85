import type { OriginalKind } from '#contracts/bank/company.ts';
import type { DocumentType } from '#contracts/services/service.ts';
import type { IdentityDocument } from '#devices/id-scanner/contract.ts';
import type { CustomerCard } from '#flows/ports.ts';
import { dammDigit } from '#foundation/damm.ts';
import type { Facts } from '../../journal/entry.ts';
import { Seeded } from '../seeded.ts';

/** An age in each band of the journal's fact. */
const AGE_IN: Readonly<Record<string, number>> = {
  under16: 12,
  '16to17': 17,
  '18to59': 35,
  '60to64': 62,
  '65plus': 70,
};

const yearsBefore = (today: string, years: number): string =>
  `${String(Number(today.slice(0, 4)) - years).padStart(4, '0')}-01-01`;

const STATUS: Readonly<Record<string, CustomerCard['status']>> = { a: 'active', b: 'blocked', l: 'lost' };

/**
 * Somebody who never was, the same throughout one visit: his names are marks, his numbers follow from the seed and belong
 * to ranges that are given to nobody.
 */
export class InventedPerson {
  readonly #seeded: Seeded;
  readonly #seed: number;
  readonly oneTimeCode: string;
  readonly appointmentCode: string;
  /** Which original each picture of this visit is of. */
  readonly pictures = new Map<string, OriginalKind>();

  constructor(seed: number) {
    this.#seeded = new Seeded(seed);
    this.#seed = seed;
    this.oneTimeCode = this.#seeded.digits(6);
    const seven = this.#seeded.digits(7);
    this.appointmentCode = `${seven}${dammDigit(seven)}`;
  }

  /** A mobile number of the range 142, which no carrier has; another one for each field it is typed into. */
  phone(field: number): string {
    return `142${new Seeded(this.#seed + field).digits(8)}`;
  }

  /** A document of the type, age band and validity that the journal has. */
  document(facts: Facts, today: string): IdentityDocument {
    const type = String(facts.documentType) as DocumentType;
    const next = String(Number(today.slice(0, 4)) + 5);
    const dates = {
      valid: { validFrom: yearsBefore(today, 5), validTo: `${next}-01-01` },
      notYet: { validFrom: `${next}-01-01`, validTo: 'longTerm' },
      expired: { validFrom: yearsBefore(today, 11), validTo: yearsBefore(today, 1) },
    }[String(facts.validity)] ?? { validFrom: yearsBefore(today, 5), validTo: 'longTerm' };
    const common = {
      number: `999999${this.#seeded.digits(12)}`,
      name: '某甲',
      sex: 'unspecified' as const,
      birthDate: yearsBefore(today, AGE_IN[String(facts.ageBand)] ?? 35),
      issuingAuthority: '某机关',
      ...dates,
    };
    if (type === 'residencePermit')
      return { ...common, type, address: '某地', travelPermitNumber: 'X00000000' };
    if (type === 'foreignPermanentResidentCard')
      return { ...common, type, nationality: 'ZZZ', chineseName: '某甲' };
    return { ...common, type: 'residentIdCard', ethnicCode: '01', address: '某地' };
  }

  /** As many cards as he had, each going the same ways. */
  cards(facts: Facts): CustomerCard[] {
    const states = String(facts.cardStates ?? '').split(' ');
    return Array.from({ length: Number(facts.cards) }, (_, place) => {
      const [status = 'a', kind = 'd', phone = '-'] = states[place] ?? '';
      return {
        cardRef: `invented-card-${place}`,
        last4: String(place).padStart(4, '0'),
        product: { zh: '某卡', en: 'A card' },
        kind: kind === 'c' ? 'credit' : 'debit',
        status: STATUS[status] ?? 'active',
        reservedPhone: phone === 'p' ? { masked: '142****0000', last4: '0000' } : null,
      };
    });
  }

  /** One of so many. */
  pick(of: number): number {
    return this.#seeded.int(of);
  }
}
