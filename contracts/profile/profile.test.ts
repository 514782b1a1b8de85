import { describe, expect, it } from 'vitest';
import { profileSchema } from './profile.ts';

const least = { terminal: { id: 'T01', branch: { zh: '示例支行', en: 'Example Branch' } } };
const faultsOf = (value: unknown): string[] =>
  profileSchema.safeParse(value).error?.issues.map(({ path }) => path.join('.')) ?? [];

describe('profile', () => {
  it('needs a name and a branch, and knows the rest', () => {
    expect(profileSchema.parse(least)).toMatchObject({
      terminal: { language: 'zh-CN', counter: { zh: '大堂服务台' } },
      devices: {},
      bridge: { hosts: [] },
      retention: { sealedDays: 0 },
    });
  });

  it.each([
    ['an unknown word', { ...least, colour: 'red' }, ''],
    ['a terminal named in small letters', { terminal: { ...least.terminal, id: 't01' } }, 'terminal.id'],
    ['a branch without English', { terminal: { id: 'T01', branch: { zh: '支行' } } }, 'terminal.branch.en'],
    [
      'a model of no name',
      { ...least, devices: { cardReader: { model: '../x', connection: { transport: 'simulated' } } } },
      'devices.cardReader.model',
    ],
    [
      'a port without a path',
      { ...least, devices: { idScanner: { model: 'sdt', connection: { transport: 'serial' } } } },
      'devices.idScanner.connection.path',
    ],
    [
      'a speed of nothing',
      {
        ...least,
        devices: {
          idScanner: { model: 'sdt', connection: { transport: 'serial', path: 'COM3', baudRate: 0 } },
        },
      },
      'devices.idScanner.connection.baudRate',
    ],
    [
      'a bank with its token written down',
      { ...least, bank: { url: 'https://bank.example/', token: 'x' } },
      'bank.tokenVariable',
    ],
    [
      'a bank at no web address',
      { ...least, bank: { url: 'ftp://bank.example/', tokenVariable: 'T' } },
      'bank.url',
    ],
    ['phones without TLS', { ...least, publicUrl: 'http://branch.example/' }, 'publicUrl'],
    ['a host with a port', { ...least, bridge: { hosts: ['kiosk:80'] } }, 'bridge.hosts.0'],
    ['a retention of half a day', { ...least, retention: { sealedDays: 0.5 } }, 'retention.sealedDays'],
  ])('%s is refused by its path', (_, profile, path) => {
    expect(faultsOf(profile)).toContain(path);
  });
});
