import { beforeEach, describe, expect, it } from 'vitest';
import { ROLES, type Role } from '#contracts/branch/staff.ts';
import type { Ask } from '#contracts/supervisor/ask.ts';
import { ASKS, type AskName } from '#contracts/supervisor/asks.ts';
import type { AskRefusal } from '#contracts/supervisor/line.ts';
import { SUPERVISOR_TIMES } from '#contracts/supervisor/session.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import { memoryForTests } from '../test-support/memory.ts';
import { Attendance, type Leaving } from './attendance.ts';
import { Entry } from './entry.ts';
import { Office } from './office.ts';
import type { StaffLine } from './staff-line.ts';
import type { Asking, Handlers } from './who.ts';

const PIN = '930574';
const NAMES = Object.keys(ASKS) as AskName[];
const askOf = (name: AskName): Ask => ASKS[name];

/** A branch that knows two people, whose answers a test can change in between. */
class Branch implements StaffLine {
  roles: Role[] = ['supervisor'];
  second: Role[] = ['supervisor', 'approver'];
  away = false;
  gone = false;
  nonsense = false;
  readonly out: string[] = [];
  readonly asked: string[] = [];

  readonly #staff = (number: string) => ({
    number,
    name: '示例',
    branch: 'MAIN',
    roles: number === '1007' ? this.roles : this.second,
    state: 'active' as const,
  });
  readonly #session = (number: string) => ({
    token: `token-of-${number}-at-the-branch`,
    staff: this.#staff(number),
    left: 1_000,
    idleLeft: 1_000,
    validUntil: null,
  });

  async staffSignIn(number: string, pin: string) {
    if (this.away) return err({ code: 'away' as const });
    return pin === PIN ? ok(this.#session(number)) : err({ code: 'pinWrong' as const });
  }
  async staffWho(token: string, touch: boolean) {
    this.asked.push(`${token} ${touch}`);
    if (this.away) return err({ code: 'away' as const });
    if (this.nonsense) return err({ code: 'failed' as const });
    return this.gone ? err({ code: 'notSignedIn' as const }) : ok(this.#session('1007'));
  }
  async staffSecond(_token: string, { number, pin }: { number: string; pin: string }) {
    if (this.away) return err({ code: 'away' as const });
    return pin === PIN ? ok(this.#staff(number)) : err({ code: 'pinWrong' as const });
  }
  async staffSignOut(token: string) {
    this.out.push(token);
    return ok({});
  }
}

function openOffice() {
  const memory = memoryForTests();
  const branch = new Branch();
  const left: Leaving[] = [];
  const refused: string[] = [];
  const ran: { name: string; who: Asking }[] = [];
  let wanted: readonly string[] = [];
  let answer: Result<object, AskRefusal> = ok({});
  const leave = (why: Leaving) => {
    left.push(why);
    attendance.leave();
  };
  const attendance: Attendance = new Attendance(memory.clock, { changed: () => {}, over: leave });
  // Whatever room it is for: that it is reached is what is tried here.
  const handlers = new Proxy({} as Handlers, {
    get: (_, name: string) => async (_input: unknown, who: Asking) => {
      ran.push({ name, who });
      return answer;
    },
  });
  const office = new Office({
    clock: memory.clock,
    journal: memory.journal,
    attendance,
    entry: new Entry(branch, undefined),
    handlers: () => handlers,
    secondPerson: () => wanted,
    leave,
    refused: (code) => refused.push(code),
    onJournalFault: () => {},
  });
  let id = 0;
  const ask = async (name: string, input: unknown = {}, second?: { number: string; pin: string }) => {
    const said = await office.hear({ id: ++id, name, input, ...(second ? { second } : {}) });
    return said === undefined ? 'nothing' : said.ok ? 'ok' : said.refusal.code;
  };
  return {
    ...memory,
    ...{ branch, left, refused, ran, attendance, office, ask },
    signIn: (pin = PIN) => ask('entry.signIn', { number: '1007', pin }),
    want: (names: readonly string[]) => {
      wanted = names;
    },
    answers: (said: Result<object, AskRefusal>) => {
      answer = said;
    },
    kinds: () => memory.entries().map(({ kind, facts }) => ({ kind, ...facts })),
  };
}

let o: ReturnType<typeof openOffice>;
beforeEach(() => {
  o = openOffice();
});

describe('the table of asks', () => {
  const open = NAMES.filter((name) => askOf(name).by === 'nobody');

  it('lets nobody who has not signed in do anything but get in and out', () => {
    expect(open.sort()).toEqual(['entry.leave', 'entry.signIn']);
  });

  it.each(NAMES)('%s: only at the safe point, only signed in, only with a role of its own', async (name) => {
    const { by } = askOf(name);
    if (by === 'nobody') return;
    expect(await o.ask(name)).toBe('notNow');
    o.attendance.set('active');
    expect(await o.ask(name)).toBe('notSignedIn');
    for (const role of ROLES) {
      o.branch.roles = [role];
      expect(await o.signIn()).toBe('ok');
      const may = by === 'anybody' || by.includes(role);
      const said = await o.ask(name);
      if (may) expect(said, role).not.toBe('notAllowed');
      else expect(said, role).toBe('notAllowed');
    }
    o.attendance.set('exitPending');
    expect(await o.ask(name)).toBe('notNow');
  });
});

describe('whoever asks', () => {
  const close = ['place.close', { closing: 'supplies' }] as const;
  beforeEach(async () => {
    o.attendance.set('active');
    expect(await o.signIn()).toBe('ok');
  });

  it('does what he may, by his own name, journalled before and after', async () => {
    expect(await o.ask(...close)).toBe('ok');
    expect(o.ran.map(({ name, who }) => [name, who.number, who.second])).toEqual([
      ['place.close', '1007', null],
    ]);
    expect(o.kinds().slice(-2)).toMatchObject([
      { kind: 'staff.asked', what: 'place.close', by: '1007' },
      { kind: 'staff.answered', what: 'place.close', ok: true },
    ]);
    expect(JSON.stringify(o.entries())).not.toContain(PIN);
  });

  it('does nothing that cannot be written down before', async () => {
    o.journal.append = () => {
      throw new Error('full');
    };
    expect(await o.ask(...close)).toBe('failed');
    expect(o.ran).toEqual([]);
  });

  it('has lost a role in mid-work: the next thing he asks is refused', async () => {
    o.branch.roles = ['counter'];
    expect(await o.ask(...close)).toBe('notAllowed');
    expect(o.ran).toEqual([]);
    expect(o.refused).toEqual(['notAllowed']);
  });

  it('has been put out at the branch: he is out here, too', async () => {
    o.branch.gone = true;
    expect(await o.ask(...close)).toBe('notSignedIn');
    expect(o.left).toEqual(['sessionOver']);
    expect(o.attendance.member).toBeUndefined();
  });

  it('does what may be done without the branch, and nothing else', async () => {
    o.branch.away = true;
    for (const name of NAMES.filter((one) => askOf(one).by !== 'nobody' && one !== 'entry.touch')) {
      const { offline, by } = askOf(name);
      if (by !== 'anybody' && !by.includes('supervisor')) continue;
      o.clock.advance(10_000);
      const said = await o.ask(name);
      if (offline) expect(said, name).not.toBe('away');
      else expect(said, name).toBe('away');
    }
  });

  it('is asked for at the branch once by several looks at once, and is who he was whatever else it says', async () => {
    o.clock.advance(10_000);
    const before = o.branch.asked.length;
    const looks = NAMES.filter((one) => askOf(one).looks && askOf(one).by !== 'anybody').slice(0, 3);
    o.branch.nonsense = true;
    await Promise.all(looks.map((name) => o.ask(name)));
    expect(o.branch.asked.length - before).toBe(1);
    expect(o.attendance.member?.number).toBe('1007');
    expect(o.left).toEqual([]);
  });

  it('leaves while it is being looked at who he is: nothing is done', async () => {
    const asked = o.ask(...close);
    o.attendance.leave();
    expect(await asked).toBe('notSignedIn');
    expect(o.ran).toEqual([]);
  });

  it('is told to end what runs when he leaves', async () => {
    await o.ask(...close);
    const signal = o.ran[0]?.who.signal;
    expect(signal?.aborted).toBe(false);
    o.attendance.leave();
    expect(signal?.aborted).toBe(true);
  });

  it('gets no answer that the table does not have', async () => {
    o.answers(ok({ more: 'than there is' }));
    expect(await o.ask(...close)).toBe('failed');
  });

  it.each([
    [{ id: 0, name: 'place.close', input: {} }],
    [{ id: 1, name: 'place.close', input: {}, more: 1 }],
    [{ id: 1, input: {} }],
    ['place.close'],
    [null],
  ])('%j is no ask', async (message) => {
    expect(await o.office.hear(message)).toBeUndefined();
  });

  it.each(['place.open', 'toString', '__proto__', 'constructor'])(
    '%s is nothing that can be asked',
    async (name) => {
      expect(await o.ask(name)).toBe('badInput');
      expect(o.ran).toEqual([]);
    },
  );
});

describe('a second person', () => {
  const close = ['place.close', { closing: 'supplies' }] as const;
  beforeEach(async () => {
    o.attendance.set('active');
    await o.signIn();
    o.want(['place.close']);
  });

  it('is wanted where the bank says so: without him nothing is done', async () => {
    expect(await o.ask(...close)).toBe('secondWanted');
    expect(await o.ask(...close, { number: '1007', pin: PIN })).toBe('samePerson');
    expect(await o.ask(...close, { number: '1009', pin: '111112' })).toBe('pinWrong');
    expect(o.ran).toEqual([]);
    expect(await o.ask(...close, { number: '1009', pin: PIN })).toBe('ok');
    expect(o.ran[0]?.who.second).toBe('1009');
    expect(o.kinds().find(({ kind }) => kind === 'staff.asked')).toMatchObject({ second: '1009' });
  });

  it('must have the right to it himself', async () => {
    o.branch.second = ['lobby'];
    expect(await o.ask(...close, { number: '1009', pin: PIN })).toBe('notAllowed');
    expect(o.ran).toEqual([]);
  });

  it('is heard where the branch wants him before it is known here that it does', async () => {
    o.want([]);
    o.answers(err({ code: 'secondWanted' }));
    expect(await o.ask(...close)).toBe('secondWanted');
    o.answers(ok({}));
    expect(await o.ask(...close, { number: '1009', pin: PIN })).toBe('ok');
    expect(o.ran.at(-1)?.who.second).toBe('1009');
  });

  it('cannot be asked for while the branch is away', async () => {
    o.branch.away = true;
    expect(await o.ask(...close, { number: '1009', pin: PIN })).toBe('away');
    expect(o.ran).toEqual([]);
  });

  it('agrees to nothing that the bank wants nobody’s agreement for', async () => {
    o.want([]);
    expect(await o.ask(...close, { number: '1009', pin: 'whatever'.slice(0, 6) })).toBe('nothing');
    expect(await o.ask(...close)).toBe('ok');
    expect(o.ran[0]?.who.second).toBeNull();
  });
});

describe('who is at the terminal', () => {
  beforeEach(() => o.attendance.set('active'));

  it('nobody gets in whose sign-in ends after the mode was left; the branch hears that he is out', async () => {
    const entering = o.signIn();
    o.attendance.set('exitPending');
    expect(await entering).toBe('notNow');
    expect(o.attendance.member).toBeUndefined();
    expect(o.branch.out).toEqual(['token-of-1007-at-the-branch']);
  });

  it('the seconds that are told begin anew with each touch', async () => {
    await o.signIn();
    o.clock.advance(60_000);
    expect(o.attendance.signedIn?.idleSeconds).toBe((SUPERVISOR_TIMES.idle - 60_000) / 1_000);
    await o.ask('entry.touch');
    expect(o.attendance.signedIn?.idleSeconds).toBe(SUPERVISOR_TIMES.idle / 1_000);
  });

  it('a minute to sign in, then it is left', () => {
    o.clock.advance(SUPERVISOR_TIMES.signIn);
    expect(o.left).toEqual(['nobodyCame']);
  });

  it('three minutes without a touch, whatever the wall clock says', async () => {
    await o.signIn();
    o.clock.advance(SUPERVISOR_TIMES.idle - 1);
    expect(o.left).toEqual([]);
    await o.ask('entry.touch');
    o.clock.advance(SUPERVISOR_TIMES.idle - 1);
    expect(o.left).toEqual([]);
    o.clock.advance(1);
    expect(o.left).toEqual(['idle']);
  });

  it('looking keeps nobody in: a page that looks by itself is nobody’s being there', async () => {
    await o.signIn();
    o.clock.advance(SUPERVISOR_TIMES.idle - 1_000);
    for (const name of NAMES.filter((one) => askOf(one).looks && one !== 'entry.touch')) await o.ask(name);
    o.clock.advance(1_000);
    expect(o.left).toEqual(['idle']);
  });

  it('ten seconds without a page', async () => {
    await o.signIn();
    o.attendance.page(false);
    o.clock.advance(SUPERVISOR_TIMES.pageGone - 1);
    o.attendance.page(true);
    o.clock.advance(SUPERVISOR_TIMES.pageGone);
    expect(o.left).toEqual([]);
    o.attendance.page(false);
    o.clock.advance(SUPERVISOR_TIMES.pageGone);
    expect(o.left).toEqual(['pageGone']);
  });
});
