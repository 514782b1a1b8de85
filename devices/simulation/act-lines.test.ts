import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ok } from '#foundation/result.ts';
import { actOn, LINE_LENGTH, lineCutter } from './act-lines.ts';
import type { Simulator } from './simulator.ts';

function cut(...pieces: string[]): (string | undefined)[] {
  const lines: (string | undefined)[] = [];
  const push = lineCutter((line) => lines.push(line));
  for (const piece of pieces) push(piece);
  return lines;
}

describe('lineCutter', () => {
  it.each([
    ['one line', ['a\n'], ['a']],
    ['two lines merged', ['a\nb\n'], ['a', 'b']],
    ['a split line', ['a', 'b', 'c\nd', '\n'], ['abc', 'd']],
    ['empty lines', ['\n \n\r\na\n'], ['a']],
    ['half a line', ['a\nb'], ['a']],
  ])('%s', (_, pieces, lines) => {
    expect(cut(...pieces)).toEqual(lines);
  });

  it('cuts the same whatever the pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z\n]*$/)), (pieces) => {
        expect(cut(...pieces)).toEqual(cut(pieces.join('')));
      }),
    );
  });

  it('tells a line past its bound once, however it came, and goes on with the next', () => {
    const long = 'x'.repeat(LINE_LENGTH + 1);
    expect(cut(`${long}\n`, 'a\n')).toEqual([undefined, 'a']);
    expect(cut(long, long, long, '\na\n')).toEqual([undefined, 'a']);
  });
});

describe('actOn', () => {
  const simulator = {
    act: (name: string, input: unknown) => ok({ name, input }),
  } as Pick<Simulator, 'act'> as Simulator;

  it('does what a line says, with an empty input when there is none', () => {
    expect(actOn(simulator, '{"act":"lift","input":{"a":1}}')).toEqual({
      act: 'lift',
      result: ok({ name: 'lift', input: { a: 1 } }),
    });
    expect(actOn(simulator, '{"act":"lift"}')).toMatchObject({ result: ok({ name: 'lift', input: {} }) });
  });

  it.each([
    ['what is too long', undefined],
    ['what is not JSON', 'insertCard'],
    ['a list', '[]'],
    ['an act that is no text', '{"act":1}'],
    ['an unknown key', '{"act":"lift","now":true}'],
    ['a name without end', JSON.stringify({ act: 'x'.repeat(65) })],
  ])('refuses %s', (_, text) => {
    expect(actOn(simulator, text)).toMatchObject({ result: { ok: false, error: { code: 'badInput' } } });
  });
});
