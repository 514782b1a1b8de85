import { randomBytes, randomUUID } from 'node:crypto';
import type { BankClient } from '#bank/client/client.ts';
import type { CallRequest } from '#contracts/branch/call.ts';
import type { CallPolicy } from '#contracts/branch/call-policy.ts';
import type { TellerSkills } from '#contracts/branch/teller.ts';
import { ManualClock } from '#foundation/clock.ts';
import { Changes } from '../changes.ts';
import { practiceConfiguration } from '../queue/default-configuration.ts';
import { BranchSeal, SEAL_KEY_BYTES } from '../sealing/seal.ts';
import { foundBranch, HOME_BRANCH } from '../store/branches.ts';
import type { BranchStore } from '../store/store.ts';
import { type CallRoom, openCalls } from './open.ts';

export const T01 = { terminal: 'T01', branch: HOME_BRANCH };

export const SECRET_WORDS = { name: '许念安', chat: '我听不见，请写给我', note: '客户听不见' } as const;

export const aTellerCall = (changes: Partial<CallRequest> = {}): CallRequest => ({
  id: randomUUID(),
  visit: 'visit-0001',
  reason: 'asked',
  mode: 'video',
  language: 'zh-CN',
  service: 'reportLostCard',
  step: 'chooseCard',
  customerRef: null,
  handOver: {
    customer: {
      name: SECRET_WORDS.name,
      documentType: 'residentIdCard',
      numberEnd: '002X',
      known: 'document',
    },
    cardLast4: '0019',
    elder: false,
    done: [],
    failed: [{ step: 'chooseCard', what: 'cardUnread', at: '2026-11-22T02:00:00.000Z' }],
    devices: [{ device: 'cardReader', health: 'ok' }],
    papers: [],
  },
  ...changes,
});

export const EVERYTHING: TellerSkills = { languages: ['zh-CN', 'en'], skills: [] };

export type RoomOptions = {
  readonly clock?: ManualClock;
  readonly policy?: Partial<CallPolicy>;
  readonly bank?: Pick<BankClient, 'recognise'>;
  readonly key?: Buffer;
};

/** How a branch serves calls in these tests: around the clock. */
export async function setPolicy(
  store: BranchStore,
  clock: ManualClock,
  branch: string,
  policy: Partial<CallPolicy> = {},
): Promise<void> {
  await foundBranch(store, branch, clock);
  const calls = { ...practiceConfiguration.calls, ...policy };
  await store.db
    .updateTable('branches')
    .set({ configuration: JSON.stringify({ ...practiceConfiguration, calls }) })
    .where('id', '=', branch)
    .execute();
}

export async function addTeller(
  store: BranchStore,
  number: string,
  branch = HOME_BRANCH,
  roles = 'teller',
): Promise<void> {
  const at = '2026-11-22T02:00:00.000Z';
  await store.db
    .insertInto('staff')
    .values({
      number,
      branch,
      name: `柜员${number}`,
      roles,
      pin: 'unused',
      disabled: 0,
      practice: 1,
      created_at: at,
      changed_at: at,
    })
    .execute();
}

/** One instance's room over a store, and what a test asks of it most. */
export async function callRoom(store: BranchStore, options: RoomOptions = {}) {
  const clock = options.clock ?? new ManualClock();
  const changes = new Changes(clock);
  store.onTold((subject) => changes.tell(subject));
  await setPolicy(store, clock, HOME_BRANCH, options.policy);
  const seal = new BranchSeal([options.key ?? randomBytes(SEAL_KEY_BYTES)]);
  const room: CallRoom = openCalls({ store, clock, seal }, changes, {
    bank: options.bank,
    practice: true,
    turn: undefined,
  });
  const none = new AbortController().signal;
  const call = async (change: Partial<CallRequest> = {}, caller = T01) => {
    const answer = await room.calls.request(caller, aTellerCall(change));
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value.call;
  };
  const look = async (id: string, terminal = 'T01') => {
    const answer = await room.calls.await(terminal, id, 0, 0, none);
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value;
  };
  /** A teller at a desk, ready. */
  const sit = async (number: string, skills = EVERYTHING, branch = HOME_BRANCH) => {
    const known = await store.db.selectFrom('staff').select('number').where('number', '=', number).execute();
    if (known.length === 0) await addTeller(store, number, branch);
    const desk = { staff: { number, branch }, desk: randomUUID() };
    const held = await room.presence.hello(desk);
    await room.desk.presence(desk, randomUUID(), 'ready', skills);
    return { ...desk, held };
  };
  const next = (desk: Parameters<typeof room.desk.next>[0]) => room.desk.next(desk, randomUUID());
  /** As above, and there must be one. */
  const taken = async (desk: Parameters<typeof room.desk.next>[0]) => {
    const answer = await next(desk);
    if (!answer.ok || answer.value === null) throw new Error(answer.ok ? 'none' : answer.error.code);
    return answer.value;
  };
  return { clock, changes, seal, store, room, call, look, sit, next, taken };
}

export const codeOf = (answer: { readonly ok: boolean; readonly error?: { readonly code: string } }) =>
  answer.ok ? 'ok' : answer.error?.code;
