import { readChipCard } from '#devices/card-reader/emv/read-card.ts';
import type { FlowPorts, Submission } from '#flows/ports.ts';
import { err, ok } from '#foundation/result.ts';
import { newToken } from '../ids.ts';
import type { World } from './world.ts';

type NewCardPorts = Pick<
  FlowPorts,
  | 'cardKinds'
  | 'verifyPerson'
  | 'dispenseCard'
  | 'readBlank'
  | 'presentCard'
  | 'retainNewCard'
  | 'newCardTaken'
>;

/** What the dispenser says of the card it holds, not of itself. */
const OF_THE_CARD: readonly string[] = ['invalidMedia', 'chipMute', 'mediaLong', 'mediaShort'];
const NOT_OURS: readonly string[] = ['notFound', 'invalidInput', 'refused'];

/** New cards: which there are, the one that is on its way, and who makes sure of the person. */
export function newCardPorts({ bank, visits, clock, devices, newCards, stock, faceCheck }: World): {
  readonly ports: NewCardPorts;
  /** Whether what a submission about a card says of this terminal is so. */
  readonly mayBeSent: (submission: Submission) => boolean;
} {
  /** Checks of this visit that matched. */
  const matched = new Set<string>();
  visits.onWipe(() => matched.clear());
  const ports: NewCardPorts = {
    async cardKinds() {
      const reply = await bank.cardProducts({});
      if (!reply.ok) return err({ code: 'unreachable' });
      const kinds = reply.value.products.map((kind) => ({ ...kind, here: kind.productRef === stock }));
      return ok({ kinds, faceCheck: faceCheck !== undefined });
    },
    async verifyPerson({ customerRef }) {
      if (!faceCheck) return { outcome: 'notAvailable' };
      const visit = visits.ensure().token;
      try {
        const checked = await faceCheck.check(customerRef);
        if (!checked.matched || visits.current?.token !== visit) return { outcome: 'notMatched' };
        matched.add(checked.faceCheckRef);
        return { outcome: 'matched', faceCheckRef: checked.faceCheckRef };
      } catch {
        // A matcher that is broken has matched nobody.
        return { outcome: 'notAvailable' };
      }
    },
    async dispenseCard() {
      return { outcome: await newCards.feed(visits.ensure()) };
    },
    async readBlank({ customerRef, applicationRef, productRef }) {
      const { cardDispenser } = devices;
      const card = newCards.atChip(visits.ensure());
      if (!cardDispenser || !card) return err({ code: 'dispenserFault' });
      const read = await readChipCard(cardDispenser, newToken, clock);
      if (!read.ok) {
        const ofTheCard = OF_THE_CARD.includes(read.error.device?.condition ?? '');
        return err({
          code: read.error.code === 'device' && !ofTheCard ? 'dispenserFault' : 'unreadable',
        });
      }
      const known = await bank.identifyBlank({ pan: read.value.pan });
      if (!known.ok)
        return err({ code: NOT_OURS.includes(known.error.code) ? 'notOurs' : 'bankUnreachable' });
      const { blankRef, last4 } = known.value;
      newCards.identified(card, { customerRef, applicationRef, blankRef });
      return known.value.productRef === productRef ? ok({ blankRef, last4 }) : err({ code: 'notOurs' });
    },
    async presentCard() {
      return { outcome: await newCards.present(visits.ensure()) };
    },
    retainNewCard: ({ reason }) => newCards.retain(reason),
    async newCardTaken() {
      const { reference } = visits.ensure();
      return (await newCards.taken) ?? { submission: 'none', reference, outcome: 'unknown' };
    },
  };
  const mayBeSent = (submission: Submission): boolean => {
    if (submission.type === 'cardTaken' || submission.type === 'cardRetained') return false;
    if (submission.type === 'openCard' && 'faceCheckRef' in submission)
      return matched.has(submission.faceCheckRef);
    return newCards.mayBind(submission);
  };
  return { ports, mayBeSent };
}
