import { expect, it } from 'vitest';
import { profileSchema } from '#contracts/profile/profile.ts';
import { transitionTeller } from './tell-transitions.ts';

it('tells once that a device is missing, naming it, its port and what to do, and once that it is back', () => {
  const profile = profileSchema.parse({
    terminal: { id: 'T01', branch: { zh: '示例支行', en: 'Example Branch' } },
    devices: { idScanner: { model: 'sdt', connection: { transport: 'serial', path: '/dev/ttyS9' } } },
  });
  const said: string[] = [];
  const tell = transitionTeller(profile, (line) => said.push(line));
  const step = { device: 'idScanner', error: { code: 'offline', detail: 'missing' } } as const;
  tell({ ...step, from: 'opening', to: 'absent' });
  tell({ ...step, from: 'opening', to: 'absent' });
  tell({ device: 'idScanner', from: 'identifying', to: 'ready' });
  tell({ device: 'idScanner', from: 'busy', to: 'ready' });
  expect(said).toHaveLength(2);
  expect(said[0]).toContain('idScanner at /dev/ttyS9 is not there (offline, missing)');
  expect(said[0]).toContain('devices.idScanner.connection');
  expect(said[1]).toBe('idScanner at /dev/ttyS9 is there again.');
});
