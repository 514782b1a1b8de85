import type { TicketAnswer, TicketRequest, TicketState } from '#contracts/branch/ticket.ts';
import type { FlowPorts, HeldNumber, NumberAnswer } from '#flows/ports.ts';
import { err, ok } from '#foundation/result.ts';
import { newToken } from '../ids.ts';
import { nextOpening } from './opening.ts';
import type { World } from './world.ts';

type QueuePorts = Pick<FlowPorts, 'queueNow' | 'takeTicket' | 'ticketState' | 'giveUpTicket'>;

/** The branch would say the same to every try of this request, so none of them took a number. */
const NEVER: readonly string[] = ['unknownService', 'badRequest', 'idConflict'];
/** Said while something was perhaps done: it may have taken a number all the same. */
const PERHAPS: readonly string[] = ['internal', 'storeUnavailable', 'nonceReplayed', 'other'];

const STATE_OF: Readonly<Record<TicketState, HeldNumber['state']>> = {
  waiting: 'waiting',
  parked: 'waiting',
  called: 'called',
  serving: 'called',
  done: 'over',
  noShow: 'over',
  gaveUp: 'over',
};

const numberOf = ({ ticket, wait, phoneUrl }: TicketAnswer): HeldNumber => ({
  label: ticket.label,
  state: STATE_OF[ticket.state],
  wait,
  counter: ticket.counter,
  phoneUrl,
});

/** The number of the visit under way. Whatever is asked of it is asked with this very request. */
type Own = {
  readonly request: TicketRequest;
  readonly visit: string;
  told: HeldNumber | null;
  /** A try was not answered: what a later one is refused for says nothing about it. */
  doubtful: boolean;
  following: boolean;
};

type Wanted = Pick<World, 'branch' | 'errands' | 'visits' | 'journal' | 'language' | 'clock'>;

/**
 * Numbers for the counters. A visit has one: its id and its whole request are fixed before the first byte leaves, and
 * with them, durable, the errand that gives it back, so that a number nobody was told of is held by nobody.
 */
export function queuePorts({ branch, errands, visits, journal, language, clock }: Wanted): QueuePorts {
  let own: Own | undefined;
  visits.onWipe(() => {
    const left = own;
    own = undefined;
    if (left && !left.told) void errands.run(left.request.id);
  });

  const ask = async (mine: Own): Promise<NumberAnswer> => {
    const { request, visit } = mine;
    const answer = await branch.takeTicket(request);
    // The customer has left meanwhile: nobody holds what may have been taken.
    if (own !== mine) {
      void errands.run(request.id);
      return { outcome: 'unknown' };
    }
    if (answer.ok) {
      const number = numberOf(answer.value);
      journal.append({ kind: 'ticket.taken', visit, facts: { id: request.id, label: number.label } });
      errands.drop(request.id);
      mine.told = number;
      return { outcome: 'taken', number };
    }
    const { code, reason = '' } = answer.error;
    const certain =
      code === 'refused' && (NEVER.includes(reason) || (!mine.doubtful && !PERHAPS.includes(reason)));
    if (!certain) {
      mine.doubtful = true;
      return { outcome: 'unknown' };
    }
    errands.drop(request.id);
    own = undefined;
    return { outcome: 'notTaken', why: 'refused' };
  };

  const state = async (mine: Own): Promise<NumberAnswer> => {
    if (!mine.told) return ask(mine);
    const answer = await branch.ticket(mine.request.id);
    if (!answer.ok) return { outcome: 'unknown' };
    mine.told = numberOf(answer.value);
    return { outcome: 'taken', number: mine.told };
  };

  return {
    async queueNow() {
      const answer = await branch.queue();
      if (!answer.ok) return err({ code: 'unreachable' });
      const { configuration, open, waits } = answer.value;
      return ok({
        open,
        opening: open ? null : nextOpening(configuration.hours, clock.wall(), configuration.timeZone),
        services: configuration.services.map(({ id, name, atTerminal, papers }) => ({
          id,
          name,
          atTerminal,
          papers,
          wait: waits[id] ?? null,
        })),
      });
    },
    async takeTicket({ services, segment, needs, channel }) {
      if (own) return own.following ? { outcome: 'notTaken', why: 'notSent' } : state(own);
      const visit = visits.ensure().token;
      const request: TicketRequest = {
        id: newToken(),
        services: [...services],
        segment,
        needs: [...needs],
        language: language(),
        channel,
      };
      // Should this run end before the number is told, the next one gives it back.
      journal.transaction(() => {
        journal.append({
          kind: 'ticket.intent',
          visit,
          facts: { id: request.id, services: services.length, channel },
        });
        errands.intend({ type: 'giveUp', id: request.id });
      });
      own = { request, visit, told: null, doubtful: false, following: false };
      return ask(own);
    },
    async ticketState() {
      return own ? state(own) : { outcome: 'notTaken', why: 'notSent' };
    },
    async giveUpTicket() {
      const mine = own;
      if (!mine?.told) return { outcome: 'notGiven' };
      const { id } = mine.request;
      journal.transaction(() => {
        journal.append({
          kind: 'ticket.giveUp',
          visit: mine.visit,
          facts: { id, label: mine.told?.label ?? null },
        });
        errands.intend({ type: 'giveUp', id });
      });
      const answer = await branch.giveUpTicket(id);
      if (answer.ok) {
        errands.drop(id);
        if (own === mine) own = undefined;
        return { outcome: 'given' };
      }
      if (answer.error.reason === 'illegalMove') {
        errands.drop(id);
        return { outcome: 'called' };
      }
      mine.following = true;
      void errands.run(id);
      return { outcome: 'following' };
    },
  };
}
