import { describe, expect, it } from 'vitest';
import { LastLines, voice } from './say.mjs';

describe('the last lines of a program', () => {
  it('are whole, however they arrive', () => {
    const last = new LastLines();
    for (const piece of ['on', 'e\ntw', 'o\r\n\n', 'thr', 'ee']) last.add(piece);
    expect(last.lines).toEqual(['one', 'two', 'three']);
  });

  it('are bounded in number and length', () => {
    const last = new LastLines();
    last.add('x'.repeat(100_000));
    last.add('\n');
    for (let i = 0; i < 1_000; i++) last.add(`line ${i}\n`);
    expect(last.lines).toHaveLength(20);
    expect(last.lines.at(-1)).toBe('line 999');
    last.add('y'.repeat(100_000));
    expect(Math.max(...last.lines.map((line) => line.length))).toBe(500);
  });

  it('are those worth keeping', () => {
    const last = new LastLines((line) => !line.startsWith('noise'));
    last.add('noise 1\nword\nnoise 2\n');
    expect(last.lines).toEqual(['word']);
  });
});

describe('the voice', () => {
  it('rewrites the line of a step on a terminal and ends it with its outcome', () => {
    const written: string[] = [];
    const step = voice({ isTTY: true, write: (text: string) => written.push(text) }).step('Building');
    step.end('failed');
    expect(written.join('')).toBe('\r\u001b[KBuilding: failed (0 s)\n');
  });
});
