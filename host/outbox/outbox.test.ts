import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BankClient } from '#bank/client/client.ts';
import type { BankFailure } from '#contracts/bank/failure.ts';
import type { PlainOperation } from '#contracts/bank/operations.ts';
import type { SubmissionAnswer } from '#flows/ports.ts';
import { ManualClock } from '#foundation/clock.ts';
import { err, ok } from '#foundation/result.ts';
import { Journal, openDatabase } from '../journal/journal.ts';
import { openBytes, sealBytes, Vault } from '../journal/vault.ts';
import { OUTBOX_DELAYS, Outbox } from './outbox.ts';

/** What becomes of one request on its way: the bank acted or not, and what the terminal heard. */
type Fate = 'answered' | 'actedUnheard' | 'lostUnheard' | 'unreachable' | 'serverError';

const FAILURES: Readonly<Record<Exclude<Fate, 'answered'>, BankFailure>> = {
  actedUnheard: { code: 'unknown', reason: 'timeout' },
  lostUnheard: { code: 'unknown', reason: 'cut' },
  unreachable: { code: 'unreachable', detail: 'refused' },
  serverError: { code: 'unknown', reason: 'serverError' },
};

/** A bank that acts exactly once per key, on a line that treats each request as its script says, then well. */
function bankWith(script: Fate[]) {
  const acted = new Map<string, PlainOperation>();
  const bodies = new Map<string, Set<string>>();
  let sent = 0;
  const refuse = async () => err<BankFailure>({ code: 'unreachable', detail: 'not in this test' });
  const next = () => script.shift() ?? 'answered';
  const bank: BankClient = {
    health: refuse,
    lookupCustomer: refuse,
    identifyCard: refuse,
    recognise: refuse,
    sendCode: refuse,
    verifyCode: refuse,
    changePhone: refuse,
    openCase: refuse,
    riskQuestionnaire: refuse,
    riskAssessmentOf: refuse,
    recordRiskAssessment: refuse,
    wealthProducts: refuse,
    placeWealthOrder: refuse,
    wealthOrders: refuse,
    withdrawWealthOrder: refuse,
    eBankingTerms: refuse,
    eBankingOf: refuse,
    signUpEBanking: refuse,
    cardProducts: refuse,
    openCardApplication: refuse,
    identifyBlank: refuse,
    bindCard: refuse,
    reportCardTaken: refuse,
    reportCardRetained: refuse,
    companyCase: refuse,
    submitCompanyAccount: refuse,
    async blockCard(input) {
      const fate = next();
      if (fate === 'unreachable') return err(FAILURES.unreachable);
      sent++;
      const { idempotencyKey, ...body } = input;
      bodies.set(idempotencyKey, (bodies.get(idempotencyKey) ?? new Set()).add(JSON.stringify(body)));
      if (fate === 'answered' || fate === 'actedUnheard')
        acted.set(
          idempotencyKey,
          acted.get(idempotencyKey) ?? {
            operationRef: 'operation-1',
            idempotencyKey,
            action: 'blockCard',
            at: '2026-11-22T02:00:00.000Z',
            state: 'done',
          },
        );
      const operation = acted.get(idempotencyKey);
      return fate === 'answered' && operation
        ? ok(operation)
        : err(FAILURES[fate === 'answered' ? 'lostUnheard' : fate]);
    },
    async operation({ idempotencyKey }) {
      const fate = next();
      if (fate !== 'answered') return err(FAILURES[fate]);
      const known = acted.get(idempotencyKey);
      return known ? ok(known) : err({ code: 'notFound', bankCode: 'operationUnknown' });
    },
  };
  return { bank, acted, bodies, sent: () => sent };
}

const key = randomBytes(32);
function terminal(script: Fate[]) {
  const clock = new ManualClock();
  const database = openDatabase(':memory:');
  const vault = new Vault(database, {
    wrap: (clear) => sealBytes(key, 'k', clear),
    unwrap: (wrapped) => openBytes(key, 'k', wrapped),
  });
  const journal = new Journal(database, vault, clock, 'T01');
  vault.begin('visit', clock.wall());
  const world = bankWith(script);
  const outbox = new Outbox(journal, vault, world.bank, clock);
  const settled: SubmissionAnswer[] = [];
  outbox.onSettled((answer) => settled.push(answer));
  const submit = () =>
    outbox.submit(
      { token: 'visit', reference: 'T01-ABCD' },
      { type: 'blockCard', customerRef: 'customer-1', cardRef: 'card-0001' },
    );
  const kinds = () =>
    database
      .prepare('SELECT body FROM entry ORDER BY seq')
      .all()
      .map((row) => (JSON.parse(String(row.body)) as { kind: string }).kind);
  return { clock, database, vault, journal, outbox, settled, submit, kinds, ...world };
}

