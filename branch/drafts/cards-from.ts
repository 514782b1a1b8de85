import type { BankClient } from '#bank/client/client.ts';
import type { AskBank } from './office.ts';

/** Asks the bank by the document, as a terminal does; undefined for whatever it does not answer. */
export const cardsFrom =
  (bank: Pick<BankClient, 'lookupCustomer'> | undefined): AskBank =>
  async (holder) => {
    const answer = await bank?.lookupCustomer(holder);
    return answer?.ok ? answer.value.cards : undefined;
  };
