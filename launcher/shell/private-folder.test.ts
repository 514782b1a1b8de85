import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canReach, PrivateFolder } from './private-folder.ts';

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'place-'));
});
afterEach(() => rmSync(place, { recursive: true }));

const root = process.getuid?.() === 0;
const somebody = { name: 'nobody', uid: 65_534, gid: 65_534 };

describe.skipIf(process.platform === 'win32')('a private folder', () => {
  it('and what is put there is for its owner alone', () => {
    const folder = PrivateFolder.make(undefined, [place]);
    const inner = folder?.folder('a', 'b') ?? '';
    const file = folder?.file(join(inner, 'file'), 'text') ?? '';
    for (const path of [folder?.path ?? '', join(folder?.path ?? '', 'a'), inner]) {
      expect(statSync(path).mode & 0o777).toBe(0o700);
    }
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toBe('text');
  });

  it('is made in the first place that will have it', () => {
    const folder = PrivateFolder.make(undefined, [join(place, 'nothing'), place]);
    expect(folder?.path.startsWith(place)).toBe(true);
    expect(PrivateFolder.make(undefined, [join(place, 'nothing')])).toBeUndefined();
  });

  it('is made where a socket inside has a path that is short enough', () => {
    const long = join(place, 'x'.repeat(60));
    mkdirSync(long);
    expect(PrivateFolder.make(undefined, [long, place])?.path.startsWith(join(place, 'vestibule-'))).toBe(
      true,
    );
    expect(PrivateFolder.make(undefined, [long])?.path.startsWith(long)).toBe(true);
  });

  it.runIf(root)('of another account belongs to it, and lies where it can get', () => {
    const closed = join(place, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    chmodSync(place, 0o711);
    const folder = PrivateFolder.make(somebody, [closed, place]);
    expect(folder?.path.startsWith(join(place, 'vestibule-'))).toBe(true);
    const file = folder?.file(join(folder.folder('x'), 'y'), '') ?? '';
    for (const path of [folder?.path ?? '', join(folder?.path ?? '', 'x'), file]) {
      expect(statSync(path)).toMatchObject({ uid: 65_534, gid: 65_534 });
    }
    expect(PrivateFolder.make(somebody, [closed])).toBeUndefined();
  });
});

describe.skipIf(process.platform === 'win32')('a folder can be reached', () => {
  it('by its owner, by its group, by everybody, as its mode says', () => {
    const { uid, gid } = statSync(place);
    const other = { uid: uid + 1, gid: gid + 1 };
    chmodSync(place, 0o700);
    expect(canReach(place, { uid, gid })).toBe(true);
    expect(canReach(place, { ...other, gid })).toBe(false);
    chmodSync(place, 0o710);
    expect(canReach(place, { ...other, gid })).toBe(canReach(tmpdir(), other));
    expect(canReach(place, other)).toBe(false);
    chmodSync(place, 0o711);
    expect(canReach(place, other)).toBe(canReach(tmpdir(), other));
    expect(canReach(join(place, 'nothing'), { uid, gid })).toBe(false);
  });
});
