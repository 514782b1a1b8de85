import type { FaultCode } from '#contracts/supervisor/fault-code.ts';
import type { CardDispenserCondition } from '#devices/card-dispenser/contract.ts';
import type { CardReaderCondition } from '#devices/card-reader/contract.ts';
import type { DeviceError } from '#devices/device.ts';
import type { IdScannerCondition } from '#devices/id-scanner/contract.ts';
import type { ReceiptPrinterCondition } from '#devices/receipt-printer/contract.ts';
import type { SignaturePadCondition } from '#devices/signature-pad/contract.ts';

type Condition =
  | CardReaderCondition
  | CardDispenserCondition
  | IdScannerCondition
  | ReceiptPrinterCondition
  | SignaturePadCondition;

/** Every condition a device of this house can name, in the storyboard's words; a new one does not compile without. */
const OF_CONDITION: Readonly<Record<Condition, FaultCode>> = {
  noMedia: 'noCard',
  mediaPresent: 'cardInTheWay',
  mediaJammed: 'cardJammed',
  mediaLong: 'cardLengthWrong',
  mediaShort: 'cardLengthWrong',
  mediaMoved: 'cardMoved',
  invalidMedia: 'cardUnreadable',
  chipMute: 'chipMute',
  chipNotPowered: 'chipMute',
  positionRefused: 'positionRefused',
  retainBinFull: 'binFull',
  stackerEmpty: 'stackEmpty',
  powerLow: 'powerLow',
  unsupportedDocument: 'documentUnreadable',
  unreadable: 'documentUnreadable',
  invalidNumber: 'documentUnreadable',
  invalidText: 'documentUnreadable',
  invalidRecord: 'documentUnreadable',
  contradictoryRecord: 'documentUnreadable',
  notAuthorised: 'notAuthorised',
  selfTestFailed: 'selfTestFailed',
  paperOut: 'paperOut',
  coverOpen: 'coverOpen',
  cutterError: 'cutterError',
  unprintable: 'unprintable',
  tooLong: 'unprintable',
  signatureTooLong: 'noInk',
  screenTooSmall: 'screenTooSmall',
};

/** Where a technician reads on about an error of a device. */
export function faultCodeOf({ code, condition, detail }: DeviceError): FaultCode {
  switch (code) {
    case 'condition':
      return condition !== undefined && Object.hasOwn(OF_CONDITION, condition)
        ? OF_CONDITION[condition as Condition]
        : 'hardwareError';
    case 'offline':
      if (detail?.startsWith('missing')) return 'deviceMissing';
      return detail?.startsWith('busy') ? 'portBusy' : 'deviceSilent';
    case 'timeout':
      return 'deviceSilent';
    case 'protocol':
      return 'lineGarbled';
    case 'userError':
      return 'userError';
    case 'hardwareError':
    case 'unsupported':
    case 'invalidData':
    case 'busy':
    case 'cancelled':
      return 'hardwareError';
  }
}
