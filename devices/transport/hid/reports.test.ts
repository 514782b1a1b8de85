import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '#foundation/bytes.ts';
import { ManualClock, settle } from '#foundation/clock.ts';
import { err, ok } from '#foundation/result.ts';
import { memoryCable } from '../memory.ts';
import { HidDeviceEnd } from './device-end.ts';
import { encodeHid } from './messages.ts';
import { FEATURE_MILLISECONDS, HidReports } from './reports.ts';

function plugged() {
  const clock = new ManualClock();
  const [host, device] = memoryCable();
  const inputs: string[] = [];
  const traced: string[] = [];
  let closed = 0;
  const reports = new HidReports({
    line: host,
    clock,
    trace: ({ direction, name }) => traced.push(`${direction} ${name}`),
    onInput: (report) => inputs.push(toHex(report)),
    onClosed: () => {
      closed += 1;
    },
  });
  return { clock, device, inputs, traced, reports, closed: () => closed };
}

/** A device with one feature, 05, and nothing else. */
function simple(silent = false) {
  const rig = plugged();
  const written: string[] = [];
  const violations: number[] = [];
  const end = new HidDeviceEnd(
    {
      getFeature: (id) => (id === 5 ? fromHex('05 11 22 33') : undefined),
      setFeature: (report) => written.push(toHex(report)) > 0 && report[0] === 5,
      silent: () => silent,
      onViolation: () => violations.push(1),
    },
    rig.clock,
  );
  end.attach(rig.device);
  return { ...rig, end, written, violations };
}

describe('features of a HID device', () => {
  it('are read and written, input reports keep their borders', async () => {
    const { reports, end, written, inputs, traced } = simple();
    expect(await reports.getFeature(5, 4)).toEqual(ok(fromHex('05112233')));
    expect(await reports.getFeature(5, 2)).toEqual(ok(fromHex('0511')));
    expect(await reports.setFeature(fromHex('05 01'))).toEqual(ok({}));
    expect(written).toEqual(['0501']);
    end.input(fromHex('01 02'));
    end.input(fromHex('01 03 04'));
    await settle();
    expect(inputs).toEqual(['0102', '010304']);
    expect(traced).toContain('toDevice setFeature 05');
    expect(traced.join()).not.toContain('0501');
  });

  it('that the device does not have are a stall', async () => {
    const { reports } = simple();
    const stall = { ok: false, error: { code: 'hardwareError', deviceCode: 'STALL' } };
    expect(await reports.getFeature(6, 4)).toMatchObject(stall);
    expect(await reports.setFeature(fromHex('06'))).toMatchObject(stall);
  });

  it('asked together each get their own answer', async () => {
    const { reports } = simple();
    const both = await Promise.all([
      reports.getFeature(5, 4),
      reports.getFeature(6, 4),
      reports.getFeature(5, 2),
    ]);
    expect(both.map(({ ok: good }) => good)).toEqual([true, false, true]);
  });

  it('without an answer time out, and the late answer is nobody’s', async () => {
    const { clock, reports, device } = plugged();
    const asked = reports.getFeature(5, 4);
    await clock.advanceAsync(FEATURE_MILLISECONDS);
    expect(await asked).toEqual(err({ code: 'timeout' }));
    const again = reports.getFeature(5, 4);
    await device.write(encodeHid({ kind: 'feature', tag: 1, report: fromHex('05 EE') }));
    await device.write(encodeHid({ kind: 'feature', tag: 2, report: fromHex('05 01') }));
    expect(await again).toEqual(ok(fromHex('05 01')));
  });

  it('are offline when the cable comes out, and everything after it', async () => {
    const { clock, reports, end, closed } = simple(true);
    const asked = reports.setFeature(fromHex('05 01'));
    await settle();
    end.detach();
    expect(await asked).toEqual(err({ code: 'offline' }));
    expect(closed()).toBe(1);
    expect(await reports.getFeature(5, 4)).toEqual(err({ code: 'offline' }));
    expect(clock.armed).toBe(0);
  });

  it('end with the line when what comes is no HID', async () => {
    const { reports, device, closed } = plugged();
    const asked = reports.getFeature(5, 4);
    await device.write(fromHex('FF FF'));
    expect(await asked).toEqual(err({ code: 'offline' }));
    expect(closed()).toBe(1);
  });
});
