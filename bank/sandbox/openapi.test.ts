import { describe, expect, it } from 'vitest';
import type { BankCallName } from '#contracts/bank/calls.ts';
import { freshKey, type HttpReply, runningBank, type TestBank } from '../test-kit.ts';
import { walkCompany } from './company/walk.test-data.ts';
import { walkIssuing } from './issuing/walk.test-data.ts';
import { CALL_NAMES, documented } from './openapi-contract.ts';
import { walkWealth } from './wealth/walk.test-data.ts';

/** Every documented answer: call and status. */
const pairs = () =>
  CALL_NAMES.flatMap((name) =>
    [...documented(name).responses.keys()].map((status) => `${name} ${status}`),
  ).sort();

/** What of a reply the document does not allow; nothing when all is well. */
function fault(name: BankCallName, reply: HttpReply): string | undefined {
  const expected = documented(name).responses.get(reply.status);
  if (!expected) return `${name} answers ${reply.status}, which is not documented`;
  if (!reply.contentType.startsWith('application/json'))
    return `${name} ${reply.status} is ${reply.contentType}`;
  return expected.matches(JSON.parse(reply.text))
    ? undefined
    : `${name} ${reply.status} does not fit its schema`;
}

type Ask = {
  readonly params?: Readonly<Record<string, string>>;
  readonly key?: string;
  readonly body?: object | string;
  readonly contentType?: string;
  readonly token?: string | null;
};

/** Asks as the document says, checks the reply by it, and remembers what was seen. */
function walker(bank: TestBank) {
  const seen = new Set<string>();
  const ask = async (name: BankCallName, status: number, { params = {}, ...request }: Ask = {}) => {
    const call = documented(name);
    const path = call.path
      .slice(1)
      .replaceAll(/\{(\w+)\}/g, (_, field: string) => params[field] ?? 'nothing-00000000');
    if (status === 200) {
      expect(call.request?.matches(request.body) ?? request.body === undefined, `${name} request`).toBe(true);
      for (const one of call.parameters)
        expect(one.matches(one.in === 'path' ? params[one.name] : request.key), one.name).toBe(true);
    }
    const reply = await bank.http(path, { method: call.method, ...request });
    expect(fault(name, reply)).toBeUndefined();
    expect([name, reply.status, reply.text]).toEqual([name, status, reply.text]);
    seen.add(`${name} ${status}`);
    return JSON.parse(reply.text);
  };
  return { ask, seen };
}

/** A code that is not the one on the newest message. */
async function unlike(bank: TestBank): Promise<string> {
  const code = (await bank.messages())[0]?.text.en.match(/[0-9]{6}/)?.[0] ?? '000000';
  return String((Number(code) + 1) % 1_000_000).padStart(6, '0');
}

