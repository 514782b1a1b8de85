import { RULES } from '#contracts/compliance/rules.ts';
import type { TemplateData } from '#documents/templates/catalogue.ts';
import type { PaperWish } from '#flows/sale-ports.ts';
import { textsFor } from '#texts/format.ts';
import type { Surroundings } from './fill.ts';

/** The application as it stands after what was put right here; on it, each original with its picture's digest. */
export function companyApplication(
  { found, differences, pictures, rules }: Extract<PaperWish, { template: 'companyAccountApplication' }>,
  { language, today, customer, house }: Surroundings,
): TemplateData<'companyAccountApplication'> {
  const { t } = textsFor(language);
  const now = (field: (typeof differences)[number]['field']): string =>
    differences.find((one) => one.field === field)?.now ?? found[field];
  return {
    bank: { name: house.bank, branch: house.branch, hotline: house.hotline },
    customer,
    role: found.role,
    caseCode: found.caseCode,
    company: {
      name: found.companyName,
      creditCode: found.creditCode,
      legalRepresentative: found.legalRepresentative,
      registeredAddress: now('address'),
      phone: now('phone'),
      business: now('businessScope'),
      purpose: null,
    },
    owners: [],
    originals: pictures.map(({ original, sha256 }) => ({ name: t(`original.${original}`), sha256 })),
    consents: rules.map((rule) => ({
      text: t(`consent.${rule}.title`).replaceAll('|', ''),
      version: RULES[rule].textVersion,
      given: true,
    })),
    signedOn: today,
  };
}
