import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bridgeUrl } from './web-socket-carrier.ts';

const page = (name: string): string => readFileSync(new URL(`../${name}.html`, import.meta.url), 'utf8');

describe.each(['customer', 'bench'])('%s.html', (name) => {
  const html = page(name);

  test('has the places the host fills, written as the host looks for them', () => {
    expect(html).toContain('<meta name="vestibule-token" content="">');
    expect(html).toContain(`<meta name="vestibule-role" content="${name}">`);
  });

  test('holds nothing that the page policy refuses', () => {
    expect(html).not.toMatch(/\sstyle=|<style|\son\w+=|javascript:|https?:/);
    expect([...html.matchAll(/<script(?![^>]*\ssrc=)/g)]).toEqual([]);
    expect(html).toContain('translate="no"');
  });
});

test('the bridge is where the page came from', () => {
  expect(bridgeUrl({ protocol: 'http:', host: '127.0.0.1:8123' })).toBe('ws://127.0.0.1:8123/bridge');
  expect(bridgeUrl({ protocol: 'https:', host: 'branch.example' })).toBe('wss://branch.example/bridge');
});
