import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { advice, installArguments, npmCommand, npmEnvironment } from './npm.mjs';

describe('the environment npm is run in', () => {
  it.each([
    'NODE_ENV',
    'CI',
    'npm_config_production',
    'npm_config_omit',
    'NPM_CONFIG_OMIT',
    'npm_config_include',
    'npm_config_optional',
    'npm_config_ignore_scripts',
    'npm_config_dry_run',
    'npm_config_global',
    'npm_config_location',
    'npm_config_prefix',
    'npm_config_local_prefix',
    'npm_config_only',
    'npm_config_also',
    'npm_config_package_lock_only',
    'npm_config_os',
    'npm_config_cpu',
    'npm_config_workspace',
    'npm_config_legacy_peer_deps',
    'npm_config_engine_strict',
    'npm_config_install_strategy',
    'npm_config_loglevel',
    'npm_config_keys',
  ])('has no %s', (name) => {
    expect(npmEnvironment({ [name]: 'x' })).toEqual({});
  });

  it.each([
    'PATH',
    'HOME',
    'HTTPS_PROXY',
    'NODE_EXTRA_CA_CERTS',
    'npm_config_registry',
    'NPM_CONFIG_REGISTRY',
    'npm_config_@bank:registry',
    'npm_config_//registry.example/:_authToken',
    'npm_config_https_proxy',
    'npm_config_https-proxy',
    'npm_config_proxy',
    'npm_config_noproxy',
    'npm_config_cafile',
    'npm_config_strict_ssl',
    'npm_config_cache',
    'npm_config_prefer_offline',
    'npm_config_fetch_timeout',
    'npm_config_userconfig',
  ])('keeps %s', (name) => {
    expect(npmEnvironment({ [name]: 'x' })).toEqual({ [name]: 'x' });
  });
});

describe('the install', () => {
  it('is a clean one with everything in it, for this machine', () => {
    const given = installArguments({ platform: 'linux', arch: 'arm64' });
    expect(given.slice(0, 3)).toEqual(['ci', '--include=dev', '--include=optional']);
    expect(given).toEqual(
      expect.arrayContaining(['--no-dry-run', '--no-global', '--os=linux', '--cpu=arm64']),
    );
  });
});

describe('how npm is run', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'npm-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const place = (platform = 'linux', environment = {}) => ({
    execPath: join(folder, 'bin', 'node'),
    platform,
    environment,
  });
  const npmIn = (...names: string[]) => {
    const cli = join(folder, ...names, 'node_modules', 'npm', 'bin', 'npm-cli.js');
    mkdirSync(join(cli, '..'), { recursive: true });
    writeFileSync(cli, '');
    return cli;
  };

  it('by the npm that runs this script, on the Node that runs that npm', () => {
    const environment = { npm_execpath: '/opt/npm/bin/npm-cli.js', npm_node_execpath: '/opt/node' };
    expect(npmCommand(place('linux', environment))).toEqual({
      command: '/opt/node',
      prefix: ['/opt/npm/bin/npm-cli.js'],
    });
  });

  it("not by another package manager, which would not read npm's lockfile", () => {
    expect(npmCommand(place('linux', { npm_execpath: '/opt/pnpm/bin/pnpm.cjs' }))).toEqual({
      command: 'npm',
      prefix: [],
    });
  });

  it('by the one beside this Node', () => {
    const cli = npmIn('lib');
    expect(npmCommand(place())).toEqual({ command: join(folder, 'bin', 'node'), prefix: [cli] });
  });

  it('on Windows by the one a folder of PATH has', () => {
    const cli = npmIn('programs');
    const environment = { Path: `C:\\nothing;${join(folder, 'programs')}` };
    expect(npmCommand(place('win32', environment)).prefix).toEqual([cli]);
  });
});

describe('the one thing to do', () => {
  it.each([
    ['npm error code ENOTFOUND', 'network'],
    ['npm error network request failed, reason: connect ECONNREFUSED', 'network'],
    ['npm error code ENOSPC', 'disk'],
    ["npm error Error: EACCES: permission denied, mkdir 'node_modules'", 'writable'],
    ['npm error code EUSAGE', 'lockfile'],
    ['npm error code EINTEGRITY', 'cache'],
    ['npm error code SELF_SIGNED_CERT_IN_CHAIN', 'NODE_EXTRA_CA_CERTS'],
    ['npm error code E401', 'npm login'],
    ['npm error code E404', 'registry'],
    ['npm error something new', 'Mend what npm says'],
  ])('after "%s" is about %s', (line, word) => {
    expect(advice(['npm warn old', line])).toContain(word);
  });
});
