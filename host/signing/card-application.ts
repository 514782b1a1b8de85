import type { TemplateData } from '#documents/templates/catalogue.ts';
import type { PaperWish } from '#flows/sale-ports.ts';
import { textsFor } from '#texts/format.ts';
import type { Surroundings } from './fill.ts';

/** The rules whose answers stand on the application itself. */
const ON_PAPER = ['cardTerms', 'personalData', 'faceCheck'] as const;

/** By which the customer asks for a card: who he is, which card, what it costs, what he agreed to. */
export function application(
  wish: Extract<PaperWish, { template: 'cardApplication' }>,
  { language, today, customer, address, consents, house }: Surroundings,
): TemplateData<'cardApplication'> {
  const { t } = textsFor(language);
  const { product } = wish;
  return {
    bank: { name: house.bank, branch: house.branch, hotline: house.hotline },
    customer,
    ...(address === null ? {} : { address }),
    occupation: t(`cardDetail.occupation.${wish.occupation}`),
    purpose: t(`cardDetail.purpose.${wish.purpose}`),
    card: {
      name: product.name,
      fees: [
        {
          name: { zh: '工本费', en: 'Issue of the card' },
          amountFen: product.issueFeeFen,
          when: { zh: '领卡时', en: 'On issue' },
        },
        {
          name: { zh: '年费', en: 'Yearly fee' },
          amountFen: product.yearlyFeeFen,
          when: { zh: '每年', en: 'Yearly' },
        },
      ],
      dailyLimitFen: product.dailyLimitFen,
    },
    consents: consents.flatMap(({ rule, textVersion, answer }) => {
      const shown = ON_PAPER.find((one) => one === rule);
      return shown
        ? [{ text: t(`consent.${shown}.lead`), version: textVersion, given: answer === 'agreed' }]
        : [];
    }),
    retentionYears: house.retentionYears,
    signedOn: today,
  };
}
