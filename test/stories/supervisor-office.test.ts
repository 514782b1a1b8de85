import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_TERMINAL_POLICY } from '#contracts/branch/terminal-policy.ts';
import { openDatabase } from '#host/journal/journal.ts';
import { entriesOf } from '#host/test-support/memory.ts';
import { branchDatabase } from '../support/branch-database.ts';
import { type CustomerPage, joinAs, type Kiosk, openKiosk } from '../support/kiosk.ts';
import { pinOf, staffAt } from '../support/staff-at.ts';
import { insertCard } from '../support/steps.ts';

const SECOND = { number: '1009', pin: pinOf('1009') };

describe('a card that the machine kept', () => {
  let kiosk: Kiosk;
  let customer: CustomerPage;
  let reference: string;
  let staff: Awaited<ReturnType<typeof staffAt>>;
  beforeAll(async () => {
    kiosk = await openKiosk(undefined, { hurry: 40 });
    customer = await joinAs(kiosk.host.url, 'customer');
    await customer.see('idle');
    branchDatabase(kiosk.dataDir).configure({
      terminal: { ...DEFAULT_TERMINAL_POLICY, secondPerson: ['custody.handOut'] },
    });
    const bench = await kiosk.bench();
    await insertCard(bench, 'adult', 0);
    ({ reference } = await customer.see('cardRetained', (body) => body.slip === 'printed'));
    await customer.see('idle');
    customer.send({ type: 'intent', intent: { type: 'act', step: 0, action: 'requestSupervisor' } });
    staff = await staffAt(kiosk.host.url);
    await staff.stands('the safe point', ({ mode }) => mode === 'active');
    expect(await staff.signIn('1007')).toMatchObject({ ok: true });
  });
  afterAll(() => kiosk.close());

  const kept = async () => {
    const answer = await staff.ask('custody.list', {});
    if (!answer.ok) throw new Error(answer.refusal.code);
    return answer.value;
  };
  const refusalOf = async (answer: Promise<{ ok: boolean; refusal?: { code: string } }>) => {
    const said = await answer;
    return said.ok ? 'ok' : said.refusal?.code;
  };

  it('is in the list with its deadline, and among what was promised', async () => {
    expect(await kept()).toMatchObject({
      total: 1,
      kept: [{ reference, terminal: 'T01', what: 'bankCard', reason: 'notTaken', overdue: false }],
      handedOut: [],
    });
    expect(await staff.ask('promises.list', {})).toMatchObject({
      ok: true,
      value: { total: 1, promises: [{ kind: 'keptCard', reference, here: true }] },
    });
  });

  it('is handed out with evidence, by two where the bank says so, and once', async () => {
    const [thing] = (await kept()).kept;
    const id = thing?.id ?? '';
    const handed = { to: 'owner', document: 'identityCard', slip: reference } as const;
    const handOut = (given: object = handed, second?: typeof SECOND) =>
      refusalOf(staff.ask('custody.handOut', { id, handed: given as typeof handed }, second));
    expect(await handOut()).toBe('secondWanted');
    expect(await handOut(handed, { number: '1007', pin: pinOf('1007') })).toBe('samePerson');
    expect(await handOut({ ...handed, slip: 'T01-OTHER' }, SECOND)).toBe('badInput');
    expect((await kept()).total).toBe(1);
    expect(await handOut(handed, SECOND)).toBe('ok');
    expect(await kept()).toMatchObject({
      total: 0,
      kept: [],
      handedOut: [{ reference, handedOut: { by: '1007', second: '1009', evidence: handed } }],
    });
    expect(await handOut({ ...handed, document: 'passport' }, SECOND)).toBe('stale');
    const journal = entriesOf(openDatabase(join(kiosk.dataDir, 'journal.sqlite')));
    expect(journal.filter(({ kind }) => kind === 'staff.answered').at(-1)?.facts).toMatchObject({
      what: 'custody.handOut',
      ok: false,
      code: 'stale',
    });
  });

  it('is counted: the visit is today’s, beside what the branch wants', async () => {
    const today = await staff.ask('today.read', {});
    expect(today).toMatchObject({
      ok: true,
      value: { here: { began: 0, finished: 0 }, targets: DEFAULT_TERMINAL_POLICY.targets },
    });
  });

  it('is nothing to a technician, nor to whoever was let in without the branch', async () => {
    await staff.ask('entry.signIn', { number: '1008', pin: pinOf('1008') });
    expect(await refusalOf(staff.ask('custody.list', {}))).toBe('notAllowed');
    expect(await refusalOf(staff.ask('approvals.list', {}))).toBe('notAllowed');
    await staff.ask('entry.signIn', { number: '1009', pin: pinOf('1009') });
    expect(await staff.ask('approvals.list', {})).toMatchObject({ ok: true, value: { total: 0 } });
  });
});
