import type { Telling } from '#texts/tell/telling.ts';
import { Icon } from '../../ui/icons.tsx';
import { Stage } from '../stage.tsx';
import { useVisit } from '../visit.tsx';
import type { CallOverlayOf } from './overlay.ts';

export type SelfTestProps = { readonly overlay: CallOverlayOf<'selfTest'>; readonly told: Telling };

/** Before the call: he sees himself, is heard, and hears a tone. */
export function SelfTest({ overlay, told }: SelfTestProps) {
  const { t } = useVisit().texts;
  const { phase, mode } = overlay;
  return (
    <Stage told={told}>
      {phase === 'ready' && mode === 'video' ? (
        <figure className="call-own-place">
          <Icon name="person" />
          <figcaption>{t('call.own')}</figcaption>
        </figure>
      ) : null}
    </Stage>
  );
}
