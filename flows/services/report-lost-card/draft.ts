import type { FormValues } from '#contracts/services/form.ts';
import { cardValue, settled, someOf } from '../../draft.ts';
import type { ReportLostCardSnapshot } from './machine.ts';

/** What of its form has been entered and is not done. */
export function reportLostCardDraft({ context }: ReportLostCardSnapshot): FormValues | null {
  if (settled(context.answer)) return null;
  return someOf(context.chosen ? { card: cardValue(context.chosen) } : {});
}
