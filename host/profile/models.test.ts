import { describe, expect, it } from 'vitest';
import { profileSchema } from '#contracts/profile/profile.ts';
import { modelFaults } from './models.ts';

const faultsOf = (devices: object) =>
  modelFaults(
    profileSchema.parse({
      terminal: { id: 'T01', branch: { zh: '示例支行', en: 'Example Branch' } },
      devices,
    }),
  ).map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('models of a profile', () => {
  it.each([
    [
      'a pad by its model’s own numbers',
      { signaturePad: { model: 'wacom-stu', connection: { transport: 'hid' } } },
    ],
    [
      'a pad among two',
      {
        signaturePad: {
          model: 'wacom-stu-legacy',
          connection: { transport: 'hid', vendorId: '056a', productId: '00a8', serialNumber: 'A1' },
        },
      },
    ],
    ['a simulated one', { signaturePad: { model: 'wacom-stu', connection: { transport: 'simulated' } } }],
    [
      'a reader at a port',
      { idScanner: { model: 'sdt', connection: { transport: 'serial', path: 'COM3' } } },
    ],
  ])('%s', (_name, devices) => {
    expect(faultsOf(devices)).toEqual([]);
  });

  it.each([
    [
      { signaturePad: { model: 'wacom-stu', connection: { transport: 'serial', path: 'COM3' } } },
      'devices.signaturePad.connection.transport: "wacom-stu" is reached over hid',
    ],
    [
      { idScanner: { model: 'sdt', connection: { transport: 'hid' } } },
      'devices.idScanner.connection.transport: "sdt" is reached over serial',
    ],
    [
      { signaturePad: { model: 'sdt', connection: { transport: 'hid' } } },
      'devices.signaturePad.model: there is no "sdt" here; there is: wacom-stu, wacom-stu-legacy',
    ],
  ])('%j', (devices, fault) => {
    expect(faultsOf(devices)).toEqual([fault]);
  });
});
