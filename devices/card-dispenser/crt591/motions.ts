import { err, ok, type Result } from '#foundation/result.ts';
import type { DeviceError } from '../../device.ts';
import type { Turn } from '../../link/turns.ts';
import type { CardDispenserEvent, MotionEnd } from '../contract.ts';
import { committed } from './dialogue.ts';
import type { Dispenser, Motion, Sight } from './dispenser.ts';
import { condition } from './errors.ts';

export type MotionContext = {
  readonly dispenser: Dispenser;
  /** A look whose news are told. */
  readonly look: (turn: Turn) => Promise<Result<Sight, DeviceError>>;
  readonly publish: (event: CardDispenserEvent) => void;
};

type Ended = Promise<Result<MotionEnd, DeviceError>>;
/** A motion without an answer, or one that the device itself calls failed. */
type Unclear = Extract<Motion, { kind: 'not' | 'unknown' }>;

const confirmed: MotionEnd = { outcome: 'confirmed' };

function unknown({ code }: DeviceError): Result<MotionEnd, DeviceError> {
  const reason = code === 'timeout' ? 'silence' : code === 'offline' ? 'offline' : 'protocol';
  return ok({ outcome: 'unknown', reason });
}

const gone = ({ card, pathBlocked }: Sight): boolean => card === 'none' && !pathBlocked;

/**
 * The motion is over, as far as it goes, and the card's place decides: `where` says what it means. Nobody being able to
 * look, a motion without an answer stays unknown.
 */
async function byItsPlace(
  motion: Unclear,
  turn: Turn,
  { look, publish }: MotionContext,
  where: (sight: Sight) => Promise<Result<MotionEnd, DeviceError>> | Result<MotionEnd, DeviceError>,
): Ended {
  // The motor may have turned: the look that tells the truth is not called off any more.
  const after = await look(committed(turn));
  if (!after.ok) return motion.kind === 'unknown' ? unknown(motion.error) : err(motion.error);
  const jammed = after.value.card === 'none' && after.value.pathBlocked;
  if (jammed || motion.error.condition === 'mediaJammed') {
    publish({ type: 'mediaJammed' });
    return err(condition('mediaJammed', motion.error.deviceCode));
  }
  return where(after.value);
}

/** One blank card from the stack to the chip's contacts (32 31). Never sent twice. */
export async function dispense(context: MotionContext, turn: Turn): Ended {
  const before = await context.look(turn);
  if (!before.ok) return before;
  if (before.value.card !== 'none') return err(condition('mediaPresent'));
  if (before.value.pathBlocked) return err(condition('mediaJammed'));
  if (before.value.stacker === 'empty') return err(condition('stackerEmpty'));
  const motion = await context.dispenser.move('chip', turn);
  if (motion.kind === 'notStarted') return err(motion.error);
  if (motion.kind === 'done' && motion.status.card === 'chip') return ok(confirmed);
  const unclear: Unclear = motion.kind === 'done' ? { kind: 'unknown', error: { code: 'protocol' } } : motion;
  return byItsPlace(unclear, turn, context, ({ card }) => {
    if (card === 'chip') return ok(confirmed);
    // Between stack and gate there is no other way out: nothing inside means that nothing came.
    return card === 'none' ? err(unclear.error) : unknown(unclear.error);
  });
}

/** To the gate, held there (32 30), or out of it for good (32 39). Never sent twice. */
export async function bringOut(context: MotionContext, turn: Turn, to: 'gate' | 'out'): Ended {
  const before = await context.look(turn);
  if (!before.ok) return before;
  if (to === 'gate' && before.value.card === 'gate') return ok(confirmed);
  if (gone(before.value)) return err(condition('noMedia'));
  if (before.value.card === 'none') return err(condition('mediaJammed'));
  const motion = await context.dispenser.move(to, turn);
  if (motion.kind === 'notStarted') return err(motion.error);
  if (motion.kind === 'done') return ok(confirmed);
  return byItsPlace(motion, turn, context, ({ card }) => {
    // Gone after a motion to the front: out of the gate, or the customer was quicker than the answer.
    if (card === 'none' || (to === 'gate' && card === 'gate')) return ok(confirmed);
    return err(motion.error);
  });
}

/** Into the bin (32 33). Never sent twice. */
export async function retain(context: MotionContext, turn: Turn): Ended {
  const { dispenser, publish } = context;
  const before = await context.look(turn);
  if (!before.ok) return before;
  if (gone(before.value)) return err(condition('noMedia'));
  if (before.value.bin === 'full') return err(condition('retainBinFull'));
  const withinReach = before.value.card === 'gate';
  const counted = await dispenser.count(turn);
  const motion = await dispenser.move('bin', turn);
  if (motion.kind === 'notStarted') return err(motion.error);
  const retained = () => {
    publish({ type: 'mediaRetained' });
    return ok(confirmed);
  };
  if (motion.kind === 'done') return retained();
  return byItsPlace(motion, turn, context, async ({ card }) => {
    if (card !== 'none') return err(motion.error);
    if (!withinReach) return retained();
    // It stood at the gate: it is in the bin, or in a hand. The bin's own counter may know.
    const after = await dispenser.count(committed(turn));
    return counted.ok && after.ok && after.value === counted.value + 1 ? retained() : unknown(motion.error);
  });
}
