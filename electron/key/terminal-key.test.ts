import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ManualClock } from '#foundation/clock.ts';
import { fileKeyStore, SEALED_FILE } from '#host/journal/key-store.ts';
import { type KeyOrder, terminalKey } from './terminal-key.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'key-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

type Backend = ReturnType<KeyOrder['safeStorage']['getSelectedStorageBackend']>;

/** A keyring: what it encrypts begins with Chromium's mark of where its key came from. */
function keyring({ backend = 'gnome_libsecret' as Backend, mark = 'v11', secret = 'one' } = {}) {
  const asked: string[] = [];
  return {
    asked,
    getSelectedStorageBackend: () => backend,
    isAsyncEncryptionAvailable: async () => true,
    async encryptStringAsync(text: string) {
      asked.push('encrypt');
      return Buffer.from(`${mark}${secret}:${[...text].reverse().join('')}`);
    },
    async decryptStringAsync(sealed: Buffer) {
      asked.push('decrypt');
      const [, by, text = ''] = /^v..(\w+):(.*)$/.exec(sealed.toString()) ?? [];
      if (by !== secret) throw new Error('Error while decrypting the ciphertext');
      return { shouldReEncrypt: false, result: [...text].reverse().join('') };
    },
  };
}

const order = (safeStorage: KeyOrder['safeStorage'], more: Partial<KeyOrder> = {}): KeyOrder => ({
  safeStorage,
  platform: 'linux',
  dataDir,
  credentials: undefined,
  clock: new ManualClock(),
  ...more,
});
const sealedFile = () => join(dataDir, SEALED_FILE);
const keyOf = (outcome: Awaited<ReturnType<typeof terminalKey>>) =>
  outcome.ok && 'key' in outcome.value ? Buffer.from(outcome.value.key).toString('hex') : undefined;

