import { z } from 'zod';
import { businessScope, companyAddress, companyName, creditCode } from '#contracts/bank/company.ts';
import { personName, phoneNumber } from '#contracts/bank/values.ts';
import { isHonestText } from '#foundation/text.ts';
import { gb11643Check, gb32100Check } from '../check-digits.ts';
import type { Filing } from './cases.ts';

const honest = (shape: z.ZodType<string>) => shape.refine(isHonestText);
const citizenNumber = z
  .string()
  .regex(/^[0-9]{17}[0-9X]$/)
  .refine((number) => gb11643Check(number.slice(0, 17)) === number[17]);

/** What the page asks for, each with its own check; everything comes as trimmed text in NFC. */
export const FIELDS = {
  companyName: honest(companyName),
  creditCode: creditCode.refine((code) => gb32100Check(code.slice(0, 17)) === code[17]),
  legalRepresentative: honest(personName),
  agentName: honest(personName),
  agentNumber: citizenNumber,
  address: honest(companyAddress),
  phone: phoneNumber,
  businessScope: honest(businessScope),
} as const;
export type Field = keyof typeof FIELDS;
export const FIELD_NAMES = Object.keys(FIELDS) as Field[];

export type Typed = Readonly<Record<Field, string>>;
const CODES: readonly Field[] = ['creditCode', 'agentNumber'];

/** What was typed, of the fields there are and of nothing else; a code is read without regard to case or blanks. */
export function typedOf(body: URLSearchParams): Typed {
  const one = (name: Field) => {
    const text = (body.get(name) ?? '').slice(0, 2_000).normalize('NFC').trim();
    return CODES.includes(name) ? text.replaceAll(/\s/g, '').toUpperCase() : text;
  };
  return {
    companyName: one('companyName'),
    creditCode: one('creditCode'),
    legalRepresentative: one('legalRepresentative'),
    agentName: one('agentName'),
    agentNumber: one('agentNumber'),
    address: one('address'),
    phone: one('phone'),
    businessScope: one('businessScope').replaceAll(/\s+/g, ' '),
  };
}

/** The fields that need correcting. */
export const faultsOf = (typed: Typed): readonly Field[] =>
  FIELD_NAMES.filter((name) => !FIELDS[name].safeParse(typed[name]).success);

/** A form without faults as it is filed. */
export const filingOf = ({ agentName, agentNumber, ...rest }: Typed): Filing => ({
  ...rest,
  agent: { documentType: 'residentIdCard', documentNumber: agentNumber, name: agentName },
});
