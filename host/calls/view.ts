import type { CallView } from '#contracts/branch/call.ts';
import { privacyOf } from '#contracts/privacy.ts';
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

/** The customer's step as a teller sees it. Without the spoken text: he reads. */
export function viewFor(screen: Screen, number: number, at: string): CallView {
  const what = hiddenOn(screen);
  if (what === null)
    return { is: 'shown', number, at, rights: [...rightsOn(screen)], screen: { ...screen, spoken: '' } };
  const service = progressOf(screen)?.service ?? null;
  return { is: 'own', number, at, what, kind: screen.body.kind, service, step: screen.step };
}
