import type { ReceiptPrinterStatus } from '../contract.ts';

/** What the printer says of itself, however it was asked. */
export type PrinterFacts = {
  readonly offline: boolean;
  readonly coverOpen: boolean;
  readonly paper: 'full' | 'low' | 'out';
  readonly cutterError: boolean;
  /** A jam, a hot head, or what only a technician can mend. */
  readonly otherError: boolean;
};

/** Why a printer does not print; in the words of the contract's `reason`. */
export type PrinterFault = 'coverOpen' | 'paperOut' | 'cutter' | 'hardwareError' | 'offline';

/** A DLE EOT answer is 0xx1xx10. */
export const isRealTimeStatus = (byte: number): boolean => (byte & 0x93) === 0x12;

/** The first of four ASB bytes is 0xx1xx00. */
export const isAsbStart = (byte: number): boolean => (byte & 0x93) === 0x10;

/** The three that follow are 0xx0xxxx; bits 5 and 6 are reserved and sent as ones by some models. */
export const isAsbRest = (byte: number): boolean => (byte & 0x90) === 0x00;

/** A GS r answer is 0xx0xx00. */
export const isQueuedStatus = (byte: number): boolean => (byte & 0x93) === 0x00;

/** The answers to DLE EOT 1, 2, 3 and 4, in this order. */
export function decodeRealTimeStatus(n1: number, n2: number, n3: number, n4: number): PrinterFacts {
  return {
    offline: (n1 & 0x08) !== 0,
    coverOpen: (n2 & 0x04) !== 0,
    // n4: 60 paper out, 0C near end; each pair of bits is one sensor, one bit of it alone says nothing.
    // n2: 20 printing was stopped by the paper's end.
    paper: (n4 & 0x60) === 0x60 || (n2 & 0x20) !== 0 ? 'out' : (n4 & 0x0c) === 0x0c ? 'low' : 'full',
    cutterError: (n3 & 0x08) !== 0,
    // n3: 04 a mechanical error that can be left, 20 unrecoverable, 40 recovers by itself (a hot head).
    otherError: (n3 & 0x64) !== 0,
  };
}

/** Four ASB bytes; the fourth holds nothing that is used here. */
export function decodeAsb(first: number, second: number, third: number): PrinterFacts {
  return {
    offline: (first & 0x08) !== 0,
    coverOpen: (first & 0x20) !== 0,
    paper: (third & 0x0c) === 0x0c ? 'out' : (third & 0x03) === 0x03 ? 'low' : 'full',
    cutterError: (second & 0x08) !== 0,
    otherError: (second & 0x64) !== 0,
  };
}

/** The one thing to say of a printer that stands still. An open cover hides the paper, so it comes first. */
export function faultOf(facts: PrinterFacts): PrinterFault | undefined {
  if (facts.coverOpen) return 'coverOpen';
  if (facts.paper === 'out') return 'paperOut';
  if (facts.cutterError) return 'cutter';
  if (facts.otherError) return 'hardwareError';
  return facts.offline ? 'offline' : undefined;
}

/** As the contract says it. */
export const statusOf = (facts: PrinterFacts): ReceiptPrinterStatus => ({
  paper: facts.paper,
  cover: facts.coverOpen ? 'open' : 'closed',
  cutter: facts.cutterError ? 'error' : 'ok',
  online: faultOf(facts) === undefined,
});
