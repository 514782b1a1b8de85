import type { FormValues } from '#contracts/services/form.ts';
import { cardValue, settled, someOf } from '../../draft.ts';
import { isMobile } from '../../steps/digits.ts';
import type { ChangeReservedPhoneSnapshot } from './machine.ts';

/** What of its form has been entered and is not done; half a number is none. */
export function changeReservedPhoneDraft({ context }: ChangeReservedPhoneSnapshot): FormValues | null {
  const { answer, chosen, proofRef, phone } = context;
  if (settled(answer)) return null;
  return someOf({
    ...(chosen && { card: cardValue(chosen) }),
    ...(proofRef !== null && { oldNumber: { kind: 'proof', value: 'given' } as const }),
    ...(isMobile(phone) && { newPhone: { kind: 'mobilePhone', value: phone } as const }),
  });
}
