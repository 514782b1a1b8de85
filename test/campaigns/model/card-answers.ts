import type { CardPorts } from '#flows/card-ports.ts';
import type { PortName, PortOutput } from '#flows/ports.ts';
import { err, ok } from '#foundation/result.ts';

type CardAnswers = { readonly [Name in PortName & keyof CardPorts]: readonly (() => PortOutput<Name>)[] };

/** What is said of new cards, the ordinary answer first. The model's terminal has no dispenser, so none is asked for. */
export const CARD_ANSWERS: CardAnswers = {
  cardKinds: [() => ok({ kinds: [], faceCheck: false }), () => err({ code: 'unreachable' })],
  verifyPerson: [() => ({ outcome: 'notAvailable' })],
  dispenseCard: [() => ({ outcome: 'notFed' })],
  readBlank: [() => err({ code: 'dispenserFault' })],
  presentCard: [() => ({ outcome: 'notPresented' })],
  retainNewCard: [() => ({ fate: 'failed', reference: 'T01-KAAAA', staffTold: false })],
  newCardTaken: [() => ({ submission: 'none', reference: 'T01-AAAA', outcome: 'unknown' })],
};
