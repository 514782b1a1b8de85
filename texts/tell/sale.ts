import type { ProductRisk, RiskClass } from '#contracts/bank/risk.ts';
import type { SaleProduct } from '#contracts/screen/sale-bodies.ts';
import type { BodyOf } from '#contracts/screen/screen.ts';
import { capitalYuan } from '../capitals.ts';
import type { TextKey } from '../catalogue.ts';
import type { Texts } from '../format.ts';
import { type ChoiceTold, type Fact, type Telling, type Telltale, telling, type Words } from './telling.ts';
import {
  cardWords,
  dayWords,
  momentWords,
  moneyWords,
  percentWords,
  plain,
  referenceWords,
  spelled,
} from './words.ts';

const FEN_PER_YUAN = 100;

/** `平衡型（C3）`: the name for people, the letter for papers. */
export const classWords = (riskClass: RiskClass, { t }: Texts): Words => {
  const name = t(`riskClass.${riskClass}`);
  return { shown: t('riskClass.shown', { name, riskClass }), said: `${name} ${spelled(riskClass)}` };
};

export const riskWords = (risk: ProductRisk, { t }: Texts): Words => {
  const name = t(`risk.${risk}`);
  return { shown: t('risk.shown', { name, risk }), said: `${name} ${spelled(risk)}` };
};

export const termWords = (days: number | null, { t }: Texts): Words =>
  plain(days === null ? t('term.open') : t('term.days', { days }));

export function rangeWords({ low, middle, high }: SaleProduct['range'], texts: Texts): Words {
  const [a, b, c] = [percentWords(low, texts), percentWords(middle, texts), percentWords(high, texts)];
  return {
    shown: `${a.shown} – ${c.shown}`,
    said: texts.t('range.said', { low: a.said, middle: b.said, high: c.said }),
  };
}

export const productFact = ({ name }: Pick<SaleProduct, 'name'>, texts: Texts): Fact => ({
  label: texts.t('fact.product'),
  value: plain(texts.pick(name)),
});
export const amountFact = (fen: number, texts: Texts): Fact => ({
  label: texts.t('fact.amount'),
  value: moneyWords(fen, texts),
});
const payingFact = (last4: string, texts: Texts): Fact => ({
  label: texts.t('fact.payingCard'),
  value: cardWords(last4, texts),
});
export const referenceFact = (reference: string, { t }: Texts): Fact => ({
  label: t('frame.reference'),
  value: referenceWords(reference),
});

/** The signed paper by its number, and what became of its seal, as far as is known. */
export const paperFacts = (number: string, seal: BodyOf<'orderResult'>['seal'], { t }: Texts): Fact[] =>
  seal === 'none' ? [] : [{ label: t(`seal.${seal}`), value: referenceWords(number) }];

export const saleAway = (_body: BodyOf<'saleAway'>, { texts: { t }, counter }: Telltale): Telling =>
  telling({
    title: plain(t('saleAway.title')),
    lead: [plain(t('saleAway.lead'))],
    four: { means: plain(t('saleAway.means')), can: plain(t('saleAway.can', { counter })), knows: null },
  });

export function assessmentStanding(body: BodyOf<'assessmentStanding'>, { texts }: Telltale): Telling {
  const { t } = texts;
  const { state, riskClass, validUntil } = body;
  return telling({
    title: plain(t(`assessmentStanding.${state}.title`)),
    lead: [plain(t(`assessmentStanding.${state}.lead`))],
    facts: [
      ...(riskClass === null ? [] : [{ label: t('fact.riskClass'), value: classWords(riskClass, texts) }]),
      ...(validUntil === null ? [] : [{ label: t('fact.validUntil'), value: dayWords(validUntil, texts) }]),
    ],
    points: [plain(t('assessmentStanding.own'))],
  });
}

export function assessmentQuestion(body: BodyOf<'assessmentQuestion'>, { texts }: Telltale): Telling {
  const { t, pick } = texts;
  const { number, of, options, chosen } = body;
  return telling({
    title: plain(pick(body.text)),
    lead: [plain(t('assessmentQuestion.count', { number, of }))],
    choices: options.map(
      (option, choice): ChoiceTold => ({
        choice,
        title: plain(pick(option)),
        note: choice === chosen ? plain(t('assessmentQuestion.chosen')) : null,
        open: true,
      }),
    ),
  });
}

export type Story = {
  readonly title: TextKey;
  readonly lead: TextKey;
  readonly means: TextKey | null;
  readonly can: TextKey | null;
};

type Assessed = BodyOf<'assessmentResult'>;

function assessedStory({ outcome, refusal }: Assessed): Story {
  if (outcome === 'done')
    return {
      title: 'assessmentResult.done.title',
      lead: 'assessmentResult.done.lead',
      means: null,
      can: null,
    };
  const lead: TextKey =
    outcome !== 'refused'
      ? `assessmentResult.${outcome}.lead`
      : refusal === 'tooManyAssessments'
        ? 'assessmentResult.tooMany.lead'
        : refusal === 'questionnaireOutdated'
          ? 'assessmentResult.outdated.lead'
          : refusal === 'tooYoung'
            ? 'assessmentResult.tooYoung.lead'
            : 'assessmentResult.refused.lead';
  return {
    title: `assessmentResult.${outcome}.title`,
    lead,
    means: `assessmentResult.${outcome}.means`,
    can: `assessmentResult.${outcome}.can`,
  };
}