describe('the outbox', () => {
  it('writes the intent before the first byte leaves', async () => {
    const t = terminal([]);
    let before: string[] = [];
    const real = t.bank.blockCard;
    Object.assign(t.bank, {
      blockCard: (input: Parameters<typeof real>[0]) => {
        before = t.kinds();
        return real(input);
      },
    });
    const answer = t.submit();
    await t.clock.advanceAsync(0);
    expect(await answer).toMatchObject({ outcome: 'done', reference: 'T01-ABCD-1' });
    expect(before).toContain('submission.intent');
    expect(t.kinds().at(-1)).toBe('submission.result');
    expect(t.outbox.open).toBe(0);
  });

  it('says not sent only when nothing was ever sent, and then sends no more', async () => {
    const t = terminal(Array.from({ length: 50 }, () => 'unreachable' as const));
    const answer = t.submit();
    await t.clock.advanceAsync(OUTBOX_DELAYS.interactive);
    expect(await answer).toMatchObject({ outcome: 'notSent' });
    await t.clock.advanceAsync(3_600_000);
    expect(t.sent()).toBe(0);
    expect(t.outbox.open).toBe(0);
  });

  it('says unknown after a silence, and follows it to its end', async () => {
    const t = terminal(['lostUnheard', ...Array.from({ length: 9 }, () => 'serverError' as const)]);
    const answer = t.submit();
    await t.clock.advanceAsync(OUTBOX_DELAYS.interactive);
    expect(await answer).toMatchObject({ outcome: 'unknown' });
    await t.clock.advanceAsync(3_600_000);
    expect(t.settled).toMatchObject([{ outcome: 'done' }]);
    expect(t.acted.size).toBe(1);
  });

  it('follows what a former run left, under the same key and with the same bytes', async () => {
    const t = terminal(['lostUnheard', 'serverError']);
    void t.submit();
    await t.clock.advanceAsync(0);
    t.outbox.stop();
    const second = new Outbox(t.journal, t.vault, t.bank, t.clock);
    const settled: SubmissionAnswer[] = [];
    second.onSettled((answer) => settled.push(answer));
    expect(second.recover()).toEqual({ resumed: 1, unreadable: [] });
    await t.clock.advanceAsync(3_600_000);
    expect(settled).toMatchObject([{ outcome: 'done' }]);
    expect(t.acted.size).toBe(1);
    expect([...t.bodies.values()].every((bodies) => bodies.size === 1)).toBe(true);
  });

  it('that was stopped writes nothing more, however long somebody had been waiting', async () => {
    const t = terminal(['lostUnheard']);
    void t.submit();
    await t.clock.advanceAsync(0);
    t.outbox.stop();
    t.journal.database.close();
    await t.clock.advanceAsync(OUTBOX_DELAYS.interactive);
    expect(t.settled).toEqual([]);
  });

  it('acts exactly once and tells the truth, whatever the line does', async () => {
    const fate = fc.constantFrom<Fate>(
      'answered',
      'actedUnheard',
      'lostUnheard',
      'unreachable',
      'serverError',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fate, { maxLength: 25 }), fc.boolean(), async (script, restart) => {
        const t = terminal([...script]);
        const first = t.submit();
        await t.clock.advanceAsync(restart ? 700 : OUTBOX_DELAYS.interactive);
        let outbox = t.outbox;
        if (restart) {
          t.outbox.stop();
          outbox = new Outbox(t.journal, t.vault, t.bank, t.clock);
          outbox.recover();
        }
        await t.clock.advanceAsync(24 * 3_600_000);
        expect(outbox.open).toBe(0);
        expect(t.acted.size).toBeLessThanOrEqual(1);
        expect([...t.bodies.values()].every((bodies) => bodies.size === 1)).toBe(true);
        if (restart) return;
        const answer = await first;
        if (answer.outcome === 'notSent') expect(t.sent()).toBe(0);
        else expect(t.acted.size).toBe(1);
        expect(['done', 'notSent', 'unknown']).toContain(answer.outcome);
      }),
      { numRuns: 60 },
    );
  });
});
