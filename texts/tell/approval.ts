import type { ApprovalAbout } from '#contracts/screen/approval-bodies.ts';
import type { BodyOf } from '#contracts/screen/screen.ts';
import type { Texts } from '../format.ts';
import { cardFact, phoneFact } from './business.ts';
import { mostFacts } from './e-banking.ts';
import { type Fact, type Telling, type Telltale, telling } from './telling.ts';
import { plain, referenceWords } from './words.ts';

function aboutFacts(about: ApprovalAbout, texts: Texts): Fact[] {
  switch (about.service) {
    case 'changeReservedPhone':
      return [phoneFact('newPhone', about.newPhone, texts), cardFact(about.card, texts)];
    case 'eBankingSignUp':
      return [...mostFacts(about, texts), cardFact(about.card, texts)];
    case 'issueCard':
      return [{ label: texts.t('fact.cardKind'), value: plain(texts.pick(about.product)) }];
    case 'companyAccount':
      return [
        { label: texts.t('fact.company'), value: plain(about.companyName) },
        {
          label: texts.t('fact.originals'),
          value: plain(texts.t('fact.originalsCount', { count: about.originals })),
        },
      ];
  }
}

/** A person is asked to decide: what is known of it, and what it is about. */
export function awaitApproval(
  { phase, refusal, about, reference }: BodyOf<'awaitApproval'>,
  { texts, counter }: Telltale,
): Telling {
  const { t } = texts;
  const which = phase === 'refused' ? (refusal ?? 'notHere') : phase;
  const waits = phase === 'asked' || phase === 'unanswered' || phase === 'seen';
  const named: Fact[] =
    reference === null ? [] : [{ label: t('frame.reference'), value: referenceWords(reference) }];
  return telling({
    title: plain(t(`awaitApproval.${which}.title`)),
    lead: [plain(t(`awaitApproval.${about.service}.${which}.lead`, { counter }))],
    facts: [...aboutFacts(about, texts), ...named],
    after: waits ? [plain(t('awaitApproval.help'))] : [],
  });
}
