import { DatabaseSync } from 'node:sqlite';
import { createBranchClient } from '#branch/client/client.ts';
import { newTerminalKey } from '#branch/client/key.ts';
import type { NumberAnswer, NumberWish } from '#flows/ports.ts';
import type { Clock, ManualClock } from '#foundation/clock.ts';
import { Listeners } from '#foundation/listeners.ts';
import { Errands } from '#host/errands/errands.ts';
import { Journal, openDatabase } from '#host/journal/journal.ts';
import { openBytes, sealBytes, Vault } from '#host/journal/vault.ts';
import { OwnNumbers } from '#host/numbers/own-numbers.ts';
import { queuePorts } from '#host/ports/queue.ts';
import { Visits } from '#host/visits.ts';

const KEY = new Uint8Array(32).fill(7);
const WRAPPER = {
  wrap: (clear: Uint8Array) => sealBytes(KEY, 'visit-key', clear),
  unwrap: (wrapped: Uint8Array) => openBytes(KEY, 'visit-key', wrapped),
};
const CASH: NumberWish = {
  services: ['cash'],
  segment: 'ordinary',
  needs: ['pregnant'],
  channel: 'anonymous',
};

/**
 * How the line carries a request: `well`; `refused`, there is no connection; `before`, it is lost on its way; `after`,
 * it arrives and its answer is lost.
 */
export type Carries = 'well' | 'refused' | 'before' | 'after';

/** Where a terminal's branch is, and how one joins it. */
export type Joined = { readonly url: () => string; readonly code: (terminal: string) => Promise<string> };

/** The queue of one terminal on the real branch service and its real client, over a line that is cut in every way. */
export async function cutOffTerminal({ url, code }: Joined, house: ManualClock, id = 'T01') {
  let wrongBy = 0;
  const clock: Clock = {
    monotonic: () => house.monotonic(),
    wall: () => house.wall() + wrongBy,
    setTimeout: (due, milliseconds) => house.setTimeout(due, milliseconds),
    clearTimeout: (handle) => house.clearTimeout(handle),
  };
  let line: (path: string) => Carries = () => 'well';
  const sent: string[] = [];
  let onTheirWay = 0;
  const origin = 'http://127.0.0.1:1';
  const client = createBranchClient({
    url: origin,
    terminalId: id,
    privateKey: newTerminalKey(),
    clock,
    fetch: async (input, init) => {
      const { pathname } = new URL(String(input));
      const now = line(pathname);
      if (now === 'refused') throw new TypeError('fetch failed', { cause: refusedConnection() });
      if (now === 'before') throw new TypeError('fetch failed');
      sent.push(pathname);
      onTheirWay++;
      try {
        const answer = await fetch(String(input).replace(`${origin}/`, url()), init);
        if (now === 'after') throw new TypeError('fetch failed');
        return answer;
      } finally {
        onTheirWay--;
      }
    },
  });
  if (!client.ok) throw new Error(client.error.code);
  const branch = client.value;
  const joined = await branch.enrol(await code(id));
  if (!joined.ok) throw new Error(joined.error.code);
  const database = openDatabase(':memory:');
  const vault = new Vault(database, WRAPPER);
  const refused: string[] = [];

  /** One run of the host's program on the same disk. */
  const run = () => {
    const journal = new Journal(database, vault, clock, id);
    const visits = new Visits(journal, vault, clock, id, 0);
    const errands = new Errands(journal, branch, clock, WRAPPER);
    const numbers = new OwnNumbers(journal, branch, clock, ({ label, reason }) =>
      refused.push(`${label} ${reason}`),
    );
    const numberShown = new Listeners<string>();
    let away = false;
    const world = { branch, errands, numbers, numberShown, visits, journal, clock };
    const ports = queuePorts({ ...world, branchAway: () => away, language: () => 'en' });
    const onScreen = (told: NumberAnswer) => {
      if (told.outcome === 'taken') numberShown.publish(told.number.label);
      return told;
    };
    return {
      visits,
      errands,
      numbers,
      /** What the terminal's watch over the branch says. */
      isAway: (now: boolean) => {
        away = now;
      },
      queue: () => ports.queueNow({}),
      takeUnseen: (wish = CASH) => ports.takeTicket(wish),
      take: async (wish = CASH) => onScreen(await ports.takeTicket(wish)),
      look: async () => onScreen(await ports.ticketState({})),
      giveUp: async () => (await ports.giveUpTicket({})).outcome,
    };
  };
  let now = run();
  return {
    id,
    sent,
    refused,
    /** Requests that are not answered yet. */
    get onTheirWay() {
      return onTheirWay;
    },
    get t() {
      return now;
    },
    carries: (how: Carries | ((path: string) => Carries)) => {
      line = typeof how === 'function' ? how : () => how;
    },
    /** This machine's clock goes wrong by so many milliseconds. */
    clockIs: (milliseconds: number) => {
      wrongBy = milliseconds;
    },
    /** Looks after its numbers until there is nothing left to do now. */
    tend: async () => {
      now.numbers.now();
      await now.numbers.settled();
    },
    /** Killed: nothing of memory is left, and what was on its way goes on without it. */
    kill: () => {
      void now.numbers.stop();
      now.errands.stop();
      now = run();
      now.visits.endUnfinished();
      now.errands.recover(false);
      now.numbers.recover();
      now.numbers.start();
    },
    stop: async () => {
      now.errands.stop();
      await now.numbers.stop();
    },
    journalled: () =>
      database
        .prepare('SELECT body FROM entry ORDER BY seq')
        .all()
        .map(({ body }) => JSON.parse(String(body)) as { kind: string; facts: Record<string, unknown> }),
  };
}
export type CutOffTerminal = Awaited<ReturnType<typeof cutOffTerminal>>;

const refusedConnection = () => Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });

/** The numbers a branch's store has, in the order of waiting: label and state. */
export function ticketsIn(dataDir: string): string[] {
  const database = new DatabaseSync(`${dataDir}/branch.db`);
  try {
    return database
      .prepare('SELECT label, state FROM tickets ORDER BY issued_at, sequence')
      .all()
      .map(({ label, state }) => `${label} ${state}`);
  } finally {
    database.close();
  }
}
