import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaptureOutput } from '#devices/signature-pad/contract.ts';
import { evidenceRecordSchema } from '#documents/evidence/record.ts';
import { strokesSchema } from '#documents/evidence/strokes.ts';
import { PadInk } from './pad-ink.ts';

type Confirmed = Extract<CaptureOutput, { readonly outcome: 'confirmed' }>;

const line = (count: number, from = 0) =>
  Array.from({ length: count }, (_, at) => ({
    t: from + at * 5,
    x: at / count,
    y: 0.5,
    pressure: 0.4,
    sequence: at,
  }));

const confirmed = (over: Partial<Confirmed> = {}): Confirmed => ({
  outcome: 'confirmed',
  strokes: [line(40, 90_000), line(20, 91_000)],
  lostSamples: 0,
  capabilities: {
    model: 'STU-540',
    screen: { width: 800, height: 480 },
    tablet: { maxX: 10_800, maxY: 6_480, maxPressure: 1_023 },
    reportRate: 200,
    image: 'colour24',
  },
  box: { left: 400, top: 2_000, right: 10_400, bottom: 4_500 },
  aspect: 4,
  ...over,
});

const inked = (stroke: number, ended: boolean) =>
  ({ type: 'ink', captureId: 'c', stroke, points: [], ended }) as const;

describe('ink of a pad', () => {
  it('is counted while it is written, and is nowhere before it was confirmed', () => {
    const ink = new PadInk();
    expect(ink.hear(inked(0, false))).toBe(false);
    expect(ink.hear(inked(0, true))).toBe(true);
    expect(ink.hear(inked(1, true))).toBe(true);
    expect(ink.strokes).toBe(2);
    expect(ink.drawn().strokes).toEqual([]);
    expect(ink.isEnough).toBe(false);
    expect(ink.hear({ type: 'inkCleared', captureId: 'c' })).toBe(true);
    expect(ink.strokes).toBe(0);
  });

  it('has the units of the digitiser, the shape of the box, the pressure, and time from its first point', () => {
    const ink = new PadInk();
    expect(ink.confirm(confirmed())).toBe(true);
    const { box, strokes } = ink.drawn();
    expect(box).toEqual({ width: 10_000, height: 2_500 });
    expect(strokes.map((stroke) => stroke.length)).toEqual([40, 20]);
    expect(strokes[0]?.[0]).toEqual({ t: 0, x: 0, y: 1_250, pressure: 0.4 });
    expect(strokes[1]?.[0]?.t).toBe(1_000);
    expect(ink.isEnough).toBe(true);
    expect(ink.drawnOn).toEqual({ source: 'signaturePad', model: 'STU-540' });
  });

  it.each<[string, Partial<Confirmed>]>([
    ['samples are missing', { lostSamples: 1 }],
    ['nothing was written', { strokes: [] }],
    ['there are more points than an evidence record takes', { strokes: [line(20_001)] }],
    ['there are more strokes than a signature has', { strokes: Array.from({ length: 65 }, () => line(2)) }],
    ['it took longer than a signature takes', { strokes: [line(2), line(2, 700_000)] }],
  ])('is not taken when %s, and nothing of it stays', (_, over) => {
    const ink = new PadInk();
    expect(ink.confirm(confirmed(over))).toBe(false);
    expect(ink.strokes).toBe(0);
    expect(ink.drawn().strokes).toEqual([]);
  });

  it('of a pad that does not number its samples is taken as it came', () => {
    expect(new PadInk().confirm(confirmed({ lostSamples: 'unknown' }))).toBe(true);
  });

  it('names the pad in letters that an evidence record takes, whatever it calls itself', () => {
    const modelSchema = evidenceRecordSchema.shape.strokes.shape.model;
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: 'binary' }), (model) => {
        const ink = new PadInk();
        const { capabilities } = confirmed();
        expect(ink.confirm(confirmed({ capabilities: { ...capabilities, model } }))).toBe(true);
        expect(modelSchema.safeParse(ink.drawnOn.model).success).toBe(true);
      }),
    );
  });

  it('is as the evidence takes it, whatever was drawn in the box', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const stroke = fc.array(fc.tuple(fc.nat(300), share, share, share), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(
        fc.array(stroke, { minLength: 1, maxLength: 10 }),
        fc.double({ min: 0.2, max: 20, noNaN: true }),
        (drawn, aspect) => {
          let t = 0;
          const strokes = drawn.map((points) =>
            points.map(([step, x, y, pressure]) => {
              t += step;
              return { t, x, y, pressure };
            }),
          );
          const ink = new PadInk();
          expect(ink.confirm(confirmed({ strokes, aspect }))).toBe(true);
          expect(strokesSchema.safeParse(ink.drawn()).success).toBe(true);
        },
      ),
    );
  });
});
