import type { OriginalKind } from '#contracts/bank/company.ts';
import { CASE_CODE_LENGTH, CASE_GROUPS, type CASE_STOPS } from '#contracts/screen/company-bodies.ts';
import { LETTERS } from '#contracts/screen/finding-bodies.ts';
import type { CaseDifference, CaseRule, FoundCase, KeptPicture } from '../../company-ports.ts';
import type { ActEvent } from '../../events.ts';
import type { Agent, ApprovalProof, CompanyQuestion, SubmissionAnswer } from '../../ports.ts';
import type { ReceiptFacts } from '../../receipt-facts.ts';
import type { SealedPaper } from '../../sale-ports.ts';
import type { ResultContext } from '../result-state.ts';

export type Stop = (typeof CASE_STOPS)[number];

export type Context = ResultContext & {
  /** As typed. */
  readonly code: string;
  readonly codeProblem: 'unknown' | 'unreachable' | null;
  readonly stop: Stop;
  readonly found: FoundCase | null;
  /** Which part is read back, from 0. */
  readonly group: number;
  /** The company's number as it was put right; null = as filed. */
  readonly newPhone: string | null;
  readonly entered: string;
  readonly phoneProblem: 'notAPhone' | 'sameAsFiled' | null;
  readonly pictures: readonly KeptPicture[];
  readonly unclear: readonly OriginalKind[];
  readonly approval: ApprovalProof | null;
  /** What was approved; something else must be decided anew. */
  readonly approved: string;
  readonly sealed: SealedPaper | null;
};

/** Agreed to before anything is pictured. */
export const CASE_RULES: readonly CaseRule[] = ['companyAuthority', 'picturesKept'];

/** The characters of a code: neither 0 and 1 nor O and I. */
const CODE_CHARACTER = /^[2-9A-HJ-NP-Z]$/;

/** Letters on the keys of a keypad (ITU-T E.161), without those no code has. */
const ON_KEYS = ['2ABC', '3DEF', '4GH', '5JKL', '6MN', '7PQRS', '8TUV', '9WXYZ'] as const;

/** With one character more, as long as there is room and a code can have it. */
export function withCharacter(code: string, { type, choice }: ActEvent): string {
  const typed = type === 'act.letter' ? (LETTERS[choice] ?? '') : type === 'act.digit' ? String(choice) : '';
  const character = typed.toUpperCase();
  return code.length < CASE_CODE_LENGTH && CODE_CHARACTER.test(character) ? code + character : code;
}

/** The last character becomes the next one on its key: with a keypad alone, 2 and then this twice is a B. */
export function turned(code: string): string {
  const last = code.slice(-1);
  const key = ON_KEYS.find((one) => last !== '' && one.includes(last));
  if (!key) return code;
  return code.slice(0, -1) + (key[(key.indexOf(last) + 1) % key.length] ?? last);
}

export const requireFound = ({ found }: Pick<Context, 'found'>): FoundCase => {
  if (!found) throw new Error('no case was found before it was needed');
  return found;
};
export const requireSealed = ({ sealed }: Pick<Context, 'sealed'>): SealedPaper => {
  if (!sealed) throw new Error('nothing was signed before it was needed');
  return sealed;
};
export const requireApproval = ({ approval }: Pick<Context, 'approval'>): ApprovalProof => {
  if (!approval) throw new Error('nobody approved before it was needed');
  return approval;
};

export const groupNow = ({ group }: Pick<Context, 'group'>): (typeof CASE_GROUPS)[number] =>
  CASE_GROUPS[group] ?? 'company';

export const differencesOf = ({ found, newPhone }: Pick<Context, 'found' | 'newPhone'>): CaseDifference[] =>
  newPhone === null || !found ? [] : [{ field: 'phone', filed: found.phone, now: newPhone }];

export const agentOf = ({ name, document }: Pick<Context, 'name' | 'document'>): Agent => ({
  documentType: document.type,
  documentNumber: document.number,
  name,
});

export const questionOf = (context: Context): CompanyQuestion => ({
  service: 'companyAccount',
  found: requireFound(context),
  agent: agentOf(context),
  differences: differencesOf(context),
  pictures: context.pictures,
});

/** Everything an approval was given for that can still change here. */
export const approvable = (context: Pick<Context, 'found' | 'newPhone' | 'pictures'>): string =>
  JSON.stringify([
    context.found?.caseCode ?? '',
    context.newPhone,
    context.pictures.map(({ original, sha256 }) => [original, sha256]),
  ]);

export const receiptFacts =
  (context: Context) =>
  (answer: SubmissionAnswer): ReceiptFacts => ({
    type: 'companyAccount',
    outcome: answer.outcome,
    refusal: answer.outcome === 'refused' ? answer.refusal : null,
    companyName: requireFound(context).companyName,
    caseCode: requireFound(context).caseCode,
    accountNumber: answer.outcome === 'done' ? (answer.company?.accountNumber ?? null) : null,
    paper: requireSealed(context),
    reference: answer.reference,
  });
