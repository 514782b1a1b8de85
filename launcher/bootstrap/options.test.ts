import { describe, expect, it } from 'vitest';
import { DEFAULT_BRANCH_PORT, DEFAULT_PORT, HELP, readOptions } from './options.mjs';

const defaults = {
  shell: undefined,
  kiosk: false,
  port: DEFAULT_PORT,
  branchPort: DEFAULT_BRANCH_PORT,
  branch: undefined,
  enrol: undefined,
  data: undefined,
  profile: undefined,
  dev: false,
};

describe('options of npm start', () => {
  it.each([
    [[], {}],
    [['--shell', 'none'], { shell: 'none' }],
    [['--shell=electron', '--kiosk'], { shell: 'electron', kiosk: true }],
    [['--port', '0', '--branch-port', '0'], { port: 0, branchPort: 0 }],
    [['--port', '65535'], { port: 65_535 }],
    [['--data', '../d', '--profile', 'p.json'], { data: '../d', profile: 'p.json' }],
    [['--dev'], { dev: true }],
    [
      ['--branch', 'https://b.example:8461/', '--enrol', '7Q2W-XXXX'],
      { branch: 'https://b.example:8461/', enrol: '7Q2W-XXXX' },
    ],
    [['--branch', 'http://localhost:8461/'], { branch: 'http://localhost:8461/' }],
  ])('%j are read', (argv, options) => {
    expect(readOptions(argv)).toEqual({ kind: 'start', options: { ...defaults, ...options } });
  });

  it.each([[['--help']], [['-h']], [['--port', 'x', '--help']]])('%j ask for help', (argv) => {
    expect(readOptions(argv)).toEqual({ kind: 'help' });
  });

  it.each([
    [['--bogus'], '--bogus'],
    [['--shell', 'firefox'], '--shell firefox'],
    [['--shell'], '--shell'],
    [['--kiosk=yes'], '--kiosk'],
    [['--port', '65536'], '--port 65536'],
    [['--port', '-1'], '--port'],
    [['--port', '1e3'], '--port 1e3'],
    [['--port', ''], '--port '],
    [['--branch-port', '8x'], '--branch-port 8x'],
    [['--port', '9000', '--branch-port', '9000'], 'both 9000'],
    [['--data', ' '], '--data is empty'],
    [['--profile='], '--profile is empty'],
    [['--branch', 'http://b.example/'], '--branch http://b.example/'],
    [['--branch', 'https://b.example/x'], '--branch'],
    [['--enrol', '7Q2W'], '--enrol needs --branch'],
    [['stray'], 'stray'],
  ])('%j are refused, naming %s', (argv, named) => {
    const outcome = readOptions(argv);
    expect(outcome.kind).toBe('refused');
    expect(outcome).toHaveProperty('message', expect.stringContaining(named));
    expect(outcome).toHaveProperty('message', expect.stringMatching(/\. See npm start -- --help$/));
  });

  it('the help names every option', () => {
    for (const name of [
      'shell',
      'kiosk',
      'port',
      'branch-port',
      'branch',
      'enrol',
      'data',
      'profile',
      'dev',
      'help',
    ]) {
      expect(HELP).toContain(`--${name}`);
    }
  });
});
