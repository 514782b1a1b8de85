import type { BenchState } from '#contracts/bench/state.ts';
import type { Person } from './orders.ts';

/** A cabinet in which nothing lies and nothing is wrong. */
export const emptyState: BenchState = {
  people: [],
  cardReader: { plugged: true, entry: 'prohibited', card: null, bin: 0, faults: [] },
  idScanner: { plugged: true, document: null, faults: [] },
  receiptPrinter: { plugged: true, paper: 'full', cover: 'closed', receipts: [], faults: [] },
  signaturePad: { plugged: true, width: 800, height: 480, screen: null, ink: [], penBusy: false, faults: [] },
  cardDispenser: { plugged: true, stack: 20, bin: 0, card: null, faults: [] },
  faults: { cardReader: [], idScanner: [], receiptPrinter: [], signaturePad: [], cardDispenser: [] },
  bankFaults: [],
  bankFaultsOn: [],
  messages: [],
  screen: { kind: 'idle', step: 1 },
};

export const somebody: Person = {
  key: 'somebody',
  name: '林样例',
  note: { zh: '样例', en: 'An example' },
  documentType: 'residentIdCard',
  phone: '14200000001',
  cards: [
    { index: 0, label: 'UnionPay Debit', last4: '0012' },
    { index: 1, label: 'UnionPay Credit', last4: '0020' },
  ],
};
