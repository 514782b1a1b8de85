import type { CardSummary } from '#contracts/screen/bodies.ts';
import type { BodyOf } from '#contracts/screen/screen.ts';
import type { Texts } from '../format.ts';
import {
  type ChoiceTold,
  type Fact,
  type Notice,
  type Telling,
  type Telltale,
  telling,
  type Words,
} from './telling.ts';
import { cardWords, phoneWords, plain, spelled } from './words.ts';

export const cardFact = (card: CardSummary, texts: Texts): Fact => {
  const number = cardWords(card.last4, texts);
  const product = texts.pick(card.product);
  return {
    label: texts.t('fact.card'),
    value: { shown: `${product} ${number.shown}`, said: texts.list([product, number.said]) },
  };
};

export const phoneFact = (
  which: 'oldPhone' | 'newPhone' | 'reservedPhone',
  phone: string | null,
  texts: Texts,
): Fact => ({
  label: texts.t(`fact.${which}`),
  value: phone === null ? plain(texts.t('fact.noPhone')) : phoneWords(phone, texts),
});

/** The cards shown now: all, or a window of them. */
function windowOf(body: BodyOf<'chooseCard'>) {
  const all = body.cards.map((card, choice) => ({ card, choice }));
  return body.window ? all.slice(body.window.first, body.window.last + 1) : all;
}

export function chooseCard(body: BodyOf<'chooseCard'>, { texts }: Telltale): Telling {
  const { t } = texts;
  const choices = windowOf(body).map(({ card, choice }): ChoiceTold => {
    const number = cardWords(card.last4, texts);
    const product = texts.pick(card.product);
    return {
      choice,
      title: { shown: number.shown, said: texts.list([product, number.said]) },
      note: {
        shown: card.reason ? `${product} · ${t(`card.reason.${card.reason}`)}` : product,
        said: card.reason ? t(`card.reason.${card.reason}`) : t(`card.${card.kind}`),
      },
      open: card.selectable,
    };
  });
  const { window } = body;
  return telling({
    title: plain(t(`chooseCard.${body.service}.title`)),
    lead: window
      ? [
          plain(
            t('chooseCard.window', { first: window.first + 1, last: window.last + 1, of: body.cards.length }),
          ),
        ]
      : [],
    choices,
  });
}

export function reviewBlock(body: BodyOf<'reviewBlock'>, { texts, counter }: Telltale): Telling {
  const { t } = texts;
  return telling({
    title: plain(t('reviewBlock.title')),
    facts: [cardFact(body.card, texts)],
    points: [
      plain(t('reviewBlock.effect.stop')),
      plain(t(body.card.kind === 'credit' ? 'reviewBlock.effect.bill' : 'reviewBlock.effect.money')),
      plain(t('reviewBlock.effect.undo', { counter })),
    ],
  });
}

type Asked = Pick<BodyOf<'proveOldNumber'>, 'card' | 'problem' | 'secondsLeft'>;

/** A phone is to answer a code: whose it is, and why there is none to be entered. */
export function askedOfPhone(
  which: 'proveOldNumber' | 'proveOldNumber.noPhone' | 'provePhone' | 'provePhone.noPhone',
  { card, problem, secondsLeft }: Asked,
  phone: readonly Fact[],
  texts: Texts,
): Telling {
  const { t } = texts;
  return telling({
    title: plain(t(`${which}.title`)),
    // Nothing is promised that will not happen.
    lead: problem === 'tooManyCodes' ? [] : [plain(t(`${which}.lead`))],
    notice: problem === null ? null : codeProblem(problem, secondsLeft, texts),
    facts: [...phone, cardFact(card, texts)],
    after: problem !== 'tooSoon' && secondsLeft > 0 ? [counting('wait', secondsLeft, texts)] : [],
  });
}

export function proveOldNumber(body: BodyOf<'proveOldNumber'>, { texts }: Telltale): Telling {
  const which = body.oldPhone === null ? 'proveOldNumber.noPhone' : 'proveOldNumber';
  return askedOfPhone(which, body, [phoneFact('oldPhone', body.oldPhone, texts)], texts);
}

const minds = (text: string): Notice => ({ tone: 'mind', words: plain(text) });

/** Seconds are seen to run; the ear is not told of every one. */
const counting = (which: 'tooSoon' | 'wait', seconds: number, { t }: Texts): Words => ({
  shown: t(`code.${which}`, { seconds }),
  said: t(`code.${which}Said`),
});

/** Why there is no new code. */
const codeProblem = (
  problem: NonNullable<BodyOf<'proveOldNumber'>['problem']>,
  seconds: number,
  texts: Texts,
): Notice =>
  problem === 'tooSoon'
    ? { tone: 'mind', words: counting('tooSoon', seconds, texts) }
    : minds(texts.t(`code.${problem}`));

