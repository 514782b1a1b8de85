import { describe, expect, it } from 'vitest';
import { addressMessage, benchUrl, browserEnvironment } from './open.ts';

const url = 'http://127.0.0.1:8460/';

describe('where no window opens', () => {
  it('the address is told, and why', () => {
    expect(addressMessage(url, false, undefined)).toBe(`Open ${url} in a browser on this machine.`);
    expect(addressMessage(url, true, 'there is no display')).toBe(
      `No window: there is no display. Open ${url} in a browser on this machine, and the bench at ${url}bench.`,
    );
  });
});

describe('the bench', () => {
  it('lies beside the terminal', () => {
    expect(benchUrl(url)).toBe('http://127.0.0.1:8460/bench');
  });
});

describe("a browser's environment", () => {
  it("has nothing that is meant for our own programs, nor the bank's token", () => {
    const environment = {
      DISPLAY: ':0',
      VESTIBULE_HOST_OPTIONS: '{}',
      BANK_TOKEN: 'secret',
      EMPTY: undefined,
    };
    expect(browserEnvironment(environment, 'BANK_TOKEN')).toEqual({ DISPLAY: ':0' });
    expect(browserEnvironment(environment, undefined)).toEqual({ DISPLAY: ':0', BANK_TOKEN: 'secret' });
  });
});
