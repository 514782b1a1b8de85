import { CARD_DETAILS } from '#contracts/screen/issue-bodies.ts';
import type { BodyOf } from '#contracts/screen/screen.ts';
import type { Texts } from '../format.ts';
import { paperFacts, receiptNotice, referenceFact, type Story, storyWords } from './sale.ts';
import { type ChoiceTold, type Fact, type Telling, type Telltale, telling, type Words } from './telling.ts';
import { cardWords, moneyWords, plain } from './words.ts';

type Kind = BodyOf<'chooseCardKind'>['kinds'][number];

const feeWords = (fen: number, texts: Texts): Words =>
  fen === 0 ? plain(texts.t('chooseCardKind.free')) : moneyWords(fen, texts);

function kindNote({ issueFeeFen, yearlyFeeFen, minimumAge, reason }: Kind, texts: Texts): Words {
  const { t } = texts;
  if (reason === 'tooYoung') return plain(t('chooseCardKind.reason.tooYoung', { age: minimumAge }));
  if (reason === 'notHere') return plain(t('chooseCardKind.reason.notHere'));
  const [issue, yearly] = [feeWords(issueFeeFen, texts), feeWords(yearlyFeeFen, texts)];
  return {
    shown: t('chooseCardKind.fees', { issue: issue.shown, yearly: yearly.shown }),
    said: t('chooseCardKind.fees', { issue: issue.said, yearly: yearly.said }),
  };
}

/** Which card, and what each costs. */
export function chooseCardKind(body: BodyOf<'chooseCardKind'>, { texts, counter }: Telltale): Telling {
  const { t, pick } = texts;
  const { kinds, of, first, last } = body;
  const none = first <= 1 && kinds.every(({ reason }) => reason !== null);
  return telling({
    title: plain(t(none ? 'chooseCardKind.none.title' : 'chooseCardKind.title')),
    lead: [
      plain(none ? t('chooseCardKind.none.lead', { counter }) : t('chooseCardKind.lead')),
      ...(of > kinds.length ? [plain(t('chooseCardKind.window', { first, last, of }))] : []),
    ],
    choices: kinds.map(
      (kind): ChoiceTold => ({
        choice: kind.place,
        title: plain(pick(kind.name)),
        note: kindNote(kind, texts),
        open: kind.reason === null,
      }),
    ),
  });
}

/** What the bank must know. */
export function cardDetail(body: BodyOf<'cardDetail'>, { texts: { t } }: Telltale): Telling {
  const words =
    body.detail === 'occupation'
      ? CARD_DETAILS.occupation.map((option) => t(`cardDetail.occupation.${option}`))
      : CARD_DETAILS.purpose.map((option) => t(`cardDetail.purpose.${option}`));
  return telling({
    title: plain(t(`cardDetail.${body.detail}.title`)),
    lead: [plain(t('cardDetail.lead'))],
    choices: words.map(
      (word, choice): ChoiceTold => ({ choice, title: plain(word), note: null, open: true }),
    ),
  });
}

export const awaitBinding = (body: BodyOf<'awaitBinding'>, { texts }: Telltale): Telling =>
  telling({
    title: plain(texts.t('awaitBinding.title')),
    lead: [plain(texts.t('awaitBinding.lead'))],
    facts: [referenceFact(body.reference, texts)],
    after: [plain(texts.t('awaitBinding.after'))],
  });

const newCardFact = (last4: string, texts: Texts): Fact => ({
  label: texts.t('fact.newCard'),
  value: cardWords(last4, texts),
});

export function takeNewCard(body: BodyOf<'takeNewCard'>, { texts }: Telltale): Telling {
  const { t, pick } = texts;
  return telling({
    title: plain(t('takeNewCard.title')),
    lead: [plain(t('takeNewCard.lead'))],
    facts: [{ label: pick(body.name), value: plain(t('takeNewCard.where')) }, newCardFact(body.last4, texts)],
    notice: body.urgency === 'insistent' ? { tone: 'stop', words: plain(t('takeNewCard.insistent')) } : null,
  });
}

/** How an outcome looks before a word is read. */
export const newCardOutcomeOf = ({
  outcome,
  active,
}: Pick<BodyOf<'newCardResult'>, 'outcome' | 'active'>): 'good' | 'unknown' | 'failed' | 'mind' => {
  if (outcome === 'issued') return active ? 'good' : 'mind';
  if (outcome === 'unknown' || outcome === 'unsettled' || outcome === 'unclear') return 'unknown';
  return outcome === 'kept' ? 'mind' : 'failed';
};

function refusedStory(refusal: BodyOf<'newCardResult'>['refusal']): Story {
  const own =
    refusal === 'tooManyCards' || refusal === 'tooYoung' || refusal === 'proofExpired' ? refusal : 'refused';
  return {
    title: 'newCardResult.refused.title',
    lead: `newCardResult.${own}.lead`,
    means: 'newCardResult.none.means',
    can: own === 'proofExpired' ? 'newCardResult.proofExpired.can' : 'newCardResult.refused.can',
  };
}

function storyOf({ outcome, refusal, active }: BodyOf<'newCardResult'>): Story {
  switch (outcome) {
    case 'issued':
      return {
        title: 'newCardResult.issued.title',
        lead: active ? 'newCardResult.issued.lead' : 'newCardResult.issuedNotActive.lead',
        means: 'newCardResult.issued.means',
        can: 'newCardResult.issued.can',
      };
    case 'refused':
      return refusedStory(refusal);
    case 'unknown':
    case 'notSent':
      return {
        title: `newCardResult.${outcome}.title`,
        lead: `newCardResult.${outcome}.lead`,
        means: 'newCardResult.none.means',
        can: `newCardResult.${outcome}.can`,
      };
    default:
      return {
        title: `newCardResult.${outcome}.title`,
        lead: `newCardResult.${outcome}.lead`,
        means: `newCardResult.${outcome}.means`,
        can: `newCardResult.${outcome}.can`,
      };
  }
}

export function newCardResult(body: BodyOf<'newCardResult'>, { texts, counter }: Telltale): Telling {
  const { t } = texts;
  const { outcome, last4, staffTold } = body;
  const told = storyWords(
    storyOf(body),
    { counter: plain(counter), card: last4 === null ? plain('') : cardWords(last4, texts) },
    texts,
  );
  const issued = outcome === 'issued';
  return telling({
    ...told,
    four: {
      ...told.four,
      knows: staffTold === null ? null : plain(t(staffTold ? 'staff.told' : 'staff.notTold')),
    },
    facts: [
      ...(issued ? paperFacts(body.paperNumber, body.seal, texts) : []),
      referenceFact(body.reference, texts),
    ],
    notice: receiptNotice(body.receipt, texts),
  });
}
