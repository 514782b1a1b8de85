import type { BankClient } from '#bank/client/client.ts';
import type { CallRequest } from '#contracts/branch/call.ts';
import type { Clock } from '#foundation/clock.ts';

/** Nobody waits longer for the bank's word on who looks after him, milliseconds. */
export const MANAGER_WITHIN = 2_000;

/**
 * The customer's own client manager, by staff number; null: without a bank, without his consent, for somebody unknown,
 * or where the bank does not answer at once. Of a company's customer it is the company's.
 */
export async function clientManager(
  clock: Clock,
  bank: Pick<BankClient, 'recognise'> | undefined,
  { customerRef, service }: Pick<CallRequest, 'customerRef' | 'service'>,
): Promise<string | null> {
  if (!bank || customerRef === null) return null;
  const asked = bank.recognise({ by: 'customerRef', value: customerRef }).then((answer) => {
    const notice = answer.ok ? answer.value.arrivalNotice : undefined;
    if (notice === undefined) return null;
    return (service === 'companyAccount' ? notice.corporateManager : undefined) ?? notice.manager;
  });
  let timer: unknown;
  const late = new Promise<null>((resolve) => {
    timer = clock.setTimeout(() => resolve(null), MANAGER_WITHIN);
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clock.clearTimeout(timer);
  }
}