function codeNotice(body: BodyOf<'enterCode'>, texts: Texts): Notice | null {
  if (body.problem === null) return null;
  const { t } = texts;
  if (body.problem !== 'wrong') return codeProblem(body.problem, body.secondsLeft, texts);
  return minds(
    body.triesLeft === null ? t('enterCode.wrongNoCount') : t('enterCode.wrong', { tries: body.triesLeft }),
  );
}

export function enterCode(body: BodyOf<'enterCode'>, { texts }: Telltale): Telling {
  const { t } = texts;
  const { length } = body;
  const phone = phoneWords(body.sentTo, texts);
  return telling({
    title: plain(t('enterCode.title')),
    lead: [
      {
        shown: t('enterCode.sentTo', { length, phone: phone.shown }),
        said: t('enterCode.sentTo', { length, phone: phone.said }),
      },
      // The digits themselves are for the customer's eyes only: the ear is told how many there are.
      { shown: '', said: t('enterCode.entered', { count: body.entered.length, length }) },
    ],
    notice: codeNotice(body, texts),
    after: [
      plain(t('enterCode.secret')),
      ...(body.resend === 'wait' ? [counting('wait', body.secondsLeft, texts)] : []),
    ],
  });
}

const ENTER_LEADS = {
  change: 'enterPhone.lead',
  person: 'enterPhone.lead.person',
  case: 'enterPhone.lead.case',
} as const;

export function enterPhone(body: BodyOf<'enterPhone'>, { texts }: Telltale): Telling {
  const { t } = texts;
  const digits = [body.entered.slice(0, 3), body.entered.slice(3, 7), body.entered.slice(7)];
  return telling({
    title: plain(t('enterPhone.title')),
    lead: [
      plain(t(ENTER_LEADS[body.route])),
      {
        shown: '',
        said:
          body.entered === ''
            ? t('enterPhone.nothing')
            : t('enterPhone.entered', { digits: texts.list(digits.map(spelled)) }),
      },
    ],
    notice: body.problem === null ? null : minds(t(`enterPhone.${body.problem}`)),
  });
}

const POINTS = {
  change: ['reviewPhone.effect'],
  person: ['reviewPhone.person.come', 'reviewPhone.person.instead'],
  case: ['reviewPhone.case.effect', 'reviewPhone.case.then'],
} as const;

export function reviewPhone(body: BodyOf<'reviewPhone'>, { texts, counter }: Telltale): Telling {
  const { t } = texts;
  const asCase = body.route === 'case';
  return telling({
    title: plain(t(asCase ? 'reviewPhone.case.title' : 'reviewPhone.title')),
    facts: [
      phoneFact('newPhone', body.newPhone, texts),
      phoneFact('oldPhone', body.oldPhone, texts),
      cardFact(body.card, texts),
    ],
    points: POINTS[body.route].map((point) => plain(t(point, { counter }))),
  });
}

const AT_BANK = new Set([
  'lookup',
  'block',
  'sendCode',
  'checkCode',
  'changePhone',
  'openCase',
  'loadSale',
  'recordAssessment',
  'order',
  'loadOrders',
  'withdraw',
  'loadEBanking',
  'signUp',
  'loadCards',
  'applyForCard',
  'bindCard',
  'activateCard',
]);
const AT_SERVICE = new Set(['fileComplaint', 'sealPaper', 'recorder']);
const AT_BRANCH = new Set(['queue', 'takeNumber', 'giveUpNumber']);
const DONE_ONCE = new Set([
  'block',
  'changePhone',
  'openCase',
  'takeNumber',
  'fileComplaint',
  'sealPaper',
  'recordAssessment',
  'order',
  'withdraw',
  'signUp',
  'applyForCard',
  'bindCard',
]);

export function working(body: BodyOf<'working'>, { texts: { t } }: Telltale): Telling {
  const leads = {
    brief: t('working.brief'),
    waiting: t(
      AT_BANK.has(body.what)
        ? 'working.waiting.bank'
        : AT_BRANCH.has(body.what)
          ? 'working.waiting.branch'
          : AT_SERVICE.has(body.what)
            ? 'working.waiting.service'
            : body.what === 'openPaper'
              ? 'working.waiting.paper'
              : 'working.waiting.card',
    ),
    long: t('working.long', { seconds: body.usualSeconds }),
  };
  const once = body.phase === 'long' && DONE_ONCE.has(body.what);
  return telling({
    title: plain(t(`working.${body.what}`)),
    lead: [plain(leads[body.phase])],
    after: once ? [plain(t('working.once'))] : [],
  });
}
