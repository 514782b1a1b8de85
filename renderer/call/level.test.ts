import { describe, expect, it } from 'vitest';
import { barOf, Ear, loudness, SPEECH } from './level.ts';

const tone = (amplitude: number) =>
  Float32Array.from({ length: 960 }, (_, at) => amplitude * Math.sin((2 * Math.PI * 440 * at) / 48_000));

describe('how loud it is', () => {
  it.each([
    [1, -3],
    [0.1, -23],
    [0.01, -43],
    [0, Number.NEGATIVE_INFINITY],
  ])('an amplitude of %f is %f decibels', (amplitude, decibels) => {
    expect(Math.round(loudness(tone(amplitude)))).toBe(decibels);
  });

  it('fills the bar from a whisper to a shout, and never more', () => {
    expect([Number.NEGATIVE_INFINITY, SPEECH.least, -36, SPEECH.most, 0].map(barOf)).toEqual([
      0, 0, 0.5, 1, 1,
    ]);
    expect(loudness(new Float32Array(0))).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe('whether somebody speaks', () => {
  const listen = (ear: Ear, from: number, milliseconds: number, decibels: number) => {
    const told: boolean[] = [];
    for (let at = from; at < from + milliseconds; at += 80) {
      const one = ear.hear(at, decibels);
      if (one !== null) told.push(one);
    }
    return told;
  };

  it('tells once that it hears somebody', () => {
    expect(listen(new Ear(), 0, 5_000, -25)).toEqual([true]);
  });

  it('is not deceived by a knock', () => {
    const ear = new Ear();
    expect([...listen(ear, 0, 160, -5), ...listen(ear, 160, 3_000, -70)]).toEqual([]);
  });

  it('hears words with gaps between them', () => {
    const ear = new Ear();
    const told = [0, 1, 2, 3, 4].flatMap((word) => [
      ...listen(ear, word * 400, 160, -30),
      ...listen(ear, word * 400 + 160, 240, -65),
    ]);
    expect(told).toEqual([true]);
  });

  it('tells once that it hears nothing, and still hears what comes later', () => {
    const ear = new Ear();
    expect(listen(ear, 0, 10_000, -70)).toEqual([false]);
    expect(listen(ear, 10_000, 2_000, -20)).toEqual([true]);
  });
});
