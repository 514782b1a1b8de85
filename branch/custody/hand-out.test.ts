import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { branchConfigurationSchema } from '#contracts/branch/configuration.ts';
import type { HandedTo } from '#contracts/branch/custody.ts';
import { ManualClock } from '#foundation/clock.ts';
import { defaultConfiguration } from '../queue/default-configuration.ts';
import { AGREED_FOR, keepAgreement } from '../staff/agreement.ts';
import { Sessions, tokenHash } from '../staff/sessions.ts';
import type { BranchStore } from '../store/store.ts';
import { onBothEngines } from '../test-support/engines.ts';
import { aKeptCard } from '../test-support/house.ts';
import { CustodyDesk } from './hand-out.ts';
import { CustodyRegister } from './register.ts';

const HERE = { terminal: 'T01', branch: 'MAIN' };
const DAY = 86_400_000;
const TO_OWNER: HandedTo = { to: 'owner', document: 'identityCard', slip: 'C-7Q2W' };
const TO_BANK: HandedTo = { to: 'bank', bag: 'BAG-0042' };

onBothEngines('what a terminal keeps', ({ emptyStore }) => {
  let clock: ManualClock;
  let store: BranchStore;
  let desk: CustodyDesk;
  let acts: { number: string; sessionHash: string };
  beforeEach(async () => {
    clock = new ManualClock();
    store = await emptyStore(clock);
    desk = new CustodyDesk(store, clock);
    const { token } = await store.write((writing) =>
      new Sessions(store, clock).begin(writing, '1007', 'T01'),
    );
    acts = { number: '1007', sessionHash: tokenHash(token) };
  });

  const keep = async (caller = HERE, reference = 'C-7Q2W') => {
    const id = randomUUID();
    await new CustodyRegister(store, clock).open(caller, aKeptCard({ id, reference }));
    return id;
  };
  const handOut = async (id: string, handed: HandedTo = TO_OWNER, who = acts, caller = HERE) => {
    const done = await desk.handOut(caller, who, id, handed);
    return done.ok ? done.value.handedOut : [done.error.code, done.error.detail].filter(Boolean).join(' ');
  };
  const wantSecond = () =>
    store.db
      .updateTable('branches')
      .set({
        configuration: JSON.stringify(
          branchConfigurationSchema.parse({
            ...defaultConfiguration,
            terminal: { secondPerson: ['custody.handOut'], custodyDays: 5 },
          }),
        ),
      })
      .where('id', '=', 'MAIN')
      .execute();
  const agree = (to = 'custody.handOut', by = '1009') =>
    store.write((writing) => keepAgreement(writing, clock, acts.sessionHash, { by, to }));
  const logged = async () =>
    (await store.db.selectFrom('staff_log').selectAll().orderBy('sequence').execute()).map(
      ({ event, actor, subject, detail }) => [event, actor, subject, detail].join(' '),
    );

  it('is listed with its deadline, the oldest first, and nothing of another terminal', async () => {
    const first = await keep();
    clock.advance(DAY);
    const second = await keep(HERE, 'C-8Q2W');
    await keep({ terminal: 'T02', branch: 'MAIN' });
    const list = await desk.list(HERE);
    expect([list.total, list.kept.map(({ id }) => id)]).toEqual([2, [first, second]]);
    expect(Date.parse(list.kept[0]?.due ?? '') - Date.parse(list.kept[0]?.createdAt ?? '')).toBe(3 * DAY);
    expect(JSON.stringify(list)).not.toContain('visit-0001');
    clock.advance(2 * DAY);
    expect((await desk.list(HERE)).kept.map(({ overdue }) => overdue)).toEqual([true, false]);
  });

  it('is handed out once, to whom and by whom stands there and in the log', async () => {
    const id = await keep();
    const done = await handOut(id);
    expect(done).toEqual({
      at: new Date(clock.wall()).toISOString(),
      by: '1007',
      second: null,
      evidence: TO_OWNER,
    });
    expect(await handOut(id)).toEqual(done);
    expect(await handOut(id, TO_BANK)).toBe('illegalMove handedOut');
    expect(await handOut(id, TO_OWNER, { ...acts, number: '1009' })).toBe('illegalMove handedOut');
    const list = await desk.list(HERE);
    expect([list.total, list.handedOut.map((thing) => thing.id)]).toEqual([0, [id]]);
    expect(await logged()).toEqual(['custodyHandedOut 1007  C-7Q2W T01 owner identityCard']);
  });

  it('goes to nobody with another one’s slip, and from no other terminal', async () => {
    const id = await keep();
    expect(await handOut(id, { ...TO_OWNER, slip: 'C-9Z9Z' })).toBe('badRequest slip');
    expect(await handOut(id, TO_OWNER, acts, { terminal: 'T02', branch: 'MAIN' })).toBe('notFound');
    expect(await handOut(id, TO_OWNER, acts, { terminal: 'T01', branch: 'GX-014' })).toBe('notFound');
    expect(await handOut(randomUUID())).toBe('notFound');
    expect(await logged()).toEqual([]);
    expect(await handOut(id, { ...TO_OWNER, slip: null })).toMatchObject({ by: '1007' });
  });

  it('where two must: only after somebody agreed to this very thing, a moment ago, and once', async () => {
    await wantSecond();
    const [id, other] = [await keep(), await keep(HERE, 'C-8Q2W')];
    expect(await handOut(id)).toBe('secondWanted');
    await agree('supplies.feed');
    expect(await handOut(id)).toBe('secondWanted');
    await agree();
    clock.advance(AGREED_FOR + 1);
    expect(await handOut(id)).toBe('secondWanted');
    await agree();
    clock.jumpWall(-DAY);
    expect(await handOut(id)).toBe('secondWanted');
    await agree();
    expect(await handOut(id)).toMatchObject({ by: '1007', second: '1009' });
    expect(await handOut(other, TO_BANK)).toBe('secondWanted');
    // A resend needs no further agreement.
    expect(await handOut(id)).toMatchObject({ second: '1009' });
    expect(await logged()).toEqual(['custodyHandedOut 1007 1009 C-7Q2W T01 owner identityCard']);
  });

  it('two who hand it out at the same moment: one does', async () => {
    const id = await keep();
    const done = await Promise.all([handOut(id, TO_OWNER), handOut(id, TO_BANK)]);
    expect(done.filter((one) => one === 'illegalMove handedOut')).toHaveLength(1);
    expect(await logged()).toHaveLength(1);
  });
});
