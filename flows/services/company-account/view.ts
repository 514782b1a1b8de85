import type { Action } from '#contracts/screen/actions.ts';
import { CASE_CODE_LENGTH, CASE_GROUPS } from '#contracts/screen/company-bodies.ts';
import { LETTERS } from '#contracts/screen/finding-bodies.ts';
import type { BodyOf } from '#contracts/screen/screen.ts';
import { back, digitEntry, primary, secondary } from '../../present/actions.ts';
import { approveView } from '../../present/approve.ts';
import { pictureView } from '../../present/picture.ts';
import { resultFrame, sealTruth, submissionTruth } from '../../present/result.ts';
import { consentView, signView } from '../../present/sign.ts';
import type { Age, View } from '../../present/view.ts';
import { workingView } from '../../present/working.ts';
import { PHONE_LENGTH } from '../../steps/digits.ts';
import type { ResultSnapshot } from '../../steps/result.ts';
import { type Context, groupNow, requireFound } from './context.ts';
import type { CompanyAccountSnapshot } from './machine.ts';

const service = 'companyAccount';

/** Letters and digits that a code can have; with a keypad alone, 0 turns the last digit into its letters. */
const codeEntry: readonly Action[] = [
  ...[...LETTERS].flatMap((letter, place): Action[] =>
    /[a-hj-np-z]/.test(letter) ? [{ id: 'letter', role: 'entry', choice: place }] : [],
  ),
  ...digitEntry.filter(({ id, choice }) => id !== 'digit' || (choice ?? 0) >= 2),
];

export function companyAccountView(snapshot: CompanyAccountSnapshot, age: Age): View {
  const { context } = snapshot;
  const { consent, picture, approve, sign, result } = snapshot.children;
  if (consent) return consentView(consent.getSnapshot(), service, 'review');
  if (picture) return pictureView(picture.getSnapshot(), { service, step: 'originals' }, age);
  if (approve)
    return approveView(approve.getSnapshot(), {
      service,
      companyName: requireFound(context).companyName,
      originals: context.pictures.length,
    });
  if (sign) return signView(sign.getSnapshot(), { service, name: context.name }, context.reference, age);
  if (result) return companyResult(context, result.getSnapshot());
  if (snapshot.matches('entering')) return enterCase(context);
  if (snapshot.matches('finding'))
    return { ...workingView('loadCase', age), progress: { service, step: 'case' } };
  if (snapshot.matches('stopped'))
    return {
      body: { kind: 'caseStopped', why: context.stop, reference: context.reference },
      actions: [primary('next'), ...(context.stop === 'tooMany' ? [] : [secondary('tryAgain', 'one')])],
      question: `caseStopped ${context.stop}`,
      progress: { service, step: 'case' },
    };
  if (snapshot.matches('correcting')) return enterPhone(context);
  if (snapshot.matches('reviewing')) return reviewCase(context);
  return { ...workingView('openCompanyAccount', age), progress: { service, step: 'sign' } };
}

const enterCase = ({ code, codeProblem }: Context): View => ({
  body: { kind: 'enterCase', entered: code, length: CASE_CODE_LENGTH, problem: codeProblem },
  actions: [
    ...codeEntry,
    secondary('turnLetter', 'zero'),
    ...(code.length === CASE_CODE_LENGTH ? [primary('confirm')] : []),
    back(),
  ],
  question: 'enterCase',
  progress: { service, step: 'case' },
});

function partOf(context: Context): BodyOf<'reviewCase'>['part'] {
  const found = requireFound(context);
  const group = groupNow(context);
  switch (group) {
    case 'company':
      return {
        group,
        companyName: found.companyName,
        creditCode: found.creditCode,
        legalRepresentative: found.legalRepresentative,
        role: found.role,
      };
    case 'place':
      return { group, address: found.address, businessScope: found.businessScope };
    case 'phone':
      return {
        group,
        phone: context.newPhone ?? found.phone,
        filed: context.newPhone === null ? null : found.phone,
      };
  }
}

const reviewCase = (context: Context): View => ({
  body: {
    kind: 'reviewCase',
    number: context.group + 1,
    of: CASE_GROUPS.length,
    part: partOf(context),
  },
  actions: [primary('confirm'), secondary('decline', 'zero'), back()],
  question: `reviewCase ${groupNow(context)} ${context.newPhone === null ? 'filed' : 'new'}`,
  progress: { service, step: 'review' },
});

const enterPhone = ({ entered, phoneProblem }: Context): View => ({
  body: { kind: 'enterCompanyPhone', entered, problem: phoneProblem },
  actions: [...digitEntry, ...(entered.length === PHONE_LENGTH ? [primary('confirm')] : []), back()],
  question: 'enterCompanyPhone',
  progress: { service, step: 'review' },
});

function companyResult(context: Context, snapshot: ResultSnapshot): View {
  const { answer } = snapshot.context;
  const { companyName, caseCode } = requireFound(context);
  return {
    body: {
      kind: 'companyResult',
      ...submissionTruth(snapshot),
      ...sealTruth(context.sealed),
      companyName,
      caseCode,
      accountNumber: answer.outcome === 'done' ? (answer.company?.accountNumber ?? null) : null,
    },
    ...resultFrame(snapshot, service, 'companyResult'),
  };
}
