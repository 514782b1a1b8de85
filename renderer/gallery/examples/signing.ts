import { teachBackQuestion } from '#contracts/bank/wealth.ts';
import { RULE_IDS, RULES, type RuleId } from '#contracts/compliance/rules.ts';
import type { BodyOf } from '#contracts/screen/screen.ts';
import { type OpenPaper, SIGN_PROBLEMS, TEACH_BACK_OPTIONS } from '#contracts/screen/sign-bodies.ts';
import { partsOf } from '#texts/tell/signing.ts';
import { at, back, choose, type Example, example, primary, secondary } from '../example.ts';
import { wealthContractPaper } from '../papers/wealth-contract.ts';

const service = 'buyWealth' as const;
const { sha256, pages, number, text } = wealthContractPaper;
export const paper: OpenPaper = { template: 'wealthContract', number, sha256, pages };

/** The words of a page: the first has most of them. */
const textOf = (page: number): string[] => (page === 1 ? text.slice(0, 22) : text.slice(22));

const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function reading(name: string, body: Partial<BodyOf<'readPaper'>>): Example {
  const whole: BodyOf<'readPaper'> = {
    kind: 'readPaper',
    service,
    paper,
    page: 1,
    unseen: pages,
    text: textOf(body.page ?? 1),
    ...body,
  };
  const seen = whole.unseen === 0;
  return example(
    name,
    whole,
    [
      ...(seen ? [primary('next')] : []),
      ...(whole.page >= pages ? [] : [seen ? secondary('nextPage', 'six') : primary('nextPage')]),
      ...(whole.page > 1 ? [secondary('previousPage', 'four')] : []),
      back(),
    ],
    at(service, 'read'),
  );
}

const asked = (rule: RuleId, part: number): Example =>
  example(
    `consent-${kebab(rule)}${partsOf(rule) > 1 ? `-${part}` : ''}`,
    {
      kind: 'consent',
      service,
      rule,
      textVersion: RULES[rule].textVersion,
      part,
      parts: partsOf(rule),
    },
    [primary('agree'), secondary('decline', 'zero'), back()],
    at(service, 'sign'),
  );

/** The same while picture and sound are being recorded. */
const recorded = (one: Example): Example => ({
  ...one,
  name: one.name.startsWith('recorded') ? one.name : `recorded-${one.name}`,
  actions: [...one.actions, { id: 'stopRecording', role: 'frame' }],
  frame: { ...one.frame, recording: true },
});

const signing = (
  name: string,
  body: Partial<BodyOf<'sign'>>,
  other: 'usePad' | 'useScreen' | null = body.on === 'pad' ? 'useScreen' : null,
): Example => {
  const whole: BodyOf<'sign'> = {
    kind: 'sign',
    service,
    paper,
    name: '许念安',
    strokes: 0,
    on: 'screen',
    problem: null,
    ...body,
  };
  return example(
    name,
    whole,
    [
      ...(whole.strokes > 0 ? [primary('confirm'), secondary('clear', 'clear')] : []),
      ...(other === null ? [] : [secondary(other, 'one')]),
      secondary('decline', 'zero'),
      back(),
    ],
    at(service, 'sign'),
  );
};

export const signingExamples: readonly Example[] = [
  reading('read-paper', {}),
  reading('read-paper-drawn', { unseen: pages - 1 }),
  reading('read-paper-last-undrawn', { page: pages, unseen: 1 }),
  reading('read-paper-last', { page: 2, unseen: 0 }),
  reading('read-paper-again', { page: 1, unseen: 0 }),
  reading('read-paper-not-here', { paper: { ...paper, sha256: '0'.repeat(64) } }),
  ...teachBackQuestion.options.flatMap((question) =>
    [false, true].map((wrong) =>
      example(
        `teach-back-${kebab(question)}${wrong ? '-wrong' : ''}`,
        { kind: 'teachBack', service, question, options: TEACH_BACK_OPTIONS, wrong },
        [...Array.from({ length: TEACH_BACK_OPTIONS }, (_, place) => choose(place)), back()],
        at(service, 'read'),
      ),
    ),
  ),
  ...RULE_IDS.flatMap((rule) => Array.from({ length: partsOf(rule) }, (_, index) => asked(rule, index + 1))),
  signing('sign', {}),
  signing('sign-written', { strokes: 7 }),
  signing('sign-long-name', { name: 'VALDENHOLM, ELIN MARIA' }),
  signing('sign-pad-there', {}, 'usePad'),
  signing('sign-pad-there-written', { strokes: 3 }, 'usePad'),
  signing('sign-on-pad', { on: 'pad' }),
  signing('sign-on-pad-written', { on: 'pad', strokes: 4 }),
  ...SIGN_PROBLEMS.map((problem) =>
    signing(`sign-${kebab(problem)}`, { problem, on: problem === 'notWhole' ? 'pad' : 'screen' }),
  ),
  recorded(reading('recorded-read-paper', {})),
  recorded(asked('riskDisclosure', 1)),
  recorded(signing('recorded-sign', { strokes: 7 })),
  ...(['recordingDeclined', 'recordingAway', 'recordingStopped', 'recordingLost'] as const).map((why) =>
    example(
      `not-signed-${kebab(why)}`,
      { kind: 'notSigned', service, why, reference: 'T01-7K4Q' },
      [primary('next'), back()],
      at(service, 'read'),
    ),
  ),
  ...(['declined', 'sealAway', 'failed', 'unprintable'] as const).map((why) =>
    example(
      `not-signed-${kebab(why)}`,
      { kind: 'notSigned', service, why, reference: 'T01-7K4Q' },
      why === 'unprintable'
        ? [primary('next'), back()]
        : [primary('tryAgain'), secondary('next', 'zero'), back()],
      at(service, 'sign'),
    ),
  ),
];
