import type { NeedChoice } from '#contracts/screen/queue-bodies.ts';
import { NEED_CHOICES } from '#contracts/screen/queue-bodies.ts';
import type { ServiceId } from '#contracts/services/service.ts';
import type { Business, NumberWish, Paper } from '../ports.ts';
import type { QueueContext } from './context.ts';

/** What was chosen, as the branch knows it now: what it has withdrawn meanwhile is not among it. */
export const chosenBusiness = ({ now, chosen }: Pick<QueueContext, 'now' | 'chosen'>): Business[] =>
  chosen.flatMap((id) => now?.services.find((service) => service.id === id) ?? []);

/** What of it this terminal can do now. */
export function hereOf(context: Pick<QueueContext, 'now' | 'chosen' | 'here'>): ServiceId[] {
  const wanted = chosenBusiness(context).flatMap(({ atTerminal }) => atTerminal ?? []);
  return context.here.filter((id) => wanted.includes(id));
}

/** The papers of everything that was chosen, each once, with everything that may replace it. */
export function allPapers(context: Pick<QueueContext, 'now' | 'chosen'>): Paper[] {
  const papers = new Map<string, Paper>();
  for (const paper of chosenBusiness(context).flatMap((business) => business.papers)) {
    const known = papers.get(paper.id);
    // Where one business takes a replacement and another does not, the stricter one counts: both are asked for at once.
    if (known)
      papers.set(paper.id, {
        ...known,
        instead: known.instead.filter(({ zh }) => paper.instead.some((other) => other.zh === zh)),
      });
    else papers.set(paper.id, paper);
  }
  return [...papers.values()];
}

/** In or out, in the order of the list. */
export const toggled = (needs: readonly NeedChoice[], need: NeedChoice): NeedChoice[] =>
  NEED_CHOICES.filter((one) => (one === need) !== needs.includes(one));

/** In or out; one more than `most` stays out, and the screen says so. */
export function toggledBusiness(
  { now, chosen }: Pick<QueueContext, 'now' | 'chosen'>,
  choice: number,
  most: number,
): Partial<Pick<QueueContext, 'chosen' | 'full'>> {
  const id = now?.services[choice]?.id;
  if (id === undefined) return {};
  if (chosen.includes(id)) return { chosen: chosen.filter((one) => one !== id), full: false };
  return chosen.length < most ? { chosen: [...chosen, id], full: false } : { full: true };
}

export function numberWish(
  context: Pick<QueueContext, 'now' | 'chosen' | 'needs' | 'channel' | 'checkingIn'>,
): NumberWish {
  const { needs, channel, checkingIn } = context;
  return {
    services: chosenBusiness(context).map(({ id }) => id),
    segment: needs.includes('company') ? 'corporate' : 'ordinary',
    needs: needs.filter((need) => need !== 'company'),
    channel,
    ...(checkingIn ? { appointment: true as const } : {}),
  };
}
