import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '#foundation/clock.ts';
import { adult, freshKey, notFound, refused, runningBank, TOKEN, talkTo } from '../test-kit.ts';
import { createBankClient } from './client.ts';

describe('the client at the sandbox bank', () => {
  it('sees who is there and what he has', async () => {
    const bank = await runningBank();
    const client = bank.client();
    const { customerRef, debit, lookup } = await adult(bank);
    expect(await client.health({})).toEqual({
      ok: true,
      value: { status: 'ok', name: 'Vestibule sandbox bank' },
    });
    const found = await client.lookupCustomer(lookup);
    expect(found).toMatchObject({
      ok: true,
      value: {
        customerRef,
        cards: [
          {
            cardRef: debit.cardRef,
            kind: 'debit',
            status: 'active',
            reservedPhone: { masked: '142****0001', last4: '0001' },
          },
          { kind: 'credit', status: 'active', reservedPhone: null },
          { kind: 'debit', status: 'blocked' },
        ],
      },
    });
    expect(JSON.stringify(found)).not.toContain(debit.pan);
    expect(await client.identifyCard({ pan: debit.pan })).toEqual({
      ok: true,
      value: { cardRef: debit.cardRef, last4: debit.pan.slice(-4), customerRef },
    });
  });

  it('finds every ready person by the document, the rare name too', async () => {
    const bank = await runningBank();
    const client = bank.client();
    for (const { document, customerRef, cards } of await bank.people()) {
      const { type: documentType, number: documentNumber, name } = document;
      const found = await client.lookupCustomer({ documentType, documentNumber, name });
      expect(found.ok && found.value.customerRef).toBe(customerRef);
      expect(found.ok && found.value.cards.map(({ cardRef }) => cardRef)).toEqual(
        cards.map(({ cardRef }) => cardRef),
      );
    }
  });

  it('is told plainly what is not there or not so', async () => {
    const bank = await runningBank();
    const client = bank.client();
    const { lookup, block, debit } = await adult(bank);
    const elder = await bank.person('elder');
    const key = freshKey();
    expect(await client.lookupCustomer({ ...lookup, documentNumber: '799999190001010007' })).toEqual(
      notFound('customerUnknown'),
    );
    expect(await client.lookupCustomer({ ...lookup, documentType: 'residencePermit' })).toEqual(
      notFound('customerUnknown'),
    );
    expect(await client.lookupCustomer({ ...lookup, name: '许念' })).toEqual(refused('nameMismatch'));
    expect(await client.identifyCard({ pan: '9999990000000000014' })).toEqual(notFound('cardUnknown'));
    expect(await client.verifyCode({ codeRef: 'cod_nothing00', code: '000000' })).toEqual(
      notFound('codeUnknown'),
    );
    expect(await client.operation({ idempotencyKey: key })).toEqual(notFound('operationUnknown'));
    expect(await client.blockCard({ ...block(debit.cardRef, key), customerRef: elder.customerRef })).toEqual(
      notFound('cardUnknown'),
    );
    expect(await client.blockCard({ ...block(debit.cardRef, key), customerRef: 'cus_nobody000' })).toEqual(
      notFound('customerUnknown'),
    );
    // Nothing of it used the key up.
    expect(await client.blockCard(block(debit.cardRef, key))).toMatchObject({
      ok: true,
      value: { state: 'done' },
    });
  });

  it('blocks a card once per key, and refuses a second key', async () => {
    const bank = await runningBank();
    const client = bank.client();
    const { block, debit, blocked, credit } = await adult(bank);
    const key = freshKey();
    const first = await client.blockCard(block(debit.cardRef, key));
    expect(first).toMatchObject({
      ok: true,
      value: { state: 'done', action: 'blockCard', idempotencyKey: key },
    });
    bank.clock.jumpWall(60_000);
    expect(await client.blockCard(block(debit.cardRef, key))).toEqual(first);
    expect(await client.operation({ idempotencyKey: key })).toEqual(first);
    for (const card of [debit, blocked])
      expect(await client.blockCard(block(card.cardRef, freshKey()))).toMatchObject({
        ok: true,
        value: { state: 'refused', code: 'alreadyBlocked' },
      });
    const reused = { ok: false, error: { code: 'rejected', bankCode: 'keyReused' } };
    expect(await client.blockCard(block(credit.cardRef, key))).toEqual(reused);
    expect(await client.blockCard({ ...block(debit.cardRef, key), reason: 'stolen' })).toEqual(reused);
    expect(await bank.ledger()).toMatchObject([
      { sequence: 1, idempotencyKey: key, action: 'blockCard', cardRef: debit.cardRef },
    ]);
  });

  it('opens a case whose number the key leads to', async () => {
    const bank = await runningBank();
    const client = bank.client();
    const { customerRef, credit } = await adult(bank);
    const open = (idempotencyKey: string, newPhone?: string) =>
      client.openCase({
        customerRef,
        cardRef: credit.cardRef,
        kind: 'changePhone',
        idempotencyKey,
        ...(newPhone === undefined ? {} : { newPhone }),
      });
    const key = freshKey();
    const opened = await open(key, '14200990001');
    expect(opened).toEqual({ ok: true, value: { caseNumber: 'C000001', state: 'open' } });
    expect(await open(key, '14200990001')).toEqual(opened);
    expect(await client.operation({ idempotencyKey: key })).toMatchObject({
      ok: true,
      value: { state: 'done', action: 'openCase', caseNumber: 'C000001' },
    });
    expect(await open(freshKey())).toMatchObject({ ok: true, value: { caseNumber: 'C000002' } });
    // No number comes twice, not even after a new day.
    await bank.reset();
    expect(await open(freshKey())).toMatchObject({ ok: true, value: { caseNumber: 'C000003' } });
  });
});

