import type { BranchConfiguration, QueueService } from '#contracts/branch/configuration.ts';
import type { TicketAnswer, TicketRequest, TicketState, Wait } from '#contracts/branch/ticket.ts';
import type { FlowPorts, HeldNumber, NumberAnswer, QueueNow, Way } from '#flows/ports.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { formatTime } from '#texts/format.ts';
import { newToken } from '../ids.ts';
import type { CutNumber } from '../numbers/numbers-store.ts';
import { hoursUntil, isOpen, nextOpening } from './opening.ts';
import { Recognised } from './recognised.ts';
import type { World } from './world.ts';

type QueuePorts = Pick<
  FlowPorts,
  'queueNow' | 'wayNow' | 'findAppointment' | 'takeTicket' | 'ticketState' | 'giveUpTicket'
>;

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

const numberOf = ({ ticket, wait, phoneUrl }: TicketAnswer, time: string | null): HeldNumber => ({
  label: ticket.label,
  state: STATE_OF[ticket.state],
  wait,
  counter: ticket.counter,
  phoneUrl,
  ...(ticket.appointment && time !== null ? { appointment: { time, kept: ticket.appointment.kept } } : {}),
});

/** The number of the visit under way. Whatever is asked of it is asked with this very request. */
type Own = {
  readonly request: TicketRequest;
  readonly visit: string;
  /** The appointment that is checked in with it. */
  readonly appointment: Recognised['appointment'];
  /** The number's id at the branch: an appointment that was checked in before has one of its own. */
  id: string;
  /** The appointment's time, by the branch's clock. */
  time: string | null;
  told: HeldNumber | null;
  /** Its number has stood on the screen: from then on somebody may hold it. */
  shown: boolean;
  /** It was given out of the terminal's own block. */
  cut: boolean;
  /** A try was not answered: what a later one is refused for says nothing about it. */
  doubtful: boolean;
  following: boolean;
};

type Wanted = Pick<
  World,
  | 'branch'
  | 'branchAway'
  | 'errands'
  | 'numbers'
  | 'numberShown'
  | 'visits'
  | 'journal'
  | 'language'
  | 'clock'
>;

/** China has one time zone; a number counts from the time there whatever the machine's clock is set to. */
const TIME_ZONE = 'Asia/Shanghai';

const cutNumberOf = ({ label, cutAt }: CutNumber): HeldNumber => ({
  label,
  state: 'waiting',
  wait: null,
  counter: null,
  phoneUrl: null,
  countsFrom: formatTime(cutAt, TIME_ZONE),
});

const businessOf = ({ id, name, atTerminal, papers }: QueueService) => ({ id, name, atTerminal, papers });

/**
 * Numbers for the counters. A visit has one: its id and its whole request are fixed before the first byte leaves, and
 * with them, durable, the errand that gives it back, so that a number nobody was told of is held by nobody. Where the
 * branch certainly did not get the request, the number comes out of the terminal's own block.
 */
