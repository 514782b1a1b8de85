import type { BodyOf } from '#contracts/screen/screen.ts';
import type { TextKey } from '../catalogue.ts';
import { cardFact, phoneFact } from './business.ts';
import { type Fact, type Telling, type Telltale, telling } from './telling.ts';
import { plain, referenceWords } from './words.ts';

type Result = BodyOf<'result'>;
/** Keys of what happened, what it means, and what to do. */
type Story = {
  readonly title: TextKey;
  readonly lead: TextKey;
  readonly means?: TextKey;
  readonly can?: TextKey;
};

const blockStory = ({ outcome, refusal }: Result): Story => {
  switch (outcome) {
    case 'done':
    case 'caseOpened':
      return {
        title: 'result.reportLostCard.done.title',
        lead: 'result.reportLostCard.done.lead',
        can: 'result.reportLostCard.done.can',
      };
    case 'refused':
      return refusal === 'alreadyBlocked'
        ? {
            title: 'result.reportLostCard.alreadyBlocked.title',
            lead: 'result.reportLostCard.alreadyBlocked.lead',
            can: 'result.reportLostCard.done.can',
          }
        : {
            title: 'result.reportLostCard.refused.title',
            lead: 'result.reportLostCard.refused.lead',
            means: 'result.reportLostCard.refused.means',
            can: 'result.reportLostCard.refused.can',
          };
    case 'unknown':
    case 'notSent':
      return {
        title: `result.reportLostCard.${outcome}.title`,
        lead: `result.reportLostCard.${outcome}.lead`,
        means: `result.reportLostCard.${outcome}.means`,
        can: `result.reportLostCard.${outcome}.can`,
      };
  }
};

const phoneStory = ({ outcome, refusal }: Result): Story => {
  switch (outcome) {
    case 'done':
      return {
        title: 'result.changeReservedPhone.done.title',
        lead: 'result.changeReservedPhone.done.lead',
        can: 'result.changeReservedPhone.done.can',
      };
    case 'caseOpened':
      return {
        title: 'result.caseOpened.title',
        lead: 'result.caseOpened.lead',
        means: 'result.caseOpened.means',
        can: 'result.caseOpened.can',
      };
    case 'refused': {
      const special =
        refusal === 'proofExpired' || refusal === 'samePhone' || refusal === 'alreadyBlocked'
          ? refusal
          : 'refused';
      return {
        title: 'result.changeReservedPhone.refused.title',
        lead: `result.changeReservedPhone.${special}.lead`,
        means: 'result.changeReservedPhone.refused.means',
        can:
          refusal === 'proofExpired' || refusal === 'samePhone'
            ? `result.changeReservedPhone.${refusal}.can`
            : 'result.changeReservedPhone.refused.can',
      };
    }
    case 'unknown':
    case 'notSent':
      return {
        title: `result.changeReservedPhone.${outcome}.title`,
        lead: `result.changeReservedPhone.${outcome}.lead`,
        means: `result.changeReservedPhone.${outcome}.means`,
        can: `result.changeReservedPhone.${outcome}.can`,
      };
  }
};

function facts(body: Result, { texts }: Telltale): Fact[] {
  const told: Fact[] = [cardFact(body.card, texts)];
  // A number that was certainly not taken over is not shown as if it stood anywhere.
  const taken = body.outcome !== 'refused' && body.outcome !== 'notSent';
  if (body.newPhone !== null && taken) told.push(phoneFact('newPhone', body.newPhone, texts));
  told.push({ label: texts.t('frame.reference'), value: referenceWords(body.reference) });
  return told;
}

/** How the outcome looks before a word is read: done, to be followed, or not done. */
export const outcomeOf = ({ outcome, refusal, service }: Result): 'good' | 'unknown' | 'failed' => {
  if (outcome === 'done') return 'good';
  if (outcome === 'refused' && refusal === 'alreadyBlocked' && service === 'reportLostCard') return 'good';
  return outcome === 'unknown' || outcome === 'caseOpened' ? 'unknown' : 'failed';
};

export function result(body: Result, tale: Telltale): Telling {
  const { texts, counter } = tale;
  // The keys of a story take at most the place to go to; a message without it ignores it.
  const say = (key: TextKey) => plain(texts.message(key, { counter }));
  const story = body.service === 'reportLostCard' ? blockStory(body) : phoneStory(body);
  return telling({
    title: say(story.title),
    lead: [say(story.lead)],
    four: {
      means: story.means ? say(story.means) : null,
      can: story.can ? say(story.can) : null,
      knows: null,
    },
    facts: facts(body, tale),
    notice: {
      tone: body.receipt === 'unknown' || body.receipt === 'notPrinted' ? 'mind' : 'plain',
      words: plain(texts.t(`receiptState.${body.receipt}`)),
    },
  });
}
