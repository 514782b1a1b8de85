import type { BodyOf } from '#contracts/screen/screen.ts';
import type { Texts } from '../format.ts';
import { amountFact, productFact, receiptNotice, referenceFact, type Story, storyWords } from './sale.ts';
import { type ChoiceTold, type Fact, type Telling, type Telltale, telling, type Words } from './telling.ts';
import { cardWords, momentWords, moneyWords, plain, referenceWords } from './words.ts';

const refundFacts = (amountFen: number, last4: string, texts: Texts): Fact[] => [
  { label: texts.t('fact.refund'), value: moneyWords(amountFen, texts) },
  { label: texts.t('fact.refundCard'), value: cardWords(last4, texts) },
];
const orderFact = (orderNumber: string, { t }: Texts): Fact => ({
  label: t('fact.orderNumber'),
  value: referenceWords(orderNumber),
});

export function chooseOrder(body: BodyOf<'chooseOrder'>, { texts, counter }: Telltale): Telling {
  const { t, pick, list } = texts;
  const { orders, of, first, last } = body;
  // What can be taken back stands first, whatever part of the list this is.
  const none = first <= 1 && orders.every(({ why }) => why !== null);
  const choices = orders.map(({ name, amountFen, until, why, place }): ChoiceTold => {
    const amount = moneyWords(amountFen, texts);
    const state =
      why !== null
        ? t(`chooseOrder.why.${why}`)
        : until === null
          ? t('chooseOrder.open')
          : t('chooseOrder.until', { until: momentWords(until, texts).said });
    return {
      choice: place,
      title: plain(pick(name)),
      note: { shown: `${amount.shown} · ${state}`, said: list([amount.said, state]) },
      open: why === null,
    };
  });
  return telling({
    title: plain(t(none ? 'chooseOrder.none.title' : 'chooseOrder.title')),
    lead: [
      plain(none ? t('chooseOrder.none.lead', { counter }) : t('chooseOrder.lead')),
      ...(of > orders.length ? [plain(t('chooseOrder.window', { first, last, of }))] : []),
    ],
    choices,
  });
}

/** The words of the rule itself: what is confirmed here is what is written down. */
export function reviewWithdrawal(body: BodyOf<'reviewWithdrawal'>, { texts }: Telltale): Telling {
  const { t } = texts;
  const { amountFen, cardLast4, orderNumber, until } = body;
  return telling({
    title: plain(t('consent.confirmWithdrawal.title')),
    lead: [plain(t('consent.confirmWithdrawal.lead'))],
    facts: [
      ...refundFacts(amountFen, cardLast4, texts),
      productFact(body, texts),
      ...(until === null ? [] : [{ label: t('fact.coolingOff'), value: momentWords(until, texts) }]),
      orderFact(orderNumber, texts),
    ],
    points: [plain(t('consent.confirmWithdrawal.final'))],
  });
}

function storyOf({ outcome, refusal }: BodyOf<'withdrawalResult'>): Story {
  if (outcome === 'done')
    return {
      title: 'withdrawalResult.done.title',
      lead: 'withdrawalResult.done.lead',
      means: 'withdrawalResult.done.means',
      can: null,
    };
  if (outcome === 'refused' && refusal === 'alreadyWithdrawn')
    return {
      title: 'withdrawalResult.alreadyWithdrawn.title',
      lead: 'withdrawalResult.alreadyWithdrawn.lead',
      means: 'withdrawalResult.alreadyWithdrawn.means',
      can: 'withdrawalResult.refused.can',
    };
  return {
    title: `withdrawalResult.${outcome}.title`,
    lead:
      outcome === 'refused' && refusal === 'tooLate'
        ? 'withdrawalResult.tooLate.lead'
        : `withdrawalResult.${outcome}.lead`,
    means: `withdrawalResult.${outcome}.means`,
    can: `withdrawalResult.${outcome}.can`,
  };
}

export function withdrawalResult(body: BodyOf<'withdrawalResult'>, { texts, counter }: Telltale): Telling {
  const { amountFen, cardLast4 } = body;
  const words: Readonly<Record<string, Words>> = {
    counter: plain(counter),
    card: cardWords(cardLast4, texts),
    amount: moneyWords(amountFen, texts),
  };
  return telling({
    ...storyWords(storyOf(body), words, texts),
    facts: [
      productFact(body, texts),
      // Where it is back, how much and where to has been said above.
      ...(body.outcome === 'done' ? [] : [amountFact(amountFen, texts)]),
      orderFact(body.orderNumber, texts),
      referenceFact(body.reference, texts),
    ],
    notice: receiptNotice(body.receipt, texts),
  });
}
