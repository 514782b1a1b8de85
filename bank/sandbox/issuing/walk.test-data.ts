import { z } from 'zod';
import { freshKey, type TestBank } from '../../test-kit.ts';
import type { Asks } from '../wealth/walk.test-data.ts';
import { freshDocument } from '../wealth/wealth.test-data.ts';
import { blankCards } from './catalogue.ts';

const applied = z.looseObject({ result: z.looseObject({ applicationRef: z.string() }) });

/** Every documented answer of the calls about e-banking and issuing that is not the same for all calls. */
export async function walkIssuing(ask: Asks, bank: Pick<TestBank, 'person' | 'clock'>): Promise<void> {
  const { customerRef, cards } = await bank.person('foreigner');
  const cardRef = cards[0]?.cardRef ?? '';
  const nobody = 'cus_nothing00';
  const whose = (ref: string) => ({ params: { customerRef: ref } });
  let approvals = 0;
  const approval = () => ({
    approvalId: `approval-of-walk-${++approvals}`,
    staff: '1004',
    at: new Date(bank.clock.wall()).toISOString(),
  });

  await ask('eBankingTerms', 200);
  const contract = {
    customerRef,
    cardRef,
    channels: ['mobile', 'web'],
    perPaymentFen: 100_000,
    perDayFen: 500_000,
    documentSha256: freshDocument(),
    approval: approval(),
  };
  const key = freshKey();
  await ask('eBankingOf', 200, whose(customerRef));
  await ask('signUpEBanking', 200, { key, body: contract });
  await ask('signUpEBanking', 422, { key, body: { ...contract, perDayFen: 600_000 } });
  await ask('signUpEBanking', 404, { key: freshKey(), body: { ...contract, customerRef: nobody } });
  await ask('signUpEBanking', 200, { key: freshKey(), body: contract });

  await ask('eBankingOf', 200, whose(customerRef));
  await ask('eBankingOf', 404, whose(nobody));
  await ask('cardProducts', 200);
  const [blank, other] = blankCards;
  if (!blank || !other) throw new Error('no blank cards');
  const application = {
    customerRef,
    productRef: blank.productRef,
    documentSha256: freshDocument(),
    faceCheckRef: 'fac_of-the-walk',
  };
  const opening = { key: freshKey(), body: application };
  const { applicationRef } = applied.parse(await ask('openCardApplication', 200, opening)).result;
  await ask('openCardApplication', 422, {
    ...opening,
    body: { ...application, documentSha256: freshDocument() },
  });
  await ask('openCardApplication', 404, {
    key: freshKey(),
    body: { ...application, productRef: 'cpr_nothing00' },
  });
  await ask('openCardApplication', 200, { key: freshKey(), body: application });

  await ask('identifyBlank', 200, { body: { pan: blank.pan } });
  await ask('identifyBlank', 404, { body: { pan: cards[0]?.pan } });
  const params = { applicationRef };
  const body = { customerRef, blankRef: blank.blankRef };
  for (const [name, more] of [
    ['bindCard', {}],
    ['reportCardTaken', {}],
    ['reportCardRetained', { reason: 'notTaken' }],
  ] as const) {
    const sent = { params, key: freshKey(), body: { ...body, ...more } };
    await ask(name, 200, sent);
    await ask(name, 422, { ...sent, body: { ...sent.body, blankRef: other.blankRef } });
    await ask(name, 404, { ...sent, key: freshKey(), params: { applicationRef: 'cap_nothing00' } });
    await ask(name, 200, { ...sent, key: freshKey() });
  }
}
