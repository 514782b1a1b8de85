import { freshKey, type TestBank } from '../../test-kit.ts';
import type { Asks } from '../wealth/walk.test-data.ts';
import { freshDocument } from '../wealth/wealth.test-data.ts';
import { READY_CASE } from './seed.ts';

/** Every documented answer of the calls about companies that is not the same for all calls. */
export async function walkCompany(ask: Asks, bank: Pick<TestBank, 'person' | 'clock'>): Promise<void> {
  const { document } = await bank.person('adult');
  await ask('companyCase', 200, { body: { caseCode: READY_CASE } });
  await ask('companyCase', 404, { body: { caseCode: 'NNTHNG2345' } });
  const body = {
    agent: { documentType: document.type, documentNumber: document.number, name: document.name },
    differences: [],
    originals: ['businessLicence', 'legalRepresentativeId', 'agentId', 'authorisation', 'articles'].map(
      (kind) => ({ kind, sha256: freshDocument() }),
    ),
    approval: {
      approvalId: 'approval-of-company',
      staff: '1004',
      at: new Date(bank.clock.wall()).toISOString(),
    },
    documentSha256: freshDocument(),
  };
  const sent = { params: { caseCode: READY_CASE }, key: freshKey(), body };
  await ask('submitCompanyAccount', 200, sent);
  await ask('submitCompanyAccount', 422, { ...sent, body: { ...body, documentSha256: freshDocument() } });
  await ask('submitCompanyAccount', 404, { ...sent, key: freshKey(), params: { caseCode: 'NNTHNG2345' } });
  await ask('submitCompanyAccount', 200, { ...sent, key: freshKey() });
  await ask('companyCase', 200, { body: { caseCode: READY_CASE } });
}
