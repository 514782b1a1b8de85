import { type Clock, systemClock } from '#foundation/clock.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { CardReader } from '../contract.ts';
import { demandsChip, parseTrack1, parseTrack2, type StripeCard } from '../magstripe.ts';
import { type CardExpiry, maskPan, type Pan, passesLuhn } from '../pan.ts';
import { readApplication } from './application.ts';
import type { ChipReader } from './chip-reader.ts';
import { ChipSession, SW_OK, selectCommand } from './chip-session.ts';
import { applicationLabel } from './label.ts';
import {
  type ChipError,
  fromDevice,
  invalidData,
  leavesStripe,
  mayPass,
  type ReadCardError,
} from './read-error.ts';
import { type CardScheme, schemeOfAid, schemeOfPan } from './schemes.ts';
import { type Candidate, listCandidates } from './selection.ts';
import { findTag, parseTlv } from './tlv.ts';

export { type CardExpiry, type CardScheme, maskPan, type Pan, type ReadCardError };

/** A card's public data. The holder's name stays on the card: no service needs it. */
export type CardData = {
  readonly source: 'chip' | 'stripe';
  readonly pan: Pan;
  /** Tells cards of one account apart, two digits (tag 5F34). */
  readonly panSequence?: string;
  /** The application's own name, fit to be shown; absent when the card gives none that is. */
  readonly label?: string;
  readonly scheme: CardScheme;
  readonly expiry: CardExpiry;
  /** False: the number's check digit is wrong. A warning; the bank decides. */
  readonly checkDigitRight: boolean;
};

export type ReadCardPolicy = {
  /** Refuse the stripe of a card whose stripe says that it has a chip. Default true: this terminal reads chips. */
  readonly chipDemanded: boolean;
};

/** Longest reading of one card's chip, milliseconds; a customer will not wait longer. */
export const CHIP_READING_MILLISECONDS = 45_000;

const PDOL = 0x9f38;

/**
 * Reads the card that is inside: the chip (directory or list of AIDs, the card's own order, blocked applications
 * left out); when an answer was damaged or lost, once more after a cold reset; then the stripe. The chip is without
 * power afterwards, whatever happened. `ids` gives each reader command its id.
 */
export async function readCard(
  reader: CardReader,
  ids: () => string,
  clock: Clock = systemClock,
  policy: ReadCardPolicy = { chipDemanded: true },
): Promise<Result<CardData, ReadCardError>> {
  const chip = await readChipTwice(reader, ids, clock);
  if (chip.ok) return chip;
  const { error } = chip;
  if (!leavesStripe(error)) return err(inWords(error));
  const stripe = await readStripe(reader, ids, policy);
  return stripe.ok ? stripe : err(whoFailed(error, stripe.error));
}

/** The same for a card without a stripe that counts: a blank card out of a dispenser's stack. */
export async function readChipCard(
  reader: ChipReader,
  ids: () => string,
  clock: Clock = systemClock,
): Promise<Result<CardData, ReadCardError>> {
  const chip = await readChipTwice(reader, ids, clock);
  return chip.ok ? chip : err(inWords(chip.error));
}

async function readChipTwice(
  reader: ChipReader,
  ids: () => string,
  clock: Clock,
): Promise<Result<CardData, ChipError>> {
  const endsAt = clock.monotonic() + CHIP_READING_MILLISECONDS;
  const first = await readChip(reader, ids, clock, endsAt);
  const again = !first.ok && mayPass(first.error) && clock.monotonic() < endsAt;
  return again ? readChip(reader, ids, clock, endsAt) : first;
}

/**
 * Neither way worked: a fault of the reader is told as that and not blamed on the card; otherwise the stripe's word
 * counts, unless the chip said more precisely what is wrong.
 */
function whoFailed(chip: ChipError, stripe: ReadCardError): ReadCardError {
  if (isMute(chip)) return stripe;
  if (chip.code === 'device') return chip;
  return chip.code === 'invalidData' && stripe.code === 'unreadable' ? chip : stripe;
}

const isMute = (error: ChipError): error is Exclude<ChipError, ReadCardError> =>
  error.code === 'chipMute' || error.code === 'chipLost';

const inWords = (error: ChipError): ReadCardError => (isMute(error) ? { code: 'unreadable' } : error);

/** One reading after a cold reset: powering is one. */
async function readChip(
  reader: ChipReader,
  ids: () => string,
  clock: Clock,
  endsAt: number,
): Promise<Result<CardData, ChipError>> {
  const powered = await reader.execute({ id: ids(), name: 'chipPowerOn', input: {} });
  if (!powered.ok) return err(fromDevice(powered.error));
  try {
    const read = await readApplications(new ChipSession({ reader, ids, clock, endsAt }));
    return !read.ok && read.error.code === 'chipMute' ? err({ code: 'chipLost' }) : read;
  } finally {
    // What was read stands even when this fails; every motion of the reader takes the power away as well.
    await reader.execute({ id: ids(), name: 'chipPowerOff', input: {} });
  }
}

async function readApplications(session: ChipSession): Promise<Result<CardData, ChipError>> {
  const candidates = await listCandidates(session);
  if (!candidates.ok) return candidates;
  for (const candidate of candidates.value) {
    const read = await tryApplication(session, candidate);
    if (!read.ok) return read;
    if (read.value) return ok(read.value);
  }
  return err({ code: 'cardNotSupported', detail: 'no usable application' });
}

/** `undefined`: blocked or declining; the next one may do. */
async function tryApplication(
  session: ChipSession,
  candidate: Candidate,
): Promise<Result<CardData | undefined, ChipError>> {
  const selected = await session.send(selectCommand(candidate.aid));
  if (!selected.ok) return selected;
  if (selected.value.sw !== SW_OK) return ok(undefined);
  const fci = parseTlv(selected.value.data);
  if (!fci.ok) return err(invalidData(`application FCI: ${fci.error.code}`));
  const read = await readApplication(session, findTag(fci.value, PDOL)?.value);
  if (!read.ok || !read.value) return read.ok ? ok(undefined) : read;
  const label = applicationLabel(fci.value) ?? candidate.label;
  return ok({
    source: 'chip',
    ...read.value,
    ...(label === undefined ? {} : { label }),
    scheme: schemeOfAid(candidate.aid),
    checkDigitRight: passesLuhn(read.value.pan),
  });
}

async function readStripe(
  reader: CardReader,
  ids: () => string,
  policy: ReadCardPolicy,
): Promise<Result<CardData, ReadCardError>> {
  const result = await reader.execute({ id: ids(), name: 'readTracks', input: {} });
  if (!result.ok) {
    return err(inWords(fromDevice(result.error)));
  }
  const { track1, track2 } = result.value;
  const card: StripeCard | undefined =
    (track2.status === 'read' ? parseTrack2(track2.data) : undefined) ??
    (track1.status === 'read' ? parseTrack1(track1.data) : undefined);
  if (!card) return err({ code: 'unreadable' });
  if (policy.chipDemanded && demandsChip(card.serviceCode)) return err({ code: 'fallbackRefused' });
  return ok({
    source: 'stripe',
    pan: card.pan,
    scheme: schemeOfPan(card.pan),
    expiry: card.expiry,
    checkDigitRight: passesLuhn(card.pan),
  });
}
