import { expect, it } from 'vitest';
import { portWords } from './port-words.ts';

it('says why a port cannot be had, and what to do', () => {
  expect(portWords('portBusy', 8460, '--port')).toMatch(/8460 .* in use by another program\..* --port/);
  expect(portWords('portRefused', 80, '--branch-port')).toMatch(
    /not permitted to open port 80 .*1024.* --branch-port/,
  );
});
