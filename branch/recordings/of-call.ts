import type { RecordedCall } from '#contracts/branch/recording.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { branchOf } from '../calls/area.ts';
import { isInHand } from '../calls/records.ts';
import { heldRowOf } from '../calls/writing.ts';
import type { Caller } from '../enrolment/caller.ts';
import type { BranchStore, Writing } from '../store/store.ts';
import type { RecordingRow } from './register.ts';

type OfCall = Pick<RecordingRow, 'call' | 'call_facts' | 'staff' | 'part' | 'keep_days'>;

const OF_A_SALE: OfCall = { call: null, call_facts: null, staff: null, part: null, keep_days: null };

/**
 * What of a call stands in the register: only of this terminal's own call, while that teller has it in hand, where the
 * branch's policy has its customers asked, and in the order of its parts.
 */
export async function judgeCallPart(
  store: BranchStore,
  db: Writing['db'],
  { terminal, branch }: Caller,
  part: RecordedCall | undefined,
): Promise<Result<OfCall, CodedError<'notFound' | 'illegalMove'>>> {
  if (part === undefined) return ok(OF_A_SALE);
  const call = await heldRowOf({ store }, db, part.call);
  if (call?.terminal !== terminal || call.branch !== branch) return err({ code: 'notFound' });
  if (!isInHand(call) || call.turn !== part.turn) return err({ code: 'illegalMove', detail: 'turn' });
  const { configuration } = await branchOf(db, branch);
  if (configuration.calls.recording !== 'asked') return err({ code: 'illegalMove', detail: 'policy' });
  const { last } = await db
    .selectFrom('recordings')
    .select((eb) => eb.fn.max('part').as('last'))
    .where('call', '=', part.call)
    .executeTakeFirstOrThrow();
  if (part.part <= Number(last ?? 0)) return err({ code: 'illegalMove', detail: 'part' });
  return ok({
    call: part.call,
    call_facts: JSON.stringify(part),
    staff: call.staff,
    part: part.part,
    keep_days: part.keepDays,
  });
}

/**
 * Whether a part goes on where the one before it ended: the link it names is the last one the terminal made of an earlier
 * part, and between the two nothing is kept.
 */
export async function followsOn(db: Pick<Writing['db'], 'selectFrom'>, part: RecordedCall): Promise<boolean> {
  const earlier = await db
    .selectFrom('recordings')
    .select(['count', 'link', 'told_link'])
    .where('call', '=', part.call)
    .where('part', '<', part.part)
    .orderBy('part', 'desc')
    .execute();
  for (const { count, link, told_link } of earlier) {
    if (part.before !== null && part.before === (told_link ?? link)) return true;
    if (count > 0) return false;
  }
  return part.before === null;
}
