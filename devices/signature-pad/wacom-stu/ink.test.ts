import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InkRecorder, type InkStep, MAXIMUM_POINTS, millisecondsBetween, samplesBetween } from './ink.ts';
import { boxOnTablet, layoutOf } from './layout.ts';
import type { Capability, PenSample } from './protocol.ts';

const CAPABILITY: Capability = {
  maxX: 9_600,
  maxY: 6_000,
  pressure: 1_023,
  width: 320,
  height: 200,
  rate: 200,
  resolution: 2_540,
  encodings: ['mono'],
};
const LAYOUT = layoutOf(CAPABILITY);
if (!LAYOUT) throw new Error('no layout');
const BOX = boxOnTablet(LAYOUT, CAPABILITY);

const recorder = () => new InkRecorder(CAPABILITY, LAYOUT, 1_000);
/** The pen down at a place of the box. */
const at = (x: number, y: number, rest: Partial<PenSample> = {}): PenSample => ({
  near: true,
  down: true,
  pressure: 512,
  x: Math.round(BOX.left + (BOX.right - BOX.left) * x),
  y: Math.round(BOX.top + (BOX.bottom - BOX.top) * y),
  ...rest,
});
const up: PenSample = { near: true, down: false, pressure: 0, x: 0, y: 0 };
const onButton = (name: 'clear' | 'confirm' | 'cancel'): PenSample => {
  const { left, right, top, bottom } = LAYOUT.buttons[name];
  return {
    near: true,
    down: true,
    pressure: 300,
    x: ((left + right) / 2) * 30,
    y: ((top + bottom) / 2) * 30,
  };
};
const kinds = (steps: readonly InkStep[]) =>
  steps.map((step) => (step.kind === 'ink' ? `ink ${step.stroke}${step.ended ? ' ended' : ''}` : step.kind));

describe('counts that wrap', () => {
  it('tell how many samples lie between two, or that it is no later one', () => {
    fc.assert(
      fc.property(fc.nat(0xffff), fc.nat(40_000), (last, step) => {
        const next = (last + step) % 65_536;
        expect(samplesBetween(last, next)).toBe(step === 0 || step >= 32_768 ? undefined : step - 1);
      }),
    );
    expect(samplesBetween(65_535, 0)).toBe(0);
    expect(samplesBetween(65_534, 2)).toBe(3);
  });

  it('tell the milliseconds between two samples, however often they wrapped', () => {
    fc.assert(
      fc.property(
        fc.nat(0xffff),
        fc.nat(1_000_000),
        fc.integer({ min: -20_000, max: 20_000 }),
        (last, passed, late) => {
          // The host hears of it a little late, or the first of them was.
          expect(millisecondsBetween(last, (last + passed) % 65_536, passed + late)).toBe(passed);
        },
      ),
    );
  });
});

