import type { Wait } from '#contracts/branch/ticket.ts';
import type { Texts } from '../format.ts';
import type { Words } from './telling.ts';

/** How long it takes, as a range; what nobody can say is said to be that. */
export const waitWords = (wait: Wait, texts: Texts): string => waitTold(wait, texts).shown;

/** The same, shown and said. */
export function waitTold({ minutes, reason }: Wait, { t }: Texts): Words {
  const alike = (text: string): Words => ({ shown: text, said: text });
  if (reason === 'noCounter') return alike(t('wait.noCounter'));
  if (!minutes) return alike(t('wait.unknown'));
  const { from, to } = minutes;
  if (to === 0) return alike(t('wait.now'));
  if (from === 0) return alike(t('wait.upTo', { to }));
  if (from === to) return alike(t('wait.about', { to }));
  return { shown: t('wait.range', { from, to }), said: t('wait.range.said', { from, to }) };
}

export const aheadWords = ({ ahead }: Wait, { t }: Texts): string =>
  ahead === 0 ? t('wait.nobodyBefore') : t('wait.before', { count: ahead });

/** Why it is so, or has moved; null where nothing did. */
export function reasonWords({ reason, counter }: Wait, { t }: Texts): string | null {
  switch (reason) {
    case 'steady':
      return null;
    case 'counterClosed':
    case 'counterOpened':
      return counter === null ? t(`wait.reason.${reason}`) : t(`wait.reason.${reason}.named`, { counter });
    case 'noCounter':
    case 'slower':
    case 'faster':
    case 'overtaken':
    case 'coldStart':
      return t(`wait.reason.${reason}`);
  }
}
