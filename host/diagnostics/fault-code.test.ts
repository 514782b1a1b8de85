import { describe, expect, it } from 'vitest';
import { DEVICE_ERROR_CODES } from '#contracts/supervisor/device.ts';
import { FAULT_CODES } from '#contracts/supervisor/fault-code.ts';
import { faultCodeOf } from './fault-code.ts';

describe('faultCodeOf', () => {
  it('finds a code of the storyboard for every error of a device, known or not', () => {
    for (const code of DEVICE_ERROR_CODES) expect(FAULT_CODES).toContain(faultCodeOf({ code }));
    for (const condition of ['noMedia', 'paperOut', 'toString', '__proto__', ''])
      expect(FAULT_CODES).toContain(faultCodeOf({ code: 'condition', condition }));
  });

  it.each([
    [{ code: 'offline', detail: 'missing: ENOENT' }, 'deviceMissing'],
    [{ code: 'offline', detail: 'busy: EBUSY' }, 'portBusy'],
    [{ code: 'offline', detail: 'no sign of life' }, 'deviceSilent'],
    [{ code: 'protocol', detail: 'damaged answer' }, 'lineGarbled'],
    [{ code: 'condition', condition: 'retainBinFull' }, 'binFull'],
  ] as const)('%o is %s', (error, fault) => {
    expect(faultCodeOf(error)).toBe(fault);
  });
});
