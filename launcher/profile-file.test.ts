import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLONE } from './bootstrap/clone.mjs';
import { readProfile } from './profile-file.ts';
import { PROFILE_SCHEMA_FILE, profileJsonSchema } from './profile-schema.ts';

const json = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const shipped = ['simulated.json', 'serial.example.json'].map((name) => join(CLONE, 'profiles', name));

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'profile-'));
  file = join(folder, 'profile.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const terminal = { id: 'T01', branch: { zh: '支行', en: 'Branch' } };

describe('a profile', () => {
  it.each(shipped)('%s can be used', async (path) => {
    expect(await readProfile(path)).toMatchObject({ ok: true });
  });

  it('that leaves things out has them by default', async () => {
    writeFileSync(file, JSON.stringify({ terminal }));
    const profile = await readProfile(file);
    expect(profile).toMatchObject({
      ok: true,
      value: { terminal: { language: 'zh-CN' }, devices: {}, bridge: { hosts: [] } },
    });
  });

  it.each([
    [
      'an unknown model',
      { terminal, devices: { cardReader: { model: 'x', connection: { transport: 'simulated' } } } },
      'devices.cardReader.model',
    ],
    ['an unknown key', { terminal, colour: 'red' }, 'colour'],
    [
      'an unknown transport',
      { terminal, devices: { idScanner: { model: 'sdt', connection: { transport: 'usb' } } } },
      'devices.idScanner.connection.transport',
    ],
    [
      'a serial port without a path',
      { terminal, devices: { idScanner: { model: 'sdt', connection: { transport: 'serial' } } } },
      'devices.idScanner.connection.path',
    ],
    ['no terminal', {}, 'terminal'],
    ['a list', [], '(the whole file)'],
  ])('with %s is refused, with the path of the fault', async (_, value, path) => {
    writeFileSync(file, JSON.stringify(value));
    const profile = await readProfile(file);
    expect(profile).toHaveProperty('error.message', expect.stringContaining(`${file} cannot be used`));
    expect(profile).toHaveProperty('error.message', expect.stringContaining(path));
  });

  it('has every fault named at once', async () => {
    writeFileSync(
      file,
      JSON.stringify({ terminal: { ...terminal, id: 'lower case' }, retention: { sealedDays: -1 } }),
    );
    const profile = await readProfile(file);
    expect(profile).toHaveProperty(
      'error.message',
      expect.stringMatching(/terminal\.id: .*\n.*retention\.sealedDays: /),
    );
  });

  it.each([
    ['is not there', () => {}, '--profile'],
    ['is no JSON', () => writeFileSync(file, '{"terminal":'), 'is not JSON'],
    ['is a folder', () => (file = folder), '--profile'],
    ['is far too long', () => writeFileSync(file, ' '.repeat(300_000)), '300000 bytes'],
  ])('that %s is refused', async (_, make, words) => {
    make();
    const profile = await readProfile(file);
    expect(profile).toHaveProperty('error.message', expect.stringContaining(words));
    expect(profile).toHaveProperty('error.message', expect.stringContaining(file));
  });
});

describe('profiles/profile.schema.json', () => {
  it('is current; else: npx node launcher/profile-schema.ts && npm run format', () => {
    expect(json(PROFILE_SCHEMA_FILE)).toEqual(JSON.parse(JSON.stringify(profileJsonSchema())));
  });

  it.each(shipped)('accepts %s', (path) => {
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    expect(ajv.validate(json(PROFILE_SCHEMA_FILE) as object, json(path)), ajv.errorsText()).toBe(true);
  });
});
