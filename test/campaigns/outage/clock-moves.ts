import { randomUUID } from 'node:crypto';
import { openBranch } from '#branch/test-support/house.ts';
import { ManualClock } from '#foundation/clock.ts';
import { Line } from '../branch/client.ts';
import { peopleOf } from '../branch/people.ts';
import type { SeenPage, SeenTicket, SeenTicketAnswer } from '../branch/seen.ts';
import type { Round } from '../support/campaign-run.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How far somebody sets the clock. */
const JUMPS = [-26 * HOUR, -HOUR, -5 * MINUTE, 5 * MINUTE, HOUR, 26 * HOUR] as const;

const STEPS = 60;

/** A branch whose wall clock is set back and forth, over midnights, while numbers are taken and called. */
export async function clockMoves({ random, promises, is }: Round): Promise<void> {
  const clock = new ManualClock();
  const house = await openBranch(clock);
  const line = new Line();
  const { url } = house.service;
  const wall = () => clock.wall();
  try {
    const { members, terminals } = await peopleOf(line, url, { staff: 1, terminals: 1, wall });
    const [member] = members;
    const [terminal] = terminals;
    if (!member || !terminal) throw new Error('nobody is there');
    const act = (name: string, rest: object = {}) =>
      member.ask(url, { operation: `POST /counter/api/${name}`, body: { request: randomUUID(), ...rest } });
    await act('open', { counter: '3' });
    const waiting: SeenTicket[] = [];
    const taken: SeenTicket[] = [];
    let jumps = 0;
    for (let step = 0; step < STEPS; step++) {
      clock.advance(random.int(2 * MINUTE));
      if (random.chance(0.25)) {
        clock.jumpWall(random.pick(JUMPS));
        jumps++;
      }
      if (random.chance(0.6)) {
        const { code, body } = await terminal.ask(url, { operation: 'POST /v1/tickets', body: aTicket() });
        promises.holds(code === '', `a number is given whatever the clock says: ${code}`);
        const { ticket } = body as SeenTicketAnswer;
        const held = waiting.some(({ label }) => label === ticket.label);
        promises.holds(!held, `nobody gets a number that somebody holds: ${ticket.label}`);
        waiting.push(ticket);
        taken.push(ticket);
        continue;
      }
      const { code, body } = await act('callNext');
      const next = waiting.shift();
      promises.holds(code === (next ? '' : 'nobodyWaiting'), `who waits is called: ${code}`);
      const { current } = body as SeenPage;
      if (!next || !current) continue;
      promises.holds(current.id === next.id, 'the order of coming stands, whatever the clock says');
      const done = { ticket: current.id, version: current.version, outcome: 'done' };
      promises.holds((await act('finish', done)).code === '', 'and is served');
    }
    const numbers = taken.map(({ businessDate, label }) => `${businessDate} ${label}`);
    promises.holds(new Set(numbers).size === numbers.length, 'no number is given twice in a business day');
    is(
      `the clock set ${jumps} times, ${taken.length} numbers on ${new Set(taken.map((t) => t.businessDate)).size} days`,
    );
    for (const fault of line.faults) promises.holds(false, `as documented: ${fault}`);
  } finally {
    await house.close();
  }
}

const aTicket = () => ({
  id: randomUUID(),
  services: ['cash'],
  segment: 'ordinary',
  needs: [],
  language: 'zh-CN',
  channel: 'anonymous',
});