/** Title, lead and what follows, as the story's keys have it; a message without a place ignores what it is given. */
export const storyWords = (story: Story, values: Readonly<Record<string, Words>>, { message }: Texts) => {
  const side = (of: keyof Words) =>
    Object.fromEntries(Object.entries(values).map(([name, words]) => [name, words[of]]));
  const say = (key: TextKey): Words => ({
    shown: message(key, side('shown')),
    said: message(key, side('said')),
  });
  return {
    title: say(story.title),
    lead: [say(story.lead)],
    four: {
      means: story.means ? say(story.means) : null,
      can: story.can ? say(story.can) : null,
      knows: null,
    },
  };
};

export const receiptNotice = (receipt: Assessed['receipt'], { t }: Texts) => ({
  tone: receipt === 'unknown' || receipt === 'notPrinted' ? ('mind' as const) : ('plain' as const),
  words: plain(t(`receiptState.${receipt}`)),
});

/** How an outcome looks before a word is read. */
export const saleOutcomeOf = (outcome: BodyOf<'orderResult'>['outcome']): 'good' | 'unknown' | 'failed' =>
  outcome === 'done' ? 'good' : outcome === 'unknown' ? 'unknown' : 'failed';

export function assessmentResult(body: Assessed, { texts, counter }: Telltale): Telling {
  const { t } = texts;
  const riskClass = classWords(body.riskClass, texts);
  const { validUntil } = body;
  return telling({
    ...storyWords(assessedStory(body), { counter: plain(counter), riskClass }, texts),
    facts: [
      ...(validUntil === null ? [] : [{ label: t('fact.validUntil'), value: dayWords(validUntil, texts) }]),
      ...paperFacts(body.paperNumber, body.seal, texts),
      referenceFact(body.reference, texts),
    ],
    notice: receiptNotice(body.receipt, texts),
  });
}

export function chooseProduct(body: BodyOf<'chooseProduct'>, { texts, counter }: Telltale): Telling {
  const { t, pick, list } = texts;
  const { products, riskClass, of, first, last } = body;
  if (products.length === 0)
    return telling({
      title: plain(t('chooseProduct.none.title')),
      lead: [plain(t('chooseProduct.none.lead', { counter }))],
    });
  const mine = classWords(riskClass, texts);
  return telling({
    title: plain(t('chooseProduct.title')),
    lead: [
      {
        shown: t('chooseProduct.class', { riskClass: mine.shown }),
        said: t('chooseProduct.class', { riskClass: mine.said }),
      },
      ...(of > products.length ? [plain(t('chooseProduct.window', { first, last, of }))] : []),
    ],
    choices: products.map((product): ChoiceTold => {
      const fits = t(product.fits ? 'chooseProduct.fits' : 'chooseProduct.unfit');
      const [risk, term] = [riskWords(product.risk, texts), termWords(product.termDays, texts)];
      const minimum = moneyWords(product.minimumFen, texts);
      return {
        choice: product.place,
        title: plain(pick(product.name)),
        note: {
          shown: `${risk.shown} · ${term.shown}`,
          said: list([
            fits,
            risk.said,
            term.said,
            rangeWords(product.range, texts).said,
            t('chooseProduct.from', { amount: minimum.said }),
          ]),
        },
        open: product.fits,
      };
    }),
  });
}

export function notSuitable(body: BodyOf<'notSuitable'>, { texts, counter }: Telltale): Telling {
  const { t } = texts;
  const { why, product, riskClass } = body;
  return telling({
    title: plain(t(`notSuitable.${why}.title`)),
    lead: [plain(t(`notSuitable.${why}.lead`))],
    four: {
      means: plain(t('notSuitable.means')),
      can: plain(texts.message(`notSuitable.${why}.can`, { counter })),
      knows: null,
    },
    facts:
      why === 'risk'
        ? [
            productFact(product, texts),
            { label: t('fact.risk'), value: riskWords(product.risk, texts) },
            { label: t('fact.riskClass'), value: classWords(riskClass, texts) },
          ]
        : [productFact(product, texts)],
  });
}

/** Whole yuan as an amount in words, where the language writes contracts so; else nothing. */
const inCapitals = (entered: string, { language }: Texts): string =>
  language === 'zh-CN' && Number(entered) > 0 ? capitalYuan(Number(entered)) : '';

