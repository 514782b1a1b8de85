import { z } from 'zod';
import type { ArrivalNotice } from '#contracts/bank/customers.ts';
import type { Store } from './store.ts';

const consentRow = z.object({
  display_name: z.string(),
  manager: z.string().nullable(),
  corporate_manager: z.string().nullable(),
});
const customerRow = z.object({ customer_ref: z.string() });

/** The consent to be announced, as a field of an answer; no field where there is none. */
export function noticeOf(store: Store, customerRef: string): { readonly arrivalNotice?: ArrivalNotice } {
  const row = store.one(
    consentRow,
    'SELECT display_name, manager, corporate_manager FROM consents WHERE customer_ref = ?',
    customerRef,
  );
  if (!row) return {};
  const { display_name: displayName, manager, corporate_manager: corporate } = row;
  return {
    arrivalNotice: {
      consent: true,
      displayName,
      manager,
      ...(corporate === null ? {} : { corporateManager: corporate }),
    },
  };
}

/** Whose beacon it is. */
export const customerByTag = (store: Store, tag: string): string | undefined =>
  store.one(customerRow, 'SELECT customer_ref FROM beacons WHERE tag = ?', tag)?.customer_ref;

export const knownCustomer = (store: Store, customerRef: string): string | undefined =>
  store.one(customerRow, 'SELECT customer_ref FROM customers WHERE customer_ref = ?', customerRef)
    ?.customer_ref;