describe('strokes', () => {
  it('are from pen down to pen up, in shares of the box and of the pressure', () => {
    const ink = recorder();
    expect(kinds(ink.sample(at(0.25, 0.5), 1_010))).toEqual(['ink 0']);
    expect(kinds(ink.sample(at(0.5, 0.5), 1_015))).toEqual(['ink 0']);
    expect(kinds(ink.sample(up, 1_020))).toEqual(['ink 0 ended']);
    expect(kinds(ink.sample(at(0.1, 0.1), 1_400))).toEqual(['ink 1']);
    const [first, second] = ink.strokes;
    expect(
      first?.map(({ t, x, y, pressure }) => [t, x.toFixed(2), y.toFixed(2), pressure.toFixed(2)]),
    ).toEqual([
      [10, '0.25', '0.50', '0.50'],
      [15, '0.50', '0.50', '0.50'],
    ]);
    expect(second).toHaveLength(1);
    expect(ink.lostSamples).toBe('unknown');
  });

  it('give the digitiser’s own numbers back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Math.ceil(BOX.left), max: Math.ceil(BOX.right) - 1 }),
        fc.integer({ min: Math.ceil(BOX.top), max: Math.ceil(BOX.bottom) - 1 }),
        (x, y) => {
          const ink = recorder();
          ink.sample({ ...at(0, 0), x, y }, 1_000);
          const point = ink.strokes[0]?.[0];
          expect(Math.round(BOX.left + (point?.x ?? -1) * (BOX.right - BOX.left))).toBe(x);
          expect(Math.round(BOX.top + (point?.y ?? -1) * (BOX.bottom - BOX.top))).toBe(y);
        },
      ),
    );
  });

  it('end at the border of the box and begin anew inside it', () => {
    const ink = recorder();
    ink.sample(at(0.5, 0.5), 1_000);
    expect(kinds(ink.sample(onButton('confirm'), 1_005))).toEqual(['ink 0 ended']);
    expect(kinds(ink.sample(at(0.6, 0.6), 1_010))).toEqual(['ink 1']);
    expect(kinds(ink.sample(onButton('confirm'), 1_015))).toEqual(['ink 1 ended']);
    expect(kinds(ink.sample(up, 1_020))).toEqual([]);
  });

  it('that begin outside the box are none', () => {
    const ink = recorder();
    ink.sample({ ...at(0, 0), x: 0, y: 0 }, 1_000);
    expect(kinds(ink.sample(at(0.5, 0.5), 1_005))).toEqual([]);
    ink.sample(up, 1_010);
    expect(ink.strokes).toEqual([]);
  });

  it('have times of the pad’s own clock, which wraps, and never go back', () => {
    const ink = recorder();
    ink.sample(at(0.1, 0.1, { time: 65_530 }), 1_100);
    ink.sample(at(0.2, 0.1, { time: 65_535 }), 1_120);
    ink.sample(at(0.3, 0.1, { time: 4 }), 1_121);
    ink.sample(at(0.3, 0.1, { time: 2 }), 1_122);
    const times = ink.strokes[0]?.map(({ t }) => t) ?? [];
    expect(times.slice(0, 3)).toEqual([100, 105, 110]);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it('tell samples that were lost, throw away repeated and old ones', () => {
    const ink = recorder();
    expect(kinds(ink.sample(at(0.1, 0.1, { sequence: 65_534 }), 1_000))).toEqual(['ink 0']);
    expect(kinds(ink.sample(at(0.2, 0.1, { sequence: 65_535 }), 1_005))).toEqual(['ink 0']);
    expect(ink.sample(at(0.3, 0.1, { sequence: 2 }), 1_010)[0]).toEqual({ kind: 'lost', count: 2 });
    expect(kinds(ink.sample(at(0.3, 0.1, { sequence: 2 }), 1_011))).toEqual(['garbage']);
    expect(kinds(ink.sample(at(0.3, 0.1, { sequence: 1 }), 1_012))).toEqual(['garbage']);
    expect(ink.lostSamples).toBe(2);
    expect(ink.strokes[0]).toHaveLength(3);
  });

  it('never leave the pad', () => {
    const ink = recorder();
    expect(kinds(ink.sample({ ...at(0.5, 0.5), x: 9_601 }, 1_000))).toEqual(['garbage']);
    expect(ink.strokes).toEqual([]);
  });

  it('are at most so long', () => {
    const ink = recorder();
    for (let index = 0; index < MAXIMUM_POINTS; index += 1) ink.sample(at(0.5, 0.5), 1_000 + index);
    expect(kinds(ink.sample(at(0.5, 0.5), 99_999))).toEqual(['tooLong']);
  });
});

describe('taps', () => {
  it.each(['clear', 'confirm', 'cancel'] as const)('on %s', (button) => {
    const ink = recorder();
    ink.sample(onButton(button), 1_000);
    expect(ink.sample(up, 1_080)).toEqual([{ kind: 'tap', button }]);
  });

  it('that slide away, or to another button, are none', () => {
    const ink = recorder();
    ink.sample(onButton('confirm'), 1_000);
    ink.sample(onButton('cancel'), 1_010);
    expect(ink.sample(up, 1_080)).toEqual([]);
    ink.sample(onButton('confirm'), 2_000);
    ink.sample(at(0.5, 0.5), 2_010);
    expect(ink.sample(up, 2_080)).toEqual([]);
  });

  it('and ink begun while muted count only after the pen was lifted', () => {
    const ink = recorder();
    ink.muted = true;
    expect(kinds(ink.sample(at(0.5, 0.5), 1_000))).toEqual([]);
    ink.muted = false;
    expect(kinds(ink.sample(at(0.5, 0.5), 1_010))).toEqual([]);
    ink.sample(up, 1_020);
    expect(kinds(ink.sample(at(0.5, 0.5), 1_030))).toEqual(['ink 0']);
    ink.clear();
    expect(kinds(ink.sample(at(0.6, 0.5), 1_040))).toEqual([]);
    expect(ink.strokes).toEqual([]);
  });
});