export function queuePorts(world: Wanted, recognised: Recognised = new Recognised(world.visits)): QueuePorts {
  const { branch, branchAway, errands, numbers, numberShown, visits, journal, language, clock } = world;
  let own: Own | undefined;
  /** The last question was not answered: before anything that takes effect is sent, a harmless one is asked. */
  let unheard = false;

  visits.onWipe(() => {
    const left = own;
    own = undefined;
    if (left && !left.shown) letGo(left);
  });
  numberShown.add((label) => {
    const mine = own;
    if (!mine || mine.shown || mine.told?.label !== label) return;
    mine.shown = true;
    recognised.heldTicket = mine.id;
    const { id } = mine.request;
    try {
      journal.append({ kind: 'ticket.shown', visit: mine.visit, facts: { id: mine.id, label } });
      if (mine.cut) numbers.shown(id);
      else errands.drop(id);
    } catch {
      // A journal that takes nothing says so at the next question; the next run gives this number back.
    }
  });

  /** Nobody holds it, whether there is one or not. */
  const letGo = ({ request: { id } }: Own) => {
    if (!numbers.giveUp(id)) void errands.run(id);
  };

  /** Null: it cannot be checked in as it stands now, so there is certainly no number. */
  const checkIn = async (
    mine: Own,
    { id, code }: NonNullable<Recognised['appointment']>,
  ): Promise<
    Result<TicketAnswer | null, CodedError & { readonly reason?: string; readonly neverSent?: true }>
  > => {
    const { segment, needs, language: spoken, id: ticket } = mine.request;
    const answer = await branch.checkIn(id, { ticket, code, segment, needs, language: spoken });
    if (!answer.ok) return answer;
    mine.time = answer.value.appointment.time;
    return ok(answer.value.answer);
  };

  const ask = async (mine: Own): Promise<NumberAnswer> => {
    const { request, visit, appointment } = mine;
    // What may have arrived once is asked of the branch alone until it has said what became of it.
    if (!mine.doubtful && (branchAway() || unheard) && (await isAway())) return withoutBranch(mine);
    if (own !== mine) return { outcome: 'unknown' };
    const answer = appointment ? await checkIn(mine, appointment) : await branch.takeTicket(request);
    // The customer has left meanwhile: nobody holds what may have been taken.
    if (own !== mine) {
      letGo(mine);
      return { outcome: 'unknown' };
    }
    unheard = !answer.ok && answer.error.code === 'unreachable';
    if (answer.ok) {
      if (answer.value === null) return none(mine, 'appointment');
      mine.id = answer.value.ticket.id;
      const number = numberOf(answer.value, mine.time);
      journal.append({ kind: 'ticket.taken', visit, facts: { id: mine.id, label: number.label } });
      mine.told = number;
      return { outcome: 'taken', number };
    }
    const { code, reason = '', neverSent } = answer.error;
    if (code === 'unreachable' && neverSent && !mine.doubtful) return withoutBranch(mine);
    const certain =
      code === 'refused' && (NEVER.includes(reason) || (!mine.doubtful && !PERHAPS.includes(reason)));
    if (!certain) {
      mine.doubtful = true;
      return { outcome: 'unknown' };
    }
    return none(mine, 'refused');
  };

  /** Certainly there is no number, and there will be none. */
  const none = (mine: Own, why: 'refused' | 'notSent' | 'appointment'): NumberAnswer => {
    errands.drop(mine.request.id);
    own = undefined;
    return { outcome: 'notTaken', why };
  };

  /** Certainly nothing reached the branch. Only it can check in an appointment; any other number comes out of the block. */
  const withoutBranch = (mine: Own): NumberAnswer => {
    if (own !== mine) return { outcome: 'unknown' };
    return mine.appointment ? none(mine, 'notSent') : cut(mine);
  };

  const isAway = async (): Promise<boolean> => {
    if (branchAway()) return true;
    if (!unheard) return false;
    const answer = await branch.queue();
    unheard = !answer.ok && answer.error.code === 'unreachable';
    return unheard;
  };

  /** A number out of the block, if there is one today. */
  const cut = (mine: Own): NumberAnswer => {
    const number = numbers.cut(mine.request, mine.visit);
    errands.drop(mine.request.id);
    if (!number) {
      own = undefined;
      return { outcome: 'notTaken', why: 'notSent' };
    }
    mine.cut = true;
    mine.told = cutNumberOf(number);
    return { outcome: 'taken', number: mine.told };
  };

  const state = async (mine: Own): Promise<NumberAnswer> => {
    if (!mine.told) return ask(mine);
    if (mine.cut && numbers.pending(mine.request.id)) {
      numbers.now();
      return { outcome: 'taken', number: mine.told };
    }
    const answer = await branch.ticket(mine.id);
    if (!answer.ok) return { outcome: 'unknown' };
    mine.told = numberOf(answer.value, mine.time);
    return { outcome: 'taken', number: mine.told };
  };

  const openingOf = ({ hours, timeZone }: BranchConfiguration, open: boolean) =>
    open ? null : nextOpening(hours, clock.wall(), timeZone);

  const careOf = ({ hours, care, timeZone }: BranchConfiguration) => ({
    until: isOpen(hours, clock.wall(), timeZone) ? hoursUntil(care.hours, clock.wall(), timeZone) : null,
    seats: care.seats,
  });

  const wayOf = (
    configuration: BranchConfiguration,
    services: readonly QueueService[],
    open: boolean,
    waits: Readonly<Record<string, Wait>>,
  ): Way => {
    const { hours, finding } = configuration;
    return {
      open,
      opening: openingOf(configuration, open),
      hours,
      care: careOf(configuration),
      own: finding,
      services: services.map((service) => ({
        ...businessOf(service),
        wait: waits[service.id] ?? null,
        words: service.words,
      })),
    };
  };

  /** What there are numbers for without the branch; null: none. */
  const ownQueue = (): QueueNow | null => {
    const offered = numbers.offered();
    if (!offered) return null;
    const { configuration, services } = offered;
    const open = isOpen(configuration.hours, clock.wall(), configuration.timeZone);
    return {
      open,
      opening: openingOf(configuration, open),
      cutOff: true,
      care: careOf(configuration),
      services: services.map((service) => ({ ...businessOf(service), wait: null })),
    };
  };

  return {
    async queueNow() {
      const answer = branchAway() ? null : await branch.queue();
      unheard = !answer?.ok && (!answer || answer.error.code === 'unreachable');
      if (!answer?.ok) {
        const instead = unheard ? ownQueue() : null;
        return instead ? ok(instead) : err({ code: 'unreachable' });
      }
      const { configuration, open, waits } = answer.value;
      numbers.learn(configuration);
      return ok({
        open,
        opening: openingOf(configuration, open),
        care: careOf(configuration),
        services: configuration.services.map((service) => ({
          ...businessOf(service),
          wait: waits[service.id] ?? null,
        })),
      });
    },
    async findAppointment({ code }) {
      const { customerRef } = recognised;
      if (code === null && customerRef === null) return ok({ found: null });
      const answer = await branch.findAppointment(
        code === null ? { customerRef: customerRef ?? '' } : { code },
      );
      if (!answer.ok)
        return err({ code: answer.error.reason === 'tooManyRequests' ? 'tooMany' : 'unreachable' });
      const { appointment: found } = answer.value;
      recognised.appointment = found && { id: found.id, code };
      return ok({ found });
    },
    async wayNow() {
      const answer = branchAway() ? null : await branch.queue();
      if (answer?.ok) {
        const { configuration, open, waits } = answer.value;
        return ok(wayOf(configuration, configuration.services, open, waits));
      }
      // Cut off, what there are numbers for can be found all the same, with its papers.
      const offered = !answer || answer.error.code === 'unreachable' ? numbers.offered() : null;
      if (!offered) return err({ code: 'unreachable' });
      const { configuration, services } = offered;
      const open = isOpen(configuration.hours, clock.wall(), configuration.timeZone);
      return ok({ ...wayOf(configuration, services, open, {}), cutOff: true });
    },
    async takeTicket({ services, segment, needs, channel, appointment: asked }) {
      if (own) return own.following ? { outcome: 'notTaken', why: 'notSent' } : state(own);
      const appointment = asked ? recognised.appointment : null;
      if (asked && !appointment) return { outcome: 'notTaken', why: 'appointment' };
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
          kind: appointment ? 'appointment.checkIn' : 'ticket.intent',
          visit,
          facts: { id: request.id, services: services.length, channel },
        });
        errands.intend({ type: 'giveUp', id: request.id });
      });
      own = {
        request,
        visit,
        appointment,
        id: request.id,
        time: null,
        told: null,
        shown: false,
        cut: false,
        doubtful: false,
        following: false,
      };
      return ask(own);
    },
    async ticketState() {
      return own ? state(own) : { outcome: 'notTaken', why: 'notSent' };
    },
    async giveUpTicket() {
      const mine = own;
      if (!mine?.told) return { outcome: 'notGiven' };
      const { id } = mine;
      const { label } = mine.told;
      if (mine.cut && numbers.pending(id)) {
        journal.append({ kind: 'ticket.giveUp', visit: mine.visit, facts: { id, label } });
        numbers.giveUp(id);
        recognised.heldTicket = null;
        own = undefined;
        return { outcome: 'given' };
      }
      journal.transaction(() => {
        journal.append({ kind: 'ticket.giveUp', visit: mine.visit, facts: { id, label } });
        errands.intend({ type: 'giveUp', id });
      });
      const answer = await branch.giveUpTicket(id);
      if (answer.ok) {
        errands.drop(id);
        recognised.heldTicket = null;
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
