import type { TeachBackQuestion } from '#contracts/bank/wealth.ts';
import type { RuleId } from '#contracts/compliance/rules.ts';
import type { BodyOf } from '#contracts/screen/screen.ts';
import { TEACH_BACK_OPTIONS } from '#contracts/screen/sign-bodies.ts';
import type { TextKey } from '../catalogue.ts';
import { type ChoiceTold, type Fact, type Telling, type Telltale, telling, type Words } from './telling.ts';
import { plain, referenceWords } from './words.ts';

/** Characters of a page that are said; the keys are said after it, and all of it fits what a screen may say. */
const SAID_MOST = 1_200;

/** Whole lines, as many as there is time for; whether that is all of them. */
function saidOf(lines: readonly string[]): { readonly said: readonly string[]; readonly all: boolean } {
  let left = SAID_MOST;
  const cut = lines.findIndex((line) => {
    left -= line.length + 1;
    return left < 0;
  });
  return cut < 0 ? { said: lines, all: true } : { said: lines.slice(0, cut), all: false };
}

/** A voice reads words, not the bars and dots a page is ruled with. */
const voiced = (line: string): string => line.replaceAll(/[|•*…·.]{2,}|[|•*{}]/g, ' ').trim();

export const paperFact = (number: string, { texts: { t } }: Telltale): Fact => ({
  label: t('paper.number'),
  value: referenceWords(number),
});

export function readPaper(body: BodyOf<'readPaper'>, tale: Telltale): Telling {
  const { t, list } = tale.texts;
  const { paper, page, unseen } = body;
  const counted = t('readPaper.page', { page, pages: paper.pages });
  const rest = unseen > 0 ? t('readPaper.unseen', { unseen }) : t('readPaper.allSeen');
  const { said, all } = saidOf(body.text.map(voiced).filter((line) => line !== ''));
  return telling({
    title: plain(t('readPaper.title', { paper: t(`paper.${paper.template}`) })),
    lead: [
      { shown: `${counted} · ${rest}`, said: list([counted, rest]) },
      ...said.map((line): Words => ({ shown: '', said: line })),
      ...(all ? [] : [{ shown: '', said: t('readPaper.more') }]),
    ],
    facts: [paperFact(paper.number, tale)],
  });
}

const ANSWERS: Readonly<Record<TeachBackQuestion, readonly TextKey[]>> = {
  notADeposit: ['teachBack.notADeposit.0', 'teachBack.notADeposit.1', 'teachBack.notADeposit.2'],
  mayLose: ['teachBack.mayLose.0', 'teachBack.mayLose.1', 'teachBack.mayLose.2'],
  rangeNoPromise: ['teachBack.rangeNoPromise.0', 'teachBack.rangeNoPromise.1', 'teachBack.rangeNoPromise.2'],
  moneyLocked: ['teachBack.moneyLocked.0', 'teachBack.moneyLocked.1', 'teachBack.moneyLocked.2'],
};

/** Which of the answers is right is known to the flow alone. */
export function teachBack({ question, wrong }: BodyOf<'teachBack'>, { texts }: Telltale): Telling {
  const { t, message } = texts;
  return telling({
    title: plain(t(`teachBack.${question}.title`)),
    lead: wrong ? [] : [plain(t('teachBack.lead'))],
    notice: wrong ? { tone: 'mind', words: plain(t(`teachBack.${question}.why`)) } : null,
    choices: ANSWERS[question]
      .slice(0, TEACH_BACK_OPTIONS)
      .map((key, choice): ChoiceTold => ({ choice, title: plain(message(key)), note: null, open: true })),
  });
}

type Asked = { readonly title: TextKey; readonly lead: TextKey; readonly points: readonly TextKey[] };

