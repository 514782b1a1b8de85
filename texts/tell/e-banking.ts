import type { EBankingChannel } from '#contracts/bank/e-banking.ts';
import type { BodyOf } from '#contracts/screen/screen.ts';
import type { Texts } from '../format.ts';
import { askedOfPhone, cardFact, phoneFact } from './business.ts';
import { paperFacts, receiptNotice, referenceFact, type Story, storyWords } from './sale.ts';
import { type ChoiceTold, type Fact, type Telling, type Telltale, telling, type Words } from './telling.ts';
import { cardWords, moneyWords, plain, referenceWords } from './words.ts';

/** The phone of the card is to answer a code. */
export function provePhone(body: BodyOf<'provePhone'>, { texts }: Telltale): Telling {
  const which = body.phone === null ? 'provePhone.noPhone' : 'provePhone';
  return askedOfPhone(which, body, [phoneFact('reservedPhone', body.phone, texts)], texts);
}

/** `手机银行和网上银行`. */
export function channelWords(channels: readonly EBankingChannel[], { t }: Texts): string {
  const [first, ...others] = channels;
  return t(`eBanking.channel.${first === undefined || others.length > 0 ? 'both' : first}`);
}

type Limits = { readonly perPaymentFen: number; readonly perDayFen: number };

const limitFacts = ({ perPaymentFen, perDayFen }: Limits, texts: Texts): Fact[] => [
  { label: texts.t('fact.perPayment'), value: moneyWords(perPaymentFen, texts) },
  { label: texts.t('fact.perDay'), value: moneyWords(perDayFen, texts) },
];

type Opened = Limits & { readonly channels: readonly EBankingChannel[] };

/** What matters most of it: how much can be lost in a day, and by which way. */
export const mostFacts = ({ channels, perDayFen }: Opened, texts: Texts): Fact[] => [
  { label: texts.t('fact.perDay'), value: moneyWords(perDayFen, texts) },
  { label: texts.t('fact.channels'), value: plain(channelWords(channels, texts)) },
];

/** What is opened, and how much can be moved by it. */
const openedFacts = ({ channels, ...limits }: Opened, texts: Texts): Fact[] => [
  { label: texts.t('fact.channels'), value: plain(channelWords(channels, texts)) },
  ...limitFacts(limits, texts),
];

export function chooseChannels({ choices }: BodyOf<'chooseChannels'>, { texts }: Telltale): Telling {
  const { t } = texts;
  return telling({
    title: plain(t('chooseChannels.title')),
    lead: [plain(t('chooseChannels.lead'))],
    choices: choices.map((channels, choice): ChoiceTold => {
      const [first, ...others] = channels;
      const all = first === undefined || others.length > 0;
      return {
        choice,
        title: plain(all ? t('chooseChannels.all') : channelWords(channels, texts)),
        note: plain(t(all ? 'chooseChannels.all.what' : `chooseChannels.${first}`)),
        open: true,
      };
    }),
  });
}

export function chooseLimits({ choices }: BodyOf<'chooseLimits'>, { texts }: Telltale): Telling {
  const { t } = texts;
  const say = (which: 'once' | 'day', fen: number): Words => {
    const amount = moneyWords(fen, texts);
    return {
      shown: t(`chooseLimits.${which}`, { amount: amount.shown }),
      said: t(`chooseLimits.${which}`, { amount: amount.said }),
    };
  };
  return telling({
    title: plain(t('chooseLimits.title')),
    lead: [plain(t('chooseLimits.lead'))],
    choices: choices.map(
      ({ perPaymentFen, perDayFen }, choice): ChoiceTold => ({
        choice,
        title: say('once', perPaymentFen),
        note: say('day', perDayFen),
        open: true,
      }),
    ),
  });
}

export function reviewEBanking(body: BodyOf<'reviewEBanking'>, { texts }: Telltale): Telling {
  const { t } = texts;
  const points =
    body.proof === 'person'
      ? (['reviewEBanking.person.come', 'reviewEBanking.person.then'] as const)
      : (['reviewEBanking.next'] as const);
  return telling({
    title: plain(t('reviewEBanking.title')),
    facts: [
      ...openedFacts(body, texts),
      cardFact(body.card, texts),
      phoneFact('reservedPhone', body.phone, texts),
    ],
    points: points.map((point) => plain(t(point))),
  });
}

export function eBankingClosed(body: BodyOf<'eBankingClosed'>, { texts, counter }: Telltale): Telling {
  const { t, message } = texts;
  const { why, contract, minimumAge, reference } = body;
  return telling({
    title: plain(t(`eBankingClosed.${why}.title`)),
    lead: [plain(message(`eBankingClosed.${why}.lead`, { age: minimumAge ?? 18 }))],
    four: {
      means: plain(t('eBankingClosed.means')),
      can: plain(t(`eBankingClosed.${why}.can`, { counter })),
      knows: null,
    },
    facts: [
      ...(contract === null
        ? []
        : [
            ...limitFacts(contract, texts),
            { label: t('fact.contractNumber'), value: referenceWords(contract.contractNumber) },
          ]),
      referenceFact(reference, texts),
    ],
  });
}

type SignedUp = BodyOf<'eBankingResult'>;

function signedUpStory({ outcome, refusal }: SignedUp): Story {
  if (outcome === 'done')
    return {
      title: 'eBankingResult.done.title',
      lead: 'eBankingResult.done.lead',
      means: null,
      can: 'eBankingResult.done.can',
    };
  if (outcome !== 'refused')
    return {
      title: `eBankingResult.${outcome}.title`,
      lead: `eBankingResult.${outcome}.lead`,
      means: `eBankingResult.${outcome}.means`,
      can: `eBankingResult.${outcome}.can`,
    };
  const refused = {
    title: 'eBankingResult.refused.title',
    means: 'eBankingResult.refused.means',
    can: 'eBankingResult.other.can',
  } as const;
  switch (refusal) {
    case 'alreadySignedUp':
      return {
        ...refused,
        lead: 'eBankingResult.alreadySignedUp.lead',
        means: 'eBankingResult.alreadySignedUp.means',
        can: 'eBankingResult.alreadySignedUp.can',
      };
    case 'proofExpired':
    case 'limitOutOfRange':
      return { ...refused, lead: `eBankingResult.${refusal}.lead`, can: `eBankingResult.${refusal}.can` };
    case 'cardUnusable':
    case 'tooYoung':
      return { ...refused, lead: `eBankingResult.${refusal}.lead` };
    default:
      return { ...refused, lead: 'eBankingResult.refused.lead' };
  }
}

export function eBankingResult(body: SignedUp, { texts, counter }: Telltale): Telling {
  const { t } = texts;
  const { outcome, contractNumber, cardLast4, perDayFen } = body;
  // What was refused or never sent leaves nothing open and a paper without effect: neither is shown as if it stood.
  const stands = outcome === 'done' || outcome === 'unknown';
  return telling({
    ...storyWords(signedUpStory(body), { counter: plain(counter) }, texts),
    facts: [
      ...(stands
        ? [
            { label: t('fact.card'), value: cardWords(cardLast4, texts) },
            { label: t('fact.perDay'), value: moneyWords(perDayFen, texts) },
          ]
        : []),
      ...(contractNumber === null
        ? []
        : [{ label: t('fact.contractNumber'), value: referenceWords(contractNumber) }]),
      ...(stands ? paperFacts(body.paperNumber, body.seal, texts) : []),
      referenceFact(body.reference, texts),
    ],
    notice: receiptNotice(body.receipt, texts),
  });
}
