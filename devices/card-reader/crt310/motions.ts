import { err, ok, type Result } from '#foundation/result.ts';
import type { DeviceError } from '../../device.ts';
import type { Turn } from '../../link/turns.ts';
import type { CardReaderEvent } from '../contract.ts';
import { committed } from './dialogue.ts';
import { condition, noMedia } from './errors.ts';
import type { MediaTracker } from './media-tracker.ts';
import type { Crt310Reader, MotionOutcome, Sight } from './reader.ts';

export type MotionContext = {
  readonly reader: Crt310Reader;
  readonly tracker: MediaTracker;
  readonly now: () => number;
  readonly publish: (events: readonly CardReaderEvent[]) => void;
};

type Ended = Promise<Result<object, DeviceError>>;

const gone = ({ position, pathBlocked }: Sight): boolean =>
  position === 'rearReleased' || (position === 'none' && !pathBlocked);

const atGate = ({ position }: Sight): boolean => position === 'frontHeld' || position === 'frontReleased';

/** A look whose events are told. */
async function lookAndTell(context: MotionContext, turn: Turn): Promise<Result<Sight, DeviceError>> {
  const { reader, tracker, now, publish } = context;
  const sight = await reader.look(turn);
  if (sight.ok) publish(tracker.see(sight.value, now()));
  return sight;
}

/**
 * Brings the card to the front and holds it there (32 31), so that a forgotten one can still be drawn back. The
 * motion is never sent twice: when its answer is missing or bad, the card's place decides.
 */
export async function eject(context: MotionContext, turn: Turn): Ended {
  const { reader, tracker, publish } = context;
  const before = await lookAndTell(context, turn);
  if (!before.ok) return before;
  if (before.value.position === 'frontHeld') {
    tracker.reachedGate();
    return ok({});
  }
  if (gone(before.value)) return err(noMedia);
  tracker.leavesByFront();
  const motion = await reader.move('frontHold', turn);
  if (motion.kind === 'done') {
    tracker.reachedGate();
    return ok({});
  }
  if (motion.kind === 'notStarted') {
    tracker.stays();
    return err(refusedFor(before.value, motion.error));
  }
  // The motor may have turned: the look that tells the truth is not called off any more.
  const after = await lookAndTell(context, committed(turn));
  if (!after.ok) return err(motion.error);
  // Gone after a motion to the front: the customer was quicker than the answer.
  if (atGate(after.value) || gone(after.value)) return ok({});
  tracker.stays();
  return err(stillInside(motion, after.value, tracker, publish));
}

/** Takes the card into the bin behind the reader (32 33; 32 34 for one of abnormal length). Never sent twice. */
export async function retain(context: MotionContext, turn: Turn): Ended {
  const { reader, tracker, publish } = context;
  const before = await lookAndTell(context, turn);
  if (!before.ok) return before;
  if (gone(before.value)) return err(noMedia);
  const { position } = before.value;
  const withinReach = atGate(before.value) || position === 'none';
  const abnormal = position === 'longCard' || position === 'shortCard';
  const motion = await reader.move(abnormal ? 'rearForced' : 'rearRelease', turn);
  if (motion.kind === 'notStarted') return err(refusedFor(before.value, motion.error));
  if (motion.kind === 'done') {
    publish(tracker.retained());
    return ok({});
  }
  const after = await reader.look(committed(turn));
  if (!after.ok) return err(motion.error);
  if (after.value.position === 'rearReleased' || (gone(after.value) && !withinReach)) {
    publish(tracker.retained());
    return ok({});
  }
  if (gone(after.value)) {
    // It stood at the gate. "No card" from the reader itself means that the customer was quicker; without that
    // word it may be in the bin or in a hand, and nobody may claim either.
    if (motion.kind === 'not' && motion.operation === 'noCard')
      publish(tracker.see(after.value, context.now()));
    else tracker.vanished();
    return err(motion.error);
  }
  publish(tracker.see(after.value, context.now()));
  if (after.value.position === 'rearHeld') return err(condition('retainBinFull', 'S1=4C'));
  return err(stillInside(motion, after.value, tracker, publish));
}

/** 4E 06 says "abnormal length" only; which one, the status has told. */
const refusedFor = ({ position }: Sight, error: DeviceError): DeviceError =>
  position === 'shortCard' && error.condition === 'mediaLong' ? { ...error, condition: 'mediaShort' } : error;

/** The card is still in the reader after a motion that should have brought it out: why, and is it a jam? */
function stillInside(
  motion: Extract<MotionOutcome, { kind: 'not' | 'unknown' }>,
  after: Sight,
  tracker: MediaTracker,
  publish: MotionContext['publish'],
): DeviceError {
  if (motion.kind === 'unknown') return motion.error;
  if (motion.operation !== 'failed' && !after.pathBlocked) return motion.error;
  publish(tracker.jammed());
  return condition('mediaJammed', motion.error.deviceCode);
}