/** The words of every rule, in as many parts as it has. Who changes them changes its version in `RULES`. */
const ASKED: Readonly<Record<RuleId, readonly [Asked, ...Asked[]]>> = {
  confirmBlock: [
    {
      title: 'consent.confirmBlock.title',
      lead: 'consent.confirmBlock.lead',
      points: ['consent.confirmBlock.undo'],
    },
  ],
  confirmPhone: [
    {
      title: 'consent.confirmPhone.title',
      lead: 'consent.confirmPhone.lead',
      points: ['consent.confirmPhone.check'],
    },
  ],
  electronicSigning: [
    {
      title: 'consent.electronicSigning.title',
      lead: 'consent.electronicSigning.lead',
      points: [
        'consent.electronicSigning.seal',
        'consent.electronicSigning.kept',
        'consent.electronicSigning.paper',
      ],
    },
  ],
  ownAnswers: [
    {
      title: 'consent.ownAnswers.title',
      lead: 'consent.ownAnswers.lead',
      points: ['consent.ownAnswers.alone', 'consent.ownAnswers.pressed'],
    },
  ],
  riskDisclosure: [
    {
      title: 'consent.riskDisclosure.title',
      lead: 'consent.riskDisclosure.lead',
      points: ['consent.riskDisclosure.deposit', 'consent.riskDisclosure.loss', 'consent.riskDisclosure.ask'],
    },
  ],
  suitability: [
    {
      title: 'consent.suitability.title',
      lead: 'consent.suitability.lead',
      points: ['consent.suitability.own', 'consent.suitability.free'],
    },
  ],
  elderRisk: [
    { title: 'consent.elderRisk.title.1', lead: 'consent.elderRisk.lead.1', points: [] },
    { title: 'consent.elderRisk.title.2', lead: 'consent.elderRisk.lead.2', points: [] },
    { title: 'consent.elderRisk.title.3', lead: 'consent.elderRisk.lead.3', points: [] },
  ],
  eBankingTerms: [
    {
      title: 'consent.eBankingTerms.title',
      lead: 'consent.eBankingTerms.lead',
      points: ['consent.eBankingTerms.secret'],
    },
  ],
  cardTerms: [
    {
      title: 'consent.cardTerms.title',
      lead: 'consent.cardTerms.lead',
      points: ['consent.cardTerms.own', 'consent.cardTerms.lend'],
    },
  ],
  personalData: [
    {
      title: 'consent.personalData.title',
      lead: 'consent.personalData.lead',
      points: ['consent.personalData.only', 'consent.personalData.kept'],
    },
  ],
  faceCheck: [
    {
      title: 'consent.faceCheck.title',
      lead: 'consent.faceCheck.lead',
      points: ['consent.faceCheck.only', 'consent.faceCheck.person'],
    },
  ],
  companyAuthority: [
    {
      title: 'consent.companyAuthority.title',
      lead: 'consent.companyAuthority.lead',
      points: [
        'consent.companyAuthority.right',
        'consent.companyAuthority.judged',
        'consent.companyAuthority.lend',
      ],
    },
  ],
  picturesKept: [
    {
      title: 'consent.picturesKept.title',
      lead: 'consent.picturesKept.lead',
      points: ['consent.picturesKept.only', 'consent.picturesKept.kept', 'consent.picturesKept.unused'],
    },
  ],
  callRecording: [
    {
      title: 'recordingAsked.title',
      lead: 'recordingAsked.lead',
      points: ['recordingAsked.who', 'recordingAsked.free'],
    },
  ],
  recording: [
    {
      title: 'consent.recording.title',
      lead: 'consent.recording.lead',
      points: ['consent.recording.stop', 'consent.recording.kept', 'consent.recording.counter'],
    },
  ],
  confirmWithdrawal: [
    {
      title: 'consent.confirmWithdrawal.title',
      lead: 'consent.confirmWithdrawal.lead',
      points: ['consent.confirmWithdrawal.final'],
    },
  ],
};

/** How many parts the words of a rule have. */
export const partsOf = (rule: RuleId): number => ASKED[rule].length;

export function consent(body: BodyOf<'consent'>, { texts, counter }: Telltale): Telling {
  const { t, message } = texts;
  const { rule, part, parts, textVersion } = body;
  const asked = ASKED[rule][part - 1] ?? ASKED[rule][0];
  const say = (key: TextKey): Words => plain(message(key, { counter }));
  return telling({
    title: say(asked.title),
    lead: [...(parts > 1 ? [plain(t('consent.part', { part, parts }))] : []), say(asked.lead)],
    points: asked.points.map(say),
    after: [{ shown: t('consent.version', { version: textVersion }), said: '' }],
  });
}

export function sign(body: BodyOf<'sign'>, tale: Telltale): Telling {
  const { t } = tale.texts;
  const { name, strokes, on, problem } = body;
  const onPad = on === 'pad';
  return telling({
    title: plain(t(onPad ? 'sign.title.pad' : 'sign.title', { name })),
    lead: problem === null ? [plain(t(onPad ? 'sign.lead.pad' : 'sign.lead'))] : [],
    notice: problem === null ? null : { tone: 'mind', words: plain(t(`sign.${problem}`)) },
    facts: [paperFact(body.paper.number, tale)],
    after: [
      ...(strokes > 0 ? [plain(t('sign.strokes', { strokes }))] : []),
      ...(onPad || strokes > 0 ? [] : [plain(t('sign.keypad'))]),
    ],
  });
}

/** What is left to do, by why nothing was signed. */
const canDo = (why: BodyOf<'notSigned'>['why']): TextKey => {
  if (why === 'unprintable') return 'notSigned.can.counter';
  return why.startsWith('recording') ? 'notSigned.can.record' : 'notSigned.can.again';
};

export function notSigned(body: BodyOf<'notSigned'>, { texts, counter }: Telltale): Telling {
  const { t } = texts;
  const { why, reference } = body;
  return telling({
    title: plain(t(`notSigned.${why}.title`)),
    lead: [plain(t(`notSigned.${why}.lead`))],
    four: {
      means: plain(t('notSigned.means')),
      can: plain(texts.message(canDo(why), { counter })),
      knows: null,
    },
    facts: [{ label: t('frame.reference'), value: referenceWords(reference) }],
  });
}
