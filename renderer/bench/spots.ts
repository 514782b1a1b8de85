import type { BenchState } from '#contracts/bench/state.ts';
import type { DrawnMedia } from '../ui/terminal-drawing.tsx';
import { dots, type Order, type Person } from './orders.ts';
import { documentWords } from './words.ts';

/** Who stands at the bench, and the bank card in their hand; both may be missing where the bank is no sandbox. */
export type Hand = { readonly person: Person | undefined; readonly card: number };

/** A place of the terminal: how it stands, and the one thing hands can do there. */
export type Spot = {
  readonly name: string;
  readonly now: string;
  /** Short, for the button; its whole name for the ear. */
  readonly label: string;
  readonly ear: string;
  readonly order: Order | null;
  /** Whether that is what one would do now; the terminal may refuse it all the same. */
  readonly likely: boolean;
};

/** Whether this person's ID card is the one on the plate. */
export const isLying = ({ idScanner }: BenchState, person: Person): boolean =>
  idScanner.document?.name === person.name && idScanner.document.type === person.documentType;

export function idPlate(state: BenchState, { person }: Hand): Spot {
  const { document, plugged } = state.idScanner;
  const name = 'ID plate';
  if (document)
    return {
      name,
      now: `${document.name}, ${documentWords(document.type)}${plugged ? '' : '; unplugged'}`,
      label: 'Lift ID card',
      ear: 'Lift ID card off the plate',
      order: { act: 'liftIdCard', input: {} },
      likely: true,
    };
  return {
    name,
    now: plugged ? 'Empty' : 'Empty, unplugged',
    label: 'Lay ID card',
    ear: person ? `Lay ID card of ${person.name}` : 'Lay ID card',
    order: person ? { act: 'layIdCard', input: { person: person.key } } : null,
    likely: person !== undefined,
  };
}

/** Where the card is, seen from before the machine. */
export const cardPlace = (where: 'gate' | 'inside' | 'contact'): string =>
  ({ gate: 'at the mouth', inside: 'inside', contact: 'inside, at the chip contacts' })[where];

export function cardSlot(state: BenchState, { person, card: index }: Hand): Spot {
  const { card, entry, plugged } = state.cardReader;
  const name = 'Card slot';
  if (card)
    return {
      name,
      now: `${dots(card.last4)} ${cardPlace(card.where)}${plugged ? '' : '; unplugged'}`,
      label: 'Take card',
      ear: `Take card ${dots(card.last4)}`,
      order: { act: 'takeCard', input: {} },
      likely: card.where === 'gate',
    };
  const held = person?.cards.find((one) => one.index === index);
  return {
    name,
    now: !plugged ? 'Empty, unplugged' : entry === 'enabled' ? 'Empty, takes a card' : 'Empty, entry closed',
    label: held ? `Insert ${dots(held.last4)}` : 'Insert card',
    ear: held ? `Insert ${dots(held.last4)}, ${held.label}` : 'Insert card',
    order: person && held ? { act: 'insertCard', input: { person: person.key, card: held.index } } : null,
    likely: held !== undefined && plugged && entry === 'enabled',
  };
}

export function receiptSlot({ receiptPrinter }: BenchState): Spot {
  const { receipts } = receiptPrinter;
  const hanging = receipts.some(({ cut }) => !cut);
  const count = receipts.length === 1 ? 'A receipt' : `${receipts.length} receipts`;
  return {
    name: 'Receipt slot',
    now:
      receipts.length === 0 ? 'Nothing to take' : hanging ? 'Paper hangs out, not cut' : `${count} to take`,
    label: 'Take receipt',
    ear: 'Take receipt',
    order: { act: 'takeReceipt', input: {} },
    likely: receipts.length > 0,
  };
}

/** What of it all the drawing shows. */
export const drawnMedia = ({ idScanner, cardReader, receiptPrinter }: BenchState): DrawnMedia => ({
  ...(idScanner.document ? { idCard: 'lying' as const } : {}),
  ...(cardReader.card?.where === 'gate' ? { card: 'going' as const } : {}),
  ...(receiptPrinter.receipts.length > 0 ? { receipt: 'going' as const } : {}),
});
