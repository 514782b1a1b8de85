import { randomUUID } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import type { TicketRequest } from '#contracts/branch/ticket.ts';
import { ManualClock } from '#foundation/clock.ts';
import { onBothEngines } from '../test-support/engines.ts';
import { type BranchHouse, enrolled, openBranch } from '../test-support/house.ts';

const aTicket = (changes: Partial<TicketRequest> = {}): TicketRequest => ({
  id: randomUUID(),
  services: ['cash'],
  segment: 'ordinary',
  needs: [],
  language: 'en',
  channel: 'anonymous',
  ...changes,
});

onBothEngines('tickets of a terminal', ({ emptyDatabase }) => {
  let house: BranchHouse<ManualClock> | undefined;
  afterEach(() => house?.close());
  const open = async (publicUrl?: string) => {
    const database = await emptyDatabase();
    house = await openBranch(new ManualClock(), {
      ...(database && { database }),
      ...(publicUrl && { publicUrl }),
    });
    return enrolled(house);
  };

  it('gives no number as an appointment’s: only a check-in does', async () => {
    const terminal = await open();
    const asked = await terminal.takeTicket(aTicket({ channel: 'appointment' }));
    expect(asked).toMatchObject({ error: { code: 'refused', reason: 'badRequest' } });
  });

  it('says what one can queue for, and that nobody serves before a counter is open', async () => {
    const terminal = await open();
    const queue = await terminal.queue();
    if (!queue.ok) throw new Error(queue.error.code);
    expect(queue.value.configuration.services.map(({ id }) => id)).toContain('lostCard');
    expect(queue.value.waits.cash).toEqual({ ahead: 0, minutes: null, reason: 'noCounter', counter: null });
    await terminal.takeTicket(aTicket());
    await terminal.takeTicket(aTicket({ services: ['wealth'] }));
    const second = await terminal.takeTicket(aTicket());
    expect(second.ok && second.value.wait).toMatchObject({ ahead: 1, minutes: null, reason: 'noCounter' });
  });

  it('the same request again takes no second number; another one under the same id is refused', async () => {
    const terminal = await open();
    const request = aTicket({ services: ['lostCard', 'cash'], needs: ['elderly'] });
    const first = await terminal.takeTicket(request);
    const again = await terminal.takeTicket(request);
    if (!first.ok || !again.ok) throw new Error('refused');
    expect(first.value.ticket.label).toBe('C001');
    expect(again.value.ticket).toEqual(first.value.ticket);
    const other = await terminal.takeTicket({ ...request, services: ['cash'] });
    expect(other.ok ? 'ok' : other.error.reason).toBe('idConflict');
    const unknown = await terminal.takeTicket(aTicket({ services: ['haircut'] }));
    expect(unknown.ok ? 'ok' : unknown.error.reason).toBe('unknownService');
  });

  it('a phone’s address only where phones can reach the branch, and the same at every asking', async () => {
    const without = await (await open()).takeTicket(aTicket());
    expect(without.ok && without.value.phoneUrl).toBeNull();
    await house?.close();
    const terminal = await open('https://branch.example/');
    const request = aTicket();
    const taken = await terminal.takeTicket(request);
    const seen = await terminal.ticket(request.id);
    if (!taken.ok || !seen.ok) throw new Error('refused');
    expect(taken.value.phoneUrl).toMatch(/^https:\/\/branch\.example\/t\/[A-Za-z0-9_-]{32}$/);
    expect(seen.value.phoneUrl).toBe(taken.value.phoneUrl);
    expect(taken.value.phoneUrl).not.toContain(request.id);
  });

  it('is given up by whoever holds it, once and for all', async () => {
    const terminal = await open();
    const request = aTicket();
    await terminal.takeTicket(request);
    const given = await terminal.giveUpTicket(request.id);
    expect(given.ok && given.value.ticket.state).toBe('gaveUp');
    expect((await terminal.giveUpTicket(request.id)).ok).toBe(true);
    const none = await terminal.ticket(randomUUID());
    expect(none.ok ? 'ok' : none.error.reason).toBe('notFound');
  });
});
