import type { HandOver } from '#contracts/branch/call.ts';
import type { Screen } from '#contracts/screen/screen.ts';
import type { HealthMap } from '#flows/eligibility.ts';
import type { Recognised } from '../ports/recognised.ts';
import type { VisitHistory } from './history.ts';

/** Who is handed over, as far as the machine knows him. */
function customerOf({ document }: Recognised): HandOver['customer'] {
  if (!document) return null;
  const { name, type, number } = document;
  const numberEnd = number.slice(-4).toUpperCase();
  // A number that does not end like one of ours is not told by halves.
  return /^[0-9X]{4}$/.test(numberEnd) ? { name, documentType: type, numberEnd, known: 'document' } : null;
}

/** What a teller needs to know so that the customer tells nothing twice. */
export function handOverOf(
  { frame }: Screen,
  history: VisitHistory['all'],
  recognised: Recognised,
  health: Partial<HealthMap>,
): HandOver {
  return {
    customer: customerOf(recognised),
    cardLast4: frame.card?.last4 ?? null,
    elder: frame.textSize === 'elder',
    ...history,
    devices: Object.entries(health).flatMap(([device, is]) => (is ? [{ device, health: is }] : [])),
  };
}
