import { expect, it } from 'vitest';
import { returnPath } from './return-path.ts';

const back = (path: string) => returnPath(`?return=${encodeURIComponent(path)}`, 'http://127.0.0.1:8461');

it.each(['/lobby', '/counter?x=1'])('%s: a page of this origin', (path) => expect(back(path)).toBe(path));

it.each([
  '',
  '/',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https://evil.example/',
  'javascript:alert(1)',
  'lobby',
  '/%09/evil.example',
  '/\t/evil.example',
  '/staff',
  '/staff?return=/staff',
])('%s leads nowhere', (path) => expect(back(path)).toBeUndefined());

it('nothing asked, nothing done', () => expect(returnPath('', 'http://127.0.0.1:1')).toBeUndefined());