describe('what never leaves', () => {
  const nobody = { fetch: () => Promise.reject(new Error('sent')), clock: new ManualClock(), token: TOKEN };
  const made = createBankClient({ ...nobody, baseUrl: 'https://bank.example' });
  const client = made.ok ? made.value : undefined;
  const good = {
    cardRef: 'crd_example01',
    customerRef: 'cus_example01',
    idempotencyKey: 'test-key-00000000001',
  };
  it.each([
    [
      'a path in a reference',
      () => client?.blockCard({ ...good, cardRef: '../../evil', reason: 'lost' }),
      'cardRef',
    ],
    [
      'a short key',
      () => client?.blockCard({ ...good, idempotencyKey: 'short', reason: 'lost' }),
      'idempotencyKey',
    ],
    [
      'a key with a line end',
      () => client?.operation({ idempotencyKey: 'test-key-00000000001\r\nx: y' }),
      'idempotencyKey',
    ],
    [
      'a landline',
      () => client?.changePhone({ ...good, newPhone: '01012345678', proofRef: 'prf_example01' }),
      'newPhone',
    ],
    ['an eight-digit code', () => client?.verifyCode({ codeRef: 'cod_example01', code: '12345678' }), 'code'],
    ['a card number with spaces', () => client?.identifyCard({ pan: '9999 9900 0000 0018' }), 'pan'],
    [
      'an endless name',
      () =>
        client?.lookupCustomer({
          documentType: 'residentIdCard',
          documentNumber: '799999199001010019',
          name: '长'.repeat(61),
        }),
      'name',
    ],
  ])('%s', async (_, call, detail) => {
    expect(await call()).toEqual({ ok: false, error: { code: 'invalidInput', detail } });
  });

  it.each([
    'http://bank.example/',
    'ftp://127.0.0.1/',
    'https://user:secret@bank.example/',
    'https://bank.example/?a=b',
    'bank',
    '',
  ])('anything to %s', (baseUrl) =>
    expect(createBankClient({ ...nobody, baseUrl })).toMatchObject({
      ok: false,
      error: { code: 'invalidBaseUrl' },
    }),
  );

  it.each(['', 'two words', 'line\nend'])('the token %j', (token) =>
    expect(createBankClient({ ...nobody, baseUrl: 'https://bank.example/', token })).toMatchObject({
      ok: false,
      error: { code: 'invalidToken' },
    }),
  );
});

describe('a call that has ended', () => {
  it('leaves no deadline behind', async () => {
    const bank = await runningBank();
    const clock = new ManualClock();
    expect(await bank.client(clock).health({})).toMatchObject({ ok: true });
    expect(clock.armed).toBe(0);
  });
});

describe('the address', () => {
  it('keeps a path that stands before v1', async () => {
    const asked: string[] = [];
    const made = createBankClient({
      baseUrl: 'https://bank.example/stm',
      token: TOKEN,
      clock: new ManualClock(),
      fetch: async (url) => {
        asked.push(url.href);
        return new Response('', { status: 500 });
      },
    });
    if (made.ok) await made.value.operation({ idempotencyKey: 'test-key-00000000001' });
    expect(asked).toEqual(['https://bank.example/stm/v1/operations/test-key-00000000001']);
  });
});

describe('when nobody listens', () => {
  it('is unreachable: certainly not sent', async () => {
    const probe = createServer();
    await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
    const address = probe.address();
    await new Promise((resolve) => probe.close(resolve));
    if (address === null || typeof address === 'string') throw new Error('no port');
    const { client } = talkTo(`http://127.0.0.1:${address.port}/`);
    expect(await client().health({})).toEqual({
      ok: false,
      error: { code: 'unreachable', detail: 'ECONNREFUSED' },
    });
  });
});
