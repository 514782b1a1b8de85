import type { Opening } from '#contracts/screen/queue-bodies.ts';
import type { TextKey } from '../catalogue.ts';
import type { Texts } from '../format.ts';

/** When the counters open next. */
export function openingWords({ when, day, from, to }: Opening, { t, message }: Texts): string {
  return when === 'later'
    ? t('opening.later', { weekday: message(`weekday.${day}` as TextKey), from, to })
    : t(`opening.${when}`, { from, to });
}
