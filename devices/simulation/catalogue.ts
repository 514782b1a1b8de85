import type { Clock } from '#foundation/clock.ts';
import { createCrt591Simulator } from '../card-dispenser/crt591/simulator.ts';
import { createCrt310Simulator } from '../card-reader/crt310/simulator.ts';
import type { DeviceKind, ModelName } from '../catalogue.ts';
import { createSdtSimulator } from '../id-scanner/sdt/simulator.ts';
import { createEscposSimulator } from '../receipt-printer/escpos/simulator.ts';
import {
  createWacomStuLegacySimulator,
  createWacomStuSimulator,
} from '../signature-pad/wacom-stu/simulator.ts';
import type { Simulator } from './simulator.ts';

export type SimulatorFactory = (options?: { readonly clock?: Clock }) => Simulator;

/** The other side of every model of the catalogue. Apart from it, so that no simulator is part of a real terminal. */
export const SIMULATORS: {
  readonly [Kind in DeviceKind]: { readonly [Name in ModelName<Kind>]: SimulatorFactory };
} = {
  cardReader: { crt310: createCrt310Simulator },
  idScanner: { sdt: createSdtSimulator },
  receiptPrinter: { escpos: createEscposSimulator },
  signaturePad: { 'wacom-stu': createWacomStuSimulator, 'wacom-stu-legacy': createWacomStuLegacySimulator },
  cardDispenser: { crt591: createCrt591Simulator },
};
