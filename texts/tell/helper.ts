import type { Frame } from '#contracts/screen/frame.ts';
import type { BodyOf } from '#contracts/screen/screen.ts';
import type { Texts } from '../format.ts';
import { type Telling, type Telltale, telling, type Words } from './telling.ts';
import { plain, referenceWords } from './words.ts';

/** Stands on every screen while a member of staff operates it; null while the customer does. */
export const handsLine = ({ hands }: Frame, { t }: Texts): Words | null =>
  hands === undefined ? null : plain(t('frame.hands'));

type OnlyYou = Extract<NonNullable<Frame['overlay']>, { kind: 'onlyYou' }>;

/** What only the customer may do here, and what becomes of it when a helper does it for him. */
export const onlyYou = ({ what }: OnlyYou, { texts: { t } }: Telltale): Telling =>
  telling({
    title: plain(t(`onlyYou.${what}.title`)),
    lead: [plain(t('onlyYou.lead'))],
    notice: { tone: 'mind', words: plain(t('onlyYou.stop')) },
  });

export const helperOverstepped = (
  { reference }: BodyOf<'helperOverstepped'>,
  { texts: { t }, counter }: Telltale,
): Telling =>
  telling({
    title: plain(t('helperOverstepped.title')),
    lead: [plain(t('helperOverstepped.lead'))],
    four: {
      means: plain(t('helperOverstepped.means')),
      can: plain(t('helperOverstepped.can', { counter })),
      knows: plain(t('helperOverstepped.knows')),
    },
    facts: [{ label: t('frame.reference'), value: referenceWords(reference) }],
  });