describe('the running sandbox, by the document itself', () => {
  it('gives every documented answer of every call, and no other', async () => {
    const bank = await runningBank();
    const { ask, seen } = walker(bank);
    const { customerRef, cards, document, phone } = await bank.person('adult');
    const [debit, credit, blocked] = cards;
    if (!debit || !credit || !blocked || phone === null) throw new Error('the adult has three cards');
    const of = ({ cardRef }: { cardRef: string }) => ({ params: { cardRef } });
    const lookup = { documentType: document.type, documentNumber: document.number, name: document.name };

    await ask('health', 200);
    await ask('lookupCustomer', 200, { body: lookup });
    await ask('lookupCustomer', 404, { body: { ...lookup, documentType: 'residencePermit' } });
    await ask('lookupCustomer', 409, { body: { ...lookup, name: '别人' } });
    await ask('identifyCard', 200, { body: { pan: debit.pan } });
    await ask('identifyCard', 404, { body: { pan: '9999990000000000014' } });

    const noted = await bank.person('foreigner');
    expect(await ask('recognise', 200, { body: { by: 'customerRef', value: noted.customerRef } })).toEqual({
      customerRef: noted.customerRef,
      arrivalNotice: noted.arrivalNotice,
    });
    // A beacon without consent tells whose it is, and nothing to call him by.
    const minor = await bank.person('minor');
    expect(await ask('recognise', 200, { body: { by: 'beaconTag', value: minor.beaconTag } })).toEqual({
      customerRef: minor.customerRef,
    });
    await ask('recognise', 404, { body: { by: 'beaconTag', value: 'bcn_nothing00' } });

    const blocking = { ...of(debit), key: freshKey(), body: { customerRef, reason: 'lost' } };
    const done = await ask('blockCard', 200, blocking);
    expect(done.state).toBe('done');
    expect(await ask('blockCard', 200, blocking)).toEqual(done);
    expect((await ask('blockCard', 200, { ...blocking, ...of(blocked), key: freshKey() })).code).toBe(
      'alreadyBlocked',
    );
    await ask('blockCard', 404, { ...blocking, ...of({ cardRef: 'crd_nothing00' }), key: freshKey() });
    await ask('blockCard', 422, { ...blocking, ...of(credit) });

    const coding = { ...of(debit), key: freshKey(), body: { customerRef, purpose: 'changePhone' } };
    const { codeRef } = await ask('sendCode', 200, coding);
    await ask('sendCode', 429, { ...coding, key: freshKey() });
    await ask('sendCode', 409, { ...coding, ...of(credit), key: freshKey() });
    await ask('sendCode', 404, { ...coding, ...of({ cardRef: 'crd_nothing00' }), key: freshKey() });
    await ask('sendCode', 422, { ...coding, key: blocking.key });
    const code = (await bank.messages(phone))[0]?.text.en.match(/[0-9]{6}/)?.[0] ?? '';
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    const attempt = (digits: string) => ({ params: { codeRef }, body: { code: digits } });
    expect((await ask('verifyCode', 200, attempt(wrong))).result).toBe('wrong');
    const { proofRef } = await ask('verifyCode', 200, attempt(code));
    expect((await ask('verifyCode', 200, attempt(wrong))).result).toBe('expired');
    await ask('verifyCode', 404, { params: { codeRef: 'cod_nothing00' }, body: { code } });

    const changing = {
      ...of(debit),
      key: freshKey(),
      body: { customerRef, newPhone: '14200990001', proofRef },
    };
    expect(
      (await ask('changePhone', 200, { ...changing, body: { ...changing.body, newPhone: phone } })).code,
    ).toBe('samePhone');
    await ask('changePhone', 422, changing);
    expect((await ask('changePhone', 200, { ...changing, key: freshKey() })).state).toBe('done');
    expect((await ask('changePhone', 200, { ...changing, key: freshKey() })).code).toBe('proofInvalid');
    await ask('changePhone', 404, { ...changing, ...of({ cardRef: 'crd_nothing00' }), key: freshKey() });

    bank.clock.jumpWall(60_000);
    const again = await ask('sendCode', 200, { ...coding, key: freshKey() });
    for (const result of ['wrong', 'wrong', 'locked'])
      expect(
        (
          await ask('verifyCode', 200, {
            params: { codeRef: again.codeRef },
            body: { code: await unlike(bank) },
          })
        ).result,
      ).toBe(result);

    const opening = { key: freshKey(), body: { customerRef, kind: 'changePhone', cardRef: credit.cardRef } };
    const { caseNumber } = await ask('openCase', 200, opening);
    await ask('openCase', 422, { ...opening, body: { ...opening.body, newPhone: '14200990002' } });
    await ask('openCase', 404, { key: freshKey(), body: { ...opening.body, cardRef: 'crd_nothing00' } });
    expect((await ask('operation', 200, { params: { idempotencyKey: opening.key } })).caseNumber).toBe(
      caseNumber,
    );
    await ask('operation', 404, { params: { idempotencyKey: freshKey() } });

    await walkWealth(ask, bank);
    await walkIssuing(ask, bank);
    await walkCompany(ask, bank);

    await bank.fault('refuseAll');
    expect((await ask('blockCard', 200, { ...blocking, ...of(credit), key: freshKey() })).code).toBe(
      'refusedByBank',
    );
    await ask('sendCode', 409, { ...coding, key: freshKey() });
    await ask('openCase', 409, { ...opening, key: freshKey() });
    await bank.fault('refuseAll', false);

    for (const name of CALL_NAMES) {
      await ask(name, 401, { token: null });
      await ask(name, 401, { token: 'another-token-000000000' });
      if (documented(name).responses.has(400))
        await ask(name, 400, {
          params: {
            cardRef: 'x',
            codeRef: 'x',
            idempotencyKey: 'x',
            customerRef: 'x',
            orderNumber: 'x',
            caseCode: 'x',
            applicationRef: 'x',
          },
          ...(documented(name).request ? { body: {} } : {}),
        });
      if (documented(name).request) {
        await ask(name, 400, { body: '{"half":' });
        await ask(name, 413, { body: { customerRef: 'x'.repeat(66_000) } });
        await ask(name, 415, { body: 'pan=1', contentType: 'application/x-www-form-urlencoded' });
      }
    }
    await bank.fault('error500');
    for (const name of CALL_NAMES) await ask(name, 500);

    expect([...seen].sort()).toEqual(pairs());
  });

  it('would be caught answering otherwise', async () => {
    const good = {
      status: 200,
      contentType: 'application/json',
      text: '{"status":"ok","name":"Example Bank"}',
    };
    expect(fault('health', good)).toBeUndefined();
    expect(fault('health', { ...good, status: 418 })).toContain('not documented');
    expect(fault('health', { ...good, contentType: 'text/html' })).toContain('text/html');
    expect(fault('health', { ...good, text: '{"status":"ok","name":"Example Bank","more":1}' })).toContain(
      'schema',
    );
    const mixed = {
      ...good,
      status: 404,
      text: JSON.stringify({ error: { code: 'nameMismatch', message: '' } }),
    };
    expect(fault('lookupCustomer', mixed)).toContain('schema');
  });

  it.each([
    ['a field too many', { customerRef: 'cus_example01', reason: 'lost', note: '' }],
    [
      'a path parameter in the body',
      { customerRef: 'cus_example01', reason: 'lost', cardRef: 'crd_example02' },
    ],
    [
      'a key in the body',
      { customerRef: 'cus_example01', reason: 'lost', idempotencyKey: 'test-key-0000000000' },
    ],
    ['a prototype', '{"customerRef":"cus_example01","reason":"lost","__proto__":{"reason":"stolen"}}'],
    ['a list', []],
    ['a text', '"lost"'],
    ['nothing', ''],
  ])('refuses a body with %s', async (_, body) => {
    const { ask } = walker(await runningBank());
    await ask('blockCard', 400, { params: { cardRef: 'crd_example01' }, key: freshKey(), body });
  });

  it('refuses a state change without a key, and with two', async () => {
    const { ask } = walker(await runningBank());
    const body = { customerRef: 'cus_example01', reason: 'lost' };
    await ask('blockCard', 400, { params: { cardRef: 'crd_example01' }, body });
    await ask('blockCard', 400, {
      params: { cardRef: 'crd_example01' },
      body,
      key: `${freshKey()}, ${freshKey()}`,
    });
  });
});
