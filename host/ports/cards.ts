import type { CustodyRequest } from '#contracts/branch/custody.ts';
import type { CardReaderCondition } from '#devices/card-reader/contract.ts';
import { type ReadCardError, readCard } from '#devices/card-reader/emv/read-card.ts';
import type { CardProblem, FlowPorts } from '#flows/ports.ts';
import { err, ok } from '#foundation/result.ts';
import { newSpokenCode, newToken } from '../ids.ts';
import type { TellArrival } from './arrivals.ts';
import { Recognised } from './recognised.ts';
import type { World } from './world.ts';

type CardPorts = Pick<FlowPorts, 'setCardEntry' | 'readBankCard' | 'ejectCard' | 'cardPlace' | 'retainCard'>;

const NOT_OURS: readonly string[] = ['notFound', 'invalidInput', 'refused'];

/** What the reader says of the card it holds, not of itself. */
const OF_THE_CARD: readonly string[] = ['noMedia', 'mediaLong', 'mediaShort', 'invalidMedia', 'chipMute'];

/** Whose fault it is that there is no card data: the customer is not to doubt a card over a broken reader. */
export function problemOf({ code, device }: ReadCardError): CardProblem {
  if (code === 'fallbackRefused') return 'fallbackRefused';
  return code === 'device' && !OF_THE_CARD.includes(device?.condition ?? '') ? 'readerFault' : 'unreadable';
}

/** The bank card in the reader. Its number is asked of the bank and forgotten; only the last four digits go on. */
export function cardPorts(
  { devices, bank, errands, journal, visits, terminal, clock, entry }: World,
  recognised: Recognised = new Recognised(visits),
  tellArrival: TellArrival = () => {},
): CardPorts {
  const run = async (name: 'enableEntry' | 'disableEntry' | 'eject' | 'retain') =>
    devices.cardReader?.execute({ id: newToken(), name, input: {} });
  const whereIsIt = async (): Promise<{ readonly place: 'none' | 'gate' | 'inside' | 'unknown' }> => {
    const status = await devices.cardReader?.execute({ id: newToken(), name: 'status', input: {} });
    if (!status?.ok || status.value.media === 'unknown') return { place: 'unknown' };
    if (status.value.media === 'notPresent') return { place: 'none' };
    return { place: status.value.atGate ? 'gate' : 'inside' };
  };
  /** A card that would not move: when it does at last, it is still the same card and the same record. */
  let stuck: CustodyRequest | undefined;
  return {
    async setCardEntry({ enabled }) {
      // Asked for the next card: the one that was stuck is gone.
      if (enabled) stuck = undefined;
      entry.asked(enabled);
      const result = await run(enabled ? 'enableEntry' : 'disableEntry');
      entry.answered(enabled, result?.ok === true);
      return {};
    },
    async readBankCard() {
      if (!devices.cardReader) return err({ code: 'readerFault' });
      visits.ensure();
      const card = await readCard(devices.cardReader, newToken, clock);
      if (!card.ok) return err({ code: problemOf(card.error) });
      const last4 = card.value.pan.slice(-4);
      const known = await bank.identifyCard({ pan: card.value.pan });
      if (known.ok) {
        // Who has shown a document is told by it: the card may be somebody else's.
        recognised.customerRef ??= known.value.customerRef ?? null;
        if (recognised.customerRef === known.value.customerRef)
          tellArrival(known.value.customerRef, 'bankCard', known.value.arrivalNotice);
        return ok({ last4, cardRef: known.value.cardRef });
      }
      const code: CardProblem = NOT_OURS.includes(known.error.code) ? 'notOurs' : 'bankUnreachable';
      return err({ code, last4 });
    },
    async ejectCard() {
      const result = await run('eject');
      if (result?.ok) return ok({});
      const condition = result?.error.condition as CardReaderCondition | undefined;
      return err({ code: 'failed', ...(condition ? { condition } : {}) });
    },
    cardPlace: () => whereIsIt(),
    async retainCard({ reason }) {
      const custody = stuck ?? {
        id: newToken(),
        reference: `${terminal.id}-K${newSpokenCode()}`,
        visit: visits.current?.token ?? null,
        what: 'bankCard',
        reason,
      };
      const { id, reference, visit } = custody;
      // Before the motor: after a power cut in the middle somebody must know where to look.
      journal.transaction(() => {
        journal.append({ kind: 'custody.intent', visit, facts: { id, reference, reason } });
        errands.intend({ type: 'custody', id, request: custody });
      });
      const result = await run('retain');
      if (result && !result.ok && result.error.condition === 'noMedia') {
        stuck = undefined;
        errands.drop(id);
        return { fate: 'taken', reference, staffTold: false };
      }
      // A motion whose end was not told: only a reader that still sees the card can say that it is stuck.
      const fate = result?.ok ? 'retained' : (await whereIsIt()).place === 'none' ? 'unknown' : 'failed';
      journal.append({ kind: 'custody.opened', visit, facts: { id, reference, reason, fate } });
      stuck = fate === 'failed' ? custody : undefined;
      const staffTold = await errands.run(id);
      return { fate, reference, staffTold };
    },
  };
}
