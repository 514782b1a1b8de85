import type { CardReaderCommands, CardReaderEvent } from './card-reader/contract.ts';
import { createCrt310Driver } from './card-reader/crt310/driver.ts';
import type { CommandMap } from './device.ts';
import type { DriverFactory } from './driver.ts';
import type { IdScannerCommands, IdScannerEvent } from './id-scanner/contract.ts';
import { createSdtDriver } from './id-scanner/sdt/driver.ts';
import type { ReceiptPrinterCommands, ReceiptPrinterEvent } from './receipt-printer/contract.ts';
import { createEscposDriver } from './receipt-printer/escpos/driver.ts';
import type { SerialSettings } from './transport/serial.ts';

/** One model of a device: who speaks its protocol, and how its port is set when it leaves the factory. */
export type Model<Commands extends CommandMap, Event extends { readonly type: string }> = {
  readonly factory: DriverFactory<Commands, Event>;
  readonly defaults: Omit<SerialSettings, 'path'>;
};

/** Models by kind and name. */
export type ModelTable = {
  readonly cardReader: Readonly<Record<string, Model<CardReaderCommands, CardReaderEvent>>>;
  readonly idScanner: Readonly<Record<string, Model<IdScannerCommands, IdScannerEvent>>>;
  readonly receiptPrinter: Readonly<Record<string, Model<ReceiptPrinterCommands, ReceiptPrinterEvent>>>;
};

const serial8n1 = (baudRate: number) =>
  ({ baudRate, dataBits: 8, parity: 'none', stopBits: 1, rtscts: false }) as const;

/**
 * Every model there is, by kind and name. A new one is a folder and a line here, and one in `simulation/catalogue.ts`.
 * Names are unique over all kinds. Look a name from outside up with `modelNamed`.
 */
export const DRIVERS = {
  cardReader: {
    crt310: { factory: createCrt310Driver, defaults: serial8n1(9_600) },
  },
  idScanner: {
    sdt: { factory: createSdtDriver, defaults: serial8n1(115_200) },
  },
  receiptPrinter: {
    escpos: { factory: createEscposDriver, defaults: serial8n1(19_200) },
  },
} as const satisfies ModelTable;

export type DeviceKind = keyof typeof DRIVERS;
export type ModelName<Kind extends DeviceKind = DeviceKind> = {
  readonly [K in Kind]: keyof (typeof DRIVERS)[K];
}[Kind];

/** The model of that name in one kind's table; a name from outside may be any text. */
export const modelNamed = <Found>(table: Readonly<Record<string, Found>>, name: string): Found | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