export function enterAmount(body: BodyOf<'enterAmount'>, { texts }: Telltale): Telling {
  const { t } = texts;
  const { product, entered, problem } = body;
  const { minimumFen, stepFen, maximumFen } = product;
  const sums = (side: keyof Words) => ({
    minimum: moneyWords(minimumFen, texts)[side],
    step: moneyWords(stepFen, texts)[side],
    maximum: moneyWords(maximumFen, texts)[side],
  });
  const amount = moneyWords(Number(entered || '0') * FEN_PER_YUAN, texts);
  const lead = { shown: t('enterAmount.lead', sums('shown')), said: t('enterAmount.lead', sums('said')) };
  return telling({
    title: plain(t('enterAmount.title')),
    lead: [
      lead,
      {
        shown: '',
        said: entered === '' ? t('enterAmount.nothing') : t('enterAmount.entered', { amount: amount.said }),
      },
    ],
    notice:
      problem === null
        ? null
        : {
            tone: 'mind',
            words: {
              shown: texts.message(`enterAmount.${problem}`, sums('shown')),
              said: texts.message(`enterAmount.${problem}`, sums('said')),
            },
          },
    facts: [productFact(product, texts), payingFact(body.cardLast4, texts)],
    after: inCapitals(entered, texts) === '' ? [] : [{ shown: inCapitals(entered, texts), said: '' }],
  });
}

/** The three cases of the example, from the least to the most. */
export const exampleCases = ({ examples }: Pick<BodyOf<'reviewOrder'>, 'examples'>, texts: Texts): Fact[] =>
  (['low', 'middle', 'high'] as const).map((which) => ({
    label: texts.t(`reviewOrder.case.${which}`),
    value: moneyWords(examples[`${which}Fen`], texts),
  }));

/** Over the cases: after which time. */
export const exampleTime = ({ product }: Pick<BodyOf<'reviewOrder'>, 'product'>, { t }: Texts): string =>
  product.termDays === null
    ? t('reviewOrder.examples.year')
    : t('reviewOrder.examples.days', { days: product.termDays });

export function reviewOrder(body: BodyOf<'reviewOrder'>, { texts }: Telltale): Telling {
  const { t, list } = texts;
  const { product, amountFen, cardLast4, coolingOffHours } = body;
  const cases = exampleCases(body, texts);
  return telling({
    title: plain(t('reviewOrder.title')),
    facts: [
      amountFact(amountFen, texts),
      productFact(product, texts),
      {
        label: t('fact.risk'),
        value: {
          shown: `${riskWords(product.risk, texts).shown} · ${termWords(product.termDays, texts).shown}`,
          said: list([riskWords(product.risk, texts).said, termWords(product.termDays, texts).said]),
        },
      },
      payingFact(cardLast4, texts),
    ],
    points: [
      {
        shown: '',
        said: list([exampleTime(body, texts), ...cases.map(({ label, value }) => `${label} ${value.said}`)]),
      },
      plain(t('reviewOrder.noPromise')),
      plain(
        coolingOffHours > 0
          ? t('reviewOrder.coolingOff', { hours: coolingOffHours })
          : t('reviewOrder.noCoolingOff'),
      ),
      plain(t('reviewOrder.next')),
    ],
  });
}

type Ordered = BodyOf<'orderResult'>;

function orderedStory({ outcome, refusal, coolingOffUntil }: Ordered): Story {
  if (outcome === 'done')
    return {
      title: 'orderResult.done.title',
      lead: 'orderResult.done.lead',
      means: null,
      can: coolingOffUntil === null ? 'orderResult.done.canNot' : 'orderResult.done.can',
    };
  if (outcome !== 'refused')
    return {
      title: `orderResult.${outcome}.title`,
      lead: `orderResult.${outcome}.lead`,
      means: `orderResult.${outcome}.means`,
      can: `orderResult.${outcome}.can`,
    };
  const refused = {
    title: 'orderResult.refused.title',
    means: 'orderResult.refused.means',
    can: 'orderResult.other.can',
  } as const;
  switch (refusal) {
    case 'insufficientFunds':
    case 'assessmentExpired':
      return { ...refused, lead: `orderResult.${refusal}.lead`, can: `orderResult.${refusal}.can` };
    case 'productClosed':
    case 'notSuitable':
    case 'amountOutOfRange':
    case 'cardUnusable':
    case 'tooYoung':
      return { ...refused, lead: `orderResult.${refusal}.lead` };
    default:
      return { ...refused, lead: 'orderResult.refused.lead' };
  }
}

export function orderResult(body: Ordered, { texts, counter }: Telltale): Telling {
  const { t } = texts;
  const { orderNumber, coolingOffUntil } = body;
  return telling({
    ...storyWords(
      orderedStory(body),
      { counter: plain(counter), card: cardWords(body.cardLast4, texts) },
      texts,
    ),
    facts: [
      productFact(body.product, texts),
      amountFact(body.amountFen, texts),
      ...(coolingOffUntil === null
        ? []
        : [{ label: t('fact.coolingOff'), value: momentWords(coolingOffUntil, texts) }]),
      // What was refused or never sent leaves a paper without effect: it is not offered as something to keep.
      ...(body.outcome === 'done' || body.outcome === 'unknown'
        ? paperFacts(body.paperNumber, body.seal, texts)
        : []),
      ...(orderNumber === null ? [] : [{ label: t('fact.orderNumber'), value: referenceWords(orderNumber) }]),
      referenceFact(body.reference, texts),
    ],
    notice: receiptNotice(body.receipt, texts),
  });
}
