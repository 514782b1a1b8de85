import { describe, expect, it } from 'vitest';
import { DRIVERS } from '../catalogue.ts';
import { helpText, readCommandLine, simulatedModels } from './command-line.ts';

describe('the simulate command', () => {
  it('knows every model of the catalogue that has a serial port; all have names of their own', () => {
    const models = Object.values(DRIVERS).flatMap((kind) => Object.entries<object>(kind));
    const serial = models.filter(([, model]) => 'defaults' in model).map(([name]) => name);
    expect([...simulatedModels().keys()].sort()).toEqual(serial.sort());
    expect(new Set(models.map(([name]) => name)).size).toBe(models.length);
  });

  it('takes the port settings of the model, and another speed when asked', () => {
    expect(readCommandLine(['sdt', '--port', '/dev/ttyS7'])).toMatchObject({
      kind: 'run',
      name: 'sdt',
      serial: { path: '/dev/ttyS7', baudRate: 115_200, dataBits: 8, parity: 'none', stopBits: 1 },
    });
    expect(readCommandLine(['--port=/dev/ttyS7', '--baud', '9600', 'sdt'])).toMatchObject({
      serial: { baudRate: 9_600 },
    });
  });

  it.each([
    ['no device', []],
    ['an unknown device', ['teapot', '--port', 'x']],
    ['a name of the language', ['constructor', '--port', 'x']],
    ['two devices', ['sdt', 'crt310', '--port', 'x']],
    ['no port', ['sdt']],
    ['an empty port', ['sdt', '--port', '']],
    ['an option without its value', ['sdt', '--port']],
    ['an unknown option', ['sdt', '--port', 'x', '--loud']],
    ['a speed that is none', ['sdt', '--port', 'x', '--baud', 'fast']],
    ['a speed no port has', ['sdt', '--port', 'x', '--baud', '1']],
  ])('refuses %s and says how it is used', (_, words) => {
    const answer = readCommandLine(words);
    expect(answer).toMatchObject({
      kind: 'bad',
      message: expect.stringContaining('Usage: npm run simulate'),
    });
    expect(answer.kind === 'bad' && answer.message).toContain('crt310, sdt, escpos');
  });

  it('lists every device and every act of it', () => {
    const text = helpText();
    for (const [name, { create }] of simulatedModels()) {
      expect(text).toContain(`  ${name} (`);
      for (const act of create().acts()) expect(text).toContain(`${act.name} `);
    }
    expect(readCommandLine(['--help'])).toEqual({ kind: 'help' });
    expect(readCommandLine(['sdt', '-h'])).toEqual({ kind: 'help' });
  });
});
