import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { memoryForTests } from '../test-support/memory.ts';
import { fileKeyStore, SEALED_FILE, systemdKeyStore } from './key-store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keys-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const credential = (bytes: number) =>
  writeFileSync(join(folder, 'vestibule-terminal-key'), new Uint8Array(bytes));

describe('a key from systemd', () => {
  it('is taken as it is handed over', () => {
    credential(32);
    expect(systemdKeyStore(folder)).toMatchObject({ ok: true, value: { kind: 'systemdCredential' } });
  });

  it('is missed by nobody where none is handed over', () => {
    expect(systemdKeyStore(undefined)).toEqual({ ok: true, value: undefined });
    expect(systemdKeyStore(folder)).toEqual({ ok: true, value: undefined });
  });

  it.each([0, 31, 33, 64])('of %i bytes is a fault, and no weaker store takes its place', (bytes) => {
    credential(bytes);
    const store = systemdKeyStore(folder);
    expect(store).toMatchObject({ ok: false, error: { code: 'keyUnreadable' } });
    expect(store).toHaveProperty('error.detail', expect.stringContaining(`${bytes} bytes`));
  });
});

describe('a key in a file', () => {
  it('is made once, for this user alone', () => {
    const first = fileKeyStore(folder);
    expect(fileKeyStore(folder)).toEqual(first);
    if (process.platform !== 'win32') expect(statSync(join(folder, 'terminal.key')).mode & 0o777).toBe(0o600);
  });

  it('of a wrong length is named', () => {
    writeFileSync(join(folder, 'terminal.key'), 'short');
    expect(fileKeyStore(folder)).toMatchObject({ ok: false, error: { code: 'keyUnreadable' } });
  });

  it.each([
    ['file', 'terminal.key'],
    ['systemdCredential', 'credential vestibule-terminal-key'],
    ['electronSafeStorage', '--shell electron'],
  ])('that is missing beside a journal begun with %s names that store', (keyStore, named) => {
    const { journal } = memoryForTests({ file: join(folder, 'journal.sqlite') });
    journal.append({ kind: 'boot', facts: { keyStore } });
    journal.append({ kind: 'recovery' });
    journal.close();
    const store = fileKeyStore(folder);
    expect(store).toMatchObject({ ok: false, error: { code: 'keyMissing' } });
    expect(store).toHaveProperty('error.detail', expect.stringContaining(named));
  });

  it("beside Electron's sealed one and a journal that tells nothing names Electron's", () => {
    writeFileSync(join(folder, SEALED_FILE), 'sealed');
    writeFileSync(join(folder, 'journal.sqlite'), '');
    expect(fileKeyStore(folder)).toHaveProperty('error.detail', expect.stringContaining(SEALED_FILE));
  });
});
