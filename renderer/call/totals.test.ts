import { describe, expect, it } from 'vitest';
import { sampleBetween, type Totals, totalsOf } from './totals.ts';

const NOTHING: Totals = {
  frames: 0,
  audioPackets: 0,
  packets: 0,
  packetsLost: 0,
  samples: 0,
  concealed: 0,
  farLost: null,
  roundTrip: null,
};
const BOTH = { picture: true, sound: true };

describe("what the browser's figures come to", () => {
  it('adds up picture and sound, and takes the worse of what the far side reports', () => {
    const totals = totalsOf([
      { type: 'inbound-rtp', kind: 'video', framesDecoded: 30, packetsReceived: 100, packetsLost: 5 },
      {
        type: 'inbound-rtp',
        kind: 'audio',
        packetsReceived: 50,
        packetsLost: -1,
        totalSamplesReceived: 48_000,
        concealedSamples: 4_800,
        silentConcealedSamples: 800,
      },
      { type: 'remote-inbound-rtp', kind: 'video', fractionLost: 0.25, roundTripTime: 0.04 },
      { type: 'remote-inbound-rtp', kind: 'audio', fractionLost: 0.1, roundTripTime: 0.2 },
      { type: 'codec', framesDecoded: 7 },
    ]);
    expect(totals).toEqual({
      frames: 30,
      audioPackets: 50,
      packets: 150,
      packetsLost: 4,
      samples: 48_000,
      concealed: 4_000,
      farLost: 0.25,
      roundTrip: 200,
    });
  });

  it('takes no notice of what the far side reported long ago', () => {
    const report = (timestamp: number) => ({
      type: 'remote-inbound-rtp',
      fractionLost: 0.3,
      roundTripTime: 1,
      timestamp,
    });
    const now = { type: 'peer-connection', timestamp: 100_000 };
    expect(totalsOf([report(99_000), now]).farLost).toBe(0.3);
    expect(totalsOf([report(90_000), now])).toEqual(NOTHING);
  });

  it('takes figures that are no figures for nothing', () => {
    expect(
      totalsOf([{ type: 'inbound-rtp', kind: 'video', framesDecoded: 'many', packetsReceived: Number.NaN }]),
    ).toEqual(NOTHING);
  });
});

describe('what happened between two looks', () => {
  it('is told a second and as shares', () => {
    const now = {
      ...NOTHING,
      frames: 30,
      packets: 90,
      packetsLost: 10,
      samples: 1_000,
      concealed: 250,
      roundTrip: 80,
    };
    expect(sampleBetween({ at: 0, totals: NOTHING }, { at: 2_000, totals: now }, BOTH)).toEqual({
      at: 2_000,
      framesPerSecond: 15,
      concealed: 0.25,
      lost: 0.1,
      roundTrip: 80,
    });
  });

  it('says nothing of what is not due, and stays within bounds where counts run back', () => {
    const before = {
      ...NOTHING,
      frames: 9,
      packets: 90,
      packetsLost: 50,
      samples: 10,
      concealed: 9,
      farLost: 0.5,
    };
    const sample = sampleBetween({ at: 0, totals: before }, { at: 0, totals: NOTHING }, BOTH);
    expect(sample).toMatchObject({ framesPerSecond: 0, concealed: 0, lost: 0 });
    expect(
      sampleBetween({ at: 0, totals: before }, { at: 1, totals: before }, { picture: false, sound: false }),
    ).toMatchObject({ framesPerSecond: null, concealed: null, lost: 0.5 });
  });
});
