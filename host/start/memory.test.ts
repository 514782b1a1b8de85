import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HostOptions } from '#contracts/launch/host-options.ts';
import { ManualClock } from '#foundation/clock.ts';
import type { KeyStore } from '../journal/key-store.ts';
import { entriesOf } from '../test-support/memory.ts';
import { openMemory, SIGNING_KEY } from './memory.ts';

let folder: string;
let dataDir: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'memory-'));
  dataDir = join(folder, 'data');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const keyring = (fill: number): KeyStore => ({
  kind: 'electronSafeStorage',
  strength: '',
  key: new Uint8Array(32).fill(fill),
});
const open = (keyStore?: KeyStore, credentials?: string) =>
  openMemory({ dataDir, terminal: 'T01', sealedDays: 0, clock: new ManualClock(), keyStore, credentials });

describe("the terminal's memory", () => {
  it('says in the journal where the key comes from', () => {
    const memory = open(keyring(1));
    if (!memory.ok) throw new Error(memory.error.message);
    expect(entriesOf(memory.value.journal.database).at(-1)).toMatchObject({
      kind: 'boot',
      facts: { keyStore: 'electronSafeStorage' },
    });
    expect(memory.value.damage).toEqual([]);
    memory.value.journal.close();
  });

  it('is not opened with another key than its own', () => {
    const first = open(keyring(1));
    if (!first.ok) throw new Error(first.error.message);
    writeFileSync(join(dataDir, SIGNING_KEY), first.value.wrapper.wrap(new Uint8Array(32)));
    first.value.journal.close();
    expect(open(keyring(2))).toMatchObject({ ok: false, error: { code: 'keyWrong' } });
    const again = open(keyring(1));
    expect(again.ok).toBe(true);
    if (again.ok) again.value.journal.close();
  });

  it('tells a damaged end, and goes on journalling behind it', () => {
    const first = open(keyring(1));
    if (!first.ok) throw new Error(first.error.message);
    first.value.journal.database.exec(
      `DROP TRIGGER entry_is_final_update; UPDATE entry SET hash = '${'1'.repeat(64)}' WHERE seq = 1`,
    );
    first.value.journal.close();
    const second = open(keyring(1));
    if (!second.ok) throw new Error(second.error.message);
    expect(second.value.damage).toContainEqual({ sequence: 1, code: 'altered' });
    expect(entriesOf(second.value.journal.database).at(-1)).toMatchObject({ kind: 'journal.damaged' });
    second.value.journal.close();
  });

  it('forgets the series of a visit with the visit', () => {
    const memory = open(keyring(1));
    if (!memory.ok) throw new Error(memory.error.message);
    const { journal, visits } = memory.value;
    journal.next(`submission ${visits.ensure().token}`);
    visits.end('finished');
    expect(journal.database.prepare('SELECT count(*) AS rows FROM counter').get()).toEqual({ rows: 0 });
    journal.close();
  });
});

it('a systemd credential that is no key ends the start, with its name and a code that is not 0', async () => {
  writeFileSync(join(folder, 'vestibule-terminal-key'), 'not thirty-two bytes');
  const profileFile = join(folder, 'profile.json');
  writeFileSync(
    profileFile,
    JSON.stringify({ terminal: { id: 'T01', branch: { zh: '示例支行', en: 'Example Branch' } } }),
  );
  const options: HostOptions = {
    port: 0,
    branchPort: 0,
    dataDir,
    profileFile,
    pagesDir: folder,
    bank: { url: 'http://127.0.0.1:1/', token: 'a-token-of-nobody', sandbox: true },
  };
  const child = spawn(process.execPath, [fileURLToPath(new URL('../main.ts', import.meta.url))], {
    env: {
      PATH: process.env.PATH,
      CREDENTIALS_DIRECTORY: folder,
      VESTIBULE_HOST_OPTIONS: JSON.stringify(options),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const [code] = await once(child, 'close');
  expect(code).toBe(1);
  expect(said).toContain('vestibule-terminal-key is 20 bytes long');
  expect(existsSync(dataDir) ? readdirSync(dataDir) : []).toEqual([]);
});