describe("the terminal's key", () => {
  test('is made once, kept encrypted for this user alone, and the same at every start', async () => {
    const first = keyOf(await terminalKey(order(keyring())));
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    const kept = readFileSync(sealedFile());
    expect(kept.toString()).toMatch(/^v11/);
    expect(kept.includes(Buffer.from(first ?? '', 'hex'))).toBe(false);
    expect(kept.toString()).not.toContain(Buffer.from(first ?? '', 'hex').toString('base64'));
    if (process.platform !== 'win32') expect(statSync(sealedFile()).mode & 0o777).toBe(0o600);
    expect(keyOf(await terminalKey(order(keyring())))).toBe(first);
    rmSync(sealedFile());
    expect(keyOf(await terminalKey(order(keyring())))).not.toBe(first);
  });

  test.each(['basic_text', 'unknown'] as const)(
    'is not given to a backend that is worth nothing: %s',
    async (backend) => {
      const safe = keyring({ backend });
      expect(await terminalKey(order(safe))).toEqual({
        ok: true,
        value: { why: `this desktop has no keyring (${backend})` },
      });
      expect(safe.asked).toEqual([]);
      expect(existsSync(sealedFile())).toBe(false);
    },
  );

  test.each(['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6'] as const)(
    'is given to %s',
    async (backend) => {
      expect(keyOf(await terminalKey(order(keyring({ backend }))))).toBeDefined();
    },
  );

  test('is not kept when Chromium silently fell back to the password everybody knows', async () => {
    const outcome = await terminalKey(order(keyring({ mark: 'v10' })));
    expect(outcome).toEqual({ ok: true, value: { why: 'the keyring did not encrypt' } });
    expect(existsSync(sealedFile())).toBe(false);
  });

  test('is kept on systems where that mark and that question mean nothing', async () => {
    const safe = { ...keyring({ backend: 'unknown', mark: 'v10' }) };
    for (const platform of ['win32', 'darwin']) {
      rmSync(sealedFile(), { force: true });
      expect(keyOf(await terminalKey(order(safe, { platform })))).toBeDefined();
    }
  });

  test('is not waited for when the keyring asks somebody who is not there', async () => {
    const clock = new ManualClock();
    const never = { ...keyring(), isAsyncEncryptionAvailable: () => new Promise<boolean>(() => undefined) };
    const outcome = terminalKey(order(never, { clock }));
    await clock.advanceAsync(20_000);
    expect(await outcome).toEqual({ ok: true, value: { why: 'the keyring does not answer' } });
    expect(clock.armed).toBe(0);
  });

  test.each([
    ['is not available', { isAsyncEncryptionAvailable: async () => false }, 'the keyring does not answer'],
    [
      'cannot encrypt',
      { encryptStringAsync: async () => Promise.reject(new Error('no')) },
      'the keyring did not encrypt',
    ],
  ])('is left to the host when the keyring %s', async (_what, broken, why) => {
    expect(await terminalKey(order({ ...keyring(), ...broken }))).toEqual({ ok: true, value: { why } });
    expect(existsSync(sealedFile())).toBe(false);
  });

  test('is left alone where the host has begun with a file of its own', async () => {
    const own = fileKeyStore(dataDir);
    if (!own.ok) throw new Error(own.error.detail);
    const outcome = await terminalKey(order(keyring()));
    expect(outcome).toEqual({
      ok: true,
      value: { why: 'this data folder was begun with another key store' },
    });
    expect(fileKeyStore(dataDir)).toEqual(own);
  });

  test('is not made anew over a journal it could not read', async () => {
    writeFileSync(join(dataDir, 'journal.sqlite'), '');
    expect(await terminalKey(order(keyring()))).toEqual({
      ok: true,
      value: { why: 'this data folder was begun with another key store' },
    });
    expect(existsSync(sealedFile())).toBe(false);
  });

  test('is left to systemd where that hands one over', async () => {
    const credentials = mkdtempSync(join(tmpdir(), 'credentials-'));
    writeFileSync(join(credentials, 'vestibule-terminal-key'), new Uint8Array(32));
    expect(await terminalKey(order(keyring(), { credentials }))).toEqual({
      ok: true,
      value: { why: 'systemd hands over the key' },
    });
    rmSync(credentials, { recursive: true });
  });

  test.each([
    ['by another user', keyring({ secret: 'two' }), /the keyring does not know it/],
    ['and the desktop has no keyring now', keyring({ backend: 'basic_text' }), /no keyring \(basic_text\)/],
    [
      'and the keyring is gone',
      { ...keyring(), isAsyncEncryptionAvailable: async () => false },
      /does not answer/,
    ],
  ])('that was sealed %s is never replaced: the start says what to do', async (_what, safe, why) => {
    await terminalKey(order(keyring()));
    const before = readFileSync(sealedFile());
    const outcome = await terminalKey(order(safe));
    expect(outcome.ok).toBe(false);
    if (outcome.ok) return;
    expect(outcome.error.code).toBe('keyUnreadable');
    expect(outcome.error.message).toMatch(why);
    expect(outcome.error.message).toContain('Start under the desktop user');
    expect(readFileSync(sealedFile())).toEqual(before);
  });

  test('that was damaged is never taken', async () => {
    await terminalKey(order(keyring()));
    writeFileSync(sealedFile(), `v11one:${Buffer.from('short').toString('base64')}`);
    expect((await terminalKey(order(keyring()))).ok).toBe(false);
  });

  test('is sealed anew when the keyring asks for it, and not when that would make it worthless', async () => {
    const first = keyOf(await terminalKey(order(keyring())));
    const renewing = (mark: string) => {
      const safe = keyring({ mark });
      return {
        ...safe,
        decryptStringAsync: async (sealed: Buffer) => ({
          ...(await safe.decryptStringAsync(sealed)),
          shouldReEncrypt: true,
        }),
      };
    };
    const before = readFileSync(sealedFile());
    expect(keyOf(await terminalKey(order(renewing('v10'))))).toBe(first);
    expect(readFileSync(sealedFile())).toEqual(before);
    expect(keyOf(await terminalKey(order(renewing('v12'))))).toBe(first);
    expect(readFileSync(sealedFile()).toString()).toMatch(/^v12/);
    expect(keyOf(await terminalKey(order(keyring())))).toBe(first);
  });
});
