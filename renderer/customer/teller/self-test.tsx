import { useEffect } from 'react';
import type { Telling } from '#texts/tell/telling.ts';
import { Icon } from '../../ui/icons.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Level, OwnPicture } from '../call/pieces.tsx';
import { playTone } from '../call/tone.ts';
import { Stage } from '../stage.tsx';
import { useVisit } from '../visit.tsx';
import type { CallOverlayOf } from './overlay.ts';

export type SelfTestProps = { readonly overlay: CallOverlayOf<'selfTest'>; readonly told: Telling };

/** Before the call: he sees himself, is heard, and hears a tone. */
export function SelfTest({ overlay, told }: SelfTestProps) {
  const { t } = useVisit().texts;
  const { phase, mode, tone, heard } = overlay;
  useEffect(() => {
    if (tone > 0) playTone();
  }, [tone]);
  if (phase === 'opening' || mode === 'text') return <Stage told={told} outcome="person" />;
  return (
    <Stage told={{ ...told, after: [] }}>
      <div className="call-test">
        {mode === 'video' ? (
          <div className="call-picture-place">
            <OwnPicture label={t('call.own')} poster={<Icon name="person" />} />
          </div>
        ) : null}
        <Level label={t('call.level')} />
        {told.after.map(({ shown }) => (
          <Notice key={shown} tone={heard ? 'good' : 'plain'} text={shown} />
        ))}
      </div>
    </Stage>
  );
}
