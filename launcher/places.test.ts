import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLONE } from './bootstrap/clone.mjs';
import { dataPath, profilePath } from './places.ts';

const home = join(CLONE, '..', 'somebody');

describe('where a start finds its things', () => {
  it('the profile that comes along, or the one named from where the person stood', () => {
    expect(profilePath(undefined, {})).toBe(join(CLONE, 'profiles', 'simulated.json'));
    expect(profilePath('p.json', { INIT_CWD: resolve('/somewhere') })).toBe(resolve('/somewhere/p.json'));
    expect(profilePath('p.json', {})).toBe(resolve('p.json'));
    expect(profilePath(resolve('/etc/p.json'), { INIT_CWD: resolve('/somewhere') })).toBe(
      resolve('/etc/p.json'),
    );
  });

  it('the data folder, likewise', () => {
    expect(dataPath('../d', { INIT_CWD: resolve('/a/b') }, home)).toEqual({
      ok: true,
      value: resolve('/a/d'),
    });
    const path = dataPath(undefined, {}, home);
    expect(path).toMatchObject({ ok: true });
    expect(path).toHaveProperty('value', expect.stringMatching(/^.*somebody.*[Vv]estibule.*$/));
  });

  it.runIf(process.platform === 'linux')('never by default inside the clone', () => {
    const refused = { ok: false, error: { message: expect.stringContaining('--data') } };
    expect(dataPath(undefined, {}, CLONE)).toMatchObject(refused);
    expect(dataPath(undefined, { XDG_DATA_HOME: join(CLONE, 'data') }, home)).toMatchObject(refused);
    // Whoever asks for it by name gets it.
    expect(dataPath(join(CLONE, 'data'), {}, home)).toMatchObject({ ok: true });
  });
});
