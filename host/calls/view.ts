import type { CallView } from '#contracts/branch/call.ts';
import { privacyOf } from '#contracts/privacy.ts';
import type { Action } from '#contracts/screen/actions.ts';
import { bodies } from '#contracts/screen/bodies.ts';
import type { Screen, ScreenKind } from '#contracts/screen/screen.ts';
import { type HelperRight, isServiceId } from '#contracts/services/service.ts';
import { isNobodyElses, lockOf } from '#flows/compliance/hands-lock.ts';
import { rightsAt } from '#flows/compliance/helper-rights.ts';

/** Kinds of screens with a field for the customer's eyes only: a code, a key just typed. */
const SECRET_KINDS: ReadonlySet<ScreenKind> = new Set(
  bodies
    .filter((body) => Object.values(body.shape).some((field) => privacyOf.get(field)?.privacy === 'secret'))
    .map((body) => body.shape.kind.value),
);

type Seen = Pick<Screen, 'body' | 'frame' | 'actions'>;

/** The way back to the step, which a teller may go for the customer. */
const CLOSE: Action = { id: 'closeOverlay', role: 'back' };

/**
 * The step of the customer's as he and the teller speak of it: what lies under the large call, which the teller may close.
 * `beneath` is what the step offers there; null where nothing of the call lies over it.
 */
export const stepOf = (screen: Screen, beneath: readonly Action[] | null): Screen =>
  beneath === null
    ? screen
    : { ...screen, frame: { ...screen.frame, overlay: null }, actions: [...beneath, CLOSE] };

const progressOf = ({ frame }: Pick<Screen, 'frame'>) => {
  const { progress } = frame;
  return progress && isServiceId(progress.service)
    ? { service: progress.service, step: progress.step }
    : null;
};

/** What stands there that no helper sees; null where he sees the step as it is. */
export function hiddenOn({ body }: Pick<Screen, 'body'>): Extract<CallView, { is: 'own' }>['what'] | null {
  if (SECRET_KINDS.has(body.kind)) return 'code';
  return isNobodyElses(body.kind);
}

/**
 * What a teller may do at this screen. Beside a service there is nothing but the way to one; what is locked for whoever
 * stands at the machine is locked for him.
 */
export function rightsOn(screen: Seen): readonly HelperRight[] {
  const { body, actions } = screen;
  const progress = progressOf(screen);
  if (hiddenOn(screen) !== null) return ['explain'];
  const view = { body, actions, question: '', ...(progress ? { progress } : {}) };
  if (lockOf(view) !== null) return ['explain'];
  return progress ? rightsAt(progress.service, progress.step) : ['explain', 'propose'];
}

/** Any button that only he may press: what lies over a step does not make it less his own. */
const PRESSED: Seen['actions'] = [{ id: 'confirm', role: 'primary' }];

/** Whether what stands there is for the customer alone, and nothing of it may be recorded; whatever lies over it. */
export function isOwnStep(screen: Pick<Seen, 'body' | 'frame'>): boolean {
  const { body } = screen;
  const progress = progressOf(screen);
  const view = { body, actions: PRESSED, question: '', ...(progress ? { progress } : {}) };
  return hiddenOn(screen) !== null || lockOf(view) !== null;
}

/** The customer's step as a teller sees it, `beneath` as in `stepOf`. Without the spoken text: he reads. */
export function viewFor(
  screen: Screen,
  beneath: readonly Action[] | null,
  number: number,
  at: string,
): CallView {
  const what = hiddenOn(screen);
  const step = stepOf(screen, beneath);
  if (what === null)
    return {
      ...{ is: 'shown', number, at, rights: [...rightsOn(step)], screen: { ...step, spoken: '' } },
      ...(beneath === null ? {} : { beneath: true }),
    };
  const service = progressOf(screen)?.service ?? null;
  const recording = screen.frame.call?.recording;
  return {
    ...{ is: 'own' as const, number, at, what, kind: screen.body.kind, service, step: screen.step },
    ...(recording ? { recording } : {}),
  };
}
