import type { DeviceError } from '../../device.ts';
import type { CardReaderCondition } from '../contract.ts';
import type { Abnormal, Operation } from './replies.ts';
import type { CardPosition } from './status.ts';

/** A condition of the contract, with the reader's own code for technicians. */
export const condition = (name: CardReaderCondition, deviceCode?: string): DeviceError =>
  deviceCode === undefined
    ? { code: 'condition', condition: name }
    : { code: 'condition', condition: name, deviceCode };

export const noMedia: DeviceError = condition('noMedia');

/** `E=02`, as the manual writes it. */
const codeText = ({ code }: Abnormal): string => `E=${code.toString(16).padStart(2, '0').toUpperCase()}`;

/** The reader's refusal (4E) in the contract's words. `position` tells a long card from a short one, when known. */
export function refusal(abnormal: Abnormal, position?: CardPosition): DeviceError {
  const deviceCode = codeText(abnormal);
  switch (abnormal.reason) {
    case 'unknownCommand':
      return { code: 'unsupported', deviceCode };
    case 'cannotExecute':
      return condition('positionRefused', deviceCode);
    case 'supplyOutOfRange':
    case 'mainPowerOff':
      return condition('powerLow', deviceCode);
    case 'abnormalLengthCard':
      return condition(position === 'shortCard' ? 'mediaShort' : 'mediaLong', deviceCode);
    case 'badParameter':
    case 'badData':
    case undefined:
      return { code: 'protocol', deviceCode };
  }
}

/** P other than "done", for commands that turn no motor. */
export function failure(operation: Exclude<Operation, 'done'>): DeviceError {
  switch (operation) {
    case 'failed':
      return { code: 'hardwareError', deviceCode: 'P=N' };
    case 'noCard':
      return condition('noMedia', 'P=E');
    case 'notOperable':
      return condition('positionRefused', 'P=W');
  }
}
