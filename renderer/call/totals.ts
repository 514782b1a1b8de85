import type { QualitySample } from './quality.ts';

/** What has come and gone on one connection since it began (W3C Identifiers for WebRTC's Statistics API). */
export type Totals = {
  readonly frames: number;
  readonly audioPackets: number;
  readonly packets: number;
  readonly packetsLost: number;
  /** Samples of sound: played, and of them made up although there was something to be heard. */
  readonly samples: number;
  readonly concealed: number;
  /** Of ours, as the far side reports it, 0 to 1; null = not reported yet. */
  readonly farLost: number | null;
  /** Milliseconds. */
  readonly roundTrip: number | null;
};

type Fields = Readonly<Record<string, unknown>>;
const number = (of: Fields, field: string): number => {
  const value = of[field];
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
};
const worse = (one: number | null, other: number): number => (one === null ? other : Math.max(one, other));

/** What the far side reported longer ago is past: of a picture that is not sent any more it reports nothing. */
const FRESH = 6_000;

export function totalsOf(report: { readonly forEach: (see: (stats: Fields) => void) => void }): Totals {
  const total = { frames: 0, audioPackets: 0, packets: 0, packetsLost: 0, samples: 0, concealed: 0 };
  let farLost: number | null = null;
  let roundTrip: number | null = null;
  let newest = 0;
  report.forEach((stats) => {
    newest = Math.max(newest, number(stats, 'timestamp'));
  });
  report.forEach((stats) => {
    if (stats.type === 'inbound-rtp') {
      total.packets += number(stats, 'packetsReceived');
      total.packetsLost += number(stats, 'packetsLost');
      if (stats.kind === 'video') total.frames += number(stats, 'framesDecoded');
      else {
        total.audioPackets += number(stats, 'packetsReceived');
        total.samples += number(stats, 'totalSamplesReceived');
        total.concealed += number(stats, 'concealedSamples') - number(stats, 'silentConcealedSamples');
      }
    } else if (stats.type === 'remote-inbound-rtp' && newest - number(stats, 'timestamp') < FRESH) {
      farLost = worse(farLost, number(stats, 'fractionLost'));
      if (typeof stats.roundTripTime === 'number') roundTrip = worse(roundTrip, stats.roundTripTime * 1_000);
    }
  });
  return { ...total, farLost, roundTrip };
}

const share = (part: number, whole: number): number =>
  whole > 0 ? Math.min(1, Math.max(0, part / whole)) : 0;

/** What happened between two looks. `due`: what the far side says that it sends. */
export function sampleBetween(
  before: { readonly at: number; readonly totals: Totals },
  now: { readonly at: number; readonly totals: Totals },
  due: { readonly picture: boolean; readonly sound: boolean },
): QualitySample {
  const [a, b] = [before.totals, now.totals];
  const seconds = Math.max(0.001, (now.at - before.at) / 1_000);
  const came = b.packets - a.packets;
  const missed = b.packetsLost - a.packetsLost;
  const lost = share(missed, came + missed);
  return {
    at: now.at,
    framesPerSecond: due.picture ? Math.max(0, b.frames - a.frames) / seconds : null,
    concealed: due.sound ? share(b.concealed - a.concealed, b.samples - a.samples) : null,
    lost: worse(b.farLost, lost),
    roundTrip: b.roundTrip,
  };
}
