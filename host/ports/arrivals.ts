import type { ArrivalNotice } from '#contracts/bank/customers.ts';
import type { ArrivalRequest } from '#contracts/branch/arrival.ts';
import { newToken } from '../ids.ts';
import type { Recognised } from './recognised.ts';
import type { World } from './world.ts';

/** Tells that somebody was recognised; returns at once, whatever becomes of it. */
export type TellArrival = (
  customerRef: string | undefined,
  reason: ArrivalRequest['reason'],
  notice: ArrivalNotice | undefined,
) => void;

/**
 * Tells the branch that a customer has come who has consented to it, once a visit, and durably that the visit is over.
 * Nobody waits for it: with the branch away staff hear of nobody, and the customer notices nothing. His name stays at
 * the bank, which the branch asks itself.
 */
export function arrivalTeller(
  { branch, branchAway, errands, journal, visits }: Wanted,
  recognised: Recognised,
): TellArrival {
  let told: { readonly id: string } | undefined;

  recognised.atEnd = (heldTicket) => {
    const mine = told;
    told = undefined;
    if (!mine) return;
    try {
      if (heldTicket !== null) errands.amend({ type: 'endArrival', id: mine.id, ticket: heldTicket });
    } catch {
      // A journal that takes nothing says so at the next question; the end is told without the number.
    }
    void errands.run(mine.id);
  };

  const tell = async (request: ArrivalRequest, visit: string): Promise<void> => {
    const answer = await branch.tellArrival(request);
    const noticed = answer.ok && answer.value.noticed;
    journal.append({
      kind: 'arrival.told',
      visit,
      facts: { id: request.id, reached: answer.ok, noticed },
    });
    // Certainly nothing stands there, so nothing need end.
    if (answer.ok ? !noticed : answer.error.neverSent) errands.drop(request.id);
  };

  return (customerRef, reason, notice) => {
    if (!notice || customerRef === undefined || told || branchAway()) return;
    const visit = visits.ensure().token;
    const id = newToken();
    try {
      // Should this run end before the visit does, the next one tells its end.
      journal.transaction(() => {
        journal.append({ kind: 'arrival.intent', visit, facts: { id, reason } });
        errands.intend({ type: 'endArrival', id, ticket: null });
      });
    } catch {
      // What cannot be written is not told; the journal's fault is said where somebody waits for it.
      return;
    }
    told = { id };
    tell({ id, customerRef, reason }, visit).catch(() => undefined);
  };
}

type Wanted = Pick<World, 'branch' | 'branchAway' | 'errands' | 'journal' | 'visits'>;
