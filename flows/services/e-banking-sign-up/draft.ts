import type { FormValues } from '#contracts/services/form.ts';
import { cardValue, settled, someOf } from '../../draft.ts';
import type { EBankingSignUpSnapshot } from './machine.ts';

/** Which card it is for, and whether its phone answered. The agreement itself is read and signed in one go. */
export function eBankingSignUpDraft({ context }: EBankingSignUpSnapshot): FormValues | null {
  const { answer, card, proofRef } = context;
  if (settled(answer)) return null;
  return someOf({
    ...(card && { card: cardValue(card) }),
    ...(proofRef !== null && { phone: { kind: 'proof', value: 'given' } as const }),
  });
}
