import { type CardExpiry, type Pan, parseExpiry, parsePan } from './pan.ts';

export type TrackNumber = 1 | 2 | 3;

/**
 * ISO/IEC 7811-6: which characters a track can hold and how many, sentinels and LRC included. Track 1 codes 6 bits
 * (20..5F), tracks 2 and 3 code 4 bits (30..3F).
 */
export const TRACK_SHAPES: Readonly<Record<TrackNumber, RegExp>> = {
  1: /^[\x20-\x5f]{1,79}$/,
  2: /^[\x30-\x3f]{1,40}$/,
  3: /^[\x30-\x3f]{1,107}$/,
};

const START_SENTINELS: Readonly<Record<TrackNumber, string>> = { 1: '%', 2: ';', 3: ';' };
const END_SENTINEL = '?';

/**
 * The track's characters alone. Readers differ in whether they hand over the sentinels and the LRC after the end
 * sentinel; neither sentinel can be data (ISO/IEC 7811-6), so taking them off is safe.
 */
export function withoutSentinels(track: TrackNumber, characters: string): string {
  const inner = characters.startsWith(START_SENTINELS[track]) ? characters.slice(1) : characters;
  const end = inner.indexOf(END_SENTINEL);
  return end >= 0 && end >= inner.length - 2 ? inner.slice(0, end) : inner;
}

/** What a financial stripe says publicly. */
export type StripeCard = {
  readonly pan: Pan;
  readonly expiry: CardExpiry;
  /** ISO/IEC 7813 service code, three digits, when the track has one. */
  readonly serviceCode?: string;
};

function stripeCard(
  panText: string | undefined,
  yymm: string | undefined,
  serviceCode: string | undefined,
): StripeCard | undefined {
  const pan = parsePan(panText ?? '');
  const expiry = parseExpiry(yymm ?? '');
  if (!pan || !expiry) return undefined;
  return serviceCode === undefined ? { pan, expiry } : { pan, expiry, serviceCode };
}

/**
 * Track 1, format B (ISO/IEC 7813): `B` PAN `^` name `^` YYMM, service code, discretionary. The name is left on
 * the card. `undefined` when it is no such track.
 */
export function parseTrack1(characters: string): StripeCard | undefined {
  if (!TRACK_SHAPES[1].test(characters)) return undefined;
  const match = /^B([0-9]{12,19})\^[^^]{0,26}\^([0-9]{4})([0-9]{3})?[^^]*$/.exec(characters);
  return match ? stripeCard(match[1], match[2], match[3]) : undefined;
}

/** Track 2 (ISO/IEC 7813): PAN `=` YYMM, service code, discretionary. `undefined` when it is no such track. */
export function parseTrack2(characters: string): StripeCard | undefined {
  if (!TRACK_SHAPES[2].test(characters)) return undefined;
  const match = /^([0-9]{12,19})=([0-9]{4})([0-9]{3})?[^=]*$/.exec(characters);
  return match ? stripeCard(match[1], match[2], match[3]) : undefined;
}

/** A first digit of 2 or 6 says that the card has a chip and the chip is to be used (ISO/IEC 7813). */
export const demandsChip = (serviceCode: string | undefined): boolean => /^[26]/.test(serviceCode ?? '');
