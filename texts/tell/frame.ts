import type { Frame } from '#contracts/screen/frame.ts';
import { isTextKey } from '../catalogue.ts';
import type { Texts } from '../format.ts';
import type { Words } from './telling.ts';
import { cardWords, plain, referenceWords } from './words.ts';

/** Where the customer's bank card is; null when the machine does not have it. */
export function cardWhereabouts({ card }: Frame, texts: Texts): Words | null {
  if (!card) return null;
  const { t } = texts;
  if (card.where === 'newInside' || card.where === 'newGate') return plain(t(`frame.card.${card.where}`));
  if (card.where === 'unseen') return plain(t('frame.card.unseen'));
  if (card.last4 === null) {
    return plain(t(card.where === 'inside' ? 'frame.card.insideUnread' : 'frame.card.gateUnread'));
  }
  const key = card.where === 'inside' ? 'frame.card.inside' : 'frame.card.gate';
  const { shown, said } = cardWords(card.last4, texts);
  return { shown: t(key, { card: shown }), said: t(key, { card: said }) };
}

export const idCardWhereabouts = ({ idCard }: Frame, { t }: Texts): Words | null =>
  idCard === 'onReader' ? plain(t('frame.idCard')) : null;

/** That picture and sound of a sale, or of a call, are being recorded, or rest; null where nothing is recorded. */
export function recordingWords({ recording, call }: Frame, { t }: Texts): Words | null {
  if (recording) return { shown: t('frame.recording'), said: t('frame.recording.said') };
  const stand = call?.recording;
  switch (stand) {
    case 'starting':
    case 'on':
    case 'paused':
    case 'interrupted':
      return { shown: t(`frame.callRecording.${stand}`), said: t(`frame.callRecording.${stand}.said`) };
    default:
      return null;
  }
}

/** What is known about a call for a person; null when there is none. */
export function helpLine({ help }: Frame, { t }: Texts): Words | null {
  if (help.state === 'none') return null;
  if (help.state === 'asked' && help.reference !== null) {
    const { shown, said } = referenceWords(help.reference);
    return {
      shown: t('helpLine.askedReference', { reference: shown }),
      said: t('helpLine.askedReference', { reference: said }),
    };
  }
  return plain(t(`helpLine.${help.state}`));
}

/** Where in the service the customer is; the step's own name when the catalogue knows it. */
export function progressWords(
  { progress }: Frame,
  { t, message }: Texts,
): { count: string; step: string } | null {
  if (!progress) return null;
  const key = `step.${progress.step}`;
  return {
    count: t('frame.step', { position: progress.position, of: progress.of }),
    step: isTextKey(key) ? message(key) : '',
  };
}
