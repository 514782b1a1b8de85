import type { Device } from 'node-hid';
import { describe, expect, it } from 'vitest';
import { err, ok } from '#foundation/result.ts';
import { choose, hidTransport, words } from './hid.ts';

const pad = (path: string, rest: Partial<Device> = {}): Device => ({
  vendorId: 0x056a,
  productId: 0x00a8,
  serialNumber: 'A1',
  release: 1,
  interface: 0,
  path,
  ...rest,
});

describe('choosing a HID device', () => {
  it.each([
    [
      'the only one of its vendor',
      [pad('/dev/hidraw3'), pad('/dev/hidraw0', { vendorId: 1 })],
      {},
      ok('/dev/hidraw3'),
    ],
    ['none', [pad('/dev/hidraw0', { vendorId: 1 })], {}, err({ code: 'missing' })],
    ['another product', [pad('/dev/hidraw0')], { productId: 0x00a4 }, err({ code: 'missing' })],
    [
      'one device listed for each of its usages and interfaces',
      [
        pad('/dev/hidraw1', { interface: 1 }),
        pad('/dev/hidraw0', { usage: 1 }),
        pad('/dev/hidraw0', { usage: 2 }),
      ],
      {},
      ok('/dev/hidraw0'),
    ],
    [
      'by serial number among two',
      [pad('/dev/hidraw0'), pad('/dev/hidraw1', { serialNumber: 'B2' })],
      { serialNumber: 'B2' },
      ok('/dev/hidraw1'),
    ],
    ['by path', [pad('/dev/hidraw0'), pad('/dev/hidraw1')], { path: '/dev/hidraw1' }, ok('/dev/hidraw1')],
    [
      'one that the system gives no path to',
      [{ vendorId: 0x056a, productId: 1, release: 1, interface: 0 }],
      {},
      err({ code: 'missing' }),
    ],
  ])('%s', (_name, devices, wanted, expected) => {
    expect(choose(devices, { vendorId: 0x056a, ...wanted })).toEqual(expected);
  });

  it('refuses to guess between two', () => {
    expect(choose([pad('/dev/hidraw0'), pad('/dev/hidraw1')], { vendorId: 0x056a })).toMatchObject({
      ok: false,
      error: { code: 'refused', detail: expect.stringContaining('serial number') },
    });
  });
});

describe('the words of a failure', () => {
  it.each([
    ['a text, as events hand it over', 'device disconnected', 'device disconnected'],
    ['an Error', new Error('No such device'), 'No such device'],
    ['nothing', undefined, 'unknown'],
  ])('%s', (_name, failure, expected) => {
    expect(words(failure)).toBe(expected);
  });
});

it('says missing where there is no such device', async () => {
  expect(await hidTransport({ vendorId: 0xfffe, productId: 0xfffe }).open()).toEqual(
    err({ code: 'missing' }),
  );
});
