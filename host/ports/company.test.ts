import { describe, expect, it } from 'vitest';
import type { CompanyCase } from '#contracts/bank/company.ts';
import { err, ok } from '#foundation/result.ts';
import { companyPorts, isNamed, MOST_CODES } from './company.ts';
import type { World } from './world.ts';

const PERSON = { type: 'residentIdCard', number: '799999199001010018', name: '示例' } as const;
const CASE: CompanyCase = {
  caseCode: 'SAMPE23456',
  state: 'reviewed',
  filedAt: '2026-11-22T02:00:00.000Z',
  companyName: '示例有限公司',
  creditCode: '91999999MA0EXAMP6X',
  legalRepresentative: '示例二',
  agent: { name: '示例', documentType: 'residentIdCard', numberEnd: '0018' },
  address: '示例路1号',
  phone: '14200020001',
  businessScope: '示例',
  originals: ['businessLicence'],
};

function ports(
  answer: Partial<CompanyCase> | 'notFound' | 'unreachable',
  document: typeof PERSON | null = PERSON,
) {
  let wipe = () => {};
  let asked = 0;
  const world = {
    bank: {
      companyCase: async () => {
        asked += 1;
        return typeof answer === 'string' ? err({ code: answer }) : ok({ ...CASE, ...answer });
      },
    },
    visits: {
      onWipe: (run: () => void) => {
        wipe = run;
      },
    },
  } as unknown as Pick<World, 'bank' | 'visits'>;
  const { companyCase } = companyPorts(world, { document });
  const code = async () => {
    const found = await companyCase({ caseCode: CASE.caseCode });
    return found.ok ? found.value.role : found.error.code;
  };
  return { companyCase, code, endVisit: () => wipe(), asked: () => asked };
}

describe('the case of a code', () => {
  it('is told to the person it names, with his capacity', async () => {
    expect(await ports({}).code()).toBe('agent');
    expect(await ports({ legalRepresentative: '示例' }).code()).toBe('legalRepresentative');
  });

  it.each<readonly [string, Partial<CompanyCase>]>([
    ['another name', { agent: { ...CASE.agent, name: '别人' } }],
    ['another number', { agent: { ...CASE.agent, numberEnd: '0019' } }],
    ['another document', { agent: { ...CASE.agent, documentType: 'residencePermit' } }],
  ])('is told to nobody else: %s', async (_, of) => {
    const { companyCase } = ports(of);
    const told = await companyCase({ caseCode: CASE.caseCode });
    expect(told).toEqual({ ok: false, error: { code: 'notNamed' } });
    expect(JSON.stringify(told)).not.toContain(CASE.companyName);
    // Nor is its state.
    expect(await ports({ ...of, state: 'opened' }).code()).toBe('notNamed');
  });

  it('is told to nobody whose document did not lie there', async () => {
    expect(await ports({}, null).code()).toBe('notNamed');
  });

  it('reads a name by what it says, not by how it is composed', () => {
    const agent = { ...CASE.agent, name: 'Ame\u0301lie' };
    expect(isNamed({ ...CASE, agent }, { ...PERSON, name: 'Am\u00e9lie' })).toBe(true);
  });

  it.each([
    ['filed', 'notReviewed'],
    ['opened', 'opened'],
    ['approved', 'agent'],
  ] as const)('that is %s: %s', async (state, code) => {
    expect(await ports({ state }).code()).toBe(code);
  });

  it('is not looked for any more after too many codes that led nowhere, until the visit is over', async () => {
    const p = ports('notFound');
    for (let times = 1; times < MOST_CODES; times++) expect(await p.code()).toBe('unknown');
    expect(await p.code()).toBe('tooMany');
    expect(await p.code()).toBe('tooMany');
    expect(p.asked()).toBe(MOST_CODES);
    p.endVisit();
    expect(await p.code()).toBe('unknown');
  });

  it('counts no bank that does not answer', async () => {
    const p = ports('unreachable');
    for (let times = 0; times < MOST_CODES + 2; times++) expect(await p.code()).toBe('unreachable');
  });
});
