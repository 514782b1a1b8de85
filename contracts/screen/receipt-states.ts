/** What is known of a paper, on the printer's own word. */
export const RECEIPT_STATES = [
  'offered',
  'printing',
  'printed',
  'unknown',
  'notPrinted',
  'unavailable',
] as const;
export type ReceiptState = (typeof RECEIPT_STATES)[number];
