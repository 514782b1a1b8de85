import { ascii, fromHex } from '#foundation/bytes.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import {
  type ChipSession,
  readRecordCommand,
  SW_BLOCKED,
  SW_NOT_SUPPORTED,
  SW_OK,
  selectCommand,
} from './chip-session.ts';
import { applicationLabel } from './label.ts';
import { type ChipError, invalidData } from './read-error.ts';
import { KNOWN_AIDS, knownAidIndex } from './schemes.ts';
import { findTag, findTags, parseTlv, type Tlv } from './tlv.ts';

/** Payment System Environment: the directory of a contact card. */
const PSE = ascii('1PAY.SYS.DDF01');
const TAG = { dfName: 0x84, sfi: 0x88, entry: 0x61, aid: 0x4f, priority: 0x87 } as const;
const AID_BYTES = { minimum: 5, maximum: 16 };
/** Records of a directory and namesakes of one AID that are looked at. */
const SELECTION_LIMITS = { directoryRecords: 16, namesakes: 4 } as const;
const LAST_PAYMENT_SFI = 10;

export type Candidate = {
  readonly aid: Uint8Array;
  /** 1 is the card's first choice; 16 stands for "no wish". */
  readonly priority: number;
  readonly label?: string;
};

const NO_WISH = 16;

const notSupported: ChipError = { code: 'cardNotSupported', detail: 'SW=6A81' };

function candidateOf(aid: Uint8Array, objects: readonly Tlv[]): Candidate {
  const wish = (findTag(objects, TAG.priority)?.value[0] ?? 0) & 0x0f;
  const label = applicationLabel(objects);
  const candidate = { aid, priority: wish === 0 ? NO_WISH : wish };
  return label === undefined ? candidate : { ...candidate, label };
}

/** Card's wish first, then our own order. */
const inOrder = (candidates: readonly Candidate[]): readonly Candidate[] =>
  [...candidates].sort(
    (a, b) =>
      a.priority - b.priority ||
      (knownAidIndex(a.aid) ?? KNOWN_AIDS.length) - (knownAidIndex(b.aid) ?? KNOWN_AIDS.length),
  );

/**
 * The applications on this card that this terminal knows, best first (EMV Book 1, 12.3): from the card's directory,
 * or, when it has none, by asking for each known AID. Empty when there are none.
 */
export async function listCandidates(session: ChipSession): Promise<Result<readonly Candidate[], ChipError>> {
  const listed = await fromDirectory(session);
  if (!listed.ok || listed.value.length > 0) return listed.ok ? ok(inOrder(listed.value)) : listed;
  const asked = await byAskingEach(session);
  return asked.ok ? ok(inOrder(asked.value)) : asked;
}

async function fromDirectory(session: ChipSession): Promise<Result<readonly Candidate[], ChipError>> {
  const selected = await session.send(selectCommand(PSE));
  if (!selected.ok) return selected;
  if (selected.value.sw === SW_NOT_SUPPORTED) return err(notSupported);
  if (selected.value.sw !== SW_OK) return ok([]);
  const fci = parseTlv(selected.value.data);
  if (!fci.ok) return err(invalidData(`directory FCI: ${fci.error.code}`));
  const sfi = findTag(fci.value, TAG.sfi)?.value[0];
  if (sfi === undefined || sfi < 1 || sfi > LAST_PAYMENT_SFI) return ok([]);
  const candidates: Candidate[] = [];
  for (let record = 1; record <= SELECTION_LIMITS.directoryRecords; record += 1) {
    const answer = await session.send(readRecordCommand(sfi, record));
    if (!answer.ok) return answer;
    if (answer.value.sw !== SW_OK) break;
    const objects = parseTlv(answer.value.data);
    if (!objects.ok) return err(invalidData(`directory record: ${objects.error.code}`));
    for (const entry of findTags(objects.value, TAG.entry)) {
      const aid = findTag(entry.children ?? [], TAG.aid)?.value;
      if (!aid || aid.length < AID_BYTES.minimum || aid.length > AID_BYTES.maximum) continue;
      if (knownAidIndex(aid) !== undefined) candidates.push(candidateOf(aid, entry.children ?? []));
    }
  }
  return ok(candidates);
}

async function byAskingEach(session: ChipSession): Promise<Result<readonly Candidate[], ChipError>> {
  const candidates: Candidate[] = [];
  for (const known of KNOWN_AIDS) {
    const name = fromHex(known.aid);
    for (let count = 0; count < SELECTION_LIMITS.namesakes; count += 1) {
      const answer = await session.send(selectCommand(name, count === 0 ? 'first' : 'next'));
      if (!answer.ok) return answer;
      const { sw, data } = answer.value;
      if (sw === SW_NOT_SUPPORTED) return err(notSupported);
      if (sw !== SW_OK && sw !== SW_BLOCKED) break;
      const fci = parseTlv(data);
      if (!fci.ok) return err(invalidData(`application FCI: ${fci.error.code}`));
      const dfName = findTag(fci.value, TAG.dfName)?.value;
      if (!dfName || dfName.length > AID_BYTES.maximum) break;
      // A blocked application is left out, but namesakes behind it are still looked for.
      if (sw === SW_OK) candidates.push(candidateOf(dfName, fci.value));
      if (dfName.length <= name.length) break;
    }
  }
  return ok(candidates);
}
