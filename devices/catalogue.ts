import type { CardDispenserCommands, CardDispenserEvent } from './card-dispenser/contract.ts';
import { createCrt591Driver } from './card-dispenser/crt591/driver.ts';
import { explainCrt591 } from './card-dispenser/crt591/explain.ts';
import type { CardReaderCommands, CardReaderEvent } from './card-reader/contract.ts';
import { createCrt310Driver } from './card-reader/crt310/driver.ts';
import { explainCrt310 } from './card-reader/crt310/explain.ts';
import type { CommandMap } from './device.ts';
import type { DriverFactory } from './driver.ts';
import type { Explain } from './explain.ts';
import type { IdScannerCommands, IdScannerEvent } from './id-scanner/contract.ts';
import { createSdtDriver } from './id-scanner/sdt/driver.ts';
import { explainSdt } from './id-scanner/sdt/explain.ts';
import type { ReceiptPrinterCommands, ReceiptPrinterEvent } from './receipt-printer/contract.ts';
import { createEscposDriver } from './receipt-printer/escpos/driver.ts';
import { explainEscpos } from './receipt-printer/escpos/explain.ts';
import type { SignaturePadCommands, SignaturePadEvent } from './signature-pad/contract.ts';
import { createWacomStuDriver, createWacomStuLegacyDriver } from './signature-pad/wacom-stu/driver.ts';
import { explainWacomStu } from './signature-pad/wacom-stu/explain.ts';
import type { HidSettings } from './transport/hid/hid.ts';
import type { SerialSettings } from './transport/serial.ts';

/** Who speaks a model's protocol. */
type Driven<Commands extends CommandMap, Event extends { readonly type: string }> = {
  readonly factory: DriverFactory<Commands, Event>;
  /** How its frames read in a technician's trace. */
  readonly explain: Explain;
};

/** One model of a device on a serial line, and how its port is set when it leaves the factory. */
export type SerialModel<Commands extends CommandMap, Event extends { readonly type: string }> = Driven<
  Commands,
  Event
> & { readonly defaults: Omit<SerialSettings, 'path'> };

/** One model of a HID device, and by which numbers it is found. */
export type HidModel<Commands extends CommandMap, Event extends { readonly type: string }> = Driven<
  Commands,
  Event
> & { readonly hid: Pick<HidSettings, 'vendorId'> };

export type Model<Commands extends CommandMap, Event extends { readonly type: string }> =
  | SerialModel<Commands, Event>
  | HidModel<Commands, Event>;

/** Models by kind and name. */
export type ModelTable = {
  readonly cardReader: Readonly<Record<string, SerialModel<CardReaderCommands, CardReaderEvent>>>;
  readonly idScanner: Readonly<Record<string, SerialModel<IdScannerCommands, IdScannerEvent>>>;
  readonly receiptPrinter: Readonly<Record<string, SerialModel<ReceiptPrinterCommands, ReceiptPrinterEvent>>>;
  readonly signaturePad: Readonly<Record<string, HidModel<SignaturePadCommands, SignaturePadEvent>>>;
  readonly cardDispenser: Readonly<Record<string, SerialModel<CardDispenserCommands, CardDispenserEvent>>>;
};

const serial8n1 = (baudRate: number) =>
  ({ baudRate, dataBits: 8, parity: 'none', stopBits: 1, rtscts: false }) as const;

/** Every model of theirs tells by itself what it is. */
const WACOM = { vendorId: 0x056a } as const;

/**
 * Every model there is, by kind and name. A new one is a folder and a line here, and one in `simulation/catalogue.ts`.
 * Names are unique over all kinds. Look a name from outside up with `modelNamed`.
 */
export const DRIVERS = {
  cardReader: {
    crt310: { factory: createCrt310Driver, explain: explainCrt310, defaults: serial8n1(9_600) },
  },
  idScanner: {
    sdt: { factory: createSdtDriver, explain: explainSdt, defaults: serial8n1(115_200) },
  },
  receiptPrinter: {
    escpos: { factory: createEscposDriver, explain: explainEscpos, defaults: serial8n1(19_200) },
  },
  signaturePad: {
    'wacom-stu': { factory: createWacomStuDriver, explain: explainWacomStu, hid: WACOM },
    'wacom-stu-legacy': { factory: createWacomStuLegacyDriver, explain: explainWacomStu, hid: WACOM },
  },
  cardDispenser: {
    crt591: { factory: createCrt591Driver, explain: explainCrt591, defaults: serial8n1(9_600) },
  },
} as const satisfies ModelTable;

export type DeviceKind = keyof typeof DRIVERS;
export type ModelName<Kind extends DeviceKind = DeviceKind> = {
  readonly [K in Kind]: keyof (typeof DRIVERS)[K];
}[Kind];

/** The model of that name in one kind's table; a name from outside may be any text. */
export const modelNamed = <Found>(table: Readonly<Record<string, Found>>, name: string): Found | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
