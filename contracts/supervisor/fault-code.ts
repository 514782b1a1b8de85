import * as z from 'zod';

/**
 * Everything devices and the terminal around them can complain of, as the storyboard tells of it. Codes of devices are
 * theirs and XFS4IoT's; `devices/` names the condition, `host/diagnostics/fault-code.ts` finds the code.
 */
export const FAULT_CODES = [
  // Of any device.
  'deviceMissing',
  'deviceSilent',
  'portBusy',
  'lineGarbled',
  'wrongPort',
  'hardwareError',
  'userError',
  'powerLow',
  // Of cards.
  'cardJammed',
  'cardLengthWrong',
  'cardMoved',
  'cardUnreadable',
  'chipMute',
  'positionRefused',
  'noCard',
  'cardInTheWay',
  'binFull',
  'stackEmpty',
  'stackLow',
  // Of the ID card reader.
  'selfTestFailed',
  'notAuthorised',
  'documentUnreadable',
  // Of the printer.
  'paperOut',
  'paperLow',
  'coverOpen',
  'cutterError',
  'unprintable',
  'stripBad',
  // Of the signature pad.
  'screenTooSmall',
  'noInk',
  // Nobody did what was asked.
  'nobodyActed',
  // Around the devices.
  'branchAway',
  'bankAway',
  'nameUnresolved',
  'tlsExpiring',
  'clockOff',
  'diskLow',
  'reserveGone',
  'journalDamaged',
  'cameraMissing',
  'microphoneMissing',
  'microphoneSilent',
  'speakerSilent',
  'touchDead',
  'touchSilent',
  'displayWrong',
] as const;
export const faultCodeSchema = z.enum(FAULT_CODES);
export type FaultCode = z.infer<typeof faultCodeSchema>;
