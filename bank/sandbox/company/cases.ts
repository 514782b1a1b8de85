import { randomInt } from 'node:crypto';
import { z } from 'zod';
import {
  type CaseState,
  type COMPANY_REFUSALS,
  type CompanyAccount,
  type CompanyCase,
  type CompanySubmission,
  companyAddress,
  originalKind,
} from '#contracts/bank/company.ts';
import { documentType, phoneNumber } from '#contracts/bank/values.ts';
import type { Clock } from '#foundation/clock.ts';
import { isHonestText } from '#foundation/text.ts';
import { acceptsApproval, spendApproval } from '../approvals.ts';
import type { Outcome } from '../keyed.ts';
import type { Store } from '../store.ts';

/** The sandbox's rules; another bank has its own. */
export const CASE_RULES = {
  /** How long the sandbox's desk takes to review what was filed. */
  reviewSeconds: 10,
  /** Cases that may be filed within 24 hours. */
  perDay: 200,
} as const;

const ORIGINALS = originalKind.options;
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

const caseRow = z.object({
  case_code: z.string(),
  filed_at: z.int(),
  company_name: z.string(),
  credit_code: z.string(),
  legal_representative: z.string(),
  agent_name: z.string(),
  agent_document_type: documentType,
  agent_document_number: z.string(),
  address: z.string(),
  phone: z.string(),
  business_scope: z.string(),
});
type CaseRow = z.infer<typeof caseRow>;
const accountRow = z.object({ number: z.int() });

/** What a company files, already checked. */
export type Filing = Omit<CompanyCase, 'caseCode' | 'state' | 'filedAt' | 'originals' | 'agent'> & {
  readonly agent: CompanySubmission['agent'];
};

/** Files a form, now or as of an earlier moment, and gives its code; nothing when too many were filed. Call inside a transaction. */
export function fileCase(
  store: Store,
  clock: Clock,
  filing: Filing,
  code = newCode(),
  filedAt = Math.floor(clock.wall()),
): string | undefined {
  const now = Math.floor(clock.wall());
  const recent = store.one(
    z.object({ times: z.int() }),
    'SELECT count(*) AS times FROM company_cases WHERE filed_at > ?',
    now - 86_400_000,
  );
  if ((recent?.times ?? 0) >= CASE_RULES.perDay) return undefined;
  store.run(
    `INSERT INTO company_cases (case_code, filed_at, company_name, credit_code, legal_representative, agent_name,
       agent_document_type, agent_document_number, address, phone, business_scope)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    code,
    filedAt,
    filing.companyName,
    filing.creditCode,
    filing.legalRepresentative,
    filing.agent.name,
    filing.agent.documentType,
    filing.agent.documentNumber,
    filing.address,
    filing.phone,
    filing.businessScope,
  );
  return code;
}

/** 50 random bits: a code cannot be guessed. */
const newCode = () => Array.from({ length: 10 }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');

const rowOf = (store: Store, caseCode: string) =>
  store.one(caseRow, 'SELECT * FROM company_cases WHERE case_code = ?', caseCode);

function stateOf(store: Store, clock: Clock, row: CaseRow): CaseState {
  if (store.one(accountRow, 'SELECT number FROM company_accounts WHERE case_code = ?', row.case_code))
    return 'opened';
  return clock.wall() - row.filed_at >= CASE_RULES.reviewSeconds * 1_000 ? 'reviewed' : 'filed';
}

/** The form as the terminal may see it; nothing where there is no such case. */
export function caseOf(store: Store, clock: Clock, caseCode: string): CompanyCase | undefined {
  const row = rowOf(store, caseCode);
  return (
    row && {
      caseCode,
      state: stateOf(store, clock, row),
      filedAt: new Date(row.filed_at).toISOString(),
      companyName: row.company_name,
      creditCode: row.credit_code,
      legalRepresentative: row.legal_representative,
      agent: {
        name: row.agent_name,
        documentType: row.agent_document_type,
        numberEnd: row.agent_document_number.slice(-4),
      },
      address: row.address,
      phone: row.phone,
      businessScope: row.business_scope,
      originals: ORIGINALS,
    }
  );
}

type Submitted = Outcome<(typeof COMPANY_REFUSALS)[number], CompanyAccount>;

/** Opens the account of a reviewed case, once; call inside a transaction. */
export function openAccountOf(
  store: Store,
  clock: Clock,
  { caseCode, ...submission }: CompanySubmission & { readonly caseCode: string },
): Submitted {
  const row = rowOf(store, caseCode);
  if (!row) return { error: 'caseUnknown' };
  const state = stateOf(store, clock, row);
  if (state === 'opened') return { refused: 'alreadyOpened' };
  if (state === 'filed') return { refused: 'notReviewed' };
  const { agent, differences, originals, approval, documentSha256 } = submission;
  if (store.one(accountRow, 'SELECT number FROM company_accounts WHERE document_sha256 = ?', documentSha256))
    return { refused: 'duplicate' };
  const same =
    agent.documentType === row.agent_document_type &&
    agent.documentNumber === row.agent_document_number &&
    agent.name.normalize('NFC') === row.agent_name.normalize('NFC');
  if (!same) return { refused: 'agentMismatch' };
  const fields = new Set(differences.map(({ field }) => field));
  if (fields.size !== differences.length || !differences.every(fits)) return { refused: 'differenceInvalid' };
  if (!ORIGINALS.every((kind) => originals.some((one) => one.kind === kind)))
    return { refused: 'originalMissing' };
  if (!acceptsApproval(store, clock, approval)) return { refused: 'proofInvalid' };
  spendApproval(store, clock, approval);
  const number = store.run(
    `INSERT INTO company_accounts (case_code, document_sha256, originals, differences, staff, at)
     VALUES (?, ?, ?, ?, ?, ?)`,
    caseCode,
    documentSha256,
    JSON.stringify(originals),
    JSON.stringify(differences),
    approval.staff,
    new Date(clock.wall()).toISOString(),
  );
  return { done: true, result: { caseCode, accountNumber: `99990001${String(number).padStart(8, '0')}` } };
}

function fits({ field, value }: CompanySubmission['differences'][number]): boolean {
  if (!isHonestText(value)) return false;
  if (field === 'phone') return phoneNumber.safeParse(value).success;
  return field === 'businessScope' || companyAddress.safeParse(value).success;
}
