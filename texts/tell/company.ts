import type { BodyOf } from '#contracts/screen/screen.ts';
import type { Texts } from '../format.ts';
import { paperFacts, receiptNotice, referenceFact, type Story, storyWords } from './sale.ts';
import { type ChoiceTold, type Fact, type Telling, type Telltale, telling, type Words } from './telling.ts';
import { phoneWords, plain, referenceWords } from './words.ts';

export function enterCase(
  { entered, length, problem }: BodyOf<'enterCase'>,
  { texts: { t } }: Telltale,
): Telling {
  return telling({
    title: plain(t('enterCase.title')),
    lead: [
      plain(t('enterCase.lead', { length })),
      { shown: '', said: t('enterCase.entered', { count: entered.length, length }) },
      { shown: '', said: t('enterCase.keypad') },
    ],
    notice: problem && { tone: 'mind', words: plain(t(`enterCase.${problem}`)) },
    after: [plain(t('enterCase.keypad'))],
  });
}

export function caseStopped(
  { why, reference }: BodyOf<'caseStopped'>,
  { texts, counter }: Telltale,
): Telling {
  const { t } = texts;
  return telling({
    title: plain(t(`caseStopped.${why}.title`)),
    lead: [plain(t(`caseStopped.${why}.lead`))],
    four: {
      means: plain(t('caseStopped.means')),
      can: plain(t(`caseStopped.${why}.can`, { counter })),
      knows: null,
    },
    facts: [referenceFact(reference, texts)],
  });
}

/** As much as is read at a glance; the whole stands on the application, which is read before it is signed. */
const GLANCE = 40;

function shortened(text: string): Words {
  const characters = [...text];
  return plain(characters.length <= GLANCE ? text : `${characters.slice(0, GLANCE - 1).join('')}…`);
}

function partFacts(part: BodyOf<'reviewCase'>['part'], texts: Texts): Fact[] {
  const { t } = texts;
  switch (part.group) {
    case 'company':
      return [
        { label: t('fact.company'), value: plain(part.companyName) },
        { label: t('fact.creditCode'), value: referenceWords(part.creditCode) },
        { label: t('fact.legalRepresentative'), value: plain(part.legalRepresentative) },
        { label: t('fact.actingAs'), value: plain(t(`role.${part.role}`)) },
      ];
    case 'place':
      return [
        { label: t('fact.address'), value: shortened(part.address) },
        { label: t('fact.businessScope'), value: shortened(part.businessScope) },
      ];
    case 'phone':
      return [
        { label: t('fact.companyPhone'), value: phoneWords(part.phone, texts) },
        ...(part.filed === null
          ? []
          : [{ label: t('fact.companyPhoneFiled'), value: phoneWords(part.filed, texts) }]),
      ];
  }
}

export function reviewCase({ number, of, part }: BodyOf<'reviewCase'>, { texts }: Telltale): Telling {
  const { t } = texts;
  return telling({
    title: plain(t(`reviewCase.${part.group}.title`)),
    lead: [
      plain(t('reviewCase.part', { number, of })),
      plain(t(part.group === 'phone' ? 'reviewCase.correctable' : 'reviewCase.fixed')),
    ],
    facts: partFacts(part, texts),
  });
}

export function enterCompanyPhone(
  { entered, problem }: BodyOf<'enterCompanyPhone'>,
  { texts: { t } }: Telltale,
): Telling {
  return telling({
    title: plain(t('enterCompanyPhone.title')),
    lead: [
      plain(t('enterCompanyPhone.lead')),
      { shown: '', said: t('enterCompanyPhone.entered', { count: entered.length }) },
    ],
    notice: problem && { tone: 'mind', words: plain(t(`enterCompanyPhone.${problem}`)) },
  });
}

export function originals({ list, missing }: BodyOf<'originals'>, { texts: { t } }: Telltale): Telling {
  const again = list.some(({ state }) => state === 'again');
  const which = again ? 'originals.again' : missing === 0 ? 'originals.done' : 'originals';
  return telling({
    title: plain(t(`${which}.title`)),
    lead: [plain(t(`${which}.lead`))],
    choices: list.map(
      ({ original, state }, choice): ChoiceTold => ({
        choice,
        title: plain(t(`original.${original}`)),
        note: plain(t(`originals.state.${state}`)),
        open: true,
      }),
    ),
  });
}

export function pictureOriginal(
  { original, number, of, phase, problem }: BodyOf<'pictureOriginal'>,
  { texts: { t } }: Telltale,
): Telling {
  return telling({
    title: plain(t(`pictureOriginal.${phase}.title`, { original: t(`original.${original}`) })),
    lead: [plain(t('pictureOriginal.number', { number, of })), plain(t(`pictureOriginal.${phase}.lead`))],
    notice: problem && { tone: 'mind', words: plain(t(`pictureOriginal.${problem}`)) },
    four:
      phase === 'cameraAway'
        ? { means: null, can: plain(t('pictureOriginal.cameraAway.can')), knows: null }
        : null,
  });
}

function storyOf({ outcome, refusal }: BodyOf<'companyResult'>): Story {
  if (outcome === 'done')
    return {
      title: 'companyResult.done.title',
      lead: 'companyResult.done.lead',
      means: null,
      can: 'companyResult.done.can',
    };
  const story = {
    title: `companyResult.${outcome}.title`,
    lead: `companyResult.${outcome}.lead`,
    means: `companyResult.${outcome}.means`,
    can: `companyResult.${outcome}.can`,
  } as const;
  switch (refusal) {
    case 'alreadyOpened':
    case 'notReviewed':
    case 'agentMismatch':
    case 'originalMissing':
    case 'proofExpired':
      return { ...story, lead: `companyResult.${refusal}.lead` };
    default:
      return story;
  }
}

export function companyResult(body: BodyOf<'companyResult'>, { texts, counter }: Telltale): Telling {
  const { t } = texts;
  const { accountNumber, companyName, caseCode } = body;
  return telling({
    ...storyWords(storyOf(body), { counter: plain(counter), company: plain(companyName) }, texts),
    facts: [
      ...(accountNumber === null
        ? []
        : [{ label: t('fact.accountNumber'), value: referenceWords(accountNumber) }]),
      { label: t('fact.caseCode'), value: referenceWords(caseCode) },
      // What was refused or never sent leaves a paper without effect: it is not offered as something to keep.
      ...(body.outcome === 'done' || body.outcome === 'unknown'
        ? paperFacts(body.paperNumber, body.seal, texts)
        : []),
      referenceFact(body.reference, texts),
    ],
    notice: receiptNotice(body.receipt, texts),
  });
}
