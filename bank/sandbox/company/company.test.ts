import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BankCallInput } from '#contracts/bank/calls.ts';
import { companyCase } from '#contracts/bank/company.ts';
import { freshKey, notFound, runningBank } from '../../test-kit.ts';
import { gb32100Check } from '../check-digits.ts';
import { freshDocument } from '../wealth/wealth.test-data.ts';
import { READY_CASE } from './seed.ts';

type Submission = BankCallInput<'submitCompanyAccount'>;
const ORIGINALS = [
  'businessLicence',
  'legalRepresentativeId',
  'agentId',
  'authorisation',
  'articles',
] as const;

async function desk() {
  const bank = await runningBank();
  const client = bank.client();
  const { document } = await bank.person('adult');
  let made = 0;
  const submission = (more: Partial<Submission> = {}): Submission => ({
    caseCode: READY_CASE,
    agent: { documentType: document.type, documentNumber: document.number, name: document.name },
    differences: [],
    originals: ORIGINALS.map((kind) => ({ kind, sha256: freshDocument() })),
    approval: {
      approvalId: `approval-company-${++made}`,
      staff: '1004',
      at: new Date(bank.clock.wall()).toISOString(),
    },
    documentSha256: freshDocument(),
    idempotencyKey: freshKey(),
    ...more,
  });
  const submit = async (more: Partial<Submission> = {}) => {
    const answer = await client.submitCompanyAccount(submission(more));
    if (!answer.ok) return answer.error.code;
    return answer.value.state === 'done' ? 'done' : answer.value.code;
  };
  return { bank, client, document, submission, submit };
}

describe('the check character of GB 32100', () => {
  it('is that of a code as the standard has them', () => {
    expect(gb32100Check('91350100M000100Y4')).toBe('3');
  });

  it('changes with every single character and with neighbours exchanged', () => {
    const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
    const code = fc.array(fc.constantFrom(...alphabet), { minLength: 17, maxLength: 17 });
    fc.assert(
      fc.property(code, fc.nat(15), fc.constantFrom(...alphabet), (characters, at, other) => {
        const check = gb32100Check(characters.join(''));
        if (characters[at] !== other)
          expect(gb32100Check(characters.with(at, other).join(''))).not.toBe(check);
        const [one = '', two = ''] = [characters[at], characters[at + 1]];
        if (one !== two)
          expect(
            gb32100Check(
              characters
                .with(at, two)
                .with(at + 1, one)
                .join(''),
            ),
          ).not.toBe(check);
      }),
    );
  });
});

describe('a case', () => {
  it('opens one account, once, and is had again by its key', async () => {
    const { client, submission, submit } = await desk();
    const request = submission({ differences: [{ field: 'phone', value: '14200030002' }] });
    const opened = await client.submitCompanyAccount(request);
    expect(opened).toMatchObject({
      value: { state: 'done', result: { accountNumber: '9999000100000001' } },
    });
    expect(await client.submitCompanyAccount(request)).toEqual(opened);
    expect(await client.operation({ idempotencyKey: request.idempotencyKey })).toEqual(opened);
    expect(await submit()).toBe('alreadyOpened');
    expect(await client.companyCase({ caseCode: READY_CASE })).toMatchObject({ value: { state: 'opened' } });
  });

  it("tells only the end of the agent's number", async () => {
    const { client, document } = await desk();
    const told = await client.companyCase({ caseCode: READY_CASE });
    if (!told.ok) throw new Error(told.error.code);
    expect(companyCase.parse(told.value)).toEqual(told.value);
    expect(told.value.agent.numberEnd).toBe(document.number.slice(-4));
    expect(JSON.stringify(told)).not.toContain(document.number);
    expect(await client.companyCase({ caseCode: 'NNTHNG2345' })).toEqual(notFound('caseUnknown'));
  });

  const stranger = {
    documentType: 'residentIdCard',
    documentNumber: '799999199001010019',
    name: '许念安',
  } as const;
  const REFUSED: readonly [string, Partial<Submission>, string][] = [
    ['another agent', { agent: stranger }, 'agentMismatch'],
    ['no originals', { originals: [] }, 'originalMissing'],
    ['a phone that is none', { differences: [{ field: 'phone', value: 'x' }] }, 'differenceInvalid'],
    [
      'one field twice',
      {
        differences: [
          { field: 'phone', value: '14200030002' },
          { field: 'phone', value: '14200030003' },
        ],
      },
      'differenceInvalid',
    ],
    ['a hidden direction', { differences: [{ field: 'address', value: 'a\u202Eb' }] }, 'differenceInvalid'],
    [
      'an old approval',
      { approval: { approvalId: 'approval-of-long-ago', staff: '1004', at: '2026-11-20T02:00:00.000Z' } },
      'proofInvalid',
    ],
  ];
  it.each(REFUSED)('with %s is refused and stays to be opened', async (_, more, code) => {
    const { submit } = await desk();
    expect(await submit(more)).toBe(code);
    expect(await submit()).toBe('done');
  });
});
